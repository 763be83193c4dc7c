"""StartWindow: the first window: enter a name, start a chat or join one. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.client.chat_address import ChatAddress, is_link, make_address, parse_chat_address
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.lan import found_chats
from desktop_chat.net import code_words
from desktop_chat.net.addresses import AddressError, ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.theme import Space, appearance
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.views import busy_page, link_offer, recent_chats
from desktop_chat.qt.views import found_list as found_lists
from desktop_chat.qt.views.host_section import HostSection
from desktop_chat.qt.views.name_section import NameSection
from desktop_chat.qt.widgets import Card, announcement, make_button, make_label, tab_order
from desktop_chat.qt.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from desktop_chat.net.free_port import FreePort
    from desktop_chat.qt.views.chat_row import ChatRow

_WIDTH, _HEIGHT = 480, 610
_TITLE_BAR = 40
_ROOMY = 300
"""Width in pixels from which there are margins at the sides; more for larger letters."""


class StartWindow(QWidget):
    """Emits the person's wish. The receiver reports progress by `set_busy`, `set_error` and `ask_password`.

    What the first frame does not show is made at its first use.
    """

    host_requested = Signal(str)  # the person's name
    port_requested = Signal(object)  # FreePort, for the chat whose port is busy
    join_requested = Signal(object, str, str)  # ChatAddress, the person's name, a password or ""
    words_requested = Signal(str, str)  # code words, the person's name
    found_requested = Signal(object, str)  # FoundChat, the person's name
    recent_requested = Signal(object, str)  # ServerRecord, the person's name
    forget_requested = Signal(object)  # ServerRecord
    sweep_cancelled = Signal()
    why_requested = Signal()  # why is no chat found?
    network_requested = Signal()  # a form for a network with more than an address
    cancel_requested = Signal()
    launcher_requested = Signal()
    settings_requested = Signal()
    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Desktop Chat")
        self.setProperty("ground", "window")
        self.setMinimumSize(380, 480)
        self.resize(_WIDTH, min(_HEIGHT, self.screen().availableGeometry().height() - _TITLE_BAR))
        self.is_beside_chat = False
        """A chat is open, to which Escape leads back."""
        self._password_for: ChatAddress | None = None
        self._tried_key = ""
        """The key of the row whose chat is being joined, or ""."""
        self._is_typed = False
        """The address that was typed is being joined."""
        self.name_section = NameSection(name, Space.MEDIUM)
        self.host_section = HostSection()
        self.address_field = QLineEdit()
        self.join_button = make_button(self.tr("Join"), "secondary")
        self.password_field = QLineEdit()
        self.error = make_label("", "small", wrap=True)
        self.network_button = make_button(self.tr("Networks and proxies…"), "link")
        self._page = QVBoxLayout()
        self._join_card = Card(self.tr("Join a chat"))
        self._pages = QStackedWidget()
        self._choice_area = PageScroll(inside=self._make_choice_page())
        self._choice_area.verticalScrollBar().rangeChanged.connect(self._scroll_to_error)
        self._pages.addWidget(self._choice_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect_signals()
        self.set_recent(())
        self.set_error("")
        self.look_at_clipboard()
        self.name_section.name_field.setFocus()

    # Layout

    def _make_choice_page(self) -> QWidget:
        page = QWidget()
        column = self._page
        page.setLayout(column)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(1)
        column.addWidget(self.name_section)
        column.addSpacing(Space.TINY)
        column.addWidget(self.host_section)
        column.addWidget(self._make_join())
        column.addStretch(1)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave no place beside the controls where the letters are large for the window."""
        super().resizeEvent(event)
        edge = Space.SMALL if self.width() < _ROOMY * appearance().zoom else Space.HUGE
        self._page.setContentsMargins(edge, Space.HUGE, edge, Space.LARGE)

    def _make_join(self) -> Card:
        card = self._join_card
        self.address_field.setPlaceholderText(self.tr("Address, link or four words"))
        self.address_field.setAccessibleName(self.tr("Address, link or four words of a chat"))
        self.address_field.setMaxLength(2000)
        self.password_field.setPlaceholderText(self.tr("Password of this chat"))
        self.password_field.setAccessibleName(self.tr("Password of this chat"))
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field.setMaxLength(200)
        self.error.setProperty("tone", "danger")
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.address_field, 1)
        row.addWidget(self.join_button)
        card.body.addLayout(row)
        card.body.addWidget(self.password_field)
        card.body.addWidget(self.error)
        card.body.addWidget(self.network_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @cached_property
    def busy(self) -> busy_page.BusyPage:
        """Made when something is under way for the first time."""
        made = busy_page.BusyPage()
        made.cancel_requested.connect(self.cancel_requested)
        self._pages.addWidget(made)
        return made

    @cached_property
    def found_list(self) -> found_lists.FoundList:
        """Made when the search begins, at the top of the card for joining."""
        made = found_lists.FoundList()
        made.join_requested.connect(self.on_found_clicked)
        made.address_requested.connect(self.address_field.setFocus)
        made.host_requested.connect(self.on_host_clicked)
        made.sweep_cancelled.connect(self.sweep_cancelled)
        made.why_requested.connect(self.why_requested)
        self._join_card.body.insertWidget(1, made)  # below the heading
        tab_order.insert_tabs(made, self.address_field)
        return made

    @cached_property
    def offer(self) -> link_offer.LinkOffer:
        """Made for the first copied link, above the card for joining."""
        made = link_offer.LinkOffer()
        made.accepted.connect(self.on_offer_accepted)
        self._page.insertWidget(self._page.indexOf(self._join_card), made)
        tab_order.insert_tabs(made, self._join_card)
        return made

    @cached_property
    def recent(self) -> recent_chats.RecentChats:
        """Made when there are recent chats, below the card for joining."""
        made = recent_chats.RecentChats()
        made.chosen.connect(self.on_recent_clicked)
        made.forgotten.connect(self.forget_requested)
        self._page.insertWidget(self._page.indexOf(self._join_card) + 1, made)
        return made

    def _connect_signals(self) -> None:
        section = self.host_section
        section.host_requested.connect(self.on_host_clicked)
        section.port_requested.connect(self.port_requested)
        section.launcher_requested.connect(self.launcher_requested)
        self.join_button.clicked.connect(self.on_join_clicked)
        self.address_field.returnPressed.connect(self.on_address_entered)
        self.password_field.returnPressed.connect(self.on_join_clicked)
        self.name_section.settings_requested.connect(self.settings_requested)
        self.name_section.name_field.returnPressed.connect(self.on_name_entered)
        self.address_field.textEdited.connect(self.on_address_edited)
        self.network_button.clicked.connect(self.network_requested)
        QGuiApplication.clipboard().dataChanged.connect(self.look_at_clipboard)

    # Input

    def set_recent(self, records: Sequence[ServerRecord]) -> None:
        """Show the recent chats, newest first."""
        if records or "recent" in vars(self):
            self.recent.set_records(records)
        self.name_section.set_introduced(is_known=bool(records))

    def found_ids(self) -> set[KeyPin]:
        """Return the keys of the found chats that are shown."""
        return {row.chat.beacon.id for row in self.found_list.rows()} if "found_list" in vars(self) else set()

    def set_busy(self, text: str) -> None:
        """Show that something is under way."""
        self.busy.set_text(text)
        self._pages.setCurrentWidget(self.busy)
        self.busy.cancel_button.setFocus()

    def set_host_error(self, text: str, free_port: FreePort | None = None) -> None:
        """Show why the chat of this computer did not start. The launcher has the log.

        `free_port`: to be offered if the chat's own port is busy.
        """
        self.set_error("")
        self.host_section.set_failure(text, free_port)

    def set_error(self, text: str) -> None:
        """Show why a chat could not be joined, where the person chose the chat. "" returns to the choice silently."""
        self._pages.setCurrentIndex(0)
        self.host_section.clear()
        row = self._show_at_row(text)
        below = text if row is None else ""
        self.error.setText(below)
        self.error.setVisible(bool(below))
        if text:
            announcement.announce_text(self, text)
            shown: QWidget = self.error if row is None else row
            QTimer.singleShot(0, shown, lambda: self._choice_area.ensureWidgetVisible(shown))
        invalid = bool(below) and self._is_typed
        self._tried_key, self._is_typed = "", False
        if invalid != bool(self.address_field.property("invalid")):
            self.address_field.setProperty("invalid", invalid)
            refresh_style(self.address_field)
        if not text:
            self._password_for = None
        self.password_field.setVisible(self._password_for is not None)

    def _show_at_row(self, text: str) -> ChatRow | None:
        """Show the error at the chat that was chosen, if there is one and it is still shown. Return its row."""
        rows: list[ChatRow] = []
        if "found_list" in vars(self):
            rows += self.found_list.rows()
        if "recent" in vars(self):
            rows += self.recent.rows()
        chosen = next((row for row in rows if text and row.key == self._tried_key), None)
        for row in rows:
            row.set_fault(text if row is chosen else "")
        if chosen is not None:
            chosen.setFocus()
        return chosen

    def _scroll_to_error(self) -> None:
        """Bring the reason, and the field for the password above the reason, into sight, also when chats are found."""
        if self.error.text():
            self._choice_area.ensureWidgetVisible(self.error)

    def ask_password(self, place: ChatAddress, text: str) -> None:
        """Ask for the password of this chat. The address field is set to the chat."""
        self._password_for = place
        self._tried_key, self._is_typed = "", False
        self.address_field.setText(make_address(place))
        self.set_error(text)
        self.password_field.clear()
        self.password_field.setFocus()

    def offer_address(self, address: ListenAddress) -> None:
        """Write an address into the field, to be joined by Enter."""
        self.address_field.setText(str(address))
        self.address_field.setFocus()

    def look_at_clipboard(self) -> None:
        """Offer a copied link."""
        text = QGuiApplication.clipboard().text()[:2001].strip()
        place = parse_chat_address(text) if is_link(text) else None
        if place is not None or "offer" in vars(self):
            self.offer.set_place(place)

    # Events

    def on_host_clicked(self) -> None:
        if name := self.name_section.entered_name():
            self.set_error("")
            self.host_requested.emit(name)

    def on_join_clicked(self) -> None:
        name = self.name_section.entered_name()
        if not name:
            return
        words = code_words.read_words(self.address_field.text())
        if words:
            self.set_error("")
            self._is_typed = True
            self.words_requested.emit(words, name)
            return
        self._tried_key, self._is_typed = "", True
        asked_for, password = self._password_for, ""
        try:
            place = parse_chat_address(self.address_field.text())
            if asked_for is not None:
                password = self.password_field.text()
                place = asked_for if self.address_field.text() == make_address(asked_for) else place
        except AddressError as error:
            self.set_error(translate_text(str(error)))
            self.address_field.setFocus()
            return
        self.join_requested.emit(place, name, password)

    def on_name_entered(self) -> None:
        """Join the typed address or the only chat that was found; otherwise start a chat."""
        if self.address_field.text().strip() or self._only_chat() is not None:
            self.on_address_entered()
        else:
            self.on_host_clicked()

    def on_address_entered(self) -> None:
        """Join the typed address, or the only chat that was found."""
        only = self._only_chat()
        if only is None or self.address_field.text().strip():
            self.on_join_clicked()
        else:
            self.on_found_clicked(only)

    def _only_chat(self) -> found_chats.FoundChat | None:
        return self.found_list.only_chat() if "found_list" in vars(self) else None

    def on_address_edited(self) -> None:
        if self.error.text():
            self.set_error("")

    def on_offer_accepted(self, place: ChatAddress) -> None:
        if name := self.name_section.entered_name():
            self.set_error("")
            self.join_requested.emit(place, name, "")

    def on_found_clicked(self, chat: found_chats.FoundChat) -> None:
        if name := self.name_section.entered_name():
            self.set_error("")
            self._tried_key = chat.beacon.id
            self.found_requested.emit(chat, name)

    def on_recent_clicked(self, record: ServerRecord) -> None:
        if name := self.name_section.entered_name():
            self.set_error("")
            self._tried_key = record.network
            self.recent_requested.emit(record, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self.cancel_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_beside_chat:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the clipboard: some systems do not report its changes while another window is active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self.look_at_clipboard)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
