"""SearchPanel: a field for a search, and its results. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.search_excerpt import Excerpt, cut_excerpt
from desktop_chat.client.search_filters import SearchFilters
from desktop_chat.irc import formatting
from desktop_chat.qt.network.message_search import SearchState
from desktop_chat.qt.theme import Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.theme.literal_text import isolate_direction
from desktop_chat.qt.timeline.strings import short_time_text
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.filter_completer import FilterCompleter, Names
from desktop_chat.qt.views.sidebar import PaneHead, paint_side_pane
from desktop_chat.qt.widgets import IconButton, SearchField, Switch, make_label
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area
from desktop_chat.qt.widgets.scroll_bar import ScrollBar

WIDTH = 320
_PAUSE_MS = 120
_FOUND = int(Qt.ItemDataRole.UserRole)
_LINES = 2
NameOf = Callable[[SearchResult], str]


class _FoundDelegate(RowDelegate):
    """Paints the author, the time, and two lines of the message with the found words marked."""

    words = ""
    """The searched words."""
    rooms_named = False
    """The results name their rooms."""

    def __init__(self, author_of: NameOf, room_of: NameOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._author_of = author_of
        self._room_of = room_of

    def row_height(self, metrics: QFontMetrics) -> int:
        return metrics.lineSpacing() * (_LINES + 1) + 18

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, SearchResult):
            return
        theme = appearance().current
        row = row_area(option)
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
        line = option.metrics.lineSpacing()
        head = QRect(inner.left(), inner.top(), inner.width(), line)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.muted))
        place = self.place_text(found)
        right = painter.fontMetrics().elidedText(place, Qt.TextElideMode.ElideLeft, inner.width() // 2)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, isolate_direction(right))
        room = inner.width() - painter.fontMetrics().horizontalAdvance(right) - Space.SMALL
        painter.setFont(text_font(Text.STRONG))
        painter.setPen(qcolor(theme.text))
        name = painter.fontMetrics().elidedText(self._author_of(found), Qt.TextElideMode.ElideRight, room)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, isolate_direction(name))
        painter.setPen(qcolor(theme.text))
        body = QRect(inner.left(), inner.top() + line, inner.width(), line * _LINES + 2)
        painter.setClipRect(body)
        _paint_excerpt(painter, body, cut_excerpt(formatting.conceal_spoilers(found.entry.text), self.words))

    def place_text(self, found: SearchResult) -> str:
        """Return the time of a result, after its room if the rooms differ."""
        time = short_time_text(found.entry.time)
        return f"{self._room_of(found)} · {time}" if self.rooms_named else time


def _paint_excerpt(painter: QPainter, body: QRect, excerpt: Excerpt) -> None:
    """Paint the lines that have room, the last one with an ellipsis if there are more."""
    text = excerpt.text.replace("\n", " ")
    formats = [_mark_format(excerpt.text, start, end) for start, end in excerpt.marks]
    layout = _lay_out_lines(painter, body, text, formats)
    last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
    units = text.encode("utf-16-le")
    if last is not None and last.textStart() + last.textLength() < len(units) // 2:
        before, rest = (
            part.decode("utf-16-le") for part in (units[: 2 * last.textStart()], units[2 * last.textStart() :])
        )
        metrics = QFontMetrics(text_font(strong=True))  # found words are as wide
        shortened = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, body.width())
        layout = _lay_out_lines(painter, body, before + shortened, formats)
    layout.draw(painter, QPointF(body.topLeft()))


def _lay_out_lines(painter: QPainter, body: QRect, text: str, formats: list[QTextLayout.FormatRange]) -> QTextLayout:
    """Return the first lines of a text."""
    layout = QTextLayout(text, text_font())
    layout.setFormats(formats)
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(body.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _mark_format(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return bold and underlined letters, which are seen in every theme. Qt counts in UTF-16."""
    made = QTextLayout.FormatRange()
    units = Utf16(text)
    made.start, made.length = units.unit_of_char(start), units.unit_of_char(end) - units.unit_of_char(start)
    made.format.setFontWeight(QFont.Weight.Bold)
    made.format.setFontUnderline(True)
    return made


