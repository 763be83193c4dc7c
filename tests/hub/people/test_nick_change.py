"""A nick change is told once to each, keeps what was read, and cannot be used to slip out of a ban."""

from __future__ import annotations

from desktop_chat.hub.people.nick_change import free_nick
from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_a_change_is_told_once_however_many_rooms_are_shared() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea", "#milk"]), harness.register("bob", rooms=["#tea", "#milk"])
    harness.read_lines(ann)
    (own,) = parse_lines(harness.exchange(ann, "NICK anna"))
    (told,) = parse_lines(harness.read_lines(bob))
    assert (own.command, own.params) == (told.command, told.params) == ("NICK", ("anna",))
    assert told.nick == "ann"
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :gone?")) == ["401"]
    assert commands_of(harness.exchange(bob, "WHOWAS ann 1"))[0] == "314"


def test_a_change_of_case_is_a_change_of_the_same_nick() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, "NICK Ann")) == ["NICK"]
    harness.read_lines(bob)
    assert harness.exchange(bob, "PRIVMSG ann :hello") == []
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG"]


def test_a_banned_member_cannot_change_the_nick_unless_voiced() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +b bob!*@*")
    assert commands_of(harness.exchange(bob, "NICK rob"))[-1] == "435"
    harness.exchange(ann, "MODE #tea +v bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "NICK rob")) == ["NICK"]


def test_a_room_may_forbid_nick_changes() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +N")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "NICK rob")) == ["447"]
    assert commands_of(harness.exchange(ann, "NICK anna"))[-1] == "NICK"


def test_watchers_are_told_of_both_names() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(bob, "MONITOR + ann,anna")
    harness.exchange(ann, "NICK anna")
    told = [(message.command, message.params[-1].partition("!")[0]) for message in parse_lines(harness.read_lines(bob))]
    assert set(told) == {("731", "ann"), ("730", "anna")}


def test_a_freed_nick_becomes_the_next_guest_name() -> None:
    harness = HubHarness()
    guest = harness.register("bob")
    assert guest.user is not None
    free_nick(harness.hub._state, guest.user)
    harness.take_outcome()
    assert guest.user.nick == "Guest1"
    second = harness.register("cid")
    assert second.user is not None
    free_nick(harness.hub._state, second.user)
    harness.take_outcome()
    assert second.user.nick == "Guest2"
    (told,) = parse_lines(harness.read_lines(second))
    assert (told.command, told.params) == ("NICK", ("Guest2",))
