"""A room over a real archive: what is unread, the draft, the marks."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.clock import now_ms
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.room import Room
from tests.client.test_archive import flushed
from tests.patience import SECONDS
from tests.qt.network.room_desk import NETWORK, Desk


def test_missed_messages_are_counted_when_the_room_opens(desk: Desk) -> None:
    spoken = [desk.entry(10), desk.entry(20, "ann: tea?"), desk.entry(30, kind=EntryKind.JOIN)]
    desk.open()
    desk.archive.mark_read(NETWORK, "#tea", spoken[0].id, 0)
    desk.keep("#tea", *spoken)
    (record,) = desk.archive.rooms(NETWORK)
    room = desk.open()
    room.timeline.nick = "ann"
    room.restore_record(record, "ann")
    assert (room.unread, room.mentions, room.read) == (1, 1, spoken[0].id)
    assert room.last_read() == spoken[0].id
    assert room.newest_time() == 30


@pytest.mark.parametrize(
    ("kind", "plain", "muted"),
    [("channel", (13, 8), (8, 8)), ("direct", (13, 13), (8, 8)), ("server", (12, 7), (7, 7))],
)
def test_room_counts_after_a_restart_what_it_counts_when_messages_come(
    desk: Desk, kind: str, plain: tuple[int, int], muted: tuple[int, int]
) -> None:
    own = replace(desk.entry(5, "tea?"), own=True)
    texts = ("tea", "ANN: tea?", "a\x02nn?", "\u212aay", "чай", "ёлка", "annie", "see http://ann.example", "Kay")
    said = [desk.entry(10 + number, text) for number, text in enumerate(texts)]
    said.append(replace(desk.entry(30, "yes"), tags={"+reply": own.msgid}))
    said.append(replace(desk.entry(31, "no"), tags={"+reply": said[0].msgid}))
    said += [desk.entry(40, kind=EntryKind.INVITE), desk.entry(41, kind=EntryKind.JOIN)]
    said.append(replace(desk.entry(42, "of the server, ann"), nick=""))
    room = desk.open("#tea", kind)
    room.timeline.other_names = ("kay", "Ёлка")
    desk.archive.mark_read(NETWORK, "#tea", own.id, 0)
    desk.keep("#tea", own, *said)
    record = desk.archive.room(NETWORK, "#tea")
    assert record is not None
    wanted = {(False, False): plain, (True, False): muted, (False, True): (plain[0], 0), (True, True): (0, 0)}
    for (is_muted, room.state.request), counts in wanted.items():
        room.unread = room.mentions = 0
        room.restore_record(replace(record, marks=RoomMarks(muted=is_muted)), "ann")
        first = room.first_unread
        assert (room.unread, room.mentions) == counts
        room.unread = 0
        new = [entry for entry in said if room.is_countable(entry)]
        assert room.count_new(new, [entry for entry in new if room.is_mention(entry, "ann")], "ann") == counts
        room.unread = counts[0]
        assert first == room.first_unread


def test_line_new_stands_above_messages_of_others(desk: Desk) -> None:
    """What we said ourselves may be a moment newer than what was marked as read."""
    desk.open()
    said = [desk.entry(10), replace(desk.entry(20), own=True), desk.entry(25, kind=EntryKind.JOIN), desk.entry(30)]
    desk.archive.mark_read(NETWORK, "#tea", said[0].id, 0)
    desk.keep("#tea", *said)
    (record,) = desk.archive.rooms(NETWORK)
    room = desk.open()
    room.restore_record(record, "ann")
    assert (room.unread, room.last_read()) == (1, said[2].id)


def test_nothing_is_unread_in_a_new_room(desk: Desk) -> None:
    room = desk.open()
    assert (room.last_read(), room.newest_time()) == (None, 0)
    assert not room.is_entered
    room.state.joined = True
    assert room.is_entered


def test_countable_entries_and_mentions(desk: Desk) -> None:
    direct, server = desk.open("bob", "direct"), desk.open("", "server")
    words = desk.entry(10, "tea?")
    assert direct.is_mention(words, "ann")
    assert direct.is_countable(words)
    assert server.is_countable(words)  # of a service, say
    assert not server.is_countable(replace(words, nick=""))
    assert not direct.is_mention(desk.entry(11, kind=EntryKind.QUIT), "ann")


def test_only_mentions_are_unread_in_a_muted_room(desk: Desk) -> None:
    room = desk.open()
    room.unread, room.mentions = 5, 1
    room.set_marks(RoomMarks(muted=True, pinned=False))
    assert room.unread == 1
    words, named = desk.entry(10, "tea?"), desk.entry(11, "ann: tea?")
    assert room.count_new([words, named], [named], "ann") == (1, 1)
    room.set_marks(RoomMarks(muted=False, pinned=False))
    assert room.count_new([words, named], [named], "ann") == (2, 1)


def test_muted_direct_messages_ask_for_nothing(desk: Desk) -> None:
    room = desk.open("bob", "direct")
    words = desk.entry(10, "tea?")
    assert room.count_new([words], [words], "ann") == (1, 1)
    room.set_marks(RoomMarks(muted=True, pinned=False))
    assert room.count_new([words], [words], "ann") == (0, 0)
    assert not room.is_mention(words, "ann")


def test_messages_of_a_service_are_unread_and_call_nobody(desk: Desk) -> None:
    greeting = desk.entry(10, "Welcome, ann!", "NickServ", EntryKind.NOTICE)
    room = desk.open("nickserv", "direct")
    assert not room.is_mention(greeting, "ann")
    desk.keep("nickserv", greeting)
    record = desk.archive.room(NETWORK, "nickserv")
    assert record is not None
    room.restore_record(record, "ann")
    assert (room.unread, room.mentions) == (1, 0)


def test_mute_whose_term_passed_between_two_runs_is_over(desk: Desk) -> None:
    room = desk.open()
    room.set_marks(RoomMarks(muted=True, muted_until=1, pinned=True, rule=NotificationRule.ALL))
    kept = Event()
    desk.archive.flush(kept.set)
    assert kept.wait(SECONDS)
    (record,) = desk.archive.rooms(NETWORK)
    assert record.marks == room.marks
    again = desk.open()
    again.restore_record(record, "ann")
    assert again.marks == RoomMarks(pinned=True, rule=NotificationRule.ALL)


def test_it_opens_muted_as_it_was(desk: Desk) -> None:
    room = desk.open()
    desk.archive.mark_read(NETWORK, "#tea", 0, 0)
    desk.keep("#tea", desk.entry(10), desk.entry(20, "ann: tea?"))
    room.set_marks(RoomMarks(muted=True, pinned=True))
    kept = Event()
    desk.archive.flush(kept.set)
    assert kept.wait(SECONDS)
    (record,) = desk.archive.rooms(NETWORK)
    again = desk.open()
    again.restore_record(record, "ann")
    assert (again.muted, again.pinned, again.unread, again.mentions) == (True, True, 1, 1)


def test_a_reply_and_a_correction_that_were_begun_are_there_after_a_restart(desk: Desk) -> None:
    said = desk.entry(10), desk.entry(20)
    room = desk.open()
    desk.keep("#tea", *said)
    desk.archive.keep_draft(NETWORK, "#tea", "half a", corrects="m20", correction="the tea")
    desk.archive.flush((kept := Event()).set)
    assert kept.wait(10)
    (record,) = desk.archive.rooms(NETWORK)
    room.restore_record(record, "ann")
    assert room.draft == Draft("half a", None, said[1], "the tea")
    desk.archive.keep_draft(NETWORK, "#tea", "half a", answers="m10")
    desk.archive.flush((kept := Event()).set)
    assert kept.wait(10)
    (record,) = desk.archive.rooms(NETWORK)
    room.restore_record(record, "ann")
    assert room.draft == Draft("half a", said[0])


def test_line_new_stands_above_the_first_unread_entry(desk: Desk) -> None:
    room = desk.open()
    entries = [desk.entry(time) for time in (10, 90, 30, 20)]
    room.log.merge_entries(entries[:1])
    for late in entries[1:]:
        room.log.merge_entries([late])
        room.unread += room.count_new([late], [], "ann")[0]
    assert (room.unread, room.last_read()) == (3, entries[0].id)
    assert room.is_unread_after(30)
    assert not room.is_unread_after(90)


def test_entries_are_marked_as_unread_and_stay_so_after_a_restart(desk: Desk) -> None:
    room = desk.open()
    entries = [desk.entry(time) for time in (10, 20, 30)]
    own = replace(desk.entry(25), own=True)
    room.log.merge_entries([entries[0], entries[1], own, entries[2]])
    desk.keep("#tea", *entries, own)
    room.newest_id = own.id
    room.mark_read(now=100)
    assert room.newest_countable() == entries[2]
    room.mark_unread(entries[1], "ann")
    assert (room.unread, room.first_unread, room.last_read()) == (2, entries[1], entries[0].id)
    flushed(desk.archive)
    record = desk.archive.room(NETWORK, "#tea")
    assert record is not None
    again = Room(NETWORK, RoomState("#tea", "#tea", "channel"), desk.archive, desk.parent)
    again.restore_record(record, "ann")
    assert (again.unread, again.first_unread) == (2, entries[1])
    room.mark_unread(own, "ann")
    assert (room.unread, room.first_unread) == (1, entries[2])


HOUR = 3_600_000


@pytest.mark.parametrize(
    ("newest", "gap_from", "late"),
    [(5, 0, 1), (-5, 0, -4.9), (0, 0, -0.5), (0, -5, -4.5)],
    ids=["clock was ahead", "clock is behind", "message was delayed", "message fills a gap"],
)
def test_message_after_the_read_ones_is_unread_after_a_restart(
    desk: Desk, newest: float, gap_from: float, late: float
) -> None:
    """`newest`: hours from the reading to the time of the newest read message. `late`: the same for the later one."""
    read_at = now_ms() - 100 * HOUR
    room = desk.open()
    read = desk.entry(read_at + round(newest * HOUR))
    room.log.merge_entries([read])
    desk.keep("#tea", read)
    room.newest_id = read.id
    if gap_from:
        room.gap, room.state.known = True, ("m", read_at + round(gap_from * HOUR))
    room.mark_read(read_at)
    unread = desk.entry(read_at + round(late * HOUR))
    desk.keep("#tea", unread)
    record = desk.archive.room(NETWORK, "#tea")
    assert record is not None
    again = Room(NETWORK, RoomState("#tea", "#tea", "channel"), desk.archive, desk.parent)
    again.restore_record(record, "ann")
    assert again.unread == 1
