"""SettingsWindow: the pages of the settings, and a search through all pages. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.page_entries import page_entries
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import EmptyState, SearchField, make_button, make_line
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.navigation import Navigation
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.tab_order import order_tabs
from desktop_chat.qt.widgets.typing_keys import is_typed_letter

_MAX_WIDTH = 680
"""Width in pixels beyond which the options do not grow."""
_WIDE = 88
"""Average characters from which the navigation is a rail at the side."""


class SettingsWindow(QDialog):
    """Shows a page, or during a search the found options of all pages. A page is made for the first showing."""

    def __init__(self, context: SettingsContext, parent: QWidget | None, page: str = "") -> None:
        """`page` is the key of the page to show first."""
        super().__init__(parent)
        self.context = context
        self.pages: dict[str, OptionPage] = {}
        self._entries = page_entries()
        self.navigation = Navigation(tuple((entry.icon, entry.title) for entry in self._entries))
        self.search_field = SearchField(self.tr("Search settings"))
        self.empty = EmptyState("search", self.tr("Nothing found"), self.tr("Search for another word."))
        self.done_button = make_button(self.tr("Done"), "primary")
        self._places: list[QVBoxLayout] = []
        self._scroll = PageScroll()
        self._stack = QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lay_out()
        self.navigation.chosen.connect(self.on_page_chosen)
        for button in self.navigation.buttons:
            button.clicked.connect(self.search_field.clear)
        self.search_field.searched.connect(self._apply_search)
        self.done_button.clicked.connect(self.accept)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search_field.setFocus)
        keys = [entry.key for entry in self._entries]
        self.navigation.choose_page(keys.index(page) if page in keys else 0)
        self._show_chosen()
        self.navigation.buttons[self._chosen].setFocus()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(360, 420)
        self.resize(820, 620)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.navigation)
        content = QWidget()
        self._row.addWidget(content, 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._in_margins(self.search_field))
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        column.addWidget(make_line())
        foot = ButtonRow(self.done_button)
        foot.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addLayout(foot)
        self._lay_out_pages()

    def _in_margins(self, inner: QWidget) -> QWidget:
        """Return the widget in the margins and the width of the pages."""
        outer = QWidget()
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, outer)
        across.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        inner.setMaximumWidth(_MAX_WIDTH)
        across.addWidget(inner)
        return outer

    def _lay_out_pages(self) -> None:
        """Make a place for each page, one below the other."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LARGE)
        for _entry in self._entries:
            place = QVBoxLayout()
            self._places.append(place)
            column.addLayout(place)
        column.addStretch(1)
        across = QVBoxLayout(self._scroll.inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._in_margins(whole))

    @property
    def _chosen(self) -> int:
        """The number of the chosen page."""
        return next(number for number, button in enumerate(self.navigation.buttons) if button.isChecked())

    def page(self, key: str) -> OptionPage:
        """Return a page, made now if not shown before."""
        if key not in self.pages:
            number = next(number for number, entry in enumerate(self._entries) if entry.key == key)
            made = self._entries[number].make(self.context, self._entries[number].title)
            self.pages[key] = made
            self._places[number].addWidget(made)
        return self.pages[key]

    def choose_page(self, key: str) -> None:
        """Show the page with the key, and put the focus on the page's name."""
        number = [entry.key for entry in self._entries].index(key)
        self.navigation.choose_page(number)
        self.navigation.buttons[number].setFocus()

    def focus_option(self, control: QWidget) -> None:
        """Scroll to the control of an option, and put the focus there."""
        self._scroll.ensureWidgetVisible(control)
        control.setFocus()

    def on_page_chosen(self) -> None:
        """End a search, and show the page."""
        self.search_field.clear()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.page(self._entries[self._chosen].key)
        chosen.refresh()
        order_tabs(self)
        chosen.apply_search("")
        for page in self.pages.values():
            page.setVisible(page is chosen)
        self._stack.setCurrentWidget(self._scroll)
        self._scroll.verticalScrollBar().setValue(0)

    def _apply_search(self, text: str) -> None:
        """Show the found options of all pages, or the chosen page for ""."""
        wanted = text.casefold()
        if not wanted:
            self._show_chosen()
            return
        found = 0
        for entry in self._entries:
            page = self.page(entry.key)
            matches = page.apply_search(wanted)
            if wanted in entry.title.casefold():
                matches = page.apply_search("")
            page.setVisible(matches > 0)
            found += matches
        order_tabs(self)
        self._stack.setCurrentWidget(self._scroll if found else self.empty)
        announce_text(self.search_field, self.tr("%n options found", "", found))
        self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a search by letters that no control takes."""
        if is_typed_letter(event):
            self.search_field.setFocus()
            self.search_field.setText(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        self.navigation.set_wide(wide=wide)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