class SearchPanel(Painted):
    """Asks for a search during typing, and shows its results. Escape closes."""

    search_requested = Signal(str, bool)  # what was typed, True for all rooms
    chosen = Signal(object)  # SearchResult
    closed = Signal()

    def __init__(self, names: Names, author_of: NameOf, room_of: NameOf, parent: QWidget | None = None) -> None:
        """`names` returns the people and rooms that filters suggest, `author_of` and `room_of` what windows show for
        the author and for the room of a result."""
        super().__init__(parent)
        self._author_of = author_of
        self._room_of = room_of
        self.setFixedWidth(WIDTH)
        self.field = SearchField(self.tr("Search messages"))
        self.completer = FilterCompleter(self.field, names)
        self.close_button = IconButton("close", self.tr("Close the search"))
        self.filter_button = IconButton("sliders", self.tr("Add a filter"))
        self.everywhere_switch = Switch(self.tr("In all rooms"))
        self.results = QListWidget()
        self.note_label = make_label("", "muted", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search_again)
        self._told = 0
        self._lay_out()
        self.field.searched.connect(self.on_searched)
        self.field.returnPressed.connect(self._choose_first)
        self.completer.completed.connect(self.search_again)
        self.everywhere_switch.toggled.connect(self.search_again)
        self.filter_button.clicked.connect(self.open_filter_menu)
        self.results.itemClicked.connect(self._choose_item)
        self.results.itemActivated.connect(self._choose_item)
        self.close_button.clicked.connect(self.closed)
        self.show_state(SearchState(SearchFilters()))

    def _lay_out(self) -> None:
        self.words_delegate = _FoundDelegate(self._author_of, self._room_of, self.results)
        self.results.setItemDelegate(self.words_delegate)
        self.results.setUniformItemSizes(True)
        self.results.setVerticalScrollBar(ScrollBar(ground="window"))
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.results.setMouseTracking(True)
        self.results.setAccessibleName(self.tr("Search results"))
        self.results.setStyleSheet(BARE_LIST)
        self.note_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.note_label.setContentsMargins(Space.MEDIUM, Space.LARGE, Space.MEDIUM, 0)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, 0, Space.SMALL, 0)
        head.setSpacing(Space.TINY)
        head.addWidget(self.field, 1)
        head.addWidget(self.filter_button)
        head.addWidget(self.close_button)
        top = PaneHead()
        top.setLayout(head)
        where = QHBoxLayout()
        where.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.TINY)
        where.addWidget(self.everywhere_switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(where)
        column.addWidget(self.note_label)
        column.addWidget(self.results, 1)

    def begin_search(self) -> None:
        """Put the focus into the field when the panel opens."""
        self.field.setFocus()
        self.field.selectAll()
        self.search_again()

    def open_filter_menu(self) -> None:
        menu = self.completer.make_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.filter_button.mapToGlobal(self.filter_button.rect().bottomLeft()))

    def on_searched(self, text: str) -> None:
        self._timer.start(_PAUSE_MS if text else 0)

    def search_again(self) -> None:
        """Repeat the search."""
        self._timer.stop()
        self.search_requested.emit(self.field.text(), self.everywhere_switch.isChecked())

    def show_state(self, state: SearchState) -> None:
        """Show what a search has found so far. The chosen result stays chosen while others come."""
        current = self.results.selectedItems()
        chosen = current[0].data(_FOUND) if current else None
        filters = state.filters
        self.words_delegate.words = filters.words
        named = self.words_delegate.rooms_named = self.everywhere_switch.isChecked() or bool(filters.rooms)
        self.results.clear()
        for one in state.results:
            item = QListWidgetItem()
            item.setData(_FOUND, one)
            author = self._author_of(one)
            if named:
                author = f"{author}, {self.words_delegate.place_text(one)}"
            aloud = f"{author}: {formatting.conceal_spoilers(one.entry.text)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, aloud)
            self.results.addItem(item)
            if one == chosen:
                self.results.setCurrentItem(item)
        self.results.setVisible(bool(state.results))
        self.note_label.setText(self._note_of(state))
        self.note_label.setVisible(not state.results)
        if state.complete and not filters.is_empty:
            self._announce(len(state.results))

    def _note_of(self, state: SearchState) -> str:
        """Return the sentence in place of results."""
        if state.filters.is_empty:
            return self.tr("Type words to search all messages.")
        if not state.complete:
            return self.tr("Searching…")
        return state.reason or self.tr("Nothing was found for “{0}”.").format(self.field.text().strip())

    def _announce(self, count: int) -> None:
        """Tell a screen reader how many results there are, after a change."""
        if count != self._told and self.isVisible():
            announce_text(self.results, self.tr("%n results", "", count))
        self._told = count

    def _choose_first(self) -> None:
        if self.results.count():
            self.results.setCurrentRow(0)
            self._choose_item(self.results.item(0))

    def _choose_item(self, item: QListWidgetItem) -> None:
        found = item.data(_FOUND)
        if isinstance(found, SearchResult):
            self.chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape; go from the field into the results by the arrow key."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.results.count():
            self.results.setCurrentRow(max(0, self.results.currentRow()))
            self.results.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side_pane(self, line_at_start=True)
