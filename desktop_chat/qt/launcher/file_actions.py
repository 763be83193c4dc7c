"""FileActions: the host's acts on files, from the question to the outcome. GUI thread."""

from __future__ import annotations

import mimetypes
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_chat.clock import now_ms
from desktop_chat.net.control import file_rows, file_space
from desktop_chat.net.control_values import ControlAnswer, ControlError, FileRow
from desktop_chat.paths import shared_file_path
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.files_page import FilesPage
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.media.file_copier import FileCopier
from desktop_chat.qt.widgets import Toast
from desktop_chat.qt.widgets.own_folder import documents_folder


class FileActions(ListActions):
    """Connects the page with the server, and with the bytes on this computer.

    Programs get copies in a folder of their own: a program that changes what it has opened changes no file of the chat.
    """

    def __init__(self, hosting: Hosting, page: FilesPage, toast: Toast, window: QWidget) -> None:
        super().__init__(hosting, page, toast, window)
        self._page = page
        self._opened: Path | None = None
        """The folder of the copies."""
        page.opening_requested.connect(self.on_opening_requested)
        page.copy_requested.connect(self.on_copy_requested)
        page.deletion_requested.connect(self.on_deletion_requested)

    def refresh(self) -> None:
        self.request_rows("files", file_rows, lambda rows: self._page.set_files(rows, now_ms()))
        if self._hosting.is_running:
            self._hosting.send_request("file_space", then=self._on_space_answered)

    def _on_space_answered(self, answer: ControlAnswer) -> None:
        try:
            self._page.set_space(file_space(answer.value) if answer.ok else None)
        except ControlError:  # a newer server
            self._page.set_space(None)

    def close(self) -> None:
        """Delete the copies that programs got."""
        for copier in self.findChildren(FileCopier):
            copier.wait()
        if self._opened is not None:
            shutil.rmtree(self._opened, ignore_errors=True)
            self._opened = None

    def on_opening_requested(self, file: FileRow) -> None:
        if self._opened is None:
            self._opened = Path(tempfile.mkdtemp(prefix="desktop-chat-"))
        target = Path(tempfile.mkdtemp(dir=self._opened)) / name_for_opening(file)
        self._copy_file(file, target, partial(self._open_copy, target))

    def _open_copy(self, target: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._toast.show_toast(self.tr("No program on this computer opens this file"), icon="alert")

    def on_copy_requested(self, file: FileRow) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as"), str(documents_folder() / Path(file.name).name)
        )
        if path:
            self._copy_file(
                file, Path(path), lambda: self._toast.show_toast(self.tr("The file is saved"), icon="check")
            )

    def _copy_file(self, file: FileRow, target: Path, then: Callable[[], None]) -> None:
        def on_finished(reason: str) -> None:
            if reason:
                self._toast.show_toast(
                    self.tr("The file could not be copied: {reason}").format(reason=reason), icon="alert"
                )
                self.refresh()
            else:
                then()

        copier = FileCopier(shared_file_path(self._hosting.data, file.content), target, self)
        copier.finished.connect(on_finished)

    def on_deletion_requested(self, file: FileRow) -> None:
        title = self.tr("Delete this file?")
        text = self.tr("{name}. Its bytes go from the disk. The message stays, and its link leads nowhere.")
        text = text.format(name=file.name)
        question = ActQuestion("trash", title, text, self.tr("Delete"), "danger", self._window)
        question.add_buttons()
        done = self.tr("The file is deleted")
        question.accepted.connect(lambda: self.send_change("delete_file", {"file": file.id}, done))
        question.open()


def name_for_opening(file: FileRow) -> str:
    """Return the name of a file with an ending that fits the kind of the file.

    Systems choose the program by the ending, and the sender has chosen the name.
    """
    name = Path(file.name).name
    if mimetypes.guess_type(name)[0] == file.media_type:
        return name
    return Path(name).stem + (mimetypes.guess_extension(file.media_type) or ".bin")
