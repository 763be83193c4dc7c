"""A page's list in a card of its own, close to the edges. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card


def framed(content: QWidget) -> QWidget:
    """`content` in a card, with the page's ground around it."""
    card = Card()
    card.body.setContentsMargins(Space.TINY, Space.TINY, Space.TINY, Space.TINY)
    card.body.addWidget(content)
    whole = QWidget()
    around = QVBoxLayout(whole)
    around.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
    around.addWidget(card)
    return whole
