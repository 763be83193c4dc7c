"""TextQuestion: asks for a line of text, such as a room or a name. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.completion_list import make_completion_list

MAX_NAME_LENGTH = 200
Check = Callable[[str], str]
"""Takes a text and returns an error in one sentence, or "" for a valid text."""


class TextQuestion(ActQuestion):
    """A question with a field. When the person accepts, `check` may refuse the text with a sentence, shown below
    the field. `secret`: the field hides the text."""

    answered = Signal(str)

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        caption: str,
        action: str,
        parent: QWidget | None,
        *,
        start: str = "",
        check: Check | None = None,
        secret: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        """`names` are offered while the person types."""
        super().__init__(icon, title, text, action, "primary", parent)
        self._check = check
        self.field = self.add_field(caption, MAX_NAME_LENGTH)
        self.field.setText(start)
        self.field.setAccessibleName(caption or title)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        if names:
            offer_names(self.field, names)
        self.field.selectAll()
        self.fault_label = make_label("", "small", wrap=True)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.setVisible(False)
        self.column.addWidget(self.fault_label)
        self.field.textChanged.connect(self.on_text_changed)
        self.on_text_changed(start)
        self.add_buttons()
        self.field.setFocus()

    def on_text_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()))
        self._show_fault("")

    def on_go_clicked(self) -> None:
        text = self.field.text()
        if self.field.echoMode() is QLineEdit.EchoMode.Normal:
            text = text.strip()
        fault = self._check(text) if self._check else ""
        if fault:
            self._show_fault(fault)
        elif text:
            self.answered.emit(text)
            super().on_go_clicked()

    def _show_fault(self, fault: str) -> None:
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
        self.field.setProperty("invalid", bool(fault))
        refresh_style(self.field)
        self.adjustSize()


def offer_names(field: QLineEdit, names: Sequence[str]) -> None:
    """Offer the names that contain the text of a field, in a list below the field."""
    completer = QCompleter(list(names), field)
    completer.setPopup(make_completion_list(field.accessibleName()))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
