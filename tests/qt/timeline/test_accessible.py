"""The timeline for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.accessible import AROUND, EntryItem, EntryList
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import model_of
from tests.qt.timeline.scenes import entry, talk


@pytest.fixture
def reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def listed(view: Timeline) -> EntryList:
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, EntryList)
    return found


def test_visible_entries_and_a_hundred_around_are_listed(show: ShowEntries, reader: None) -> None:
    view = show(talk(1000))
    visible = len(view._scene.current_arrangement().placed)
    assert listed(view).role() == QAccessible.Role.List
    assert listed(view).childCount() == visible + AROUND
    view.scroll_by(-30_000)
    visible = len(view._scene.current_arrangement().placed)
    assert listed(view).childCount() == visible + 2 * AROUND
    view.scroll_to_top()
    assert listed(view).childCount() == len(view._scene.current_arrangement().placed) + AROUND


def test_items_say_author_time_and_text(show: ShowEntries, reader: None) -> None:
    view = show([entry(1, "hello \x02there\x02", "bob"), entry(2, "lost", state=DeliveryState.FAILED)])
    names = [listed(view).child(i).text(QAccessible.Text.Name) for i in range(2)]
    assert names[0].startswith("bob, ")
    assert names[0].endswith(": hello there")
    assert names[1].endswith("lost. Not sent")
    item = listed(view).child(0)
    assert item.role() == QAccessible.Role.ListItem
    assert item.parent() is listed(view)
    assert listed(view).indexOfChild(item) == 0
    assert not item.rect().isEmpty()
    assert listed(view).child(2) is None


def test_condensed_joins_are_read_one_by_one(show: ShowEntries, reader: None) -> None:
    view = show([entry(1, nick="bob", kind=EntryKind.JOIN), entry(2, nick="cid", kind=EntryKind.JOIN)])
    assert view._scene.shown_text(0) == "bob, cid joined"
    names = [listed(view).child(i).text(QAccessible.Text.Name) for i in range(2)]
    assert [name.split(": ")[-1] for name in names] == ["bob joined", "cid joined"]


def test_item_follows_its_entry(show: ShowEntries, reader: None) -> None:
    view = show(talk(20))
    item = listed(view).child(19)
    assert isinstance(item, EntryItem)
    model_of(view).insert_entries(0, talk(5, 500))
    assert listed(view).indexOfChild(item) == 24
    assert item.isValid()
    view.on_reset()
    assert listed(view).childCount() == 25


def test_items_survive_changes_while_they_are_read(show: ShowEntries, reader: None) -> None:
    view = show(talk(50))
    for i in range(60):
        for at in range(listed(view).childCount()):
            item = listed(view).child(at)
            item.text(QAccessible.Text.Name)
            item.state()
        model_of(view).append_entries(*talk(3, 1000 + 3 * i))
        if i % 20 == 0:
            model_of(view).set_entries(talk(50))
    assert listed(view).childCount() > 50


def test_items_say_that_a_spoiler_is_hidden(show: ShowEntries, reader: None) -> None:
    view = show([entry(1, "he \x0301,01dies\x03", "bob")])
    assert listed(view).child(0).text(QAccessible.Text.Name).endswith("he (hidden: a spoiler)")
    view.reveal_spoilers(0)
    assert listed(view).child(0).text(QAccessible.Text.Name).endswith("he dies")
