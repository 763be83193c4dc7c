"""FoundList: the chats on the network, live, and other ways while no chat is found. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.theme import Space
from desktop_chat.qt.views.found_row import FoundRow
from desktop_chat.qt.widgets import Spinner, make_button, make_label, tab_order
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.button_row import ButtonRow

PATIENCE_MS = 3_000
"""The time without a find after which other ways are offered."""
MAX_SHOWN = 100


class FoundList(QWidget):
    """Hidden until `begin`. A chat keeps its row, so the focus survives news."""

    join_requested = Signal(object)  # FoundChat
    address_requested = Signal()
    host_requested = Signal()
    sweep_cancelled = Signal()
    why_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[KeyPin, FoundRow] = {}
        self._is_sweeping = False
        self.spinner = Spinner(16, self.tr("Looking for chats"))
        self.note_label = make_label("", "small", wrap=True)
        self.cancel_button = make_button(self.tr("Stop looking"), "quiet")
        self.ways = QWidget()
        self.address_button = make_button(self.tr("Enter an address"), "link")
        self.host_button = make_button(self.tr("Start one here"), "link")
        self.why_button = make_button(self.tr("Why?"), "link")
        self._chat_column = QVBoxLayout()
        self._chat_column.setSpacing(Space.HAIR)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.end_patience)
        self._compose()
        self.address_button.clicked.connect(self.address_requested)
        self.host_button.clicked.connect(self.host_requested)
        self.cancel_button.clicked.connect(self.sweep_cancelled)
        self.why_button.clicked.connect(self.why_requested)
        self.hide()

    def _compose(self) -> None:
        state_row = QHBoxLayout()
        state_row.setSpacing(Space.SMALL)
        state_row.addWidget(self.spinner)
        state_row.addWidget(self.note_label, 1)
        # Large letters get a line for each button.
        ways = ButtonRow(self.address_button, self.host_button, self.why_button, leading=True)
        ways.setSpacing(Space.MEDIUM)
        self.ways.setLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(self._chat_column)
        column.addLayout(state_row)
        column.addLayout(ButtonRow(self.cancel_button))
        column.addWidget(self.ways)

    def begin(self) -> None:
        """Show the search."""
        self._patience.start()
        self.show()
        self._show_state()

    def end_patience(self) -> None:
        """Offer other ways if nothing was found."""
        self._patience.stop()
        self._show_state()

    def set_chats(self, chats: Sequence[FoundChat], *, is_sweeping: bool = False) -> None:
        """Show these chats, in this order. `is_sweeping`: each address of the network is being asked."""
        shown = chats[:MAX_SHOWN]
        new = [chat for chat in shown if chat.beacon.id not in self._rows]
        ids = {chat.beacon.id for chat in shown}
        for gone in [known for known in self._rows if known not in ids]:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for index, chat in enumerate(shown):
            self._place_row(index, chat)
        self._is_sweeping = is_sweeping
        only = self.only_chat()
        for row in self._rows.values():
            row.set_preselected(only is not None)
        self._show_state()
        if new:
            tab_order.order_tabs(self.window())
            self._announce(new)

    def _place_row(self, index: int, chat: FoundChat) -> None:
        row = self._rows.get(chat.beacon.id)
        if row is None:
            row = self._rows[chat.beacon.id] = FoundRow(chat)
            row.clicked.connect(lambda _=False, row=row: self.join_requested.emit(row.chat))
        elif row.chat != chat:
            row.set_chat(chat)
        item = self._chat_column.itemAt(index)
        if item is None or item.widget() is not row:
            self._chat_column.insertWidget(index, row)
        row.show()

    def only_chat(self) -> FoundChat | None:
        """Return the chat for Enter: the found chat, if exactly one was found."""
        return next(iter(self._rows.values())).chat if len(self._rows) == 1 else None

    def rows(self) -> tuple[FoundRow, ...]:
        """Return the rows from top to bottom."""
        items = (self._chat_column.itemAt(index) for index in range(self._chat_column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, FoundRow) and not widget.isHidden())

    def _show_state(self) -> None:
        if self._is_sweeping:
            note = self.tr("Asking each computer on your network…")
        elif self._patience.isActive():
            note = self.tr("Looking for chats nearby…")
        else:
            note = self.tr("No chat was found nearby.")
        found_none = not self._rows
        self.note_label.setText(note)
        self.note_label.setVisible(found_none)
        self.spinner.setVisible(found_none and (self._is_sweeping or self._patience.isActive()))
        self.cancel_button.setVisible(found_none and self._is_sweeping)
        self.ways.setVisible(found_none and not self._patience.isActive())

    def _announce(self, new: Sequence[FoundChat]) -> None:
        """Tell a screen reader."""
        names = ", ".join(shown_name(chat.beacon.name) for chat in new)
        announce_text(self, self.tr("Found nearby: {0}").format(names))
