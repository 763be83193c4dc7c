"""Message requests: conversations of strangers beyond the first few, up to a limit."""

from __future__ import annotations

import pytest

from desktop_chat.client import collection_limits
from desktop_chat.client.events import EntryAdded, RoomAdded, RoomChanged, RoomRemoved
from tests.client.session_harness import MODERN, SessionHarness


def crowd(count: int, capabilities: str = "") -> SessionHarness:
    harness = SessionHarness()
    harness.connect(capabilities)
    for number in range(count):
        harness.receive(f":nick{number}!u@h PRIVMSG ann :ann, buy this")
    return harness


def requests(harness: SessionHarness) -> list[str]:
    return [room.name for room in harness.session.rooms.values() if room.request]


def test_first_strangers_are_ordinary_rooms() -> None:
    assert requests(crowd(collection_limits.STRANGERS)) == []
    assert requests(crowd(collection_limits.STRANGERS + 2)) == ["nick5", "nick6"]


def test_request_is_no_mention() -> None:
    harness = crowd(collection_limits.STRANGERS)
    (event,) = [one for one in harness.receive(":late!u@h PRIVMSG ann :ann!") if isinstance(one, EntryAdded)]
    assert not event.mention


def test_oldest_of_too_many_requests_is_closed() -> None:
    harness = crowd(collection_limits.STRANGERS + collection_limits.REQUESTS)
    events = harness.receive(":late!u@h PRIVMSG ann :hi")
    assert [type(event) for event in events[:2]] == [RoomAdded, RoomRemoved]
    assert events[1] == RoomRemoved("nick5")
    assert len(requests(harness)) == collection_limits.REQUESTS
    assert len(harness.session.rooms) == 1 + collection_limits.STRANGERS + collection_limits.REQUESTS


@pytest.mark.parametrize("how", ["say", "query", "accept", "echo"])
def test_answered_person_is_no_stranger(how: str) -> None:
    harness = crowd(collection_limits.STRANGERS + 1)
    match how:
        case "say":
            events = harness.record(harness.session.send_text("nick5", "hello", 5))
        case "query":
            events = harness.record(harness.session.open_direct_messages("nick5"))
        case "accept":
            events = harness.record(harness.session.accept("nick5"))
        case _:
            events = harness.receive(":ann!u@h PRIVMSG nick5 :from my other computer")
    assert requests(harness) == []
    assert RoomChanged("nick5") in events
    harness.receive(":nick6!u@h PRIVMSG ann :x")
    assert requests(harness) == ["nick6"]


def test_known_people_are_never_requests() -> None:
    harness = SessionHarness()
    harness.connect()
    for number in range(50):
        harness.record(harness.session.open_direct_messages(f"friend{number}"))
        harness.receive(f":friend{number}!u@h PRIVMSG ann :hi")
    assert requests(harness) == []
    assert requests(crowd(0)) == []


def test_missed_stranger_is_a_request_too() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.note_closed("cut", 5))
    harness.now = 100_000
    harness.connect(MODERN)
    lines = [f"@batch=1 :s CHATHISTORY TARGETS nick{n} timestamp=2026-01-01T00:00:00.000Z" for n in range(20)]
    harness.receive(":s BATCH +1 draft/chathistory-targets", *lines, ":s BATCH -1")
    assert len(requests(harness)) == 20 - collection_limits.STRANGERS
    own = ["@batch=2;time=2026-01-01T00:00:00.000Z;msgid=1 :ann!u@h PRIVMSG nick9 :mine"]
    harness.receive(":s BATCH +2 chathistory nick9", *own, ":s BATCH -2")
    assert "nick9" not in requests(harness)


def test_request_stays_a_request_over_a_restart() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([("bob", False), ("eve", False)], {}, {}, [], requests={"eve"}))
    assert requests(harness) == ["eve"]
    assert harness.session.rooms["bob"].answered


def test_messages_of_a_blocked_person_are_not_shown() -> None:
    harness = crowd(2, "draft/chathistory batch server-time message-tags")
    harness.enter_room("#tea", "Nick0")
    assert RoomRemoved("nick0") in harness.record(harness.session.block("nick0"))
    assert harness.session.blocked == ["nick0"]
    words = ["PRIVMSG ann :hi", "NOTICE ann :hi", "PRIVMSG ann :\x01PING 1\x01", "INVITE ann #x", "TAGMSG ann"]
    harness.sent.clear()
    assert harness.receive(*(f":NICK0!u@h {line}" for line in words)) == []
    page = "@batch=2;time=2026-01-01T00:00:00.000Z;msgid=1 :nick0!u@h PRIVMSG ann :x"
    assert harness.receive(":s BATCH +2 chathistory nick0", page, ":s BATCH -2") == []
    assert harness.sent == []
    assert harness.receive(":nick0!u@h PRIVMSG #tea :in a room too") == []
    harness.session.unblock("NICK0")
    assert RoomAdded("nick0") in harness.receive(":nick0!u@h PRIVMSG ann :hi")


def test_writing_to_a_blocked_person_unblocks() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([], {}, {}, [], blocked=["eve"]))
    harness.connect()
    assert harness.receive(":eve!u@h PRIVMSG ann :hi") == []
    harness.record(harness.session.open_direct_messages("eve"))
    assert len(harness.receive(":eve!u@h PRIVMSG ann :hi")) == 1
