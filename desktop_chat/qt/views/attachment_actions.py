"""AttachmentActions: opens, saves and copies the files of messages, as soon as they are loaded. GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QObject, QSize, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.picture_download import PictureError
from desktop_chat.client.shown_file import FileKind, ShownFile, find_file
from desktop_chat.qt.media.file_copier import FileCopier
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled
from desktop_chat.qt.media.picture_thread import picture_thread
from desktop_chat.qt.network.file_courier import LoadState
from desktop_chat.qt.views import picture_viewer
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shown_files import ShownFiles

_log = logging.getLogger(__name__)
COPY_SIDE = 8192
"""Pixels of a side of a picture on the clipboard at most."""
_READ_ONLY = 0o400


class AttachmentActions(QObject):
    """Serves the wishes of a timeline for its files."""

    toast_requested = Signal(str)

    def __init__(self, window: QWidget, pane: RoomPane, files: ShownFiles, opened: Path) -> None:
        """`opened`: the folder for copies of files that other programs show."""
        super().__init__(window)
        self._window = window
        self._pane = pane
        self.files = files
        self._opened = opened
        self._wishes: dict[str, list[tuple[Entry, str]]] = {}
        """What the person wants to do with files that are not here yet, by address."""
        files.arrived.connect(self.on_file_arrived)
        pane.timeline.file_requested.connect(self.act_on)

    def act_on(self, entry: Entry, action: str) -> None:
        """Do what the person wants with the file of an entry; load the file first if it is not here."""
        file = find_file(entry)
        if file is None:
            return
        if action == "file-cancel":
            self._wishes.pop(file.address, None)
            self.files.cancel_load(entry, file)
            return
        if not file.address:
            return
        status = self.files.status_of(file)
        if status is not None and status.path is not None:
            if status.path.exists():
                self._do_action(entry, file, action, status.path)
                return
            self.files.forget_file(file)
        if action not in ("file-show", "file-retry"):
            self._wishes.setdefault(file.address, []).append((entry, action))
        if not self.files.load_file(file, asked=True):
            self._wishes.pop(file.address, None)
            self.toast_requested.emit(self.tr("This file cannot be loaded now."))

    def on_file_arrived(self, address: str) -> None:
        """Do what the person has asked for, now that the file is here or cannot come."""
        for entry, action in self._wishes.pop(address, ()):
            file = find_file(entry)
            status = self.files.status_of(file) if file is not None else None
            if file is not None and status is not None and status.state is LoadState.READY and status.path is not None:
                self._do_action(entry, file, action, status.path)

    def _do_action(self, entry: Entry, file: ShownFile, action: str, path: Path) -> None:
        if action == "file-save":
            self._save_file(file, path)
        elif action == "file-copy":
            self._copy_picture(file, path)
        elif action == "file-open" and file.kind is FileKind.PICTURE:
            self.show_viewer(entry)
        elif action == "file-open":
            self._open_outside(file, path)

    def show_viewer(self, entry: Entry) -> picture_viewer.PictureViewer:
        """Show a picture in a window of its own."""
        viewer = picture_viewer.PictureViewer(self._pane.timeline.model, self.files, self._window)
        viewer.action_requested.connect(self.act_on)
        self.toast_requested.connect(viewer.show_toast)
        viewer.show_entry(entry)
        viewer.show()
        return viewer

    # Saving

    def _save_file(self, file: ShownFile, path: Path) -> None:
        """Ask where a file is to be saved, and copy it there."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        active = QApplication.activeWindow()
        window = active if isinstance(active, picture_viewer.PictureViewer) else self._window
        dialog = QFileDialog(window, self.tr("Save the file"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file.name)
        dialog.fileSelected.connect(lambda chosen: self._copy_to(path, Path(chosen), partial(self._say_saved, chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say_saved(self, chosen: str) -> None:
        self.toast_requested.emit(self.tr("Saved as {0}.").format(Path(chosen).name))

    def _copy_to(self, path: Path, target: Path, then: Callable[[], None]) -> None:
        def go_on(error: str) -> None:
            if error:
                self.toast_requested.emit(self.tr("The file cannot be saved: {0}.").format(error))
            else:
                then()

        FileCopier(path, target, self).finished.connect(go_on)

    # Opening

    def _open_outside(self, file: ShownFile, path: Path) -> None:
        """Open a copy of a file by the program that the system has for it."""
        target = self._opened / path.name[:16] / file.name
        if target.exists():
            self._show_outside(target)
        else:
            self._copy_to(path, target, partial(self._show_outside, target))

    def _show_outside(self, target: Path) -> None:
        with suppress(OSError):
            target.chmod(_READ_ONLY)  # what is changed there would be lost
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self.toast_requested.emit(self.tr("No program on this computer opens this file. You can save it."))

    # Copying

    def _copy_picture(self, file: ShownFile, path: Path) -> None:
        picture_thread().add_work(("copy", file.address), lambda: _read_whole(path), self._put_on_clipboard)

    def _put_on_clipboard(self, outcome: QImage | PictureError | None) -> None:
        if isinstance(outcome, QImage):
            QGuiApplication.clipboard().setImage(outcome)
            self.toast_requested.emit(self.tr("The picture was copied."))
        else:
            self.toast_requested.emit(self.tr("The picture cannot be copied."))


def _read_whole(path: Path) -> QImage:
    """Thread: pictures.

    Raises: PictureError.
    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise PictureError(file.errorString())
    return read_scaled(open_picture(file), QSize(COPY_SIDE, COPY_SIDE))
