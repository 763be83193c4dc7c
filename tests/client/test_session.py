"""The Session against lines of real servers: Events and sent lines."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.connection_events import PhaseChanged
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import (
    EntryAdded,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    Phase,
    RoomRemoved,
    RoomRenamed,
)
from desktop_chat.irc.message import Message, encode_message, parse_line
from desktop_chat.irc.server_time import parse_time
from tests.client.session_harness import MODERN, SessionHarness


def test_own_message_is_pending_until_its_echo() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    sent = harness.last_sent("PRIVMSG")
    assert sent.params == ("#tea", "hello")
    assert len(sent.tags["desktop-chat/id"]) == 32
    assert "desktop-chat/resend" not in sent.tags
    (pending,) = (entry for entry in harness.entries("#tea") if entry.kind is EntryKind.MESSAGE)
    assert (pending.state, pending.own) == (DeliveryState.PENDING, True)
    label = sent.tags["label"]
    harness.receive(f"@label={label};msgid=m1;time=2026-05-01T12:00:00.250Z :ann!u@h PRIVMSG #tea hello")
    (kept,) = (entry for entry in harness.entries("#tea") if entry.kind is EntryKind.MESSAGE)
    assert (kept.id, kept.state, kept.msgid) == (pending.id, DeliveryState.SENT, "m1")
    assert kept.time == parse_time("2026-05-01T12:00:00.250Z")


def test_same_text_twice_is_two_entries() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "ha", 5))
    first = harness.last_sent("PRIVMSG").tags["label"]
    harness.record(harness.session.send_text("#tea", "ha", 6))
    second = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(
        f"@label={second};msgid=b :ann!u@h PRIVMSG #tea ha", f"@label={first};msgid=a :ann!u@h PRIVMSG #tea ha"
    )
    said = [entry for entry in harness.entries("#tea") if entry.kind is EntryKind.MESSAGE]
    assert [entry.msgid for entry in said] == ["a", "b"]


def test_refused_message_has_failed_and_can_be_retried() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "hello", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label} :s 404 ann #tea :Cannot send to channel")
    failed = next(entry for entry in harness.entries("#tea") if entry.own)
    assert failed.state is DeliveryState.FAILED
    assert harness.entries("#tea")[-1].kind is EntryKind.ERROR
    harness.record(harness.session.retry_entry("#tea", failed, 6))
    again = harness.last_sent("PRIVMSG")
    harness.receive(f"@label={again.tags['label']};msgid=x :ann!u@h PRIVMSG #tea hello")
    assert next(entry for entry in harness.entries("#tea") if entry.own).state is DeliveryState.SENT


def test_refused_message_can_be_deleted() -> None:
    """Also without a connection. Nothing is asked of the server, which does not have the message."""
    harness = SessionHarness()
    harness.connect("message-tags labeled-response echo-message")
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "hello", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    [pending] = [entry for entry in harness.entries("#tea") if entry.own]
    assert not harness.session.can_delete("#tea", pending)
    harness.receive(f"@label={label} :s 404 ann #tea :Cannot send to channel")
    harness.record(harness.session.note_closed("cut", 6))
    [failed] = [entry for entry in harness.entries("#tea") if entry.own]
    assert harness.session.can_delete("#tea", failed)
    harness.sent.clear()
    harness.record(harness.session.delete_entry("#tea", failed))
    [gone] = [entry for entry in harness.entries("#tea") if entry.own]
    assert (gone.kind, gone.text, gone.is_undelivered, harness.sent) == (EntryKind.DELETED, "", False, [])


def test_message_written_offline_is_sent_later() -> None:
    harness = SessionHarness()
    harness.record(harness.session.join_channel("#tea"))
    harness.record(harness.session.send_text("#tea", "early", 5))
    harness.connect(MODERN)
    assert not any("PRIVMSG" in line for line in harness.sent)
    harness.receive(":ann!u@h JOIN #tea")
    sent = harness.last_sent("PRIVMSG")
    assert "desktop-chat/resend" not in sent.tags


def test_message_is_resent_under_its_id_after_a_cut() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "hello", 5))
    before = harness.last_sent("PRIVMSG").tags["desktop-chat/id"]
    harness.record(harness.session.note_closed("cut", 6))
    harness.connect(MODERN)
    assert harness.last_sent("JOIN").params == ("#tea",)
    harness.receive(":ann!u@h JOIN #tea")
    again = harness.last_sent("PRIVMSG")
    assert again.tags["desktop-chat/id"] == before
    assert "desktop-chat/resend" in again.tags
    harness.receive(f"@label={again.tags['label']};msgid=x :ann!u@h PRIVMSG #tea hello")
    assert [entry.state for entry in harness.entries("#tea") if entry.own] == [DeliveryState.SENT]


def test_message_is_not_resent_to_a_server_without_resend() -> None:
    harness = SessionHarness()
    old = MODERN.replace("desktop-chat/resend ", "")
    harness.connect(old)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "hello", 5))
    harness.record(harness.session.note_closed("cut", 6))
    sent = len([line for line in harness.sent if "PRIVMSG" in line])
    harness.connect(old)
    harness.receive(":ann!u@h JOIN #tea")
    assert len([line for line in harness.sent if "PRIVMSG" in line]) == sent
    unsure = next(entry for entry in harness.entries("#tea") if entry.own)
    assert unsure.state is DeliveryState.UNSURE
    harness.record(harness.session.retry_entry("#tea", unsure, 7))
    assert len([line for line in harness.sent if "PRIVMSG" in line]) == sent + 1


def test_archived_rooms_are_resumed() -> None:
    harness = SessionHarness()
    pending = Entry(
        900, EntryKind.MESSAGE, 5, "ann", "was on its way", own=True, state=DeliveryState.PENDING, resend="ab" * 16
    )
    known = {"#tea": ("m7", 5000)}
    harness.record(harness.session.restore_rooms([("#tea", True), ("bob", False)], known, known, [("#tea", pending)]))
    harness.connect(MODERN)
    harness.receive(":ann!u@h JOIN #tea")
    assert harness.last_sent("PRIVMSG").tags["desktop-chat/id"] == "ab" * 16
    asked = [parse_line(line).params for line in harness.sent if line.startswith("CHATHISTORY")]
    assert ("AFTER", "#tea", "msgid=m7", "100") in asked
    assert ("LATEST", "bob", "*", "100") in asked
    assert any(params[0] == "TARGETS" for params in asked)


def test_people_come_go_and_change() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea", "@bob", "+cid")
    room = harness.session.rooms["#tea"]
    assert {nick: member.prefixes for nick, member in room.members.items()} == {"ann": "", "bob": "@", "cid": "+"}
    events = harness.receive(":dan!d@h JOIN #tea acc :Dan")
    assert any(isinstance(event, MemberAdded) and event.member.account == "acc" for event in events)
    events = harness.receive(":cid!c@h NICK kim")
    assert any(isinstance(event, MemberChanged) and event.member.nick == "kim" for event in events)
    harness.receive(":bob!b@h MODE #tea +ov kim kim")
    assert room.members["kim"].prefixes == "@+"
    harness.receive(":bob!b@h AWAY :tea")
    assert room.members["bob"].away
    events = harness.receive(":bob!b@h QUIT :gone")
    assert any(isinstance(event, MemberRemoved) for event in events)
    harness.receive(":kim!c@h KICK #tea dan :noise")
    assert set(room.members) == {"ann", "kim"}
    kinds = [entry.kind for entry in harness.entries("#tea")]
    assert kinds == [EntryKind.JOIN, EntryKind.NICK, EntryKind.MODE, EntryKind.QUIT, EntryKind.KICK]


def test_being_kicked_keeps_the_room_and_does_not_return() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.receive(":bob!b@h KICK #tea ann :out")
    room = harness.session.rooms["#tea"]
    assert not room.joined
    harness.record(harness.session.note_closed("cut", 5))
    harness.sent.clear()
    harness.connect(MODERN)
    assert not any(line.startswith("JOIN") for line in harness.sent)


def test_leaving_a_room_takes_it_from_the_list() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.leave_room("#tea", "bye"))
    assert harness.last_sent("PART").params == ("#tea", "bye")
    assert RoomRemoved("#tea") in harness.receive(":ann!u@h PART #tea bye")


def test_room_is_entered_again_before_leaving_it_was_answered() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.leave_room("#tea"))
    harness.record(harness.session.leave_room("#tea"))  # asked twice, said once
    harness.record(harness.session.join_channel("#tea"))
    moves = [line for line in harness.sent if line.startswith(("PART", "JOIN"))]
    assert moves == ["JOIN #tea", "PART #tea", "JOIN #tea"]
    assert RoomRemoved("#tea") not in harness.receive(":ann!u@h PART #tea")
    harness.receive(":ann!u@h JOIN #tea")
    room = harness.session.rooms["#tea"]
    assert (room.joined, room.wanted, room.leaving) == (True, True, 0)


def test_room_is_left_again_before_entering_it_again_was_answered() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    for act in (harness.session.leave_room, harness.session.join_channel, harness.session.leave_room):
        harness.record(act("#tea"))
    assert RoomRemoved("#tea") not in harness.receive(":ann!u@h PART #tea", ":ann!u@h JOIN #tea")
    assert RoomRemoved("#tea") in harness.receive(":ann!u@h PART #tea")
    assert "#tea" not in harness.session.rooms


@pytest.mark.parametrize(
    "answer", [":bob!b@h KICK #tea ann :out", ":s 442 ann #tea :You're not on that channel", "", ":x!x@h PART #tea"]
)
def test_left_room_closes_after_any_answer_to_part(answer: str) -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.leave_room("#tea"))
    if answer:
        harness.receive(answer)
    harness.record(harness.session.note_closed("cut", 5))
    assert "#tea" not in harness.session.rooms


def test_end_of_the_connection_looks_at_each_waiting_question_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms are not compared one by one with all that waits."""
    harness = SessionHarness()
    harness.connect(MODERN)
    rooms = [f"#r{number}" for number in range(40)]
    for room in rooms:
        harness.enter_room(room)
    asked: list[Callable[[Message], bool]] = []
    monkeypatch.setattr(harness.session._state.pacing, "drop_unwanted", asked.append)
    harness.record(harness.session.note_closed("cut", 5))
    (is_unwanted,) = asked
    assert all(is_unwanted(Message("WHO", (room,))) for room in rooms)
    assert not is_unwanted(Message("WHO", ("#other",)))
    assert not any(room.joined for room in harness.session.rooms.values())


