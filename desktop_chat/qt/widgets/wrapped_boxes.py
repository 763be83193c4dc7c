"""Check boxes and radio buttons whose captions are wrapped where they do not fit. Thread: GUI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

_ANY_SIZE = 10_000
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextHideMnemonic


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # Qt allows no second base class of its own


class _WrappedCaption(_Button):
    """The sizes and the area of a button with a caption of several lines. Stands before the class of the button."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height_for(self, super().sizeHint(), width)

    def minimumSizeHint(self) -> QSize:
        return _smallest_size(self, super().sizeHint())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class WrappedCheckBox(_WrappedCaption, QCheckBox):
    """A check box with a caption of several lines in a narrow window."""

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        _allow_lines(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        _paint(self, option, QStyle.ControlElement.CE_CheckBox, contents)


class WrappedRadioButton(_WrappedCaption, QRadioButton):
    """A radio button with a caption of several lines in a narrow window."""

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        _allow_lines(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, self)
        _paint(self, option, QStyle.ControlElement.CE_RadioButton, contents)


def _allow_lines(button: QAbstractButton) -> None:
    policy = button.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    button.setSizePolicy(policy)


def _text_width(button: QAbstractButton, text: str) -> int:
    return button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def _height_for(button: QAbstractButton, one_line: QSize, width: int) -> int:
    """Return the height at a width. `one_line`: the size with the caption in one line."""
    beside = one_line.width() - _text_width(button, button.text())
    wrapped, whole = (
        button.fontMetrics().boundingRect(QRect(0, 0, max(1, room), _ANY_SIZE), _WRAPPED, button.text()).height()
        for room in (width - beside, _ANY_SIZE)
    )
    return one_line.height() + wrapped - whole


def _smallest_size(button: QAbstractButton, one_line: QSize) -> QSize:
    """Return the size at which the longest word has its place."""
    longest = max((_text_width(button, word) for word in button.text().split()), default=0)
    return QSize(one_line.width() - _text_width(button, button.text()) + longest, one_line.height())


def _paint(
    button: QAbstractButton, option: QStyleOptionButton, element: QStyle.ControlElement, contents: QRect
) -> None:
    """Paint the box by the style, and the caption over several lines beside the box."""
    painter = QStylePainter(button)
    caption, option.text = option.text, ""
    painter.drawControl(element, option)
    side = (
        Qt.AlignmentFlag.AlignRight
        if option.direction == Qt.LayoutDirection.RightToLeft
        else Qt.AlignmentFlag.AlignLeft
    )
    painter.drawItemText(
        contents,
        _WRAPPED | side | Qt.AlignmentFlag.AlignAbsolute,
        option.palette,
        button.isEnabled(),
        caption,
        button.foregroundRole(),
    )
    painter.end()
