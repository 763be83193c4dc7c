"""Attaching: files that a person chooses, pastes or drops, and the dialog before they are sent. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_chat.qt.dialogs import attach_dialog
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.network.file_preparer import ChosenFile, FilePreparer, choices_in
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.composer import is_command
from desktop_chat.qt.views.drop_hint import DropHint
from desktop_chat.qt.views.entry_texts import files_refusal
from desktop_chat.qt.views.room_pane import RoomPane

_FOLDER = "uploads"


class Attaching(QObject):
    """Sends files to the pane's room. One dialog is open at a time; what is added meanwhile is added there."""

    toast_requested = Signal(str)

    def __init__(self, window: QWidget, controller: Controller, pane: RoomPane) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._pane = pane
        self._folder = controller.archive.path.parent / _FOLDER
        self._chosen_from = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        """The folder from which the person has chosen files last."""
        self._dialog: attach_dialog.AttachDialog | None = None
        self._hint: DropHint | None = None
        pane.composer.attach_button.clicked.connect(self.choose_files)
        pane.composer.edit.take_files = self.take_files
        pane.show_drop = self.show_drop

    def choose_files(self) -> None:
        """Let the person choose files."""
        if not self._require_open_way():
            return
        chooser = QFileDialog(self._window, self.tr("Send files"), self._chosen_from)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Add"))
        chooser.filesSelected.connect(self.on_files_selected)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def on_files_selected(self, paths: Sequence[str]) -> None:
        self._chosen_from = str(Path(paths[0]).parent) if paths else self._chosen_from
        self.attach([ChosenFile(Path(path)) for path in paths])

    def take_files(self, mime: QMimeData) -> bool:
        """Take the files of the clipboard or of a drop. Return False if there are none."""
        choices = choices_in(mime, self.tr("Picture"))
        if choices and self._require_open_way():
            self.attach(choices)
        return bool(choices)

    def show_drop(self, mime: QMimeData | None) -> bool:
        """Show where dragged files go; None: they are gone. Return True if they may be dropped."""
        room = self._pane.room
        is_welcome = mime is not None and bool(choices_in(mime, "")) and room is not None
        is_welcome = is_welcome and not files_refusal(self._pane.network, self._pane.room)
        if is_welcome and room is not None:
            self._hint = self._hint or DropHint(self._pane)
            text = self.tr("Drop files here to send them to {0}").format(room.shown_name)
            self._hint.show_text(text)
        elif self._hint is not None:
            self._hint.hide()
        return is_welcome

    def attach(self, choices: Sequence[ChosenFile]) -> None:
        """Show the files before they are sent to the room that is shown now."""
        network, room = self._pane.network, self._pane.room
        if network is None or room is None or not choices:
            return
        if self._dialog is None:
            self._dialog = self._make_dialog(network, room)
            self._dialog.add_choices(choices)
            self._dialog.show()
        else:
            self._dialog.add_choices(choices)

    def _make_dialog(self, network: Network, room: Room) -> attach_dialog.AttachDialog:
        composer = self._pane.composer
        draft = composer.text() if composer.editing is None and not is_command(composer.text()) else ""
        answers = room.draft.answers.msgid if room.draft.answers is not None else ""
        limits, preparer = network.session.uploads.limits, FilePreparer(self._folder)
        made = attach_dialog.AttachDialog(room.shown_name, room.key, limits, preparer, draft, self._window)
        preparer.setParent(made)
        network.upload_limits_told.connect(made.on_limits_told)
        network.ask_upload_limits(room)

        def send(files: Sequence[PreparedFile], caption: str) -> None:
            if network in self._controller.networks and room.key in network.rooms:
                self._send_files(network, room, files, caption, answers)
                if room is self._pane.room and draft and composer.text() == draft:
                    composer.clear()

        def caption_refusal(caption: str) -> str:
            encoded = self._pane.writing.encode_text(network, room, caption)
            return translate_text(network.session.encoding_refusal(encoded))

        made.caption_refusal = caption_refusal
        made.sent.connect(send)
        made.more_requested.connect(self.choose_files)
        made.finished.connect(self._forget_dialog)
        return made

    def _forget_dialog(self) -> None:
        self._dialog = None
        self._pane.take_focus()

    def _send_files(
        self, network: Network, room: Room, files: Sequence[PreparedFile], caption: str, answers: str
    ) -> None:
        """Send each file as a message. The first one has the caption, and is the reply."""
        writing = self._pane.writing
        if room is self._pane.room:
            writing.send_requested.emit()
            writing.leave_intent()
        text = writing.encode_text(network, room, caption) if caption else ""
        for number, file in enumerate(files):
            network.send_file(room, file, caption="" if number else text, answers="" if number else answers)

    def _require_open_way(self) -> bool:
        """Return True if files can be sent here now; else tell the person why not."""
        refusal = files_refusal(self._pane.network, self._pane.room)
        if refusal:
            self.toast_requested.emit(refusal)
        return not refusal
