"""Roles for the launcher: who has which role, and moderators that the host makes and removes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.moderation.role_actions import OWNER_LINK
from desktop_chat.hub.records.entry_grants import OWNER
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control_values import EntryRule
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import EntryGrant
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, parse_lines

_LOBBY = replace(SETTINGS, lobby="#lobby")
_OTHER = CertificateFingerprint("cd" * 32)


def _roles(harness: HubHarness) -> list[tuple[str, str, str, bool]]:
    return [(row.role, row.name, row.room, row.online) for row in harness.hub.host.role_rows(harness.now)]


def test_owner_founders_and_moderators_are_listed_present_or_absent() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.register("bob", rooms=["#milk"])
    harness.hub.host.know_host(FINGERPRINT, harness.now)
    harness.take_outcome()
    assert _roles(harness) == [
        ("owner", "ann", "", True),
        ("founder", "ann", "#tea", True),
        ("moderator", "bob", "#milk", True),
    ]
    harness.exchange(ann, "PRIVMSG #tea :green", "QUIT")
    assert _roles(harness) == [("founder", "ann", "#tea", False), ("moderator", "bob", "#milk", True)]


def test_an_absent_person_becomes_a_moderator_and_is_removed() -> None:
    harness = HubHarness(_LOBBY)
    harness.register("ann", rooms=["#lobby"])
    bob = harness.register("bob", fingerprint=_OTHER, rooms=["#lobby"])
    harness.exchange(bob, "QUIT")
    harness.hub.host.set_moderator(harness.now, nick="BOB", room="#lobby", on=True)
    harness.take_outcome()
    assert ("moderator", "bob", "#lobby", False) in _roles(harness)
    again = harness.register("bob", fingerprint=_OTHER)
    assert any("@bob" in line for line in harness.exchange(again, "JOIN #lobby", "NAMES #lobby"))
    (identity,) = [row.identity for row in harness.hub.host.role_rows(harness.now) if row.name == "bob"]
    harness.hub.host.set_moderator(harness.now, identity=identity, room="#lobby", on=False)
    harness.take_outcome()
    harness.mark_durable()
    assert [line.params for line in parse_lines(harness.read_lines(again))] == [("#lobby", "-o", "bob")]
    assert _roles(harness) == [("moderator", "ann", "#lobby", True)]


def test_a_founder_loses_the_room() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.hub.host.set_moderator(harness.now, nick="ann", room="#tea", on=False)
    harness.take_outcome()
    harness.mark_durable()
    assert _roles(harness) == []
    (change,) = parse_lines(harness.read_lines(ann))
    assert change.params[1] in ("-ro", "-rqo", "-o", "-qo")


def test_nobody_and_no_room_are_refused_with_a_sentence() -> None:
    harness = HubHarness(_LOBBY)
    harness.register("ann", rooms=["#lobby"])
    for text, name, room in (
        ("Nobody is known as eve.", "eve", ""),
        ("There is no room #no.", "ann", "#no"),
    ):
        with pytest.raises(Refusal) as refused:
            harness.hub.host.set_moderator(harness.now, nick=name, room=room, on=True)
        assert refused.value.params[-1] == text


def test_owners_link_makes_one_further_computer_the_owners() -> None:
    harness = HubHarness(replace(SETTINGS, entry=EntryRule.LINK))
    host = harness.hub.host
    token = host.make_owner_link(harness.now)
    assert [row.role for row in host.role_rows(harness.now)] == ["owner_link"]
    plain = harness.connect(address="10.0.0.5")
    harness.exchange(plain, f"PASS {token}", "NICK eve", "USER eve 0 * :Eve")
    assert not plain.registered, "a computer without a key owns nothing"
    ann = harness.connect("ab" * 32, "10.0.0.2")
    lines = harness.exchange(ann, f"PASS {token}", "NICK ann", "USER ann 0 * :Ann")
    assert any("MODE ann +o" in line for line in lines)
    rows = [(row.role, row.name, row.online) for row in host.role_rows(harness.now)]
    assert rows == [("computer", "ann", True), ("owner", "ann", True)]
    bob = harness.connect("cd" * 32, "10.0.0.3")
    harness.exchange(bob, f"PASS {token}", "NICK bob", "USER bob 0 * :Bob")
    assert not bob.registered, "the link counts once"
    harness.exchange(ann, "QUIT")
    again = harness.connect("ab" * 32, "10.0.0.9")
    assert any("MODE ann +o" in line for line in harness.exchange(again, "NICK ann", "USER ann 0 * :Ann"))
    kept = [change for change in harness.changes if isinstance(change, EntryGrant) and change.way == OWNER]
    assert [change.identity for change in kept] == [f"owner {'ab' * 32}"]
    host.revoke_owner("ab" * 32, harness.now)
    harness.take_outcome()
    assert any("MODE ann -o" in line for line in harness.read_lines(again))
    assert host.role_rows(harness.now) == ()


def test_owners_link_is_revoked_before_it_is_used() -> None:
    harness = HubHarness(replace(SETTINGS, entry=EntryRule.LINK))
    token = harness.hub.host.make_owner_link(harness.now)
    harness.hub.host.revoke_owner(OWNER_LINK, harness.now)
    ann = harness.connect("ab" * 32, "10.0.0.2")
    harness.exchange(ann, f"PASS {token}", "NICK ann", "USER ann 0 * :Ann")
    assert not ann.registered
    with pytest.raises(Refusal):
        harness.hub.host.revoke_owner("ab" * 32, harness.now)
