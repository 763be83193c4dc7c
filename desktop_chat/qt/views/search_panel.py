"""SearchPanel: search the messages of this room, or of all rooms. GUI thread."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.safe_display import shown_name
from desktop_chat.client.search_excerpt import Excerpt, cut_excerpt
from desktop_chat.irc import formatting
from desktop_chat.qt.theme import Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.timeline.strings import clock_text, local_day, local_moment
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.row_delegate import RowDelegate, paint_row_ground, row_area
from desktop_chat.qt.views.sidebar import HEADER, SidebarBar, paint_side_pane
from desktop_chat.qt.widgets import IconButton, SearchField, Switch, make_label
from desktop_chat.qt.widgets.painted import Painted

WIDTH = 320
_LIMIT = 200
_PAUSE_MS = 120
_FOUND = int(Qt.ItemDataRole.UserRole)
_LINES = 2

Search = Callable[[str, bool, int], Sequence[SearchResult]]
"""Takes (words, everywhere, limit), returns the results, newest first."""


class _FoundDelegate(RowDelegate):
    """Paints the author, the time, and two lines of the message with the found words marked."""

    words = ""
    """The searched words."""
    everywhere = False
    """The results name their rooms."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, option.fontMetrics.lineSpacing() * (_LINES + 1) + 18)

    def paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, SearchResult):
            return
        theme = appearance().current
        row = row_area(option)
        paint_row_ground(painter, row, option, theme)
        inner = row.adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
        line = option.fontMetrics.lineSpacing()
        painter.setFont(text_font(Text.STRONG))
        painter.setPen(qcolor(theme.text))
        name = shown_name(found.entry.nick)
        nick = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), 0, nick)
        painter.setFont(text_font(Text.SMALL))
        painter.setPen(qcolor(theme.muted))
        place = _place_text(found, everywhere=self.everywhere)
        right = painter.fontMetrics().elidedText(place, Qt.TextElideMode.ElideLeft, inner.width() // 2)
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt.AlignmentFlag.AlignRight, right)
        painter.setPen(qcolor(theme.text))
        body = QRect(inner.left(), inner.top() + line, inner.width(), line * _LINES + 2)
        painter.setClipRect(body)
        _paint_excerpt(painter, body, cut_excerpt(formatting.conceal_spoilers(found.entry.text), self.words))


def _paint_excerpt(painter: QPainter, body: QRect, excerpt: Excerpt) -> None:
    layout = QTextLayout(excerpt.text.replace("\n", " "), text_font())
    layout.setFormats([_mark_format(excerpt.text, start, end) for start, end in excerpt.marks])
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
    layout.draw(painter, QPointF(body.topLeft()))


def _mark_format(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return bold and underlined letters, which are seen in every theme. Qt counts in UTF-16."""
    made = QTextLayout.FormatRange()
    units = Utf16(text)
    made.start, made.length = units.unit_of_char(start), units.unit_of_char(end) - units.unit_of_char(start)
    made.format.setFontWeight(QFont.Weight.Bold)
    made.format.setFontUnderline(True)
    return made


def _place_text(found: SearchResult, *, everywhere: bool) -> str:
    """Return the time of a result, after its room if the rooms differ."""
    time = _short_time(found.entry.time)
    return f"{shown_name(found.room)} · {time}" if everywhere else time


def _short_time(time: int) -> str:
    """Return the time of today, or else a short date."""
    if local_day(time) == datetime.date.today().toordinal():
        return clock_text(time)
    local = local_moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


class SearchPanel(Painted):
    """Searches during typing. Escape closes."""

    chosen = Signal(object)  # SearchResult
    closed = Signal()

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.setFixedWidth(WIDTH)
        self.field = SearchField(self.tr("Search messages"))
        self.close_button = IconButton("close", self.tr("Close the search"))
        self.everywhere_switch = Switch(self.tr("In all rooms"))
        self.results = QListWidget()
        self.note_label = make_label("", "muted", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search_again)
        self._lay_out()
        self.field.searched.connect(self.on_searched)
        self.field.returnPressed.connect(self._choose_first)
        self.everywhere_switch.toggled.connect(self.search_again)
        self.results.itemClicked.connect(self._choose_item)
        self.results.itemActivated.connect(self._choose_item)
        self.close_button.clicked.connect(self.closed)
        self.search_again()

    def _lay_out(self) -> None:
        self.words_delegate = _FoundDelegate(self.results)
        self.results.setItemDelegate(self.words_delegate)
        self.results.setUniformItemSizes(True)
        self.results.setVerticalScrollBar(SidebarBar())
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
        head.addWidget(self.close_button)
        top = QWidget()
        top.setFixedHeight(HEADER)
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

    def on_searched(self, text: str) -> None:
        self._timer.start(_PAUSE_MS if text else 0)

    def search_again(self) -> None:
        """Repeat the search."""
        self._timer.stop()
        words = self.field.text().strip()
        found = self._search(words, self.everywhere_switch.isChecked(), _LIMIT) if words else ()
        self.results.clear()
        self.words_delegate.words = words
        everywhere = self.words_delegate.everywhere = self.everywhere_switch.isChecked()
        for one in found:
            item = QListWidgetItem()
            item.setData(_FOUND, one)
            author = shown_name(one.entry.nick)
            if everywhere:
                author = f"{author}, {_place_text(one, everywhere=True)}"
            aloud = f"{author}: {formatting.conceal_spoilers(one.entry.text)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, aloud)
            self.results.addItem(item)
        self.results.setVisible(bool(found))
        self.note_label.setVisible(not found)
        nothing = self.tr("Nothing was found for “{0}”.").format(words)
        self.note_label.setText(nothing if words else self.tr("Type words to search all messages."))

    def _choose_first(self) -> None:
        if self.results.count():
            self.results.setCurrentRow(0)
            self._choose_item(self.results.item(0))

    def _choose_item(self, item: QListWidgetItem) -> None:
        found = item.data(_FOUND)
        if isinstance(found, SearchResult):
            self.chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side_pane(self, line_at_start=True)
