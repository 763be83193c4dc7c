"""RoleChanges: the host makes and removes moderators, from the question to the toast with the outcome. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control import role_rows
from desktop_chat.net.control_values import ControlAnswer, RoleRow
from desktop_chat.qt.dialogs import invite_dialog
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.launcher.roles_page import RolesPage
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import Toast
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.field_caption import add_captioned

_MOST_NAME = 60


class ModeratorQuestion(ActQuestion):
    """Asks for a person and a room."""

    answered = Signal(str, str)  # name, room

    def __init__(self, rooms: Sequence[str], parent: QWidget | None) -> None:
        title = self.tr("Make somebody a moderator")
        text = self.tr(
            "Moderators kick and ban people in the room, change its topic and settings, and delete messages."
        )
        super().__init__("shield", title, text, self.tr("Make moderator"), "primary", parent)
        self.name_field = self.add_field(self.tr("Name or account"), _MOST_NAME)
        self.room_box = ElidedComboBox()
        for room in rooms:
            self.room_box.addItem(literal_text(shown_name(room), TextSink.CAPTION), room)
        add_captioned(self.column, self.tr("Room"), self.room_box)
        self.add_buttons()
        self.go_button.setEnabled(False)
        self.name_field.textChanged.connect(self.on_name_changed)
        self.name_field.setFocus()

    def on_name_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()))

    def on_go_clicked(self) -> None:
        self.answered.emit(self.name_field.text().strip(), str(self.room_box.currentData() or ""))
        super().on_go_clicked()


class RoleChanges(ListActions):
    """Connects the page with the server."""

    def __init__(self, hosting: Hosting, page: RolesPage, toast: Toast, window: QWidget) -> None:
        super().__init__(hosting, page, toast, window)
        self._page = page
        hosting.roles_changed.connect(page.set_roles)
        page.moderator_requested.connect(self.on_moderator_requested)
        page.owner_link_requested.connect(self.on_owner_link_requested)
        page.removal_requested.connect(self.on_removal_requested)

    def refresh(self) -> None:
        self.request_rows("roles", role_rows, self._page.set_roles)

    def on_moderator_requested(self) -> None:
        question = ModeratorQuestion(self.known_rooms(), self._window)

        def on_answered(name: str, room: str) -> None:
            done = self.tr("{nick} is a moderator now").format(nick=shown_name(name))
            self.send_change("moderator", {"nick": name, "room": room, "on": True}, done)

        question.answered.connect(on_answered)
        question.open()

    def on_owner_link_requested(self) -> None:
        """Make the link for a second computer, and show it."""

        def on_answered(answer: ControlAnswer) -> None:
            if not answer.ok:
                self._toast.show_toast(answer.error, icon="alert")
                return
            invite_dialog.OwnerDialog(self._hosting.invitations.owner_link(str(answer.value)), self._window).open()
            self.refresh()

        self._hosting.send_request("owner_link", {}, on_answered)

    def _ask_to_revoke(self, role: RoleRow) -> None:
        """Ask before a link or a further computer of the owner loses its rights."""
        title = self.tr("Take the chat from this computer?")
        text = self.tr("Whoever uses it is a guest from now on, and can join as others do.")
        if role.role == "owner_link":
            title, text = self.tr("Revoke the link?"), self.tr("Nobody becomes an owner by it any more.")
        question = ActQuestion("shield", title, text, self.tr("Revoke"), "danger", self._window)
        question.add_buttons()
        done = self.tr("Revoked")
        question.accepted.connect(lambda: self.send_change("revoke_owner", {"identity": role.identity}, done))
        question.open()

    def on_removal_requested(self, role: RoleRow) -> None:
        if not role.room:
            self._ask_to_revoke(role)
            return
        names = {"nick": shown_name(role.name), "room": shown_name(role.room)}
        title = self.tr("Take the role from {nick}?").format(**names)
        text = self.tr("{nick} is no longer a moderator in {room}.").format(**names)
        question = ActQuestion("shield", title, text, self.tr("Remove"), "danger", self._window)
        question.add_buttons()
        whom = {"identity": role.identity} if role.identity else {"nick": role.name}
        done = self.tr("{nick} is not a moderator any more").format(**names)
        question.accepted.connect(lambda: self.send_change("moderator", {**whom, "room": role.room, "on": False}, done))
        question.open()
