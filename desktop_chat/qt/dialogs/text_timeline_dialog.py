"""TextTimelineDialog: the newest messages of a room as plain text, read line by line with a caret. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline import TimelineModel
from desktop_chat.qt.timeline.plain_text_view import PlainTimeline
from desktop_chat.qt.widgets import ScrollBar, make_button
from desktop_chat.qt.widgets.button_row import ButtonRow


class TextTimelineDialog(QDialog):
    """Goes on while new messages come; the caret stays. Escape closes it."""

    def __init__(self, room: str, model: TimelineModel, parent: QWidget | None) -> None:
        """`room`: the shown name."""
        super().__init__(parent)
        self.setWindowTitle(literal_text(self.tr("Messages of {0}").format(room), TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 480)
        self.text_view = PlainTimeline(model)
        self.text_view.setVerticalScrollBar(ScrollBar())
        self.close_button = make_button(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.text_view, 1)
        column.addLayout(ButtonRow(self.close_button))
        self.text_view.setFocus()
