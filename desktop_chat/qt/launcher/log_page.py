"""The page of the server's log. GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.files import write_whole
from desktop_chat.net.control_values import LogLine
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.log_model import KEPT, LINE_ROLE, LogFilter, LogModel, level_rank, line_text
from desktop_chat.qt.launcher.whole_line import WholeLine
from desktop_chat.qt.theme import Space, Text, appearance, fill_area, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap
from desktop_chat.qt.widgets import EmptyState, IconButton, ScrollBar, SearchField, make_label, make_title
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.own_folder import documents_folder
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption

Index = QModelIndex | QPersistentModelIndex

_ROLES = ("faint", "muted", "warning", "danger", "danger")
_ICON = 16
_ICONS = ("more", "info", "alert", "alert", "alert")


class _Lines(RowDelegate):
    """Paints time, icon of the level, and text. All lines have the same height."""

    def row_height(self, metrics: QFontMetrics) -> int:
        return QFontMetrics(text_font(Text.MONO)).height() + Space.SMALL

    def paint_row(self, painter: QPainter, option: RowOption, index: Index) -> None:
        theme = appearance().current
        line: LogLine = index.data(LINE_ROLE)
        rect = QRect(option.rect)
        selected = option.is_chosen
        if selected:
            fill_area(painter, rect, qcolor(theme.selected))
        grave = level_rank(line.level)
        painter.setFont(text_font(Text.SMALL))
        time = QLocale().toString(QDateTime.fromMSecsSinceEpoch(line.time).time(), "HH:mm:ss")
        painter.setPen(qcolor(theme.muted))
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(Space.SMALL, 0, 0, 0), centre, time)
        left, side = _icon_left(), icon_side(_ICON)
        mark = icon_pixmap(_ICONS[grave], _ROLES[grave], side, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(rect.left() + left, rect.center().y() - side // 2 + 1), mark)
        text = _text_area(rect)
        painter.setFont(text_font(Text.MONO))
        role = "selected_text" if selected else "text" if grave == 1 else _ROLES[grave]
        painter.setPen(qcolor(str(getattr(theme, role))))
        shown = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, centre, shown)


def _icon_left() -> int:
    """Return the left edge of the icon of a line, right of the time."""
    return 2 * Space.SMALL + QFontMetrics(text_font(Text.SMALL)).horizontalAdvance("00:00:00")


def _text_area(row: QRect) -> QRect:
    """Return the part of a line that shows the text."""
    return row.adjusted(_icon_left() + icon_side(_ICON) + Space.SMALL, 0, -Space.SMALL, 0)


class LogPage(QWidget):
    """The log with level, search, pause, copy and save. New lines scroll the page only if the end is in view.

    A chosen line that is too long for the list is shown in full below.
    """

    message_requested = Signal(str)  # a sentence for a toast

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LogModel(self)
        self.lines = LogFilter(self.model, self)
        self._waiting: list[LogLine] = []
        self._paused = False
        self._at_end = True
        self.view = self._make_view()
        self.whole_line = WholeLine()
        self.empty = EmptyState("log", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.level_box = ElidedComboBox()
        self.level_box.setAccessibleName(self.tr("What is shown"))
        for text, least in (
            (self.tr("Everything"), "DEBUG"),
            (self.tr("Normal"), "INFO"),
            (self.tr("Warnings"), "WARNING"),
            (self.tr("Errors"), "ERROR"),
        ):
            self.level_box.addItem(text, least)
        self.search_field = SearchField(self.tr("Search the log"))
        self.pause_button = IconButton("pause", self.tr("Pause"))
        self.copy_button = IconButton("copy", self.tr("Copy"))
        self.save_button = IconButton("download", self.tr("Save…"))
        self.held_label = make_label(kind="small")
        self._lay_out()
        self._connect_signals()
        self.level_box.setCurrentIndex(1)
        self._show_state()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.lines)
        view.setItemDelegate(_Lines(view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollBar(ScrollBar(parent=view))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Log"))
        return view

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_title(self.tr("Log")))
        head.addWidget(self.held_label)
        head.addStretch(1)
        for button in (self.pause_button, self.copy_button, self.save_button):
            head.addWidget(button)
        tools = QHBoxLayout()
        tools.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        tools.setSpacing(Space.SMALL)
        tools.addWidget(self.level_box)
        tools.addWidget(self.search_field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(Framed(self._pages), 1)
        column.addWidget(self.whole_line)

    def _connect_signals(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.valueChanged.connect(self.on_scrolled)
        bar.rangeChanged.connect(self.on_range_changed)
        self.view.selectionModel().selectionChanged.connect(self._show_whole_line)
        self.level_box.currentIndexChanged.connect(self.on_level_changed)
        self.search_field.searched.connect(self.on_searched)
        self.pause_button.clicked.connect(self.on_pause_clicked)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.save_button.clicked.connect(self.on_save_clicked)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.on_copy_clicked)

    def add_lines(self, lines: tuple[LogLine, ...]) -> None:
        """Append lines. While the page is paused, they wait."""
        if self._paused:
            self._waiting = (self._waiting + list(lines))[-KEPT:]
            self._show_state()
            return
        bar = self.view.verticalScrollBar()
        top = QPersistentModelIndex(self.lines.index(bar.value(), 0))  # scrolled by lines: the value is a row
        self.model.add_lines(lines)
        if not self._at_end:
            bar.setValue(max(0, top.row()))  # keep the lines on screen in place, although older lines were dropped
        self._show_state()

    def clear(self) -> None:
        """Remove all lines, before a server sends its log again."""
        self._waiting.clear()
        self.model.clear()
        self._show_state()

    def chosen_text(self) -> str:
        """Return the selected lines, or all shown lines if no line is selected."""
        chosen = sorted(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row())
        if not chosen:
            chosen = [self.lines.index(row, 0) for row in range(self.lines.rowCount())]
        return "".join(f"{line_text(index.data(LINE_ROLE))}\n" for index in chosen)

    def on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.view.verticalScrollBar().maximum()

    def on_range_changed(self, _least: int, most: int) -> None:
        """Scroll to the end if the page was there before lines arrived or the height changed."""
        if self._at_end:
            self.view.verticalScrollBar().setValue(most)

    def on_level_changed(self) -> None:
        self.lines.show_from(str(self.level_box.currentData()))
        self._show_state()

    def on_searched(self, text: str) -> None:
        self.lines.set_search_text(text)
        self._show_state()

    def on_pause_clicked(self) -> None:
        self._paused = not self._paused
        self.pause_button.set_icon("play" if self._paused else "pause", "link" if self._paused else "muted")
        self.pause_button.set_name(self.tr("Go on") if self._paused else self.tr("Pause"))
        waiting, self._waiting = self._waiting, []
        if not self._paused:
            self.add_lines(tuple(waiting))
        self._show_state()

    def on_copy_clicked(self) -> None:
        text = self.chosen_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.message_requested.emit(self.tr("%n lines copied", "", text.count("\n")))

    def on_save_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the log"), str(documents_folder()), self.tr("Text (*.txt *.log)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("log")
        dialog.selectFile("desktop-chat.log")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.on_file_selected)
        dialog.open()

    def on_file_selected(self, name: str) -> None:
        """Write all shown lines into the file."""
        try:
            write_whole(Path(name), self.chosen_text().encode())
        except OSError as error:
            self.message_requested.emit(
                self.tr("The log cannot be saved: {reason}.").format(reason=error.strerror or error)
            )
        else:
            self.message_requested.emit(self.tr("Saved as {name}").format(name=Path(name).name))

    def _show_whole_line(self) -> None:
        """Show the chosen line below, if it is one line and its end is cut in the list."""
        chosen = self.view.selectionModel().selectedIndexes()
        text = str(chosen[0].data()) if len(chosen) == 1 else ""
        width = _text_area(QRect(0, 0, self.view.viewport().width(), 1)).width()
        is_cut = "\n" in text or QFontMetrics(text_font(Text.MONO)).horizontalAdvance(text) > width
        self.whole_line.set_text(text if is_cut else "")
        if chosen and is_cut:
            QTimer.singleShot(0, self, lambda: self.view.scrollTo(self.view.currentIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_line()

    def _show_state(self) -> None:
        waiting = len(self._waiting)
        self.held_label.setText(self.tr("Paused, %n new", "", waiting) if self._paused else "")
        self.copy_button.setEnabled(self.lines.rowCount() > 0)
        self.save_button.setEnabled(self.lines.rowCount() > 0)
        if self.lines.rowCount():
            self._pages.setCurrentWidget(self.view)
            return
        if self.model.rowCount():
            self.empty.set_state("search", self.tr("Nothing found"), self.tr("Search for less, or show everything."))
        else:
            self.empty.set_state("log", self.tr("Nothing yet"), self.tr("Log lines of the chat appear here."))
        self._pages.setCurrentWidget(self.empty)
