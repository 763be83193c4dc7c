"""The card that lets phones and browsers join. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, IconLabel, make_label
from desktop_chat.qt.widgets.switch import Switch


class BrowsersCard(Card):
    """A switch for browsers, and a second one for browsers without encryption. A change is shown once it is made."""

    join_requested = Signal(bool)
    plain_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Phones and browsers"), parent)
        self.join_switch = Switch(self.tr("Phones and browsers may join"))
        self.plain_switch = Switch(self.tr("Without encryption on this network"))
        self.meaning_label = make_label(kind="muted", wrap=True)
        self.plain_label = make_label(kind="muted", wrap=True)
        self._plain_icon = IconLabel("lock-open", "warning", 18)
        beside = QHBoxLayout()
        beside.setSpacing(Space.SMALL)
        beside.addWidget(self._plain_icon, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.plain_label, 1)
        self._plain_row = QWidget()
        self._plain_row.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        for part in (self.join_switch, self.meaning_label, self.plain_switch, self._plain_row):
            self.body.addWidget(part)
        self.join_switch.clicked.connect(self.on_join_clicked)
        self.plain_switch.clicked.connect(self.on_plain_clicked)
        self.set_state("", own_certificate=True)

    def set_state(self, browsers: str, *, own_certificate: bool) -> None:
        """Show how browsers may join.

        `browsers`: the scheme of their links (http for links without encryption), or "" if they may not join.
        `own_certificate`: the chat has made its certificate itself, so browsers warn.
        """
        self._browsers, self._own_certificate = browsers, own_certificate
        plain = browsers == "http"
        self.join_switch.setChecked(bool(browsers))
        self.plain_switch.setChecked(plain)
        self.plain_switch.setVisible(plain or (bool(browsers) and own_certificate))
        self._plain_row.setVisible(plain)
        self.plain_label.setText(self.tr("Not encrypted: others on this network can read along."))
        if not browsers:
            self.meaning_label.setText(self.tr("The link then opens a page with the chat, without an install."))
        elif own_certificate and not plain:
            self.meaning_label.setText(
                self.tr(
                    "The link opens the chat in every browser. At the first visit a browser warns of a certificate "
                    "that it does not know: people choose “Advanced” and go on."
                )
            )
        else:
            self.meaning_label.setText(self.tr("The link opens the chat in every browser."))

    def on_join_clicked(self, wanted: bool) -> None:
        self.set_state(self._browsers, own_certificate=self._own_certificate)
        self.join_requested.emit(wanted)

    def on_plain_clicked(self, wanted: bool) -> None:
        self.set_state(self._browsers, own_certificate=self._own_certificate)
        self.plain_requested.emit(wanted)
