"""PasteQuestion: shows a long text before it is inserted into the composer. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.theme import Text, text_font
from desktop_chat.qt.widgets import ScrollBar, make_button

_WIDTH = 560
_ROWS = 12


class PasteQuestion(Question):
    """The text can be changed before it is inserted, plainly or as a block of code."""

    answered = Signal(str)  # the text to insert

    def __init__(self, text: str, parent: QWidget | None) -> None:
        lines = text.removesuffix("\n").count("\n") + 1
        title = self.tr("Insert %Ln lines?", "", lines)
        note = self.tr("%Ln characters. You can change the text here.", "", len(text))
        super().__init__("copy", title, note, parent)
        if parent is not None:
            self.setFixedWidth(max(self.minimumWidth(), min(_WIDTH, parent.width() - 32)))
        self.text_field = QPlainTextEdit(text)
        self.text_field.setAccessibleName(self.tr("The text to insert"))
        self.text_field.setVerticalScrollBar(ScrollBar())
        self.text_field.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text_field.setTabChangesFocus(True)
        if lines > 1:
            self.text_field.setFont(text_font(Text.MONO))
        self.text_field.setFixedHeight(self.text_field.fontMetrics().lineSpacing() * min(_ROWS, lines + 1) + 16)
        self.column.addWidget(self.text_field)
        self.cancel_button = make_button(self.tr("Cancel"))
        self.code_button = make_button(self.tr("As a code block"))
        self.insert_button = make_button(self.tr("Insert"), "primary")
        self.insert_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.code_button.clicked.connect(lambda: self._answer(as_code=True))
        self.insert_button.clicked.connect(lambda: self._answer(as_code=False))
        for button in (self.cancel_button, self.code_button, self.insert_button):
            self.buttons.addWidget(button)
        self.add_buttons()
        self.insert_button.setFocus()

    def _answer(self, *, as_code: bool) -> None:
        text = self.text_field.toPlainText()
        if as_code:
            text = "```\n{}\n```".format(text.strip("\n"))
        self.answered.emit(text)
        self.accept()
