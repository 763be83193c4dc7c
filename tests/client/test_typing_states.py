"""Typing notifications: received ones count for a while, and own ones are sent sparingly."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import PresenceTold, TypingChanged
from desktop_chat.irc.capabilities import TAG_TEXT
from desktop_chat.irc.message import parse_line
from desktop_chat.texts.codes import encode_json
from desktop_chat.texts.hub import DELIVERED_LATER
from tests.client.session_harness import MODERN, SessionHarness


def ready(*extra: str, people: int = 1) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(MODERN, *extra)
    harness.enter_room("#tea", *(f"bob{number or ''}" for number in range(people)))
    harness.sent.clear()
    return harness


def write(harness: SessionHarness, now: int, *, something: bool = True, room: str = "#tea") -> list[str]:
    """Type at this time (ms). Return the sent lines."""
    harness.sent.clear()
    harness.record(harness.session.note_typing(room, now, something=something))
    return list(harness.sent)


ACTIVE, DONE = ["@+typing=active TAGMSG #tea"], ["@+typing=done TAGMSG #tea"]


def test_person_is_typing_until_done() -> None:
    harness = ready()
    assert harness.receive("@+typing=active :bob!b@h TAGMSG #tea") == [TypingChanged("#tea")]
    assert harness.session.nicks_typing("#tea", 1000) == ["bob"]
    assert harness.session.nicks_typing("#tea", 6_999) == ["bob"]
    assert harness.session.nicks_typing("#tea", 7_000) == []
    harness.receive("@+typing=paused :bob!b@h TAGMSG #tea")
    assert harness.session.nicks_typing("#tea", 30_000) == ["bob"]
    assert harness.receive("@+typing=done :bob!b@h TAGMSG #tea") == [TypingChanged("#tea")]
    assert harness.session.nicks_typing("#tea", 1000) == []
    assert harness.receive("@+typing=done :bob!b@h TAGMSG #tea") == []


@pytest.mark.parametrize(
    "line",
    [
        "@msgid=m1 :bob!b@h PRIVMSG #tea here", "@+x=y :bob!b@h PRIVMSG #tea here", ":bob!b@h PART #tea",
        ":bob!b@h QUIT", ":bob!b@h NOTICE #tea here",
    ],
)  # fmt: skip
def test_message_or_leaving_ends_typing(line: str) -> None:
    harness = ready()
    harness.receive("@+typing=active :bob!b@h TAGMSG #tea", line)
    assert harness.session.nicks_typing("#tea", 1001) == []


def test_typing_is_shown_in_direct_messages() -> None:
    harness = ready()
    harness.receive("@+typing=active :cid!c@h TAGMSG ann")  # no room, and none is opened for it
    assert "cid" not in harness.session.rooms
    harness.record(harness.session.open_direct_messages("cid"))
    harness.receive("@+typing=active :cid!c@h TAGMSG ann")
    assert harness.session.nicks_typing("cid", 1001) == ["cid"]
    assert write(harness, 10_000, room="cid") == ["@+typing=active TAGMSG cid"]


def test_end_of_link_ends_typing() -> None:
    harness = ready()
    harness.receive("@+typing=active :bob!b@h TAGMSG #tea")
    assert TypingChanged("#tea") in harness.record(harness.session.note_closed("cut", 1001))
    assert harness.session.nicks_typing("#tea", 1002) == []
    assert write(harness, 1003) == []


def test_unknown_typing_state_is_ignored() -> None:
    harness = ready()
    harness.receive(
        "@+typing=frantically :bob!b@h TAGMSG #tea", "@+typing=active :ann!u@h TAGMSG #tea",
        "@+typing=active :bob!b@h TAGMSG #coffee", "@+typing :bob!b@h TAGMSG #tea", "@+typing=active :s TAGMSG",
        "@+typing=active :stranger!s@h TAGMSG #tea",
    )  # fmt: skip
    assert harness.session.nicks_typing("#tea", 1001) == []


def test_active_is_sent_every_three_seconds() -> None:
    harness = ready()
    assert [write(harness, now) for now in (10_000, 12_999, 13_000)] == [ACTIVE, [], ACTIVE]
    assert write(harness, 13_500, something=False) == DONE
    assert write(harness, 13_600, something=False) == []
    assert write(harness, 13_700) == ACTIVE


def test_done_is_not_sent_after_active_has_expired() -> None:
    harness = ready()
    assert write(harness, 10_000) == ACTIVE
    assert write(harness, 16_000, something=False) == []


def test_sent_message_needs_no_done() -> None:
    harness = ready()
    write(harness, 10_000)
    harness.record(harness.session.send_text("#tea", "here", 10_500))
    assert write(harness, 10_600, something=False) == []
    assert write(harness, 10_700) == ACTIVE


ABSENT = f"@{TAG_TEXT}={encode_json(DELIVERED_LATER)} :s 301 ann bob :{DELIVERED_LATER}"


@pytest.mark.parametrize("line", [ABSENT, ":bob!b@h QUIT :bye", ":s 731 ann :bob"])
@pytest.mark.parametrize(
    "sign",
    [":bob!b@h JOIN #tea", ":bob!b@h PRIVMSG ann :hi", "@+typing=active :bob!b@h TAGMSG ann", ":s 730 ann :bob!b@h"],
)
def test_nobody_types_towards_an_absent_person(line: str, sign: str) -> None:
    harness = ready()
    harness.record(harness.session.open_direct_messages("bob"))
    assert write(harness, 10_000, room="bob") == ["@+typing=active TAGMSG bob"]
    harness.receive(line)
    assert write(harness, 20_000, room="bob") == []
    assert write(harness, 21_000, room="bob", something=False) == []
    harness.receive(sign)
    assert write(harness, 30_000, room="bob") == ["@+typing=active TAGMSG bob"]


@pytest.mark.parametrize("denied", ["typing", "*", "*,-draft/react"])
def test_clienttagdeny_stops_typing_notifications(denied: str) -> None:
    assert write(ready(f":s 005 ann CLIENTTAGDENY={denied} :are"), 10_000) == []


def test_clienttagdeny_may_except_typing() -> None:
    assert write(ready(":s 005 ann CLIENTTAGDENY=*,-typing :are"), 10_000) == ACTIVE


def test_no_notification_in_large_rooms() -> None:
    assert write(ready(people=99), 10_000) == ACTIVE
    assert write(ready(people=100), 10_000) == []


def test_no_notification_on_the_servers_page() -> None:
    assert write(ready(), 10_000, room="") == []
    assert write(ready(), 10_000, room="#nowhere") == []


@pytest.mark.parametrize("labels", [True, False])
@pytest.mark.parametrize(
    "refusal", [":s 404 ann #tea :Cannot send to channel (+m)", "FAIL TAGMSG CANNOT_SEND #tea :No."]
)
def test_refused_notification_is_not_repeated(labels: bool, refusal: str) -> None:
    harness = SessionHarness()
    harness.connect(f"message-tags server-time batch{' labeled-response echo-message' if labels else ''}")
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.note_typing("#tea", 10_000, something=True))
    harness.receive(refusal)
    harness.record(harness.session.note_typing("#tea", 20_000, something=True))
    assert not any(entry.kind is EntryKind.ERROR for room in ("#tea", "") for entry in harness.entries(room))
    assert [parse_line(line).command for line in harness.sent].count("TAGMSG") == 1
    harness.receive(":bob!u@h MODE #tea +v ann")
    harness.record(harness.session.note_typing("#tea", 30_000, something=True))
    assert [parse_line(line).command for line in harness.sent].count("TAGMSG") == 2


def test_refusal_of_a_message_is_still_shown() -> None:
    harness = SessionHarness()
    harness.connect("message-tags batch")
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.note_typing("#tea", 10_000, something=True))
    harness.record(harness.session.send_text("#tea", "hello", 11_000))
    harness.receive(":s 404 ann #tea :Cannot send to channel (+m)")
    assert harness.entries("#tea")[-1].kind is EntryKind.ERROR


def test_moderated_room_gets_notifications_only_with_a_voice() -> None:
    harness = SessionHarness()
    harness.connect("message-tags")
    harness.enter_room("#tea", "bob")
    harness.receive(":s 324 ann #tea +mnt")
    harness.record(harness.session.note_typing("#tea", 10_000, something=True))
    assert not any("TAGMSG" in line for line in harness.sent)
    harness.receive(":bob!u@h MODE #tea +v ann")
    harness.record(harness.session.note_typing("#tea", 20_000, something=True))
    assert "TAGMSG" in harness.sent[-1]


def test_refusal_that_comes_after_the_news_of_an_absence_is_not_shown() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann MONITOR=50 :are supported")
    harness.record(harness.session.open_direct_messages("zoe"))
    assert write(harness, 5_000, room="zoe") == ["@+typing=active TAGMSG zoe"]
    events = harness.receive(":s 731 ann :zoe", ":s 401 ann zoe :No such nick")
    assert events == [PresenceTold("zoe")]
    assert write(harness, 90_000, room="zoe") == []
