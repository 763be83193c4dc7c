"""NameSection: the top of the start window: the person's name, and at a first start an introduction. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import app_picture
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import IconButton, make_label

_LARGE, _SMALL = 88, 60
"""Pixels of the icon in the introduction, and beside the name."""


class NameSection(QWidget):
    """The icon stands in the introduction, or beside the name if there is no introduction."""

    settings_requested = Signal()

    def __init__(self, name: str, spacing: int, parent: QWidget | None = None) -> None:
        """`spacing`: pixels between the introduction and the name."""
        super().__init__(parent)
        self.introduction = QWidget()
        self.icon_label = QLabel()
        self.name_field = QLineEdit(name)
        self.settings_button = IconButton("settings", self.tr("Settings"))
        self.settings_button.clicked.connect(self.settings_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        column.addWidget(self._make_introduction())
        column.addLayout(self._make_question())

    def _make_introduction(self) -> QWidget:
        picture = QLabel()
        picture.setPixmap(app_picture(_LARGE))
        column = QVBoxLayout(self.introduction)
        column.setContentsMargins(0, 0, 0, Space.SMALL)
        column.setSpacing(Space.TINY)
        for part in (
            picture,
            make_label("Desktop Chat", "title"),
            make_label(self.tr("Talk with the people around you, on your own network."), "muted", wrap=True),
        ):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        return self.introduction

    def _make_question(self) -> QHBoxLayout:
        """Return the row with the question for a name."""
        asked = make_label(self.tr("Your name"), "small")
        asked.setBuddy(self.name_field)
        self.name_field.setMaxLength(60)
        self.name_field.setAccessibleName(self.tr("Your name"))
        self.name_field.setPlaceholderText(self.tr("What others call you"))
        texts = QVBoxLayout()
        texts.setSpacing(Space.TINY)
        texts.addWidget(asked)
        beside = QHBoxLayout()
        beside.setSpacing(Space.TINY)
        beside.addWidget(self.name_field, 1)
        beside.addWidget(self.settings_button)
        texts.addLayout(beside)
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.icon_label)
        row.addLayout(texts, 1)
        return row

    def set_introduced(self, *, is_known: bool) -> None:
        """Show the introduction, or leave it out for a person who knows the program."""
        if is_known and self.icon_label.pixmap().isNull():
            self.icon_label.setPixmap(app_picture(_SMALL))
        self.introduction.setVisible(not is_known)
        self.icon_label.setVisible(is_known)

    def entered_name(self) -> str:
        """Return the name, or "" after marking the empty field."""
        name = self.name_field.text().strip()
        self.name_field.setProperty("invalid", not name)
        refresh_style(self.name_field)
        if not name:
            self.name_field.setFocus()
        return name
