"""ListPage: a page of the launcher with a searched list of rows and buttons for the chosen row. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.widgets import Badge, EmptyState, IconButton, RowList, SearchField, make_title
from desktop_chat.qt.widgets.button_row import ButtonRow


class ListPage(QWidget):
    """Title, number of rows, search, the list or a sentence in its place, and buttons.

    A subclass makes its widgets and calls `compose`, fills the list, empties it in `set_running`, and says by
    `make_menu` what can be done with a row.
    """

    refresh_requested = Signal()
    start_requested = Signal()

    def __init__(self, view: RowList, search: str) -> None:
        """`search`: what the search field looks for."""
        super().__init__()
        self.running = False
        self.view = view
        self.view.setStyleSheet(BARE_LIST)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.search_field = SearchField(search)
        self.count = Badge()
        self.refresh_button = IconButton("refresh", self.tr("Look again"))
        self.empty = EmptyState("info", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.empty.acted.connect(self.start_requested)
        self.view.customContextMenuRequested.connect(self.on_menu_requested)

    def compose(self, title: str, buttons: Sequence[QPushButton], line: QLayout | None = None) -> None:
        """Place everything. `line`: stands above the list."""
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_title(title))
        head.addWidget(self.count)
        head.addStretch(1)
        self.search_field.setMaximumWidth(280)
        head.addWidget(self.search_field, 4)
        head.addWidget(self.refresh_button)
        row = ButtonRow(*buttons)
        row.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        if line is not None:
            column.addLayout(line)
        column.addWidget(Framed(self._pages), 1)
        column.addLayout(row)

    def make_action(self, text: str, icon: str, key: Qt.Key | None = None) -> QAction:
        """Return an action of the list, with a key that works in the list."""
        action = QAction(literal_text(text, TextSink.CAPTION), self.view)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        set_themed_icon(action, icon)
        self.view.addAction(action)
        return action

    def make_menu(self) -> QMenu:
        """Return the menu of the chosen row."""
        raise NotImplementedError

    def set_running(self, *, running: bool) -> None:
        """Show whether the chat runs. Without a chat there are no rows."""
        raise NotImplementedError

    def choose_row(self, row: int) -> None:
        """Choose a row, or the first one for -1."""
        self.view.setCurrentIndex(self.view.model().index(max(0, row), 0))

    def on_menu_requested(self, at: QPoint) -> None:
        """Open the menu at the mouse, or at the row if a key asked for it."""
        if not self.view.currentIndex().isValid():
            return
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def show_list(self, *, count: int, stopped: str, nothing: tuple[str, str, str], not_found: tuple[str, str]) -> None:
        """Show the rows, or a sentence if there are none.

        `count`: rows, found or not. `stopped` says what is here while the chat runs. `nothing` (icon, title, text) is
        shown without rows, `not_found` (title, text) if the search finds none.
        """
        self.count.set_count(count)
        self.search_field.setEnabled(count > 0)
        self.refresh_button.setEnabled(self.running)
        icon, title, text = nothing
        if not self.running:
            self.empty.set_state(icon, self.tr("The chat is not running"), stopped, self.tr("Start"))
        elif not count:
            self.empty.set_state(icon, title, text)
        elif not self.view.model().rowCount():
            self.empty.set_state("search", *not_found)
        else:
            self._pages.setCurrentWidget(self.view)
            return
        self._pages.setCurrentWidget(self.empty)
