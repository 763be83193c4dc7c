"""Drop-down lists: one that cuts its text by an ellipsis, and one of named values. Thread: GUI."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

_LETTERS = 14
"""The least width of a list, with its arrow."""
_SLACK = 2
"""Pixels by which the place is short although the box has the size that Qt wants: Qt rounds."""


class ElidedComboBox(QComboBox):
    """A drop-down list whose chosen text ends in an ellipsis where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one does not follow the style sheet

    def setAccessibleName(self, name: str) -> None:
        """Name the list. Where Qt tells the chosen text in place of the name, screen readers read the description."""
        super().setAccessibleName(name)
        if sys.platform == "linux" and not self.accessibleDescription():
            self.setAccessibleDescription(name)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a few letters, as the text can be cut."""
        asked = super().minimumSizeHint()
        return QSize(min(asked.width(), self.fontMetrics().averageCharWidth() * _LETTERS), asked.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() + _SLACK
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class ChoiceBox(ElidedComboBox):
    """Shows the text of the chosen value. The wheel scrolls the page, unless the box has the focus."""

    def __init__(self, choices: Sequence[tuple[str, str]], current: str, parent: QWidget | None = None) -> None:
        """`choices`: (value, text). A `current` value that is not among them becomes a choice of its own."""
        super().__init__(parent)
        for value, text in choices:
            self.addItem(text, value)
        if self.findData(current) < 0:
            self.addItem(current, current)
        self.choose_value(current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData())

    def choose_value(self, value: str) -> None:
        """Choose a value, if it is among the choices."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
