"""NumberField: a spin box with padding around its number, which other fields with arrows get by `pad_text`."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

_MARGIN = 10


def pad_text(field: QAbstractSpinBox) -> None:
    """Keep the text from the border. With a style sheet, Qt 6.11 ignores the padding of fields with arrows."""
    field.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)


class NumberField(QSpinBox):
    """A number from `low` to `high`."""

    def __init__(self, low: int, high: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setAccessibleName(name)
        pad_text(self)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(str(high)) + 2 * _MARGIN + 36)
