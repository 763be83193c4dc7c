"""Selected text as it is copied to the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.timeline import copied_text as copying_module
from desktop_chat.qt.timeline.selection import Selection, Spot
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry, talk


def test_copied_days_have_dates_and_notices_have_no_brackets(show: ShowEntries) -> None:
    view = show(
        [entry(1, minute=-3 * 24 * 60), entry(2, "waves", kind=EntryKind.ACTION), entry(3, kind=EntryKind.JOIN)]
    )
    view.select_all()
    first, second, third = view.selected_text(with_names=True).splitlines()
    assert first.startswith("[20")
    assert second.endswith("] * ann waves")
    assert third.endswith("] * ann joined")


def test_toast_tells_of_a_selection_over_the_limit(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(30))
    selection = Selection(Spot(0, 0), Spot(29, 5))
    text, whole = copying_module.copied_text(
        selection, view.model.entry_at, view._scene.styled_text, with_names=False, limit=10
    )
    assert (len(text.splitlines()), whole) == (10, False)
    big = show(talk(copying_module.ENTRIES_MAX + 1))
    big.select_all()
    with qtbot.waitSignal(big.toast_requested) as told:
        big.copy_selection()
    assert told.args is not None
    limit = QLocale().toString(copying_module.ENTRIES_MAX)
    assert told.args == [f"Only the first {limit} messages were copied."]
