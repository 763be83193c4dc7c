"""Who may use a nick: its account, its owner, the person of a dead connection, or nobody else at all."""

from __future__ import annotations

import pytest

from tests.hub.harness import FINGERPRINT, HubHarness, commands_of, parse_lines

OTHER = "cd" * 32


@pytest.mark.parametrize("name", ["NickServ", "nickserv", "Server"])
def test_names_of_the_server_are_refused(name: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    (refusal,) = parse_lines(harness.exchange(ann, f"NICK {name}"))
    assert refusal.command == "433"


def test_a_nick_of_an_account_is_for_its_owner() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "draft/account-registration", FINGERPRINT)
    harness.exchange(ann, "REGISTER * * :correct-horse-battery", "NICK away")
    bob = harness.register("bob", fingerprint=OTHER)
    assert commands_of(harness.exchange(bob, "NICK ann")) == ["433"]
    harness.exchange(bob, "PRIVMSG NickServ :IDENTIFY ann correct-horse-battery")
    assert commands_of(harness.exchange(bob, "NICK ann"))[-1] == "NICK"


def test_a_nick_of_a_known_guest_stays_theirs_after_they_left() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    harness.send(ann, "QUIT :bye")
    bob = harness.register("bob", fingerprint=OTHER)
    assert commands_of(harness.exchange(bob, "NICK ann")) == ["433"]
    back = harness.register("ann", fingerprint=FINGERPRINT)
    assert back.user is not None
    assert back.user.nick == "ann"


def test_a_person_replaces_their_own_older_connection() -> None:
    """By NICK of a registered client with the same certificate and another nick."""
    harness = HubHarness()
    watcher = harness.register("watcher", rooms=["#tea"])
    old = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    new = harness.register("anna", fingerprint=FINGERPRINT)
    harness.read_lines(watcher)
    lines = parse_lines(harness.exchange(new, "NICK ann"))
    assert [message.command for message in lines][-1] == "NICK"
    assert old.closing
    assert commands_of(harness.read_lines(watcher)) == ["QUIT"]
    assert new.user is not None
    assert new.user.nick == "ann"
