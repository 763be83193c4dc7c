"""Notice: a sentence on a tinted ground, with one or two buttons that act on it. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import Card, IconLabel, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow

_ICONS = {"danger": "alert", "warning": "alert", "success": "check", "accent": "info"}


class Notice(Card):
    """Hidden until `show_notice`. An icon repeats the tone for people who do not see colours."""

    acted = Signal()
    other_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(Space.SMALL + 4, Space.SMALL + 4, Space.SMALL + 4, Space.SMALL + 4)
        self._icon = IconLabel("info", "link")
        self.text_label = make_label(wrap=True)
        self.action_button = make_button("", "secondary")
        self.action_button.clicked.connect(self.acted)
        self.other_button = make_button("", "secondary")
        self.other_button.clicked.connect(self.other_acted)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        column.addWidget(self.text_label)
        column.addLayout(ButtonRow(self.action_button, self.other_button, leading=True))
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.hide()

    def show_notice(self, tone: str, text: str, action: str = "", *, other: str = "", strong: bool = False) -> None:
        """Show a sentence. `tone`: danger, warning, success or accent. `other`: the caption of the second button.
        `strong`: a primary button."""
        self.set_tone(tone)
        self._icon.set_icon(_ICONS[tone], "link" if tone == "accent" else tone)
        self.text_label.setText(text)
        self.action_button.setText(literal_text(action, TextSink.CAPTION))
        self.action_button.setProperty("role", "primary" if strong else "secondary")
        refresh_style(self.action_button)
        self.action_button.setVisible(bool(action))
        self.other_button.setText(literal_text(other, TextSink.CAPTION))
        self.other_button.setVisible(bool(other))
        self.setAccessibleName(text)
        self.show()
