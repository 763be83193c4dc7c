"""Messages find their room, mentions are words of their own, and read markers of other devices count."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, EntryDeleted, EntryReacted, ReadMarked
from desktop_chat.client.room_state import SERVER_ROOM
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(f"{MODERN} draft/message-redaction draft/read-marker", ":s 005 ann PREFIX=(ov)@+ STATUSMSG=@+ :are")
    made.enter_room("#tea", "@bob")
    made.events.clear()
    made.sent.clear()
    return made


def texts(harness: SessionHarness, room: str) -> list[str]:
    return [entry.text for entry in harness.entries(room)]


def test_messages_stand_in_their_room(harness: SessionHarness) -> None:
    harness.receive(
        ":bob!u@h PRIVMSG #tea :to all", ":bob!u@h PRIVMSG ann :to ann", ":bob!u@h PRIVMSG @#tea :to operators"
    )
    assert texts(harness, "#tea") == ["to all", "to operators"]
    assert texts(harness, "bob") == ["to ann"]
    assert [entry.target for entry in harness.entries("#tea")] == ["", "@#tea"]


def test_echo_of_a_login_opens_no_conversation(harness: SessionHarness) -> None:
    harness.receive(":ann!u@h PRIVMSG NickServ :IDENTIFY sesame-seed")
    assert "nickserv" not in harness.session.rooms
    harness.receive(":ann!u@h PRIVMSG bob :from another device")
    assert texts(harness, "bob") == ["from another device"]


def test_notice_of_a_stranger_opens_no_room(harness: SessionHarness) -> None:
    harness.receive(":zed!u@h NOTICE ann :buy this", ":irc.example NOTICE ann :restart at noon")
    assert "zed" not in harness.session.rooms
    harness.receive(":irc.example NOTICE #tea :nothing earlier", ":irc.example NOTICE #nowhere :gone")
    assert texts(harness, SERVER_ROOM) == ["buy this", "restart at noon", "gone"]
    assert [(entry.kind, entry.nick) for entry in harness.entries("#tea")] == [(EntryKind.NEWS, "")]


def test_action_is_shown_without_its_marks(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h PRIVMSG #tea :\x01ACTION waves\x01")
    (entry,) = harness.entries("#tea")
    assert (entry.kind, entry.text) == (EntryKind.ACTION, "waves")


def test_direct_messages_and_named_ones_are_mentions(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h PRIVMSG #tea :hello", ":bob!u@h PRIVMSG #tea :ann?", ":bob!u@h PRIVMSG ann :psst")
    assert [event.mention for event in harness.events if isinstance(event, EntryAdded)] == [False, True, True]


def test_flood_within_a_millisecond_is_no_playback(harness: SessionHarness) -> None:
    lines = [f"@time=2026-05-05T10:00:00.000Z :bob!u@h PRIVMSG #tea :number {number}" for number in range(5_000)]
    harness.receive(*lines)
    added = [event.entry.text for event in harness.events if isinstance(event, EntryAdded)]
    assert added == [f"number {number}" for number in range(5_000)]


def test_blocked_person_is_not_heard(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h PRIVMSG ann :one")
    harness.record(harness.session.block("bob"))
    harness.events.clear()
    harness.receive(":bob!u@h PRIVMSG ann :two", ":bob!u@h PRIVMSG #tea :to all")
    assert texts(harness, "bob") == texts(harness, "#tea") == []
    assert harness.session.rooms["#tea"].newest[1] > 0, "nothing is missing from the history"


def test_redaction_deletes_in_the_room_of_the_message(harness: SessionHarness) -> None:
    harness.receive("@msgid=m1 :bob!u@h PRIVMSG ann :psst")
    events = harness.receive(":bob!u@h REDACT ann m1", ":bob!u@h REDACT #tea m9", ":bob!u@h REDACT #nowhere m9")
    assert [event for event in events if isinstance(event, EntryDeleted)] == [
        EntryDeleted("bob", "m1"),
        EntryDeleted("#tea", "m9"),
    ]


def test_read_marker_moves_forward_only(harness: SessionHarness) -> None:
    later, earlier = "timestamp=2023-11-14T22:13:30.000Z", "timestamp=2023-11-14T22:13:20.000Z"
    events = harness.receive(f":s MARKREAD #tea {later}", f":s MARKREAD #tea {earlier}", ":s MARKREAD #tea *")
    assert events == [ReadMarked("#tea", 1_700_000_010_000)]


def reactions(harness: SessionHarness) -> list[EntryReacted]:
    return [event for event in harness.events if isinstance(event, EntryReacted)]


def test_reaction_is_reported_with_its_person(harness: SessionHarness) -> None:
    harness.receive(
        "@time=2026-05-01T12:00:00.000Z;+draft/react=👍;+draft/reply=m1 :bob!u@h TAGMSG #tea",
        "@account=cid;+draft/unreact=👍;+reply=m1 :Cid!u@h TAGMSG #tea",
        "@+draft/react=👍;+draft/reply=m1 :ann!u@h TAGMSG #tea",
    )
    told = [(one.room, one.msgid, one.text, one.person, one.present, one.own) for one in reactions(harness)]
    assert told == [
        ("#tea", "m1", "👍", "bob", True, False),
        ("#tea", "m1", "👍", "@cid", False, False),
        ("#tea", "m1", "👍", "ann", True, True),
    ]
    assert reactions(harness)[0].at == 1_777_636_800_000


@pytest.mark.parametrize(
    "line",
    [
        "@+draft/react=👍 :bob!u@h TAGMSG #tea",
        "@+draft/reply=m1 :bob!u@h TAGMSG #tea",
        "@+draft/react=👍;+draft/reply=m1 :bob!u@h TAGMSG #elsewhere",
    ],
)
def test_reaction_to_nothing_is_ignored(harness: SessionHarness, line: str) -> None:
    harness.receive(line)
    assert reactions(harness) == []


def test_reaction_of_a_blocked_person_is_ignored(harness: SessionHarness) -> None:
    harness.record(harness.session.block_person("bob"))
    harness.receive("@+draft/react=👍;+draft/reply=m1 :bob!u@h TAGMSG #tea")
    assert reactions(harness) == []
