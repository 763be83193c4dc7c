"""A room's log as a timeline asks for it."""

from __future__ import annotations

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.room_log import RoomLog
from desktop_chat.qt.network.room_timeline import RoomTimeline

COUNT = 5_000


def entry(number: int) -> Entry:
    return Entry(number, EntryKind.MESSAGE, 1_000 * (number // 2), "bob", f"words {number}")


def unknown(msgid: str) -> Entry | None:
    del msgid
    return None


def archived() -> RoomLog:
    return RoomLog(COUNT, lambda first, count: [entry(i) for i in range(first, first + count)])


def test_it_shows_the_log() -> None:
    model = RoomTimeline(archived(), unknown)
    assert model.count() == COUNT
    assert model.entry_at(17).text == "words 17"


def test_only_the_expected_entry_is_searched_on_disk() -> None:
    model = RoomTimeline(archived(), unknown)
    assert model.find_entry(3) is None
    model.expect_entry(entry(3))
    assert model.find_entry(3) == 3
    assert model.find_entry(4) is not None  # on a page that is at hand now
    model.expect_entry(Entry(COUNT + 7, EntryKind.MESSAGE, 17, "", ""))
    assert model.find_entry(COUNT + 7) is None


def test_mention_needs_the_own_nick_and_another_author() -> None:
    model = RoomTimeline(archived(), unknown)
    model.nick = "Ann"
    assert model.is_mention(Entry(1, EntryKind.MESSAGE, 0, "bob", "hello ann!"))
    assert not model.is_mention(Entry(1, EntryKind.MESSAGE, 0, "bob", "hello Anna"))
    assert not model.is_mention(Entry(1, EntryKind.MESSAGE, 0, "Ann", "ann", own=True))
    assert not model.is_mention(Entry(1, EntryKind.JOIN, 0, "ann", ""))


def test_answered_entry_is_looked_up_once() -> None:
    """It is asked for with each frame."""
    asked: list[str] = []
    known: dict[str, Entry] = {"m1": entry(1)}

    def said(msgid: str) -> Entry | None:
        asked.append(msgid)
        return known.get(msgid)

    model = RoomTimeline(archived(), said)
    for _ in range(3):
        assert model.find_by_msgid("m1") == entry(1)
        assert model.find_by_msgid("m2") is None
    assert asked == ["m1", "m2"]
    known["m2"] = entry(2)
    model.note_inserted(0, 1)
    assert model.find_by_msgid("m2") == entry(2)
    known["m1"] = entry(3)
    model.note_changed(1)
    assert model.find_by_msgid("m1") == entry(3)


def test_clear_view_hides_what_was_there_and_moves_with_older_entries() -> None:
    log = archived()
    model = RoomTimeline(log, unknown)
    inserted: list[tuple[int, int]] = []
    model.inserted.connect(lambda first, count: inserted.append((first, count)))
    model.clear_view()
    assert (model.count(), model.is_cleared) == (0, True)
    model.note_inserted(0, 0)
    change = log.append_entry(Entry(COUNT + 1, EntryKind.MESSAGE, 10**7, "bob", "new"))
    assert change is not None
    model.note_inserted(COUNT, 1)
    assert (inserted, model.entry_at(0).text) == ([(0, 1)], "new")
    assert model.find_entry(COUNT + 1) == 0
    model.expect_entry(entry(3))
    assert model.find_entry(3) == 3, "a hidden entry that is looked for ends the clear view"
    assert (model.count(), model.is_cleared) == (COUNT + 1, False)


def test_invitations_and_knocks_are_settled_by_those_who_enter() -> None:
    model = RoomTimeline(archived(), unknown, is_member={"bob"}.__contains__)
    changed: list[int] = []
    model.changed.connect(lambda first, _count: changed.append(first))
    for entered in (False, True, True):
        model.note_entered(entered=entered)
    assert changed == [COUNT - 1]
    assert model.is_settled(Entry(1, EntryKind.INVITE, 0, "bob", "#tea"))
    knocks = [Entry(1, EntryKind.KNOCK, 0, nick, "") for nick in ("bob", "cid")]
    assert [model.is_settled(knock) for knock in knocks] == [True, False]
    model.note_entered(entered=False)
    assert model.is_settled(knocks[1])


def test_own_nick_and_known_people_are_persons() -> None:
    model = RoomTimeline(archived(), unknown, is_member={"bob"}.__contains__)
    model.nick = "Ann"
    assert [model.knows_person(nick) for nick in ("bob", "ann", "cid")] == [True, True, False]
