"""The card that invites others: link, QR code and addresses. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.net.addresses import ListenAddress, Reach
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import Card, ElidedLabel, IconButton, make_button, make_label, make_line
from desktop_chat.qt.widgets.qr import QrCode
from desktop_chat.qt.widgets.tab_order import order_tabs

_CONFIRMED_MS = 2000
_GAP = 4
_ADDRESS_WIDTH = 160
"""Pixels that an address keeps beside the words before it, however narrow the window is."""
_SMALL_CODE, _LARGE_CODE = 128, 208
_SHOWN = 3
"""Addresses shown in a group; a computer may have dozens."""


class InviteCard(Card):
    """The invitation that `set_invitation` was given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Invite others"), parent)
        self.link_field = QLineEdit()
        self.link_field.setReadOnly(True)
        self.link_field.setAccessibleName(self.tr("Link to this chat"))
        self.copy_button = make_button(self.tr("Copy link"), "secondary", "copy")
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.code = QrCode(_SMALL_CODE)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._groups = QWidget()
        self._grid = QGridLayout(self._groups)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._shown: dict[Reach, tuple[ListenAddress, ...]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CONFIRMED_MS)
        self._timer.timeout.connect(self.on_confirmed)
        self._lay_out()
        self.set_invitation("", {})

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(Space.SMALL)
        beside.addWidget(make_label(self.tr("Send this link, or let a phone read the code."), "muted", wrap=True))
        beside.addWidget(self.link_field)
        beside.addWidget(self.copy_button)
        beside.addStretch(1)
        self._top.setSpacing(Space.MEDIUM)
        self._top.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._top.addLayout(beside, 1)
        self.body.addLayout(self._top)
        self.body.addWidget(make_line())
        self.body.addWidget(self._groups)

    def set_wide(self, *, wide: bool) -> None:
        """Place a small QR code beside the link if `wide`, else a large code above the link."""
        directions = QBoxLayout.Direction
        self._top.setDirection(directions.TopToBottom if wide else directions.LeftToRight)
        self.code.set_side(_LARGE_CODE if wide else _SMALL_CODE)

    def set_invitation(self, link: str, addresses: dict[Reach, tuple[ListenAddress, ...]]) -> None:
        """Show the link ("" while the chat does not run), and the addresses grouped by their reach."""
        self.code.set_text(link)
        if self.link_field.text() != link:
            self.link_field.setText(link)
            self.link_field.setCursorPosition(0)
        if addresses != self._shown:
            self._shown = addresses
            self._fill_addresses()

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.link_field.text())
        self._confirm_copy(self.copy_button, self.tr("Copied"))

    def on_confirmed(self) -> None:
        self._show_text(self.copy_button, self.tr("Copy link"), "copy", "text")

    def _confirm_copy(self, where: QPushButton, text: str) -> None:
        self._show_text(where, text, "check", "success")
        self._timer.start()

    @staticmethod
    def _show_text(where: QPushButton, text: str, icon: str, role: str) -> None:
        where.setText(literal_text(text, TextSink.CAPTION))
        set_themed_icon(where, icon, role, 18, _GAP)

    def _fill_addresses(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = 0
        for kind, addresses in self._shown.items():
            for position, address in enumerate(addresses[:_SHOWN]):
                self._add_address(row, strings.reach_text(kind) if not position else "", str(address))
                row += 1
        order_tabs(self)

    def _add_address(self, row: int, who: str, address: str) -> None:
        shown = ElidedLabel(address, "mono", mode=Qt.TextElideMode.ElideMiddle)
        shown.setAccessibleName(f"{who} {address}")
        copy = IconButton("copy", self.tr("Copy {address}").format(address=address), size=16, padding=10)
        copy.clicked.connect(lambda: self.on_address_copied(address, copy))
        shown.ensurePolished()
        shown.setMinimumWidth(min(_ADDRESS_WIDTH, shown.sizeHint().width()))
        who_label = ElidedLabel(who, "muted")
        who_label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(who_label, row, 0)
        self._grid.addWidget(shown, row, 1)
        self._grid.addWidget(copy, row, 2)

    def on_address_copied(self, address: str, where: IconButton) -> None:
        QGuiApplication.clipboard().setText(address)
        where.set_icon("check", "success")
        QTimer.singleShot(_CONFIRMED_MS, where, lambda: where.set_icon("copy", "muted"))