def test_direct_messages_open_a_room_that_follows_the_name() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    events = harness.receive(":bob!b@h PRIVMSG ann :psst")
    added = next(event for event in events if isinstance(event, EntryAdded))
    assert (added.room, added.mention) == ("bob", True)
    assert RoomRenamed("bob", "rob") in harness.receive(":bob!b@h NICK rob")
    harness.record(harness.session.send_text("rob", "yes?", 5))
    assert harness.last_sent("PRIVMSG").params == ("rob", "yes?")


NAMING = """ann: hi|hi ANN!|@ann|\x0304ann\x03: hi|a\x02n\x02n hi|[ann]|{ann}|(ann)|bob/ann: hi|ann's tea|ann- hi
hi ann...|«ann»|see ann https://x.org/ann|x-ann-y ann|`ann`|a^b ann"""
NOT_NAMING = """anna|planning|an n|ann-two|ann^work|work^ann|x-ann|ann[away]|[ann]x|ann_|_ann|ann^2|ann@example.org
mail@ann.org|https://x.org/ann|irc://ann/|www.ann.de|ann.example.org|#ann|ann!u@h.org|foo@ann"""


@pytest.mark.parametrize(
    ("text", "named"),
    [(text, lines is NAMING) for lines in (NAMING, NOT_NAMING) for text in re.split(r"[|\n]", lines)]
    + [("ann|work", False), ("work|ann", False), ("a|b ann", True)],
)
def test_nick_is_mentioned_as_a_word_only(text: str, named: bool) -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    (event,) = harness.receive(f":bob!b@h PRIVMSG #tea :{text}")
    assert isinstance(event, EntryAdded)
    assert event.mention is named


