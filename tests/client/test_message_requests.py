"""Strangers beyond a few wait in one place, and no more of them than anybody reads."""

from __future__ import annotations

import pytest

from desktop_chat.client import collection_limits
from desktop_chat.client.events import EntryAdded, RoomAdded, RoomChanged, RoomRemoved
from tests.client.script import MODERN, Script


def crowd(count: int, capabilities: str = "") -> Script:
    script = Script()
    script.connect(capabilities)
    for number in range(count):
        script.hear(f":nick{number}!u@h PRIVMSG ann :ann, buy this")
    return script


def requests(script: Script) -> list[str]:
    return [room.name for room in script.session.rooms.values() if room.request]


def test_the_first_few_stand_among_the_others() -> None:
    assert requests(crowd(collection_limits.STRANGERS)) == []
    assert requests(crowd(collection_limits.STRANGERS + 2)) == ["nick5", "nick6"]


def test_of_a_request_nobody_is_notified() -> None:
    script = crowd(collection_limits.STRANGERS)
    (event,) = [one for one in script.hear(":late!u@h PRIVMSG ann :ann!") if isinstance(one, EntryAdded)]
    assert not event.mention


def test_of_too_many_the_oldest_goes() -> None:
    script = crowd(collection_limits.STRANGERS + collection_limits.REQUESTS)
    events = script.hear(":late!u@h PRIVMSG ann :hi")
    assert [type(event) for event in events[:2]] == [RoomAdded, RoomRemoved]
    assert events[1] == RoomRemoved("nick5")
    assert len(requests(script)) == collection_limits.REQUESTS
    assert len(script.session.rooms) == 1 + collection_limits.STRANGERS + collection_limits.REQUESTS


@pytest.mark.parametrize("how", ["say", "query", "accept", "echo"])
def test_whoever_is_written_to_is_no_stranger(how: str) -> None:
    script = crowd(collection_limits.STRANGERS + 1)
    match how:
        case "say":
            events = script.do(script.session.send_text("nick5", "hello", 5))
        case "query":
            events = script.do(script.session.open_direct_messages("nick5"))
        case "accept":
            events = script.do(script.session.accept("nick5"))
        case _:
            events = script.hear(":ann!u@h PRIVMSG nick5 :from my other computer")
    assert requests(script) == []
    assert RoomChanged("nick5") in events
    script.hear(":nick6!u@h PRIVMSG ann :x")
    assert requests(script) == ["nick6"]


def test_friends_are_never_gathered() -> None:
    script = Script()
    script.connect()
    for number in range(50):
        script.do(script.session.open_direct_messages(f"friend{number}"))
        script.hear(f":friend{number}!u@h PRIVMSG ann :hi")
    assert requests(script) == []
    assert requests(crowd(0)) == []


def test_who_wrote_while_one_was_away_is_a_stranger_too() -> None:
    script = Script()
    script.connect(MODERN)
    script.do(script.session.note_closed("cut", 5))
    script.now = 100_000
    script.connect(MODERN)
    lines = [f"@batch=1 :s CHATHISTORY TARGETS nick{n} timestamp=2026-01-01T00:00:00.000Z" for n in range(20)]
    script.hear(":s BATCH +1 draft/chathistory-targets", *lines, ":s BATCH -1")
    assert len(requests(script)) == 20 - collection_limits.STRANGERS
    own = ["@batch=2;time=2026-01-01T00:00:00.000Z;msgid=1 :ann!u@h PRIVMSG nick9 :mine"]
    script.hear(":s BATCH +2 chathistory nick9", *own, ":s BATCH -2")
    assert "nick9" not in requests(script)


def test_a_request_stays_one_over_a_restart() -> None:
    script = Script()
    script.do(script.session.restore_rooms([("bob", False), ("eve", False)], {}, {}, [], requests={"eve"}))
    assert requests(script) == ["eve"]
    assert script.session.rooms["bob"].answered


def test_nothing_is_heard_of_whoever_is_blocked() -> None:
    script = crowd(2, "draft/chathistory batch server-time message-tags")
    script.enter("#tea", "Nick0")
    assert RoomRemoved("nick0") in script.do(script.session.block("nick0"))
    assert script.session.blocked == ["nick0"]
    words = ["PRIVMSG ann :hi", "NOTICE ann :hi", "PRIVMSG ann :\x01PING 1\x01", "INVITE ann #x", "TAGMSG ann"]
    script.sent.clear()
    assert script.hear(*(f":NICK0!u@h {line}" for line in words)) == []
    page = "@batch=2;time=2026-01-01T00:00:00.000Z;msgid=1 :nick0!u@h PRIVMSG ann :x"
    assert script.hear(":s BATCH +2 chathistory nick0", page, ":s BATCH -2") == []
    assert script.sent == []
    assert len(script.hear(":nick0!u@h PRIVMSG #tea :in a room everybody is heard")) == 1
    script.session.unblock("NICK0")
    assert RoomAdded("nick0") in script.hear(":nick0!u@h PRIVMSG ann :hi")


def test_writing_to_somebody_unblocks_them() -> None:
    script = Script()
    script.do(script.session.restore_rooms([], {}, {}, [], blocked=["eve"]))
    script.connect()
    assert script.hear(":eve!u@h PRIVMSG ann :hi") == []
    script.do(script.session.open_direct_messages("eve"))
    assert len(script.hear(":eve!u@h PRIVMSG ann :hi")) == 1
