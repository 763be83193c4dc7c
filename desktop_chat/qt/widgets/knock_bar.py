"""KnockBar: somebody asks to be let into the chat hosted here, with Accept, Always and Decline. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.net.control_values import KnockAnswer, KnockRow
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.buttons import make_button
from desktop_chat.qt.widgets.labels import IconLabel, make_label
from desktop_chat.qt.widgets.painted import Painted


class KnockBar(Painted):
    """Shows the person who has waited longest. Hidden while nobody waits. Never takes the focus."""

    answered = Signal(object, str)  # KnockRow, a KnockAnswer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knocks: tuple[KnockRow, ...] = ()
        self.text_label = make_label("", "strong", wrap=True)
        self.details_label = make_label("", "small", wrap=True)
        self.decline_button = make_button(self.tr("Decline"))
        self.always_button = make_button(self.tr("Always"))
        self.always_button.setToolTip(self.tr("Let this person in now and whenever they come again"))
        self.accept_button = make_button(self.tr("Accept"), "primary")
        for button, answer in (
            (self.decline_button, KnockAnswer.DECLINE),
            (self.always_button, KnockAnswer.ALWAYS),
            (self.accept_button, KnockAnswer.ACCEPT),
        ):
            button.clicked.connect(lambda _=False, answer=answer: self._emit_answer(answer))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text_label)
        words.addWidget(self.details_label)
        message = QHBoxLayout()
        message.setSpacing(Space.SMALL)
        message.addWidget(IconLabel("user-plus", "link", 20))
        message.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(message)
        column.addLayout(ButtonRow(self.decline_button, self.always_button, self.accept_button))
        self.setVisible(False)

    def set_knocks(self, knocks: tuple[KnockRow, ...]) -> None:
        """Show the people who wait, the oldest first. A screen reader is told of a new first person."""
        before = self._knocks[0].id if self._knocks else 0
        self._knocks = knocks
        self.setVisible(bool(knocks))
        if not knocks:
            return
        first, more = knocks[0], len(knocks) - 1
        self.text_label.setText(self.tr("{nick} asks to be let in").format(nick=first.nick))
        details = self.tr("From {address}").format(address=first.host)
        if first.account:
            details = self.tr("Account {account}, from {address}").format(account=first.account, address=first.host)
        if more:
            details += " · " + self.tr("%n more wait", "", more)
        self.details_label.setText(details)
        self.setAccessibleName(self.text_label.text())
        if first.id != before:
            announce_text(self, self.text_label.text())

    def _emit_answer(self, answer: KnockAnswer) -> None:
        """Show the next person, and tell the answer for this one."""
        if self._knocks:
            first = self._knocks[0]
            self.set_knocks(self._knocks[1:])
            self.answered.emit(first, answer.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