def test_ctcp_question_is_answered() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.receive(":bob!b@h PRIVMSG #tea :\x01ACTION waves\x01")
    assert (harness.entries("#tea")[-1].kind, harness.entries("#tea")[-1].text) == (EntryKind.ACTION, "waves")
    harness.receive(":bob!b@h PRIVMSG ann :\x01VERSION\x01")
    assert harness.last_sent("NOTICE").params[0] == "bob"


def test_several_lines_and_long_lines_become_several_entries() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room()
    harness.record(harness.session.send_text("#tea", "one\r\n\ntwo " + "ж" * 400, 5))
    said = [parse_line(line) for line in harness.sent if "PRIVMSG" in line]
    assert said[0].params[1] == "one"
    assert "".join(message.params[1] for message in said[1:]).replace("two", "").strip() == "ж" * 400
    assert all(len(encode_message(Message("PRIVMSG", message.params, "ann!u@h"))) <= 512 for message in said)


def test_text_of_error_is_the_reason() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.receive("ERROR :The server is going down.")
    events = harness.record(harness.session.note_closed("The server closed the connection.", 5))
    assert events[-1] == PhaseChanged(Phase.OFFLINE, "The server is going down.", said=True)


def test_room_that_cannot_be_entered_says_why_and_is_not_tried_again() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.join_channel("#vault"))
    harness.receive(":s 473 ann #vault :Cannot join channel (+i)")
    entry = harness.entries("#vault")[-1]
    assert entry.kind is EntryKind.ERROR
    assert entry.text == "You need an invitation to join #vault."
    assert not harness.session.rooms["#vault"].wanted


