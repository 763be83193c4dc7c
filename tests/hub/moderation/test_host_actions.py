"""Actions of the host over the control channel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.reply import Refusal
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import ChannelState
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines

_LOBBY = replace(SETTINGS, lobby="#lobby")


def _ban(
    harness: HubHarness, *, nick: str = "", address: str = "", mask: str = "", seconds: int = 0
) -> tuple[str, str, int]:
    row = harness.hub.host.ban_person(harness.now, nick=nick, address=address, mask=mask, seconds=seconds, reason="why")
    harness.take_outcome()
    harness.run_until_idle()
    assert (row.by, row.reason) == ("the host", "why")
    return row.kind, row.mask, row.until


def test_ban_by_nick_follows_the_person() -> None:
    harness = HubHarness(_LOBBY)
    ann, bob = harness.register("ann", fingerprint=FINGERPRINT), harness.register("bob")
    assert _ban(harness, nick="ANN") == ("mask", f"~f:{FINGERPRINT}", 0)
    assert _ban(harness, nick="bob", seconds=60) == ("mask", "*!bob@127.0.0.1", harness.now + 60_000)
    assert commands_of(harness.read_lines(ann)) == commands_of(harness.read_lines(bob)) == ["465", "ERROR"]
    assert harness.hub.user_count == 0
    assert [row.kind for row in harness.hub.host.ban_rows(harness.now)] == ["mask", "mask"]
    harness.hub.host.lift_ban("mask", "*!bob@127.0.0.1", harness.now)
    harness.take_outcome()
    assert commands_of(harness.exchange(harness.register("bob"), "PING x")) == ["PONG"]


def test_listed_ban_shows_the_name_of_the_person() -> None:
    harness = HubHarness(_LOBBY)
    harness.register("ann", fingerprint=FINGERPRINT)
    harness.register("bob")
    for mask in ("ann", "bob"):
        _ban(harness, nick=mask)
    _ban(harness, mask="~a:eve")
    assert [row.name for row in harness.hub.host.ban_rows(harness.now)] == ["ann", "", "eve"]


def test_ban_by_address_keeps_the_address_out() -> None:
    harness = HubHarness(_LOBBY)
    assert _ban(harness, address="10.0.0.9/24") == ("network", "10.0.0.0/24", 0)
    assert harness.hub.attach_seat(
        thread=0, address="10.0.0.1", port=1, secure=False, now=harness.now
    ).closing  # fmt: skip


def test_mute_is_shown_and_lifted() -> None:
    harness = HubHarness(_LOBBY)
    bob = harness.register("bob", rooms=["#lobby"])
    harness.exchange(bob, "METADATA * SET display-name :Bob Hill")
    harness.hub.host.mute_person(harness.now, nick="bob", mask="", seconds=60, reason="")
    harness.take_outcome()
    assert [(row.muted, row.written) for row in harness.hub.host.user_rows(harness.now)] == [(True, "Bob Hill")]
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "PRIVMSG #lobby :x", "NICK rob", "PRIVMSG #lobby :x")) == [
        "404",
        "NICK",
        "404",
    ]
    harness.hub.host.unmute_person("rob", harness.now)
    harness.take_outcome()
    assert harness.exchange(bob, "PRIVMSG #lobby :x") == []
    assert harness.hub.host.ban_rows(harness.now) == ()


def test_impossible_action_is_refused_with_a_sentence() -> None:
    harness = HubHarness(_LOBBY)
    harness.register("bob")
    for text, act in (
        ("Nobody named eve is here.", lambda: _ban(harness, nick="eve")),
        ("ann is not an address or a network.", lambda: _ban(harness, address="ann")),
        ("This computer cannot be banned.", lambda: _ban(harness, address="127.0.0.1")),
        ("* is not a valid mask.", lambda: _ban(harness)),
        ("That would match everybody.", lambda: _ban(harness, mask="*")),
        ("There is no such ban: x.", lambda: harness.hub.host.lift_ban("mask", "x", harness.now)),
        ("There is no such ban: x.", lambda: harness.hub.host.lift_ban("other", "x", harness.now)),
        ("bob is not muted.", lambda: harness.hub.host.unmute_person("bob", harness.now)),
        ("This chat has no lobby.", lambda: harness.hub.host.set_moderator(harness.now, nick="bob", on=True)),
        (
            "This is not the fingerprint of a certificate.",
            lambda: harness.hub.host.know_host(CertificateFingerprint("ab"), harness.now),
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.params[-1] == text


def test_moderator_of_the_lobby_is_stored_with_identity() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", rooms=["#lobby"])
    bob = harness.register("bob", fingerprint=FINGERPRINT, rooms=["#lobby"])
    harness.read_lines(ann)
    harness.hub.host.set_moderator(harness.now, nick="bob", on=True)
    outcome = harness.take_outcome()
    harness.run_until_idle()
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{FINGERPRINT}": "o"}
    (line,) = parse_lines(harness.read_lines(ann))
    assert (line.command, line.params) == ("MODE", ("#lobby", "+o", "bob"))
    assert {row.nick: row.moderator for row in harness.hub.host.user_rows(harness.now)} == {"ann": True, "bob": True}
    harness.read_lines(bob)
    harness.hub.host.set_moderator(harness.now, nick="bob", on=False)
    harness.hub.host.set_moderator(harness.now, nick="bob", on=False)
    harness.take_outcome()
    harness.run_until_idle()
    assert len(harness.read_lines(bob)) == 1


def test_host_is_operator_only_at_this_computer() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    harness.hub.host.know_host(FINGERPRINT, harness.now)
    harness.take_outcome()
    assert parse_lines(harness.read_lines(ann))[0].params == ("ann", "+o")
    assert [row.role for row in harness.hub.host.user_rows(harness.now)] == ["owner"]
    with pytest.raises(Refusal, match="That is you"):
        _ban(harness, nick="ann")
    harness.exchange(ann, "QUIT")
    far = harness.connect(FINGERPRINT, "10.0.0.7")
    harness.exchange(far, "NICK ann", "USER a 0 * :a")
    assert [row.role for row in harness.hub.host.user_rows(harness.now)] == [""]
    near = harness.connect(FINGERPRINT)
    assert "+o" in harness.exchange(near, "NICK ann", "USER a 0 * :a")[-1]
    assert [row.role for row in harness.hub.host.user_rows(harness.now)] == ["owner"]


def test_no_ban_keeps_the_host_out() -> None:
    harness = HubHarness(_LOBBY)
    harness.hub.host.know_host(FINGERPRINT, harness.now)
    _ban(harness, mask=f"~f:{FINGERPRINT}")
    ann = harness.connect(FINGERPRINT)
    assert commands_of(harness.exchange(ann, "NICK ann", "USER a 0 * :a", "JOIN #lobby"))[0] == "001"
    harness.hub.host.mute_person(harness.now, nick="", mask="ann", seconds=0, reason="")
    harness.take_outcome()
    assert harness.exchange(ann, "PRIVMSG #lobby :x", "NICK anna") == [":ann!a@127.0.0.1 NICK anna"]
