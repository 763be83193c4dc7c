"""SilenceBar: why the person may not speak in the shown room. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.client.silence import Silence, SilenceReason
from desktop_chat.qt.i18n.mask_texts import term_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import IconLabel, make_label
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.painted import Painted

_GRAVE = frozenset((SilenceReason.BANNED, SilenceReason.MUTED))
"""Reasons that a moderator has made on purpose."""


def silence_text(silence: Silence, network: Network) -> str:
    """Return sentences: why the person may not speak in a room of the network."""
    translate, by = QCoreApplication.translate, network.name_of(silence.by) if silence.by else ""
    match silence.reason:
        case SilenceReason.MODERATED:
            return translate("SilenceBar", "Only moderators and people with a voice may write in this room.")
        case SilenceReason.ACCOUNT:
            return translate("SilenceBar", "Only people with an account may write in this room. Log in first.")
        case SilenceReason.REFUSED:
            return translate("SilenceBar", "The server does not take your messages in this room. You can read them.")
        case SilenceReason.BANNED if by:
            text = translate("SilenceBar", "{0} banned you from this room{1}. You can read, but not write.")
        case SilenceReason.BANNED:
            text = translate("SilenceBar", "You are banned from this room{1}. You can read, but not write.")
        case _ if by:
            text = translate("SilenceBar", "{0} muted you in this room{1}. You can read, but not write.")
        case _:
            text = translate("SilenceBar", "You are muted in this room{1}. You can read, but not write.")
    return text.format(by, f" {term_text(silence.minutes)}" if silence.minutes else "")


class SilenceBar(Painted):
    """Hidden in rooms in which the person may speak."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Room, str] | None = None
        """The room and the sentence that a screen reader was told last."""
        self._is_grave = False
        self._icon = IconLabel("mic-off", "link", 20)
        self.text_label = make_label("", "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._icon)
        row.addWidget(self.text_label, 1)
        self.setVisible(False)

    def show_room(self, network: Network | None, room: Room | None) -> None:
        """Show whether the person may speak in this room, and why not."""
        silence = network.session.silence_of(room.key) if network is not None and room is not None else None
        if network is None or room is None or silence is None:
            self._told = None
            self.setVisible(False)
            return
        text = silence_text(silence, network)
        self._is_grave = silence.reason in _GRAVE
        self.text_label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(True)
        self.update()
        if self._told != (room, text):
            self._told = room, text
            announce_text(self, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.danger_soft if self._is_grave else theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
