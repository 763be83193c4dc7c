"""The button that leads to new entries."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.client.entry import DeliveryState, EntryKind
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import model_of
from tests.qt.timeline.scenes import entry, talk


def test_pill_counts_messages_of_others_and_scrolls_to_the_end(show: ShowEntries) -> None:
    view = show(talk(100))
    assert not view._pill.isVisible()
    view.scroll_by(-500)
    assert view._pill.isVisible()
    model_of(view).append_entries(
        entry(900), entry(901, kind=EntryKind.JOIN), entry(902, state=DeliveryState.PENDING), entry(903)
    )
    assert view._pill.count == 2
    assert view._pill.text() == "2 new"
    view._pill.click()
    assert view.at_end
    assert view._pill.count == 0
    assert not view._pill.isVisible()


def test_pill_keeps_its_words_off_its_edges_in_both_directions(show: ShowEntries) -> None:
    pill = show(talk(3))._pill
    pill.set_count(12)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        pill.setLayoutDirection(direction)
        image = pill.grab().toImage()
        middle, width = image.height() // 2, image.width()
        ground = image.pixelColor(5, middle)
        ends = [
            image.pixelColor(x, y) for x in (*range(3, 9), *range(width - 9, width - 3)) for y in (middle, middle - 3)
        ]
        assert ends == [ground] * len(ends)
