"""BackupActions: the host's acts on backups, from the question to the toast with the outcome. GUI thread.

A restore stops a running chat, and starts it again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.hosting.backup_process import BackupAnswer, BackupProcess, Then
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.backups_page import BackupsPage
from desktop_chat.qt.widgets import Toast

_Command = Callable[[Then], None]


class BackupActions(QObject):
    """Connects the page with the commands."""

    def __init__(self, hosting: Hosting, page: BackupsPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        self._window = window
        self.commands = BackupProcess(hosting.data, self)
        self._wanted: _Command | None = None
        """The command to run once the chat has stopped."""
        self._done = ""
        """The sentence after the command."""
        page.backup_requested.connect(self.on_backup_requested)
        page.restore_requested.connect(self.on_restore_requested)
        page.undo_requested.connect(self.on_undo_requested)
        page.forget_requested.connect(self.on_forget_requested)
        hosting.state_changed.connect(self.on_state_changed)

    def refresh(self) -> None:
        """Show the backups that there are now."""
        if not self.commands.is_busy:
            self.commands.list_backups(self._on_listed)

    def _on_listed(self, answer: BackupAnswer) -> None:
        if answer.error and not answer.backups:
            self._page.show_fault(answer.error)
            return
        self._page.show_backups(answer.backups)
        self._page.show_former(answer.former)

    def on_backup_requested(self, target: Path | None) -> None:
        self._page.set_busy(self.tr("The backup is written and checked…"))
        self.commands.write_backup(target, self._on_written)

    def _on_written(self, answer: BackupAnswer) -> None:
        self._page.set_busy("")
        self._tell_answer(answer, self.tr("The backup is complete"))

    def on_restore_requested(self, backup: Path) -> None:
        """Read the backup, show what it holds, and ask: a damaged one stops no chat."""
        self._page.set_busy(self.tr("The backup is read…"))
        self.commands.read_backup(backup, self._on_read)

    def _on_read(self, answer: BackupAnswer) -> None:
        self._page.set_busy("")
        if not answer.backups:
            self._toast.show_toast(answer.error, icon="alert")
            return
        (backup,) = answer.backups
        becomes = self.tr(
            "The chat becomes what it was then. What is there now is kept beside it, so you can undo this."
        )
        self._ask_question(
            self.tr("Restore this backup?"),
            f"{self._page.preview(backup)}\n\n{becomes}",
            self.tr("Restore"),
            partial(self.commands.restore_backup, backup.path),
            self.tr("The backup was restored"),
        )

    def on_undo_requested(self) -> None:
        self._ask_question(
            self.tr("Undo the restore?"),
            self.tr("The chat becomes what it was before. What is there now is kept beside it."),
            self.tr("Undo"),
            self.commands.undo_restore,
            self.tr("The chat is as it was before"),
        )

    def _ask_question(self, title: str, text: str, go: str, command: _Command, done: str) -> None:
        """Ask before a command for which the chat stops. `go`: the caption. `done`: the sentence afterwards."""
        if self._hosting.is_active:
            text += " " + self.tr("The chat stops for a moment.")
        question = ActQuestion("refresh", title, text, go, "danger", self._window)
        question.add_buttons()
        question.accepted.connect(lambda: self._begin(command, done))
        question.open()

    def _begin(self, command: _Command, done: str) -> None:
        self._page.set_busy(self.tr("The backup is restored…"))
        self._done = done
        if self._hosting.is_active:
            self._wanted = command
            self._hosting.stop_server(self.tr("The chat is restarted and is back in a moment."))
        else:
            command(lambda answer: self._on_restored(answer, restart=False))

    def on_state_changed(self) -> None:
        """Run the wanted command once the chat has stopped."""
        if self._wanted is None or self._hosting.is_active:
            return
        command, self._wanted = self._wanted, None
        command(lambda answer: self._on_restored(answer, restart=True))

    def _on_restored(self, answer: BackupAnswer, *, restart: bool) -> None:
        self._page.set_busy("")
        if restart:
            self._hosting.start_server()
        self._tell_answer(answer, self._done)

    def on_forget_requested(self) -> None:
        question = ActQuestion(
            "trash",
            self.tr("Keep the restored chat?"),
            self.tr("The chat as it was before the restore is deleted. This cannot be undone."),
            self.tr("Keep"),
            "danger",
            self._window,
        )
        question.add_buttons()
        question.accepted.connect(self._forget_former)
        question.open()

    def _forget_former(self) -> None:
        self.commands.forget_former(lambda answer: self._tell_answer(answer, self.tr("The restored chat is kept")))

    def _tell_answer(self, answer: BackupAnswer, done: str) -> None:
        self._toast.show_toast(answer.error or done, icon="alert" if answer.error else "check")
        self.refresh()
