"""The questions before a webhook is made, and what is told once afterwards. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.launcher.strings import number_text
from desktop_chat.qt.launcher.webhooks_model import ANY_ROOM
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.field_caption import add_captioned

_MOST_NAME = 60
_MOST_PICTURE = 400
_MOST_ADDRESS = 1000
PER_MINUTE, USUAL_PER_MINUTE = (1, 5, 10, 30, 60, 300, 600), 30
"""Posts in a minute that are offered, up to the most that the server allows; and what is chosen at first."""


class _RoomQuestion(ActQuestion):
    """Asks for a room first; the subclass adds its fields."""

    def add_rooms(self, rooms: Sequence[str]) -> QComboBox:
        """Add the choice of a room."""
        box = ElidedComboBox()
        for room in rooms:
            shown = self.tr("In all open rooms") if room == ANY_ROOM else shown_name(room)
            box.addItem(literal_text(shown, TextSink.CAPTION), room)
        add_captioned(self.column, self.tr("Room"), box)
        return box


class PostQuestion(_RoomQuestion):
    """Asks to which room a program may post, and under which name."""

    answered = Signal(str, str, str, int)  # room, name, picture, posts a minute

    def __init__(self, rooms: Sequence[str], parent: QWidget | None) -> None:
        title = self.tr("Let a program post")
        text = self.tr(
            "It gets an address of its own. Posts of GitHub, GitLab, Gitea, Grafana and Alertmanager are understood, "
            "plain text, and what is made for Slack."
        )
        super().__init__("code", title, text, self.tr("Make the address"), "primary", parent)
        self.room_box = self.add_rooms(rooms)
        self.name_field = self.add_field(self.tr("Name"), _MOST_NAME, hint=self.tr("For example: Build server"))
        self.picture_field = self.add_field(self.tr("Picture (optional)"), _MOST_PICTURE, hint="https://…")
        self.limit_box = ElidedComboBox()
        for number in PER_MINUTE:
            self.limit_box.addItem(number_text(number), number)
        self.limit_box.setCurrentIndex(PER_MINUTE.index(USUAL_PER_MINUTE))
        add_captioned(self.column, self.tr("Posts a minute, at most"), self.limit_box)
        self.add_buttons()
        self.name_field.textChanged.connect(self.on_name_changed)
        self.on_name_changed("")
        self.name_field.setFocus()

    def on_name_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()) and self.room_box.count() > 0)

    def on_go_clicked(self) -> None:
        room = str(self.room_box.currentData() or "")
        name, picture = self.name_field.text().strip(), self.picture_field.text().strip()
        self.answered.emit(room, name, picture, int(self.limit_box.currentData()))
        super().on_go_clicked()


class CallQuestion(_RoomQuestion):
    """Asks which address is called, and for which messages."""

    answered = Signal(str, str, str)  # room, address, word

    def __init__(self, rooms: Sequence[str], parent: QWidget | None) -> None:
        title = self.tr("Call an address")
        text = self.tr("It is told what is said in the room, or what begins with a word, and its answer is posted.")
        super().__init__("send", title, text, self.tr("Call it"), "primary", parent)
        self.room_box = self.add_rooms([*rooms, ANY_ROOM])
        self.address_field = self.add_field(self.tr("Address"), _MOST_ADDRESS, hint="https://…")
        self.word_field = self.add_field(
            self.tr("Word (empty: all messages)"), _MOST_NAME, hint=self.tr("For example: deploy")
        )
        self.add_buttons()
        for field in (self.address_field, self.word_field):
            field.textChanged.connect(self._show_state)
        self.room_box.currentIndexChanged.connect(self._show_state)
        self._show_state()
        self.address_field.setFocus()

    def _show_state(self) -> None:
        is_whole = bool(self.address_field.text().strip())
        needs_word = self.room_box.currentData() == ANY_ROOM
        self.go_button.setEnabled(is_whole and (bool(self.word_field.text().strip()) or not needs_word))

    def on_go_clicked(self) -> None:
        room, word = str(self.room_box.currentData() or ""), self.word_field.text().strip()
        self.answered.emit(room, self.address_field.text().strip(), word)
        super().on_go_clicked()


class SecretQuestion(ActQuestion):
    """Shows a text that is told once, with a button that copies it."""

    def __init__(self, title: str, text: str, secret: str, parent: QWidget | None) -> None:
        super().__init__("key", title, text, self.tr("Copy"), "primary", parent)
        self.secret_field = self.add_field("", len(secret))
        self.secret_field.setAccessibleName(title)
        self.secret_field.setText(secret)
        self.secret_field.setReadOnly(True)
        self.secret_field.setCursorPosition(0)
        self.cancel_button.setText(self.tr("Close"))
        self.add_buttons()
        self.go_button.setFocus()

    def on_go_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.secret_field.text())
        super().on_go_clicked()
