"""Searching while a person types: results, no results, and the choice of one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.views.search_panel import SearchPanel

WORDS = ("one lamp", "two lamps", "three \x02lamps\x02", "he \x0301,01dies\x03 at tea")


class Searcher:
    """Finds each of WORDS that contains the searched text, and notes each search."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def find(self, words: str, everywhere: bool, limit: int) -> Sequence[SearchResult]:
        self.asked.append((words, everywhere))
        return [
            SearchResult("net", "#tea", Entry(number, EntryKind.MESSAGE, 1_700_000_000_000 + number, "Bob", text))
            for number, text in enumerate(WORDS)
            if words in text
        ][:limit]


@pytest.fixture
def searcher() -> Searcher:
    return Searcher()


@pytest.fixture
def panel(qtbot: QtBot, searcher: Searcher) -> SearchPanel:
    made = SearchPanel(searcher.find)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def test_nothing_is_searched_without_words(panel: SearchPanel, searcher: Searcher) -> None:
    panel.begin_search()
    assert searcher.asked == []
    assert panel.note_label.text() == "Type words to search all messages."
    assert not panel.results.isVisible()


def test_results_follow_the_typed_words(qtbot: QtBot, panel: SearchPanel, searcher: Searcher) -> None:
    QTest.keyClicks(panel.field, "lamps")
    qtbot.waitUntil(lambda: panel.results.count() == 2)
    assert searcher.asked[-1] == ("lamps", False)
    assert panel.results.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Bob: three lamps"
    assert not panel.grab().isNull()
    panel.everywhere_switch.setChecked(True)
    assert searcher.asked[-1] == ("lamps", True)
    aloud = panel.results.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("Bob, #tea · ")
    assert aloud.endswith(": three lamps")
    assert not panel.grab().isNull()


def test_results_do_not_tell_what_spoilers_hide(qtbot: QtBot, panel: SearchPanel) -> None:
    QTest.keyClicks(panel.field, "tea")
    qtbot.waitUntil(lambda: panel.results.count() == 1)
    assert panel.results.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Bob: he ••• at tea"


def test_found_words_look_different(panel: SearchPanel) -> None:
    """The same results, painted with and without a word to mark."""
    panel.field.setText("lamp")
    panel.search_again()
    marked = panel.results.viewport().grab().toImage()
    panel.words_delegate.words = ""
    panel.results.viewport().update()
    assert panel.results.viewport().grab().toImage() != marked
    panel.words_delegate.words = "lamp"
    assert panel.results.viewport().grab().toImage() == marked


def test_no_result_is_said(panel: SearchPanel) -> None:
    panel.field.setText("tables")
    panel.search_again()
    assert panel.note_label.text() == "Nothing was found for “tables”."
    assert not panel.results.isVisible()


def test_enter_chooses_the_first_result_and_a_click_any(qtbot: QtBot, panel: SearchPanel) -> None:
    panel.field.setText("lamp")
    panel.search_again()
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0].entry.text == "one lamp"
    place = panel.results.visualItemRect(panel.results.item(1)).center()
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.mouseClick(panel.results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args is not None
    assert chosen.args[0].entry.text == "two lamps"


def test_escape_closes(qtbot: QtBot, panel: SearchPanel) -> None:
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
