"""HostedRoomActions: the host's acts on rooms, from the question to the toast with the outcome. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.room_settings import RoomSettings, changes_between, read_settings
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.irc.isupport import RETENTION, ISupport
from desktop_chat.irc.modes import pack_mode_changes
from desktop_chat.net.control import room_rows, setting_rows
from desktop_chat.net.control_values import ControlAnswer, ControlError, RoomRow
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.launcher.rooms_page import RoomsPage
from desktop_chat.qt.widgets import Toast

_CHANMODES = "beI,k,fHl,CMNPRSTUWcimnrstuz"
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


class HostedRoomActions(ListActions):
    """Connects the page with the server."""

    def __init__(self, hosting: Hosting, page: RoomsPage, toast: Toast, window: QWidget) -> None:
        super().__init__(hosting, page, toast, window)
        self._page = page
        hosting.users_changed.connect(page.set_users)
        page.set_users(hosting.users)
        page.topic_requested.connect(self.on_topic_requested)
        page.settings_requested.connect(self.on_settings_requested)
        page.deletion_requested.connect(self.on_deletion_requested)

    def refresh(self) -> None:
        self.request_rows("rooms", room_rows, lambda rows: self._page.set_rooms(rows, now_ms()))

    def on_topic_requested(self, room: RoomRow) -> None:
        question = TopicQuestion(room, self._window)
        done = self.tr("The topic is saved")
        question.answered.connect(lambda text: self.send_change("topic", {"room": room.name, "text": text}, done))
        question.open()

    def on_settings_requested(self, room: RoomRow) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            support = ISupport({"CHANMODES": _CHANMODES, "PREFIX": "(qaohv)~&@%+", **_retention(answer)})
            self._open_settings(room, support)

        self._hosting.send_request("settings", then=on_answered)

    def _open_settings(self, room: RoomRow, support: ISupport) -> None:
        values = {"k": room.password, "l": str(room.limit or ""), "H": f"{room.keep_days}d" if room.keep_days else ""}
        modes = f"+{room.modes}{''.join(letter for letter, value in values.items() if value)}"
        arguments = [value for value in values.values() if value]
        settings = read_settings(support, " ".join([modes, *arguments]), "")
        dialog = RoomSettingsDialog(shown_name(room.name), settings, support, (), self._window, moderator=True)
        dialog.lists_button.hide()
        dialog.saved.connect(lambda before, after: self._save_settings(room, support, before, after))
        dialog.open()

    def _save_settings(self, room: RoomRow, support: ISupport, before: RoomSettings, after: RoomSettings) -> None:
        changes = changes_between(support, before, after)
        for words in pack_mode_changes(changes, _MOST_CHANGES, _CHANGES_BYTES):
            self.send_change("mode", {"room": room.name, "modes": " ".join(words)}, self.tr("The settings are saved"))

    def on_deletion_requested(self, room: RoomRow) -> None:
        title = self.tr("Delete {room}?").format(room=shown_name(room.name))
        text = self.tr("All messages of the room are deleted for good, and everybody in it is put out.")
        question = ActQuestion("trash", title, text, self.tr("Delete"), "danger", self._window)
        question.add_buttons()
        done = self.tr("{room} was deleted").format(room=shown_name(room.name))
        question.accepted.connect(lambda: self.send_change("delete_room", {"room": room.name}, done))
        question.open()


def _retention(answer: ControlAnswer) -> dict[str, str]:
    """Return the token that says for how many days the chat keeps messages, from the answer to `settings`."""
    try:
        rows = setting_rows(answer.value) if answer.ok else ()
    except ControlError:
        rows = ()
    days = next((row.value for row in rows if row.key == "history.days"), None)
    return {} if days is None else {RETENTION: str(days)}
