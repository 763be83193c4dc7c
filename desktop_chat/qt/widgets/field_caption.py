"""FieldCaption: what a field is for, above it. A placeholder alone is gone once somebody has typed. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets.labels import make_label


class FieldCaption(QObject):
    """Names a field for eyes and screen readers. The `label` is shown and hidden with the field, and lives as long."""

    def __init__(self, caption: str, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.label = make_label("", "small", wrap=True)
        self.label.setBuddy(field)
        self.set_caption(caption)
        field.installEventFilter(self)

    def set_caption(self, caption: str) -> None:
        """Name the field anew."""
        self.label.setText(caption)
        self._field.setAccessibleName(caption)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.label.setVisible(not self._field.isHidden())
        return False


def add_captioned(column: QVBoxLayout, caption: str, field: QWidget) -> FieldCaption:
    """Add a field to a column, with its caption close above it."""
    made = FieldCaption(caption, field)
    pair = QVBoxLayout()
    pair.setSpacing(Space.TINY)
    pair.addWidget(made.label)
    pair.addWidget(field)
    column.addLayout(pair)
    return made
