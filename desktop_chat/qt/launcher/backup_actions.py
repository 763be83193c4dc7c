"""BackupActions: the host's acts on backups, from the question to the toast with the outcome. GUI thread.

A restore stops a running chat, and starts it again.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.hosting.backup_process import BackupAnswer, BackupProcess
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.backups_page import BackupsPage
from desktop_chat.qt.widgets import Toast


class BackupActions(QObject):
    """Connects the page with the commands."""

    def __init__(self, hosting: Hosting, page: BackupsPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        self._window = window
        self.commands = BackupProcess(hosting.data, self)
        self._wanted: Path | None = None
        """The backup to restore once the chat has stopped."""
        page.backup_requested.connect(self.on_backup_requested)
        page.restore_requested.connect(self.on_restore_requested)
        hosting.state_changed.connect(self.on_state_changed)

    def refresh(self) -> None:
        """Show the backups that there are now."""
        if not self.commands.is_busy:
            self.commands.list_backups(lambda answer: self._page.show_backups(answer.backups))

    def on_backup_requested(self, target: Path | None) -> None:
        self._page.set_busy(self.tr("The backup is written and checked…"))
        self.commands.write_backup(target, self._on_written)

    def _on_written(self, answer: BackupAnswer) -> None:
        self._page.set_busy("")
        if answer.error:
            self._toast.show_toast(answer.error, icon="alert")
        else:
            self._toast.show_toast(self.tr("The backup is complete"), icon="check")
        self.refresh()

    def on_restore_requested(self, backup: Path) -> None:
        text = self.tr("The chat becomes what it was then. What is there now is kept beside it, so you can undo this.")
        if self._hosting.is_active:
            text += " " + self.tr("The chat stops for a moment.")
        question = ActQuestion(
            "refresh", self.tr("Restore this backup?"), text, self.tr("Restore"), "danger", self._window
        )
        question.add_buttons()
        question.accepted.connect(lambda: self._begin_restore(backup))
        question.open()

    def _begin_restore(self, backup: Path) -> None:
        self._page.set_busy(self.tr("The backup is restored…"))
        if self._hosting.is_active:
            self._wanted = backup
            self._hosting.stop_server(self.tr("The chat is restarted and is back in a moment."))
        else:
            self.commands.restore_backup(backup, lambda answer: self._on_restored(answer, restart=False))

    def on_state_changed(self) -> None:
        """Restore the wanted backup once the chat has stopped."""
        if self._wanted is None or self._hosting.is_active:
            return
        backup, self._wanted = self._wanted, None
        self.commands.restore_backup(backup, lambda answer: self._on_restored(answer, restart=True))

    def _on_restored(self, answer: BackupAnswer, *, restart: bool) -> None:
        self._page.set_busy("")
        if restart:
            self._hosting.start_server()
        if answer.error:
            self._toast.show_toast(answer.error, icon="alert")
        else:
            self._toast.show_toast(self.tr("The backup was restored"), icon="check")
        self.refresh()
