"""Reading, taking back and correcting what is not one's own: every command that names a room or a message."""

from __future__ import annotations

import itertools

import pytest

from tests.irc_client import IrcClient
from tests.security.conftest import Come, ask, said

_numbers = itertools.count()
SECRET = "the cat sleeps at noon"
"""What nobody else shall see."""


@pytest.fixture
def names() -> tuple[str, str, str]:
    """A room, its founder and an attacker that no other test has."""
    number = next(_numbers)
    return f"#secret{number}", f"ann{number}", f"eve{number}"


def spoken(come: Come, room: str, nick: str) -> tuple[IrcClient, str]:
    """A room in which something was said, and the msgid of that."""
    ann = come(nick, key=nick, rooms=(room,))
    echo = ask(ann, f"PRIVMSG {room} :{SECRET}")
    return ann, echo[-1].tags["msgid"]


def attempts(room: str, msgid: str) -> list[str]:
    """What might show, change or mark what was said there."""
    moment = "timestamp=2001-01-01T00:00:00.000Z"
    later = "timestamp=2099-01-01T00:00:00.000Z"
    return [
        f"CHATHISTORY LATEST {room} * 50",
        f"CHATHISTORY BEFORE {room} {later} 50",
        f"CHATHISTORY AFTER {room} {moment} 50",
        f"CHATHISTORY AROUND {room} msgid={msgid} 50",
        f"CHATHISTORY BETWEEN {room} {moment} {later} 50",
        f"CHATHISTORY TARGETS {moment} {later} 50",
        f"SEARCH in={room};text=cat",
        "SEARCH text=cat",
        f"REDACT {room} {msgid} :gone",
        f"@+desktop-chat/edit={msgid} PRIVMSG {room} :the dog sleeps",
        f"@+draft/react=x;+draft/reply={msgid} TAGMSG {room}",
        f"PRIVMSG {room} :let me in",
        f"MARKREAD {room}",
        f"NAMES {room}",
        f"WHO {room}",
        f"TOPIC {room}",
    ]


def check_nothing_is_seen(attacker: IrcClient, room: str, msgid: str) -> None:
    for line in attempts(room, msgid):
        for message in ask(attacker, line):
            assert SECRET not in " ".join(message.params), line
            assert message.command not in ("REDACT", "PRIVMSG", "TAGMSG", "332", "353", "352"), line
            assert not (message.command == "CHATHISTORY" and room in message.params), line


def check_it_stands(ann: IrcClient, room: str, msgid: str) -> None:
    page = [one for one in ask(ann, f"CHATHISTORY LATEST {room} * 50") if one.command == "PRIVMSG"]
    assert [(one.tags["msgid"], one.params[1]) for one in page] == [(msgid, SECRET)]


@pytest.mark.parametrize("mode", ["+is", "+ks key", "+bs eve*!*@*", "+ls 1"])
def test_a_room_that_one_may_not_enter(come: Come, names: tuple[str, str, str], mode: str) -> None:
    room, owner, attacker = names
    ann, msgid = spoken(come, room, owner)
    ask(ann, f"MODE {room} {mode}")
    eve = come(attacker, rooms=(room,))
    check_nothing_is_seen(eve, room, msgid)
    check_it_stands(ann, room, msgid)


@pytest.mark.parametrize("how", ["kick", "part", "ban and kick", "never in"])
def test_a_room_that_one_was_shown_out_of(come: Come, names: tuple[str, str, str], how: str) -> None:
    room, owner, attacker = names
    ann, msgid = spoken(come, room, owner)
    ask(ann, f"MODE {room} +s")
    eve = come(attacker, key=attacker, rooms=() if how == "never in" else (room,))
    if "ban" in how:
        ask(ann, f"MODE {room} +b {attacker}!*@*")
    if "kick" in how:
        ask(ann, f"KICK {room} {attacker}")
    elif how == "part":
        ask(eve, f"PART {room}")
    eve.fence()
    check_nothing_is_seen(eve, room, msgid)
    check_it_stands(ann, room, msgid)


def test_members_change_nothing_that_others_said(come: Come, names: tuple[str, str, str]) -> None:
    room, owner, attacker = names
    ann, msgid = spoken(come, room, owner)
    eve = come(attacker, key=attacker, rooms=(room,))
    codes = [
        next(one for one in ask(eve, line) if one.command == "FAIL").params[1]
        for line in (f"REDACT {room} {msgid} :gone", f"@+desktop-chat/edit={msgid} PRIVMSG {room} :no")
    ]
    assert codes == ["REDACT_FORBIDDEN", "CANNOT_EDIT"]
    check_it_stands(ann, room, msgid)


def test_a_message_is_not_reached_through_another_room(come: Come, names: tuple[str, str, str]) -> None:
    room, owner, attacker = names
    ann, msgid = spoken(come, room, owner)
    ask(ann, f"MODE {room} +i")
    eve = come(attacker, key=attacker, rooms=(f"{room}-eve",))
    for line in attempts(f"{room}-eve", msgid):
        for message in ask(eve, line):
            assert SECRET not in " ".join(message.params), line
            assert message.command != "REDACT", line
    check_it_stands(ann, room, msgid)


def test_direct_messages_are_for_the_two(come: Come, names: tuple[str, str, str]) -> None:
    _, owner, attacker = names
    ann, bob = come(owner, key=owner), come(f"{owner}bob", key=f"{owner}bob")
    msgid = ask(ann, f"PRIVMSG {owner}bob :{SECRET}")[-1].tags["msgid"]
    assert said(bob.fence()) == [SECRET]
    eve = come(attacker, key=attacker)
    for name in (owner, f"{owner}bob"):
        for line in attempts(name, msgid)[:10]:
            for message in ask(eve, line):
                assert SECRET not in " ".join(message.params), line
                assert message.command != "REDACT", line
    assert said(ask(bob, f"CHATHISTORY LATEST {owner} * 5")) == [SECRET]


def test_the_name_of_somebody_gone_opens_nothing(come: Come, names: tuple[str, str, str]) -> None:
    """A guest's messages, roles and name belong to its certificate."""
    room, owner, attacker = names
    ann, bob = come(owner, key=owner, rooms=(room,)), come(f"{owner}bob", key=f"{owner}bob")
    msgid = ask(ann, f"PRIVMSG {owner}bob :{SECRET}")[-1].tags["msgid"]
    own = ask(ann, f"PRIVMSG {room} :{SECRET}")[-1].tags["msgid"]
    ask(ann, f"MODE {room} +s")
    come(f"{owner}x", rooms=(room,))
    ann.send("QUIT")
    ann.rest()
    bob.fence()
    eve = come(attacker)
    assert "433" in [one.command for one in ask(eve, f"NICK {owner}")]
    joined = ask(eve, f"JOIN {room}")
    assert not [one for one in joined if one.command == "353" and f"@{attacker}" in one.params[-1].split()]
    for line in attempts(f"{owner}bob", msgid)[:10]:
        for message in ask(eve, line):
            assert message.command != "REDACT", line
            assert SECRET not in " ".join(message.params) or message.params[0] == room, line
    codes = [
        next(one for one in ask(eve, line) if one.command == "FAIL").params[1]
        for line in (f"REDACT {room} {own} :gone", f"@+desktop-chat/edit={own} PRIVMSG {room} :no")
    ]
    assert codes == ["REDACT_FORBIDDEN", "CANNOT_EDIT"]
    again = come(owner, key=owner)
    assert said(ask(again, f"CHATHISTORY LATEST {owner}bob * 5")) == [SECRET]
    assert next(one for one in ask(again, "WHOIS " + owner) if one.command == "311").params[1] == owner
