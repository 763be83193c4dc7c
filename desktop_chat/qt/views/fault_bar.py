"""FaultBar: an error above the composer, with other uses of the text. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import IconButton, IconLabel, announcement, make_button, make_label, tab_order
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.value_class import value

_TEXT_WIDTH = 300
"""Pixels that the text and the icons keep beside a button; with less, the button stands below the text."""


@value
class FaultAction:
    """Another use of the composer's text."""

    text: str
    do: Callable[[], None]


class FaultBar(Painted):
    """Hidden without an error. Never takes the focus from the composer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text_label = make_label("", "small", wrap=True)
        self.offers: list[QPushButton] = []
        self.close_button = IconButton("close", self.tr("Close"), padding=8)
        self.close_button.clicked.connect(self.hide_fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM + 2, Space.TINY, Space.MEDIUM + 6, 0)
        column.setSpacing(Space.TINY)
        self._row, self._below = QHBoxLayout(), ButtonRow()
        self._row.setSpacing(Space.SMALL)
        column.addLayout(self._row)
        column.addLayout(self._below)
        self._row.addWidget(IconLabel("alert", "danger", 18))
        self._row.addWidget(self.text_label, 1)
        self._row.addWidget(self.close_button)
        self.setVisible(False)

    def show_fault(self, text: str, offers: Sequence[FaultAction] = (), reason: str = "") -> None:
        """Show an error with a button for each offer: beside the words, or below them if there is too little room.

        `reason`: what another bar shows already, so that only screen readers hear it here.
        """
        self.hide_fault()
        self.text_label.setText(text)
        spoken = " ".join(part for part in (text, reason) if part)
        self.setAccessibleName(spoken)
        for offer in offers:
            made = make_button(offer.text, "secondary")
            made.clicked.connect(offer.do)
            self.offers.append(made)
        beside = len(offers) == 1 and self.offers[0].sizeHint().width() + _TEXT_WIDTH <= self._wide()
        for before, button in pairwise((self.close_button, *self.offers)):
            if beside:
                self._row.insertWidget(self._row.count() - 1, button)
                tab_order.insert_tabs(button, self.close_button)
            else:
                self._below.addWidget(button)
                QWidget.setTabOrder(before, button)
        self._below.setContentsMargins(0, 0, 0, Space.SMALL if offers and not beside else Space.TINY)
        self.setVisible(True)
        announcement.announce_text(self, spoken)

    def _wide(self) -> int:
        """Return the width of the bar, which has none before it is shown first."""
        owner = self.parentWidget()
        return owner.width() if owner is not None else self.width()

    def hide_fault(self) -> None:
        """Hide the error."""
        for made in self.offers:
            made.setVisible(False)
            made.deleteLater()
        self.offers.clear()
        self.setVisible(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.danger_soft))
            fill_area(painter, QRect(0, 0, self.width(), 1), qcolor(theme.line))
