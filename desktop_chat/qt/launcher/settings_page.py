"""The page of the server's settings, made from the rows that the server sends. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.net.addresses import ADDRESSES_KEY, AddressError, ListenAddress, parse_address
from desktop_chat.net.control_values import SettingRow
from desktop_chat.qt.launcher.notice import Notice
from desktop_chat.qt.launcher.setting_field import SettingField, Value
from desktop_chat.qt.launcher.setting_texts import PORT, port_row, section_of, section_title
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, EmptyState, SearchField, make_button, make_title
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.tab_order import order_tabs

_MAX_WIDTH = 640


class SettingsPage(QWidget):
    """A card for each section. Each edit is sent at once; the server accepts or refuses it."""

    change_requested = Signal(str, object)  # key, value
    restart_requested = Signal()
    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, SettingField] = {}
        self._cards: dict[str, Card] = {}
        self._by_port = False
        self.search_field = SearchField(self.tr("Search settings"))
        self.notice = Notice()
        self.more_button = make_button(self.tr("Show advanced"), "link", "sliders")
        self.more_button.setCheckable(True)
        self.empty = EmptyState("settings", "")
        self._column = QVBoxLayout()
        self._scroll = PageScroll()
        self._pages = QStackedWidget()
        self._lay_out()
        self.search_field.searched.connect(self._apply_search)
        self.more_button.toggled.connect(self.on_more_toggled)
        self.notice.acted.connect(self.restart_requested)
        self.empty.acted.connect(self.start_requested)
        self.set_rows(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        head.addWidget(make_title(self.tr("Settings")))
        head.addStretch(1)
        self.search_field.setMaximumWidth(280)
        head.addWidget(self.search_field, 4)
        across = QHBoxLayout(self._scroll.inside)
        across.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)
        whole = QWidget()
        whole.setMaximumWidth(_MAX_WIDTH)
        whole.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.MEDIUM)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        across.addWidget(whole)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def set_rows(self, rows: tuple[SettingRow, ...]) -> None:
        """Show all settings. `rows`: () while no server answers."""
        for card in self._cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards.clear()
        self.fields.clear()
        self.notice.hide()
        rows = _with_port(rows)
        for section in dict.fromkeys(section_of(row.key) for row in rows):
            self._add_card(section, [row for row in rows if section_of(row.key) == section])
        order_tabs(self)
        self._apply_search(self.search_field.text())
        if rows and self.window().focusWidget() is self:
            self.search_field.setFocus()  # the empty page had the focus, in which nothing could have it

    def show_waiting(self) -> None:
        """Show nothing until the server answers: it runs, so no sentence says that it does not."""
        self._pages.setCurrentWidget(self._scroll)

    def _add_card(self, section: str, rows: list[SettingRow]) -> None:
        card = Card(section_title(rows[0]))
        card.body.setSpacing(Space.MEDIUM)
        for row in rows:
            field = SettingField(row)
            field.edited.connect(self.on_edited)
            self.fields[row.key] = field
            card.body.addWidget(field)
        self._cards[section] = card
        is_advanced = all(row.advanced for row in rows)
        index = self._column.count() - 1 if is_advanced else self._column.indexOf(self.more_button)
        self._column.insertWidget(index, card)

    def show_accepted(self, key: str, value: Value) -> None:
        """Show a value that the server accepted."""
        field = self.fields.get(key)
        if field is None:
            return
        field.show_accepted(value)
        if key == ADDRESSES_KEY and PORT in self.fields:
            port = _port_of(value)
            if port is not None:
                self.fields[PORT].show_accepted(port)
        if field.row.restart:
            self.notice.show_notice(
                "accent", self.tr("Your changes take effect after a restart."), self.tr("Restart now")
            )

    def show_refused(self, key: str, sentence: str) -> None:
        """Show why the server refused a value."""
        field = self.fields.get(PORT if key == ADDRESSES_KEY and self._by_port else key)
        if field is not None:
            field.show_refused(sentence)

    def on_edited(self, key: str, value: Value) -> None:
        """Request the change. A new port becomes the port of all addresses."""
        self._by_port = key == PORT
        if key != PORT:
            self.change_requested.emit(key, value)
            return
        addresses = self.fields[ADDRESSES_KEY].current_value()
        if isinstance(addresses, tuple):
            changed = tuple(str(ListenAddress(parse_address(address).host, int(str(value)))) for address in addresses)
            self.change_requested.emit(ADDRESSES_KEY, changed)

    def on_more_toggled(self, shown: bool) -> None:
        self.more_button.setText(self.tr("Hide advanced") if shown else self.tr("Show advanced"))
        self._apply_search(self.search_field.text())

    def _apply_search(self, text: str) -> None:
        """Show the settings that contain `text`, or all. Advanced settings are shown if chosen or searched for."""
        wanted = text.strip().casefold()
        all_of_them = bool(wanted) or self.more_button.isChecked()
        found = 0
        for section, card in self._cards.items():
            shown = 0
            for field in self.fields.values():
                if section_of(field.row.key) == section:
                    fits = field.matches_search(wanted) and (all_of_them or not field.row.advanced)
                    field.setVisible(fits)
                    shown += fits
            card.setVisible(shown > 0)
            found += shown
        self.more_button.setVisible(not wanted and any(field.row.advanced for field in self.fields.values()))
        self.search_field.setEnabled(bool(self._cards))
        if found:
            self._pages.setCurrentWidget(self._scroll)
            return
        if self._cards:
            self.empty.set_state("search", self.tr("Nothing found"), self.tr("Search for another word."))
        else:
            text = self.tr("Its settings can be changed while it runs.")
            self.empty.set_state("settings", self.tr("The chat is not running"), text, self.tr("Start"))
        self._pages.setCurrentWidget(self.empty)


def _port_of(value: Value) -> int | None:
    """Return the common port of the addresses, or None."""
    try:
        ports = {parse_address(address).port for address in value} if isinstance(value, tuple) else set()
    except AddressError:
        return None
    return ports.pop() if len(ports) == 1 else None


def _with_port(rows: tuple[SettingRow, ...]) -> tuple[SettingRow, ...]:
    """Return the rows, with a row for the common port of the addresses, if there is a common port."""
    addresses = next((row for row in rows if row.key == ADDRESSES_KEY), None)
    port = _port_of(addresses.value) if addresses is not None else None
    if addresses is None or port is None:
        return rows
    index = rows.index(addresses)
    return (*rows[:index], port_row(addresses, port), *rows[index:])
