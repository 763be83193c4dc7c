"""The page of backups: the list, a new one at once, and the way back to an older chat. GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.hosting.backup_process import BackupRow
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.notice import Notice
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import EmptyState, IconButton, ScrollBar, make_button, make_label, make_title
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.own_folder import documents_folder


class BackupsPage(QWidget):
    """Shows BackupRows and emits wishes. While a command runs, the buttons rest.

    Until the list has been read, the page does not say that there is no backup.
    """

    backup_requested = Signal(object)  # Path, or None for the chat's own folder
    restore_requested = Signal(object)  # Path
    daily_requested = Signal()
    undo_requested = Signal()
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[BackupRow, ...] = ()
        self._folder: Path | None = None
        self._busy = False
        self.view = QListWidget()
        self.view.setAccessibleName(self.tr("Backups"))
        self.view.setVerticalScrollBar(ScrollBar(parent=self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setItemDelegate(TwoLineDelegate(self.view))
        self._purpose = self.tr(
            "A backup holds all messages, rooms, accounts and settings. The chat goes on meanwhile."
        )
        self.empty = EmptyState("download", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.reading_label = make_label(self.tr("Reading the list…"), "muted", wrap=True)
        self.reading_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.reading_label)
        self._pages.setCurrentWidget(self.reading_label)
        self.now_button = make_button(self.tr("Back up now"), "primary", "download")
        self.restore_button = make_button(self.tr("Restore…"))
        self.save_button = IconButton("download", self.tr("Save a backup as…"))
        self.other_button = IconButton("upload", self.tr("Restore from a file…"))
        self.folder_button = IconButton("folder", self.tr("Show the folder"))
        self.daily_button = IconButton("clock", self.tr("A backup every day…"))
        self.notice = Notice()
        self.notice.action_button.setAccessibleDescription(self.tr("The chat stops for a moment."))
        self.state_label = make_label("", "small", wrap=True)
        self._lay_out()
        self._connect_parts()
        self._show_state()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_title(self.tr("Backups")))
        head.addStretch(1)
        for button in (self.daily_button, self.save_button, self.other_button, self.folder_button):
            head.addWidget(button)
        buttons = ButtonRow()
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.now_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.notice)
        foot.addWidget(self.state_label)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Framed(self._pages), 1)
        column.addLayout(foot)

    def _connect_parts(self) -> None:
        self.now_button.clicked.connect(lambda: self.backup_requested.emit(None))
        self.empty.acted.connect(lambda: self.backup_requested.emit(None))
        self.save_button.clicked.connect(self.on_save_clicked)
        self.restore_button.clicked.connect(self.on_restore_clicked)
        self.other_button.clicked.connect(self.on_other_clicked)
        self.folder_button.clicked.connect(self.on_folder_clicked)
        self.daily_button.clicked.connect(self.daily_requested)
        self.notice.acted.connect(self.undo_requested)
        self.notice.other_acted.connect(self.forget_requested)
        self.view.currentRowChanged.connect(self._show_state)
        self.view.itemActivated.connect(self.on_restore_clicked)

    def show_backups(self, backups: tuple[BackupRow, ...]) -> None:
        """Show the backups in the chat's own folder, newest first."""
        self._backups = backups
        self.view.clear()
        for backup in backups:
            self.view.addItem(self._describe(backup))
        self._folder = backups[0].path.parent if backups else None
        self.empty.set_state("download", self.tr("No backup yet"), self._purpose, self.tr("Back up now"))
        self._pages.setCurrentWidget(self.view if backups else self.empty)
        if backups:
            self.view.setCurrentRow(0)
        self._show_state()

    def show_fault(self, reason: str) -> None:
        """Show why the list cannot be read, unless an earlier list is there."""
        if not self._backups:
            self.empty.set_state("alert", self.tr("The backups cannot be listed"), reason, self.tr("Back up now"))
            self._pages.setCurrentWidget(self.empty)

    def show_former(self, former: str) -> None:
        """Show that there is a chat from before a restore, until the host has decided. `former`: its folder, or ""."""
        if former:
            text = self.tr("A backup was restored. The chat as it was before is kept until you decide.")
            self.notice.show_notice("accent", text, self.tr("Undo…"), other=self.tr("Keep this chat…"))
        else:
            self.notice.hide()

    def set_busy(self, doing: str) -> None:
        """Show what is under way; "" when it is done."""
        self._busy = bool(doing)
        self.state_label.setText(doing)
        self._show_state()

    def chosen_backup(self) -> BackupRow | None:
        row = self.view.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def preview(self, backup: BackupRow) -> str:
        """Return what a backup holds: whose chat, of when, and how much of it."""
        return "\n".join(filter(None, (shown_name(backup.name), self._describe(backup))))

    def _describe(self, backup: BackupRow) -> str:
        rooms = self.tr("%n rooms", "", backup.rooms)
        messages = self.tr("%Ln messages", "", backup.messages)
        return f"{_moment(backup.time)}\n{rooms} · {messages} · {size_text(backup.size)}"

    def _show_state(self) -> None:
        self.state_label.setVisible(self._busy)
        self.now_button.setVisible(bool(self._backups))
        self.restore_button.setVisible(bool(self._backups))
        notice = self.notice
        for button in (
            self.now_button,
            self.save_button,
            self.other_button,
            notice.action_button,
            notice.other_button,
        ):
            button.setEnabled(not self._busy)
        self.restore_button.setEnabled(not self._busy and self.chosen_backup() is not None)
        self.folder_button.setEnabled(self._folder is not None)

    def on_restore_clicked(self) -> None:
        backup = self.chosen_backup()
        if backup is not None and not self._busy:
            self.restore_requested.emit(backup.path)

    def on_save_clicked(self) -> None:
        name = f"chat-{QDateTime.currentDateTime().toString('yyyyMMdd-HHmm')}.zip"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a backup"), str(documents_folder() / name), self.tr("Backups (*.zip)")
        )
        if path:
            self.backup_requested.emit(Path(path))

    def on_other_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Restore a backup"), str(documents_folder()), self.tr("Backups (*.zip)")
        )
        if path:
            self.restore_requested.emit(Path(path))

    def on_folder_clicked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _moment(time: int) -> str:
    locale = QLocale()
    moment = QDateTime.fromMSecsSinceEpoch(time)
    date = locale.toString(moment.date(), QLocale.FormatType.LongFormat)
    return f"{date}, {locale.toString(moment.time(), QLocale.FormatType.ShortFormat)}"
