"""Searching while a person types: results, no results, and the choice of one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.search_filters import SearchFilters
from desktop_chat.qt.network.message_search import SearchState
from desktop_chat.qt.views.search_panel import SearchPanel

WORDS = ("one lamp", "two lamps", "three \x02lamps\x02", "he \x0301,01dies\x03 at tea")


class Searcher:
    """Finds each of WORDS that contains the searched text, and notes each search."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.panel = SearchPanel(lambda: ((), ()), lambda found: found.entry.nick, lambda found: found.room)
        self.panel.search_requested.connect(self.find)

    def find(self, words: str, everywhere: bool) -> None:
        self.asked.append((words, everywhere))
        found = (
            SearchResult("net", "#tea", Entry(number, EntryKind.MESSAGE, 1_700_000_000_000 + number, "Bob", text))
            for number, text in enumerate(WORDS)
            if words and words in text
        )
        self.panel.show_state(SearchState(SearchFilters(words), tuple(found)))


@pytest.fixture
def searcher(qtbot: QtBot) -> Searcher:
    made = Searcher()
    qtbot.addWidget(made.panel)
    made.panel.resize(300, 500)
    made.panel.show()
    return made


@pytest.fixture
def panel(searcher: Searcher) -> SearchPanel:
    return searcher.panel


def test_nothing_is_found_without_words(panel: SearchPanel, searcher: Searcher) -> None:
    panel.begin_search()
    assert searcher.asked == [("", False)]
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


def test_results_of_several_rooms_name_them(panel: SearchPanel) -> None:
    entry = Entry(1, EntryKind.MESSAGE, 1_700_000_000_000, "Bob", "a lamp")
    panel.show_state(SearchState(SearchFilters("lamp", rooms=("tea", "milk")), (SearchResult("net", "#tea", entry),)))
    assert "#tea · " in panel.results.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


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
    panel.show_state(SearchState(SearchFilters("tables"), complete=False))
    assert panel.note_label.text() == "Searching…"
    panel.show_state(SearchState(SearchFilters("tables"), reason="Too many."))
    assert panel.note_label.text() == "Too many."


def test_chosen_result_stays_chosen_while_others_come(panel: SearchPanel) -> None:
    panel.field.setText("lamp")
    panel.search_again()
    panel.results.setCurrentRow(1)
    states = [SearchResult("net", "#tea", Entry(9, EntryKind.MESSAGE, 1_800_000_000_000, "Cid", "a new lamp"))]
    states += [panel.results.item(row).data(Qt.ItemDataRole.UserRole) for row in range(3)]
    panel.show_state(SearchState(SearchFilters("lamp"), tuple(states)))
    assert panel.results.currentRow() == 2


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


def test_arrow_key_leads_into_the_results(qtbot: QtBot, panel: SearchPanel) -> None:
    panel.activateWindow()
    panel.field.setFocus()
    panel.field.setText("lamp")
    panel.search_again()
    qtbot.waitUntil(panel.field.hasFocus)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.results.hasFocus)
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.results, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0].entry.text == "one lamp"


def test_button_offers_the_filters(panel: SearchPanel, searcher: Searcher) -> None:
    panel.filter_button.click()
    menu = panel.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    assert panel.field.text() == "from:"
    assert searcher.asked[-1] == ("from:", False)
    menu.close()


def test_escape_closes(qtbot: QtBot, panel: SearchPanel) -> None:
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)


def test_results_begin_at_the_side_where_the_window_begins(panel: SearchPanel, searcher: Searcher) -> None:
    """A message that is said in Latin letters begins at the right of a window that reads from right to left."""
    ends = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        panel.setLayoutDirection(direction)
        searcher.find("one", False)
        row = panel.results.visualItemRect(panel.results.item(0))
        image = panel.results.viewport().grab(row).toImage()
        line = int(image.height() * 0.55)
        ground = image.pixelColor(image.width() // 2, image.height() - 12)
        inked = [
            x
            for x in range(12, image.width() - 12)
            if any(image.pixelColor(x, y) != ground for y in range(line - 6, line + 6))
        ]
        ends[direction] = inked[0] < image.width() // 3, inked[-1] > image.width() * 2 // 3
    assert ends == {Qt.LayoutDirection.LeftToRight: (True, False), Qt.LayoutDirection.RightToLeft: (False, True)}
