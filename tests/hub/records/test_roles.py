"""Roles: permission to change, and storage."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.records import roles


def _user(nick: str, identity: str = "") -> User:
    seat = Seat(1, thread=0, address="::1", port=1, secure=False)
    return User(seat, nick, host="0::1", identity=identity, now=0)


def test_founder_is_registered_and_dropped() -> None:
    channel = Channel("#tea", 1, created=0)
    roles.register_channel(channel, "account:ann")
    roles.set_role(channel, "account:bob", "vo")
    assert (channel.founder, channel.roles) == ("account:ann", {"account:ann": "qo", "account:bob": "ov"})
    assert "r" in channel.modes
    assert channel.is_permanent
    roles.drop_founder(channel)
    assert (channel.founder, channel.roles) == ("", {"account:bob": "ov"})
    assert "r" not in channel.modes
    roles.set_role(channel, "account:bob", "")
    assert channel.roles == {}


def test_joining_member_gets_stored_role() -> None:
    channel = Channel("#tea", 1, created=0)
    ann, bob = _user("ann", "cert:a"), _user("bob")
    channel.add_member(bob, "")
    assert roles.letters_at_entry(channel, bob) == "o"
    roles.set_role(channel, "cert:a", "a")
    assert roles.letters_at_entry(channel, ann) == "a"
    assert roles.can_always_enter(channel, ann)
    assert not roles.can_always_enter(channel, bob)
    channel.founder = "cert:c"
    assert roles.letters_at_entry(channel, bob) == ""


def test_letters_are_sorted_by_rank() -> None:
    assert roles.sorted_letters("vqxv") == "qv"


@pytest.mark.parametrize(
    ("mine", "theirs", "change", "allowed"),
    [
        ("o", "", "+o", True), ("o", "o", "-o", True), ("o", "a", "-o", False), ("h", "", "+v", True),
        ("h", "o", "+v", False), ("h", "", "+h", False), ("q", "q", "-q", True), ("a", "", "+q", False),
        ("", "", "+v", False),
    ],
)  # fmt: skip
def test_rank_decides_who_may_change_a_role(mine: str, theirs: str, change: str, allowed: bool) -> None:
    channel, ann, bob = Channel("#tea", 1, created=0), _user("ann"), _user("bob")
    channel.add_member(ann, mine)
    channel.add_member(bob, theirs)
    assert roles.can_change_role(channel, ann, change[0], change[1], bob) is allowed
    assert roles.can_change_role(channel, bob, "-", "v", bob)
