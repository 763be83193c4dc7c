"""PeopleActions: the host's acts on people, from the question to the toast with the outcome. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.net.control import ban_rows
from desktop_chat.net.control_values import BanRow, ControlAnswer, ControlError, UserRow
from desktop_chat.qt.dialogs.question import MessageQuestion
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.bans_dialog import BansDialog
from desktop_chat.qt.launcher.bans_model import ban_subject
from desktop_chat.qt.launcher.people_columns import name_in_words
from desktop_chat.qt.launcher.people_page import PeoplePage
from desktop_chat.qt.launcher.people_questions import (
    AddressQuestion,
    AnnouncementQuestion,
    BanQuestion,
    NameQuestion,
    TermQuestion,
)
from desktop_chat.qt.widgets import Toast

_HOUR = 3600


class PeopleActions(QObject):
    """Opens its questions over the launcher's window. The toast after a ban or a mute offers to undo it."""

    def __init__(self, hosting: Hosting, page: PeoplePage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        self._window = window
        self._undo: BanRow | None = None
        self.dialog: BansDialog | None = None
        page.kick_requested.connect(self.on_kick_requested)
        page.mute_requested.connect(self.on_mute_requested)
        page.unmute_requested.connect(self.on_unmute_requested)
        page.ban_requested.connect(self.on_ban_requested)
        page.moderator_requested.connect(self.on_moderator_requested)
        page.bans_requested.connect(self.on_bans_requested)
        page.announcement_requested.connect(self.on_announcement_requested)
        toast.acted.connect(self.on_undo)
        hosting.state_changed.connect(self.on_state_changed)
        hosting.users_changed.connect(self.on_users_changed)
        self.on_state_changed()
        self.on_users_changed(hosting.users)

    def on_state_changed(self) -> None:
        self._page.set_running(running=self._hosting.is_running)

    def on_users_changed(self, users: tuple[UserRow, ...]) -> None:
        self._page.set_now(now_ms())
        self._page.set_users(users)

    def _name_of(self, nick: str) -> str:
        """Return the name of a connected person."""
        found = next((user for user in self._hosting.users if user.nick == nick), None)
        return name_in_words(found) if found is not None else shown_name(nick)

    def on_kick_requested(self, nick: str) -> None:
        title = self.tr("Kick {nick}?").format(nick=self._name_of(nick))
        text = self.tr("{nick} is disconnected, and may come back.").format(nick=self._name_of(nick))
        question = MessageQuestion("kick", title, text, self.tr("Why (optional)"), self.tr("Kick"), self._window)
        done = self.tr("{nick} was kicked").format(nick=self._name_of(nick))
        question.answered.connect(lambda reason: self._hosting.kick_person(nick, reason, self._show_outcome(done)))
        question.open()

    def on_mute_requested(self, nick: str) -> None:
        title = self.tr("Mute {nick}?").format(nick=self._name_of(nick))
        text = self.tr("{nick} can read and cannot send messages.").format(nick=self._name_of(nick))
        question = TermQuestion("mic-off", title, text, self.tr("Mute"), _HOUR, self._window)
        done = self.tr("{nick} is muted").format(nick=self._name_of(nick))
        question.answered.connect(lambda seconds, reason: self._put_ban("mute", {"nick": nick}, seconds, reason, done))
        question.open()

    def on_unmute_requested(self, nick: str) -> None:
        done = self.tr("{nick} may speak again").format(nick=self._name_of(nick))
        self._hosting.send_request("unmute", {"nick": nick}, self._show_outcome(done))

    def on_ban_requested(self, user: UserRow) -> None:
        question = BanQuestion(user, self._window)

        def on_answered(seconds: int, reason: str) -> None:
            target = question.target
            self._put_ban("ban", dict(target.whom), seconds, reason, target.done)

        question.answered.connect(on_answered)
        question.open()

    def on_moderator_requested(self, nick: str, on: bool) -> None:
        done = self.tr("{nick} is a moderator now") if on else self.tr("{nick} is not a moderator any more")
        said = self._show_outcome(done.format(nick=self._name_of(nick)))
        self._hosting.send_request("moderator", {"nick": nick, "on": on}, said)

    def on_announcement_requested(self) -> None:
        question = AnnouncementQuestion(self._window)
        done = self.tr("Everybody was told")
        question.answered.connect(lambda text: self._hosting.announce_text(text, self._show_outcome(done)))
        question.open()

    # The dialog of bans.

    def on_bans_requested(self) -> None:
        dialog = self.dialog = BansDialog(self._window)
        dialog.lift_requested.connect(self.on_lift_requested)
        dialog.address_requested.connect(self.on_address_requested)
        dialog.name_requested.connect(self.on_name_requested)
        dialog.finished.connect(self.on_dialog_finished)
        dialog.toast.acted.connect(self.on_undo)
        dialog.open()
        self._refresh_dialog()

    def on_dialog_finished(self) -> None:
        self.dialog = None

    def on_lift_requested(self, ban: BanRow) -> None:
        lifted = self.tr("{nick} may speak again") if ban.kind == "mute" else self.tr("{nick} may come back")
        self._lift_ban(ban, lifted.format(nick=ban_subject(ban)))

    def on_address_requested(self) -> None:
        question = AddressQuestion(self.dialog or self._window)

        def on_answered(seconds: int, reason: str) -> None:
            address = question.address_field.text().strip()
            done = self.tr("Nobody can join from {address}").format(address=address)
            self._put_ban("ban", {"address": address}, seconds, reason, done)

        question.answered.connect(on_answered)
        question.open()

    def on_name_requested(self) -> None:
        question = NameQuestion(self.dialog or self._window)

        def on_answered(name: str) -> None:
            done = self.tr("The name {name} is free").format(name=name)
            self._hosting.send_request("free", {"nick": name}, self._show_outcome(done))

        question.answered.connect(on_answered)
        question.open()

    def on_undo(self) -> None:
        """Lift the newest ban."""
        ban, self._undo = self._undo, None
        if ban is not None:
            self.on_lift_requested(ban)

    def _put_ban(self, do: str, whom: dict[str, Any], seconds: int, reason: str, done: str) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            rows = _parse_rows([answer.value]) if answer.ok else ()
            if rows:
                self._undo = rows[0]
                self._show_toast(done, "check", self.tr("Undo"))
            else:
                self._show_toast(answer.error, "alert")
            self._refresh_dialog()

        self._hosting.send_request(do, {**whom, "seconds": seconds, "reason": reason}, on_answered)

    def _lift_ban(self, ban: BanRow, done: str) -> None:
        said = self._show_outcome(done)

        def on_answered(answer: ControlAnswer) -> None:
            said(answer)
            self._refresh_dialog()

        self._hosting.send_request("unban", {"kind": ban.kind, "mask": ban.mask}, on_answered)

    def _refresh_dialog(self) -> None:
        """Request the bans for the dialog, if it is open."""

        def on_answered(answer: ControlAnswer) -> None:
            if self.dialog is not None:
                self.dialog.set_bans(_parse_rows(answer.value) if answer.ok else (), now_ms())

        if self.dialog is not None:
            self._hosting.send_request("bans", then=on_answered)

    def _show_outcome(self, done: str) -> Callable[[ControlAnswer], None]:
        """Return a receiver of the answer, which shows `done` or the error."""

        def on_answered(answer: ControlAnswer) -> None:
            self._undo = None
            self._show_toast(done if answer.ok else answer.error, "check" if answer.ok else "alert")

        return on_answered

    def _show_toast(self, text: str, icon: str, action: str = "") -> None:
        """Show a toast on the open dialog, which covers the window, or on the window."""
        toast = self._toast if self.dialog is None else self.dialog.toast
        toast.show_toast(text, icon=icon, action=action)


def _parse_rows(value: object) -> tuple[BanRow, ...]:
    """Return the bans, or () for the unknown form of a newer server."""
    try:
        return ban_rows(value)
    except ControlError:
        return ()
