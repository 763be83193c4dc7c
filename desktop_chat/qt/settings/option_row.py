"""OptionRow: one option of a page. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Switch, make_label

_WIDE = 62
"""Average characters that a row must have room for, to show its control beside the title."""
_LEAST_CHOICE = 160
"""The least width in pixels of a list of choices, so that the lists of a page begin in one line."""


class OptionRow(QWidget):
    """Title and help, with the control beside or, in a narrow row, below. A Switch shows the title itself."""

    def __init__(self, title: str, control: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.help_text = help_text
        self.control = control
        self._is_wide: bool | None = None
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_text)
        self.help_label = make_label(help_text, "small", self, wrap=True)
        self.help_label.setVisible(bool(help_text))
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.TINY)
        if isinstance(control, Switch):
            self._line.setSpacing(0)  # a switch is higher than its text
            self._line.addWidget(control)
            self._line.addWidget(self.help_label)
            return
        if isinstance(control, QComboBox):
            control.setMinimumWidth(_LEAST_CHOICE)
        texts = QVBoxLayout()
        texts.setSpacing(Space.HAIR)
        label = make_label(title, wrap=True)
        label.setBuddy(control)
        texts.addWidget(label)
        texts.addWidget(self.help_label)
        self._line.addLayout(texts, 1)
        self._line.addWidget(control)

    def matches_search(self, wanted: str) -> bool:
        """Return True if the title, the help or a choice contains `wanted` (case-folded)."""
        return any(wanted in text.casefold() for text in (self.title, self.help_text, *_choices_of(self.control)))

    def show_help(self, text: str) -> None:
        """Replace the sentence below the title."""
        self.help_text = text
        self.help_label.setText(text)
        self.help_label.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        if isinstance(self.control, Switch) or is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._line.setSpacing(Space.MEDIUM if is_wide else Space.TINY)
        side = Qt.AlignmentFlag.AlignVCenter if is_wide else Qt.AlignmentFlag(0)
        self._line.setAlignment(self.control, side)
        self._line.setStretch(1, 1 if isinstance(self.control, QLineEdit) else 0)


def _choices_of(control: QWidget) -> list[str]:
    """Return the texts that a person may choose in the control."""
    return [control.itemText(index) for index in range(control.count())] if isinstance(control, QComboBox) else []
