"""AwayQuestion: with which words a person is away, and for how long. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import MAX_REASON_LENGTH, ActQuestion
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.field_caption import add_captioned

TERMS = (0, 1800, 3600, 14_400, 28_800)
"""Seconds; 0: until the person says so."""


class AwayQuestion(ActQuestion):
    """Asks for the away text, which others see, and for the term."""

    answered = Signal(str, int)  # text, seconds

    def __init__(self, network: str, parent: QWidget | None) -> None:
        title = self.tr("Be away")
        text = self.tr("Others on {0} see it beside your name. You go on receiving messages.").format(network)
        super().__init__("clock", title, text, self.tr("Be away"), "primary", parent)
        hint = self.tr("For example: at lunch")
        self.text_field = self.add_field(self.tr("What others see"), MAX_REASON_LENGTH, hint=hint)
        self.term_box = ElidedComboBox()
        for seconds in TERMS:
            self.term_box.addItem(self._term_text(seconds), seconds)
        add_captioned(self.column, self.tr("How long"), self.term_box)
        self.add_buttons()
        self.text_field.setFocus()

    def _term_text(self, seconds: int) -> str:
        if not seconds:
            return self.tr("Until I say that I am back")
        if seconds < 3600:
            return self.tr("For %n minutes", "", seconds // 60)
        return self.tr("For %n hours", "", seconds // 3600)

    def on_go_clicked(self) -> None:
        text = self.text_field.text().strip() or self.tr("Away")
        self.answered.emit(text, self.term_box.currentData())
        super().on_go_clicked()