_WORDS = st.one_of(
    st.sampled_from(
        [
            "ann",
            "bob",
            "#tea",
            "*",
            "+b",
            "-o",
            "@",
            "",
            "+",
            "x!y@z",
            "LS",
            "ACK",
            "BATCH",
            "chathistory",
            "m1",
            "draft/multiline",
        ]
    ),
    st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=12),
)
_TEXTUAL = (
    "CAP", "JOIN", "PART", "QUIT", "KICK", "NICK", "MODE", "TOPIC", "PRIVMSG", "NOTICE", "TAGMSG", "BATCH", "FAIL",
    "REDACT", "NOTE", "WARN", "AWAY", "ACCOUNT", "CHGHOST", "SETNAME", "INVITE", "ERROR", "PONG", "WALLOPS",
)  # fmt: skip
_NUMERICS = (
    "001", "005", "301", "305", "311", "317", "322", "323", "324", "332", "333", "341", "352", "353", "354", "366",
    "376", "401", "404", "421", "432", "433", "475",
)  # fmt: skip
_COMMANDS = st.sampled_from(_TEXTUAL + _NUMERICS)
_TAGS = st.dictionaries(
    st.sampled_from(
        ["batch", "time", "label", "msgid", "+typing", "+desktop-chat/edit", "+draft/reply", "draft/multiline-concat"]
    ),
    _WORDS,
    max_size=3,
)
_SOURCES = st.sampled_from(["", "s", "ann!u@h", "bob!u@h", "bob", "!@"])


@given(st.lists(st.builds(Message, _COMMANDS, st.lists(_WORDS, max_size=6).map(tuple), _SOURCES, _TAGS), max_size=30))
def test_no_message_of_a_server_raises(messages: list[Message]) -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} desktop-chat/edit draft/message-redaction draft/multiline")
    harness.enter_room("#tea", "@bob")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    harness.record(harness.session.receive_messages(messages, 9))  # which encodes whatever is answered
    harness.record(harness.session.send_text("#tea", "and on", 10))
    harness.record(harness.session.note_closed("cut", 10))
    harness.connect(MODERN)


def test_as_many_rooms_are_entered_by_one_line_as_the_server_takes() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([(f"#r{number}", True) for number in range(7)], {}, {}, []))
    harness.connect("", ":s 005 ann TARGMAX=JOIN:3,PRIVMSG:4 :are")
    assert [line for line in harness.sent if line.startswith("JOIN")] == [
        "JOIN #r0,#r1,#r2", "JOIN #r3,#r4,#r5", "JOIN #r6",
    ]  # fmt: skip
