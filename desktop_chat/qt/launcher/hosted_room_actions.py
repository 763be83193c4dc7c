"""HostedRoomActions: the host's acts on rooms, from the question to the toast with the outcome. GUI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.room_settings import RoomSettings, changes_between, read_settings
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.irc.isupport import RETENTION, ISupport
from desktop_chat.irc.modes import pack_mode_changes
from desktop_chat.net.control import ControlAnswer, ControlError, RoomRow, room_rows, setting_rows
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.rooms_page import RoomsPage
from desktop_chat.qt.widgets import Toast

_CHANMODES = "beI,k,fl,CMNPRSTUcimnrstuz"
"""The modes of our server (`hub/advertised`)."""
_MOST_TOPIC = 300
_MOST_CHANGES, _CHANGES_BYTES = 20, 400


class TopicQuestion(ActQuestion):
    """Asks for the topic of a room."""

    answered = Signal(str)

    def __init__(self, room: RoomRow, parent: QWidget | None) -> None:
        title = self.tr("Topic of {room}").format(room=shown_name(room.name))
        text = self.tr("Everybody in the room sees it.")
        super().__init__("topic", title, text, self.tr("Save"), "primary", parent)
        self.topic_field = self.add_field(self.tr("Topic (empty: none)"), _MOST_TOPIC)
        self.topic_field.setText(room.topic)
        self.add_buttons()
        self.topic_field.setFocus()

    def on_go_clicked(self) -> None:
        self.answered.emit(self.topic_field.text().strip())
        super().on_go_clicked()


class HostedRoomActions(QObject):
    """Connects the page with the server."""

    def __init__(self, hosting: Hosting, page: RoomsPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        self._window = window
        page.refresh_requested.connect(self.refresh)
        page.topic_requested.connect(self.on_topic_requested)
        page.settings_requested.connect(self.on_settings_requested)
        page.deletion_requested.connect(self.on_deletion_requested)

    def refresh(self) -> None:
        """Ask for the rooms as they are now."""

        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                self._page.set_rooms(_parse_rows(answer.value), now_ms())
            elif self._hosting.is_running:
                self._toast.show_toast(answer.error, icon="alert")

        if self._hosting.is_running:
            self._hosting.send_request("rooms", then=on_answered)

    def on_topic_requested(self, room: RoomRow) -> None:
        question = TopicQuestion(room, self._window)
        done = self.tr("The topic is saved")
        question.answered.connect(lambda text: self._send("topic", {"room": room.name, "text": text}, done))
        question.open()

    def on_settings_requested(self, room: RoomRow) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            support = ISupport({"CHANMODES": _CHANMODES, "PREFIX": "(qaohv)~&@%+", **_retention(answer)})
            self._open_settings(room, support)

        self._hosting.send_request("settings", then=on_answered)

    def _open_settings(self, room: RoomRow, support: ISupport) -> None:
        modes = f"+{room.modes}{'k' * bool(room.password)}{'l' * bool(room.limit)}"
        arguments = [part for part in (room.password, str(room.limit or "")) if part]
        settings = read_settings(support, " ".join([modes, *arguments]), "")
        dialog = RoomSettingsDialog(shown_name(room.name), settings, support, (), self._window, moderator=True)
        dialog.lists_button.hide()
        dialog.saved.connect(lambda before, after: self._save_settings(room, support, before, after))
        dialog.open()

    def _save_settings(self, room: RoomRow, support: ISupport, before: RoomSettings, after: RoomSettings) -> None:
        changes = changes_between(support, before, after)
        for words in pack_mode_changes(changes, _MOST_CHANGES, _CHANGES_BYTES):
            self._send("mode", {"room": room.name, "modes": " ".join(words)}, self.tr("The settings are saved"))

    def on_deletion_requested(self, room: RoomRow) -> None:
        title = self.tr("Delete {room}?").format(room=shown_name(room.name))
        text = self.tr("All messages of the room are deleted for good, and everybody in it is put out.")
        question = ActQuestion("trash", title, text, self.tr("Delete"), "danger", self._window)
        question.add_buttons()
        done = self.tr("{room} was deleted").format(room=shown_name(room.name))
        question.accepted.connect(lambda: self._send("delete_room", {"room": room.name}, done))
        question.open()

    def _send(self, do: str, arguments: dict[str, Any], done: str) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            self._toast.show_toast(done if answer.ok else answer.error, icon="check" if answer.ok else "alert")
            self.refresh()

        self._hosting.send_request(do, arguments, on_answered)


def _parse_rows(value: object) -> tuple[RoomRow, ...]:
    """Return the rooms, or () for the unknown form of a newer server."""
    try:
        return room_rows(value)
    except ControlError:
        return ()


def _retention(answer: ControlAnswer) -> dict[str, str]:
    """Return the token that says for how many days the chat keeps messages, from the answer to `settings`."""
    try:
        rows = setting_rows(answer.value) if answer.ok else ()
    except ControlError:
        rows = ()
    days = next((row.value for row in rows if row.key == "history.days"), None)
    return {} if days is None else {RETENTION: str(days)}
