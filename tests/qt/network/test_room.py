"""A room over a real archive: what is unread, what becomes of history, whatever comes while it is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted, EntryReacted, HistoryLoaded
from desktop_chat.client.log_settling import KEPT, STEP
from desktop_chat.client.reactions import reactions_of
from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.clock import now_ms
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.room import Room
from tests.client.test_archive import flushed
from tests.patience import MILLISECONDS, SECONDS

NETWORK = "n"


class Post(QObject):
    """Brings what the archive's thread has done to the GUI thread."""

    _kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept.connect(self.on_kept)

    def later(self, do: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._kept.emit(do)

    def on_kept(self, do: Callable[[], None]) -> None:
        do()


class Desk:
    """An archive, and rooms over it."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive.db")
        self.parent = QObject()
        self.post = Post()

    def entry(self, time: int, text: str = "", nick: str = "bob", kind: EntryKind = EntryKind.MESSAGE) -> Entry:
        return Entry(self.archive.next_id(), kind, time, nick, text or f"said at {time}", msgid=f"m{time}")

    def open(self, key: str = "#tea", kind: str = "channel") -> Room:
        self.archive.open_room(NETWORK, key, key, kind, joined=True)
        return Room(NETWORK, RoomState(key, key, kind), self.archive, self.parent)

    def keep(self, key: str, *entries: Entry) -> None:
        """On disk when this returns."""
        kept = Event()
        self.archive.add_entries(NETWORK, key, entries, kept.set)
        assert kept.wait(SECONDS)

    def history(self, room: Room, *times: int) -> list[Entry]:
        entries = tuple(self.entry(time) for time in times)
        return room.take_history(HistoryLoaded(room.key, entries, older=True, complete=False), self.post.later)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.archive.close()


def times(room: Room) -> list[int]:
    return [room.timeline.entry_at(index).time for index in range(room.timeline.count())]


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


def test_places_are_found_without_reading_pages(desk: Desk) -> None:
    desk.open()
    said = [desk.entry(10 * number) for number in range(2000)]
    desk.archive.mark_read(NETWORK, "#tea", said[700].id, 0)
    desk.keep("#tea", *said)
    (record,) = desk.archive.rooms(NETWORK)
    room = desk.open()
    room.restore_record(record, "ann")
    assert room.last_id() == said[-1].id  # the last page is shown anyway
    with patch.object(desk.archive, "read_page", wraps=desk.archive.read_page) as pages:
        assert room.last_read() == said[700].id
        assert room.entry_above(said[0]) is None
        assert pages.call_count == 0
        assert [room.log.place_of(one) for one in (said[700], said[600])] == [700, 600]
        assert [call.args[2] for call in pages.call_args_list] == [512]  # the page that is shown, and no other
        later = replace(said[700], time=said[700].time + 1)
        assert room.log.place_of(later) == 701  # it would stand there


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


def test_history_waits_while_an_older_page_is_written(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    desk.keep("#tea", desk.entry(100), desk.entry(110))
    room = desk.open()
    assert times(room) == [100, 110]
    inserted: list[tuple[int, int]] = []
    room.timeline.inserted.connect(lambda first, count: inserted.append((first, count)))
    assert [entry.time for entry in desk.history(room, 80, 90)] == [80, 90]
    assert desk.history(room, 60, 70) == []  # waits until those are on disk
    qtbot.waitUntil(lambda: times(room) == [60, 70, 80, 90, 100, 110])
    assert inserted == [(0, 2), (0, 2)]


def test_known_history_is_not_added_twice(qtbot: QtBot, desk: Desk) -> None:
    room = desk.open()
    desk.history(room, 10, 20, 30)
    qtbot.waitUntil(lambda: times(room) == [10, 20, 30])
    assert desk.history(room, 10, 20, 30) == []
    assert [entry.time for entry in desk.history(room, 20, 25, 30)] == [25]
    assert times(room) == [10, 20, 25, 30]
    qtbot.waitUntil(lambda: desk.archive.entry_count(NETWORK, "#tea") == 4)


def test_scrolling_up_asks_for_more(qtbot: QtBot, desk: Desk) -> None:
    room = desk.open()
    with qtbot.waitSignal(room.older_requested) as asked:
        room.timeline.older_requested.emit()
    assert asked.args == [room]


NOON, LATER = "2026-05-01T12:00:00.000Z", "2026-05-01T12:00:07.000Z"


def test_old_entry_is_edited_in_its_place(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    desk.keep("#tea", *(desk.entry(time) for time in range(1, 2001)))
    room = desk.open()
    room.timeline.entry_at(1999)
    with qtbot.assertNotEmitted(room.timeline.reset):
        room.apply_edit(EntryCorrected("#tea", "m5", "corrected", NOON))
        room.apply_edit(EntryDeleted("#tea", "m1998"))
    assert room.timeline.entry_at(4).text == "corrected"
    assert room.timeline.entry_at(1997).kind is EntryKind.DELETED
    room.apply_edit(EntryCorrected("#tea", "m5", "corrected again", LATER))
    room.apply_edit(EntryCorrected("#tea", "m5", "older", NOON))
    room.apply_edit(EntryCorrected("#tea", "never said", "x", NOON))
    assert room.timeline.entry_at(4).text == "corrected again"
    assert room.current_entry(desk.entry(0)).time == 0  # not here: as it is
    kept = Event()
    desk.archive.flush(kept.set)
    assert kept.wait(SECONDS)
    again = desk.open()
    assert [again.timeline.entry_at(index).text for index in (3, 4, 1997)] == ["said at 4", "corrected again", ""]


def reacted(msgid: str, nick: str, at: int) -> EntryReacted:
    return EntryReacted("#tea", msgid, "👍", nick, nick, at, present=True, own=False)


def nicks_at(room: Room, index: int) -> list[tuple[str, ...]]:
    return [one.nicks for one in reactions_of(room.timeline.entry_at(index))]


def test_reactions_are_kept_with_their_entry(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    desk.keep("#tea", *(desk.entry(time) for time in range(1, 2001)))
    room = desk.open()
    with qtbot.waitSignal(room.timeline.changed):
        room.apply_edit(reacted("m2000", "ann", 5))
    room.apply_edit(reacted("m5", "ann", 5))
    room.apply_edit(reacted("m5", "bob", 6))
    kept = Event()
    desk.archive.flush(kept.set)
    assert kept.wait(SECONDS)
    again = desk.open()
    assert nicks_at(again, 4) == [("ann", "bob")]
    assert nicks_at(again, 1999) == [("ann",)]


def test_reactions_before_their_entry_wait_for_it(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    desk.keep("#tea", desk.entry(100))
    room = desk.open()
    room.apply_edit(reacted("m90", "ann", 95))
    desk.history(room, 80, 90)
    room.apply_edit(reacted("m90", "bob", 96))
    qtbot.waitUntil(lambda: times(room) == [80, 90, 100])
    assert [nicks_at(room, index) for index in range(3)] == [[], [("ann", "bob")], []]


def test_edit_waits_while_history_is_written(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    desk.keep("#tea", desk.entry(100))
    room = desk.open()
    desk.history(room, 80, 90)
    room.apply_edit(EntryCorrected("#tea", "m90", "corrected", NOON))
    qtbot.waitUntil(lambda: times(room) == [80, 90, 100])
    assert [room.timeline.entry_at(index).text for index in range(3)] == ["said at 80", "corrected", "said at 100"]


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


def test_entry_stamped_in_the_future_is_not_added_again(desk: Desk) -> None:
    """It was kept at the time when it came first."""
    desk.open()
    desk.keep("#tea", replace(desk.entry(100), msgid="future"), desk.entry(200))
    room = desk.open()
    again, new = replace(desk.entry(90_000), msgid="future"), desk.entry(50_000)
    event = HistoryLoaded("#tea", (new, again), older=False, complete=True, at=90_000)
    assert room.take_history(event, desk.post.later) == [new]
    assert times(room) == [100, 200, 50_000]


def test_own_message_without_a_msgid_is_not_doubled_by_the_history(desk: Desk) -> None:
    """A bouncer without echoes tells its msgid only there, with a time of its own; also after a restart."""
    desk.open()
    sent = replace(desk.entry(100), msgid="", own=True, state=DeliveryState.SENT, text="hello")
    desk.keep("#tea", sent)
    room = desk.open()
    event = HistoryLoaded("#tea", (replace(sent, id=sent.id + 7, time=130, msgid="m1"),), older=False, complete=True)
    assert room.take_history(event, desk.post.later) == []
    assert (times(room), room.log.entry_at(0).msgid) == ([130], "m1")
    desk.keep("#tea", desk.entry(500))  # on disk after the replacement
    assert desk.archive.find_by_msgid(NETWORK, "#tea", "m1") == room.log.entry_at(0)


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


def test_many_entries_of_one_run_are_left_to_the_archive(desk: Desk, qtbot: QtBot) -> None:
    room = desk.open()
    said = [desk.entry(number * 100) for number in range(1, KEPT + STEP + 1)]
    room.emit_changes(room.log.merge_entries(said))
    desk.archive.add_entries(NETWORK, "#tea", said)
    room.note_growth(desk.post.later)
    qtbot.waitUntil(lambda: room.log.tail_length == KEPT, timeout=MILLISECONDS)
    assert [room.log.entry_at(index) for index in range(len(room.log))] == said
    assert room.find_by_msgid("m100") == said[0]
