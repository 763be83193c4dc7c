"""NumberField: a spin box with padding around its number."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_MARGIN = 10


class NumberField(QSpinBox):
    """A number from `low` to `high`. With a style sheet, Qt 6.11 ignores the padding of a QSpinBox."""

    def __init__(self, low: int, high: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(str(high)) + 2 * _MARGIN + 36)
