"""PinBar: the pinned messages of the shown room, one at a time. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import ElidedLabel, IconButton, IconLabel
from desktop_chat.qt.widgets.painted import Painted


class PinBar(Painted):
    """Hidden without pins."""

    jump_requested = Signal(str)  # the msgid of a pinned message

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pins: tuple[tuple[str, str], ...] = ()
        self._shown = 0
        self.text_label = ElidedLabel("", "small")
        self.jump_button = IconButton("arrow-up", self.tr("Go to the pinned message"), size=18, padding=10)
        self.next_button = IconButton("chevron-right", self.tr("Next pinned message"), size=18, padding=10)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TINY, Space.MEDIUM, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(IconLabel("pin", "link"))
        row.addWidget(self.text_label, 1)
        for button in (self.jump_button, self.next_button):
            row.addWidget(button)
        self.jump_button.clicked.connect(self.on_jump_clicked)
        self.next_button.clicked.connect(self.on_next_clicked)
        self.setVisible(False)

    def show_pins(self, pins: Sequence[tuple[str, str]]) -> None:
        """Show these pins, each a msgid and a text."""
        if [msgid for msgid, _ in pins] != [msgid for msgid, _ in self._pins]:
            self._shown = 0
        self._pins = tuple(pins)
        self._show_current()

    def _show_current(self) -> None:
        self.setVisible(bool(self._pins))
        self.next_button.setVisible(len(self._pins) > 1)
        if not self._pins:
            return
        text = self._pins[self._shown][1]
        if len(self._pins) > 1:
            text = self.tr("{0} of {1} · {2}").format(self._shown + 1, len(self._pins), text)
        self.text_label.setText(text)
        self.jump_button.setAccessibleDescription(text)

    def on_jump_clicked(self) -> None:
        self.jump_requested.emit(self._pins[self._shown][0])

    def on_next_clicked(self) -> None:
        self._shown = (self._shown + 1) % len(self._pins)
        self._show_current()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
