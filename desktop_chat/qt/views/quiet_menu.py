"""The rows of a menu about "Do not disturb". GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop_chat.qt.models.quiet_terms import quiet_terms
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Choose = Callable[[int], None]


def add_quiet_rows(menu: QMenu, choose: Choose, *, quiet: bool) -> QAction:
    """Offer all terms, or the end of quiet. Return the row.

    `choose` is called with the end in Unix ms, 0 for now.
    """
    translate = QCoreApplication.translate
    if quiet:
        end = menu.addAction(translate("QuietMenu", "End do not disturb"))
        end.triggered.connect(lambda: choose(0))
        return end
    terms = menu.addMenu(translate("QuietMenu", "Do not disturb"))
    for term in quiet_terms():
        action = terms.addAction(literal_text(term.text, TextSink.CAPTION))
        action.triggered.connect(lambda _checked=False, term=term: choose(term.end_after(datetime.now())))
    return terms.menuAction()
