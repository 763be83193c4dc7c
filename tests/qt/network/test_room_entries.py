"""The entries of a room over a real archive: what becomes of history, and of edits while it is being written."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from unittest.mock import patch

from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted, EntryReacted, HistoryLoaded
from desktop_chat.client.log_settling import KEPT, STEP
from desktop_chat.client.reactions import reactions_of
from desktop_chat.qt.network.room import Room
from tests.patience import MILLISECONDS, SECONDS
from tests.qt.network.room_desk import NETWORK, Desk, times

NOON, LATER = "2026-05-01T12:00:00.000Z", "2026-05-01T12:00:07.000Z"


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


def test_many_entries_of_one_run_are_left_to_the_archive(desk: Desk, qtbot: QtBot) -> None:
    room = desk.open()
    said = [desk.entry(number * 100) for number in range(1, KEPT + STEP + 1)]
    room.emit_changes(room.log.merge_entries(said))
    desk.archive.add_entries(NETWORK, "#tea", said)
    room.note_growth(desk.post.later)
    qtbot.waitUntil(lambda: room.log.tail_length == KEPT, timeout=MILLISECONDS)
    assert [room.log.entry_at(index) for index in range(len(room.log))] == said
    assert room.find_by_msgid("m100") == said[0]
