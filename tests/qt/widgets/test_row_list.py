"""A RowList computes its rows: the work for one row does not grow with the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import RowList, ScrollBar
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW = 20
EXTRA = 8
WIDTH, HEIGHT = 100, 210


class Names(QAbstractListModel):
    """Numbered rows; counts the questions of the view."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.names = [f"row {number}" for number in range(count)]
        self.asked = self.flagged = 0

    def flags(self, index: _Index) -> Qt.ItemFlag:
        self.flagged += 1
        return super().flags(index)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        self.asked += 1
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.asked += 1
        return self.names[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def insert_name(self, row: int, name: str) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self.names.insert(row, name)
        self.endInsertRows()

    def remove_name(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.names[row]
        self.endRemoveRows()


class Sections(Names):
    """Every fourth row is a heading, and the last is one."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_heading = index.row() % 4 == 0 or index.row() == len(self.names) - 1
        return Qt.ItemFlag.ItemIsEnabled if is_heading else super().flags(index)


class Recorder(RowDelegate):
    """Records how each painted row is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: dict[int, RowOption] = {}

    def row_height(self, metrics: QFontMetrics) -> int:
        return ROW

    def paint_row(self, painter: QPainter, option: RowOption, index: _Index) -> None:
        self.painted[index.row()] = replace(option)


class Grouped(RowList):
    """Every tenth row is higher."""

    tall_extra = EXTRA

    def tall_rows(self) -> Sequence[int]:
        return range(0, self.model().rowCount(), 10)


Show = Callable[..., RowList]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def made(count: int, kind: type[RowList] = RowList, delegate: RowDelegate | None = None) -> RowList:
        view = kind(Names(count), delegate or Recorder(), ScrollBar(), "Rows")
        view.model().setParent(view)
        qtbot.addWidget(view)
        view.resize(WIDTH, HEIGHT)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return made


def names(view: RowList) -> Names:
    model = view.model()
    assert isinstance(model, Names)
    return model


def recorder(view: RowList) -> Recorder:
    delegate = view.itemDelegate()
    assert isinstance(delegate, Recorder)
    return delegate


def painted(view: RowList) -> dict[int, RowOption]:
    recorder(view).painted.clear()
    view.viewport().repaint()
    return recorder(view).painted


def work_of_insertion(view: RowList) -> int:
    """Return the number of questions to the model for one new row, its layout and its paint."""
    names(view).asked = 0
    names(view).insert_name(5, "new")
    view.doItemsLayout()
    view.viewport().repaint()
    return names(view).asked


def test_new_row_is_as_little_work_among_many_as_among_few(show: Show) -> None:
    few = work_of_insertion(show(50))
    many = work_of_insertion(show(20_000))
    assert 0 < many <= few


def test_only_visible_rows_are_painted(show: Show) -> None:
    view = show(1_000)
    assert list(painted(view)) == list(range(HEIGHT // ROW + 1))
    assert painted(view)[3].rect == QRect(0, 3 * ROW, view.viewport().width(), ROW)
    view.verticalScrollBar().setValue(500 * ROW + 5)
    assert list(painted(view)) == list(range(500, 500 + HEIGHT // ROW + 1))
    assert painted(view)[500].rect.top() == -5


def test_rows_between_two_changed_rows_are_not_painted(qtbot: QtBot, show: Show) -> None:
    view = show(10)
    rows = painted(view)
    rows.clear()
    for row in (1, 6):
        view.update(view.model().index(row, 0))
    qtbot.waitUntil(lambda: bool(rows))
    assert set(rows) == {1, 6}


def test_each_point_belongs_to_the_row_that_is_painted_there(show: Show) -> None:
    view = show(200, Grouped)
    view.verticalScrollBar().setValue(333)
    for y in range(HEIGHT):
        index = view.indexAt(QPoint(5, y))
        assert view.visualRect(index).contains(5, y)
    tall, plain = (view.visualRect(names(view).index(row)).height() for row in (20, 21))
    assert (tall, plain) == (ROW + EXTRA, ROW)


def test_scroll_bar_reaches_exactly_the_last_row(show: Show) -> None:
    view = show(55, Grouped)
    bar = view.verticalScrollBar()
    assert bar.maximum() == 55 * ROW + 6 * EXTRA - view.viewport().height()
    bar.setValue(bar.maximum())
    assert view.visualRect(names(view).index(54)).bottom() == view.viewport().height() - 1


def test_points_beside_and_below_the_rows_belong_to_none(show: Show) -> None:
    view = show(3)
    assert not view.indexAt(QPoint(5, 3 * ROW)).isValid()
    assert not view.indexAt(QPoint(-1, 5)).isValid()
    assert view.visualRect(QModelIndex()) == QRect()
    assert view.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("hint", "top"),
    [
        (QAbstractItemView.ScrollHint.PositionAtTop, 0),
        (QAbstractItemView.ScrollHint.PositionAtBottom, HEIGHT - ROW),
        (QAbstractItemView.ScrollHint.EnsureVisible, HEIGHT - ROW),
    ],
)
def test_scrolling_brings_a_row_into_view(show: Show, hint: QAbstractItemView.ScrollHint, top: int) -> None:
    view = show(1_000)
    index = names(view).index(500)
    view.scrollTo(index, hint)
    assert view.visualRect(index).top() == top
    view.scrollTo(index)
    assert view.visualRect(index).top() == top
    view.scrollTo(names(view).index(0))
    assert view.verticalScrollBar().value() == 0


def test_row_that_was_just_inserted_can_be_scrolled_to(show: Show) -> None:
    view = show(100)
    names(view).insert_name(100, "last")
    view.scrollTo(names(view).index(100))
    assert view.visualRect(names(view).index(100)).bottom() == view.viewport().height() - 1


def test_keys_move_over_the_rows(show: Show) -> None:
    view = show(100)
    view.setFocus()
    reached = []
    for key in (
        Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_PageUp,
        Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageDown,
    ):  # fmt: skip
        QTest.keyClick(view, key)
        reached.append(view.currentIndex().row())
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    page = HEIGHT // ROW - 1
    assert reached == [1, 2, 1, 99, 99, 99 - page, 0, 0, page]


def test_click_selects_a_row_and_its_state_is_painted(show: Show) -> None:
    view = show(100)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(names(view).index(4)).center())
    assert [index.row() for index in view.selectedIndexes()] == [4]
    assert [row for row, option in painted(view).items() if option.is_chosen] == [4]
    region = view.visualRegionForSelection(view.selectionModel().selection())
    assert region.boundingRect() == view.visualRect(names(view).index(4))
    names(view).insert_name(0, "above")
    assert [index.row() for index in view.selectedIndexes()] == [5]


def test_ring_shows_the_focus_once_the_person_uses_the_keyboard(show: Show) -> None:
    view = show(100)
    view.activateWindow()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    view.setCurrentIndex(names(view).index(4))
    assert not any(option.has_focus_ring for option in painted(view).values())
    view.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [row for row, option in painted(view).items() if option.has_focus_ring] == [5]


def test_keys_pass_over_headings(show: Show) -> None:
    view = show(0)
    view.setModel(Sections(10))
    view.model().setParent(view)
    reached = []
    for key in (
        *(Qt.Key.Key_Down,) * 4,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
    ):
        QTest.keyClick(view, key)
        reached.append(view.currentIndex().row())
    assert reached == [1, 2, 3, 5, 3, 1, 1, 7, 7, 1]


def test_ring_is_there_again_when_another_window_has_closed(qtbot: QtBot, show: Show) -> None:
    view = show(100)
    view.activateWindow()
    view.setCurrentIndex(names(view).index(4))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    other.close()
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    assert [row for row, option in painted(view).items() if option.has_focus_ring] == [4]


def test_row_under_the_mouse_is_painted_so(qtbot: QtBot, show: Show) -> None:
    view = show(100)

    def hover(row: int) -> None:
        for place in (row + 1, row):  # an earlier test may have left the mouse on this very row: no move, no event
            QTest.mouseMove(view.viewport(), view.visualRect(names(view).index(place)).center())

    def hovered() -> list[int]:
        return [row for row, option in recorder(view).painted.items() if option.is_hovered]

    hover(2)
    qtbot.waitUntil(lambda: hovered() == [2])
    hover(5)
    qtbot.waitUntil(lambda: hovered() == [5])


def test_rows_that_go_shorten_the_scroll_bar(qtbot: QtBot, show: Show) -> None:
    view = show(30)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    for _ in range(25):
        names(view).remove_name(0)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    assert list(painted(view)) == list(range(5))


def test_screen_reader_is_told_where_the_keys_lead(qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    view = show(7)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.child()))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert told[-1] == 1
    view.clearFocus()
    told.clear()
    view.setFocus()
    qtbot.waitUntil(lambda: 1 in told)


def test_screen_reader_finds_the_rows(show: Show) -> None:
    view = show(7)
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Rows"
    texts = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    assert [text for text in texts if text.startswith("row")] == names(view).names


def test_picture_holds_the_delegates_colours(show: Show) -> None:
    class Filling(Recorder):
        def paint_row(self, painter: QPainter, option: RowOption, index: _Index) -> None:
            painter.fillRect(option.rect, Qt.GlobalColor.red if index.row() % 2 else Qt.GlobalColor.blue)

    view = show(100, delegate=Filling())
    image: QImage = view.viewport().grab().toImage()
    assert image.pixelColor(5, ROW // 2) == Qt.GlobalColor.blue
    assert image.pixelColor(5, ROW + ROW // 2) == Qt.GlobalColor.red


def test_painting_asks_only_for_the_flags_of_chosen_rows(show: Show) -> None:
    """Qt asks the model whether a row may be chosen before it says whether the row is."""
    view = show(100)
    model = names(view)
    view.setCurrentIndex(model.index(3, 0))
    QApplication.processEvents()
    model.flagged = 0
    shown = painted(view)
    assert [row for row, option in shown.items() if option.is_chosen] == [3]
    assert len(shown) > 5
    assert model.flagged < len(shown)
