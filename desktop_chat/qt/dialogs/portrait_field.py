"""PortraitField: the person's picture, with buttons for another picture and for the removal. GUI thread.

A file can be chosen, dropped or pasted.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_chat.client.picture_download import PictureError
from desktop_chat.qt.dialogs import portrait_dialog
from desktop_chat.qt.media.picture_thread import picture_thread
from desktop_chat.qt.media.portrait_file import read_picture
from desktop_chat.qt.network.file_preparer import choices_in
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import Avatar, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow

_AVATAR = 56
_PICTURES = "*.png *.jpg *.jpeg *.webp *.gif *.bmp"


class PortraitField(QWidget):
    """Asks for a picture and the part of the picture. The window keeps the answer."""

    chosen = Signal(QImage, QRect)  # the picture, and the square of it
    removed = Signal()

    def __init__(self, nick: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._help = ""
        self._lack = ""
        self.setAcceptDrops(True)
        self.avatar = Avatar(nick, _AVATAR)
        self.choose_button = make_button(self.tr("Choose a picture…"), "secondary", "image")
        self.remove_button = make_button(self.tr("Remove"), "quiet")
        for button in (self.choose_button, self.remove_button):
            button.setAutoDefault(False)
        self.remove_button.setAccessibleName(self.tr("Remove your picture"))
        self.help_label = make_label("", "small", wrap=True)
        self.choose_button.clicked.connect(self.choose_file)
        self.remove_button.clicked.connect(self.on_remove_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addLayout(ButtonRow(self.avatar, self.choose_button, self.remove_button, leading=True))
        column.addWidget(self.help_label)
        self.show_portrait(None)

    def set_lack(self, lack: str, help_text: str) -> None:
        """Grey the buttons because of a `lack`, or say `help_text` for ""."""
        self._lack, self._help = lack, help_text
        self.choose_button.setEnabled(not lack)
        self.choose_button.setAccessibleDescription(lack or help_text)
        self._show_note(lack or help_text)

    def show_portrait(self, image: QImage | None) -> None:
        """Show a square picture, None for initials."""
        self.avatar.set_picture(image if image is not None else QImage())
        self.remove_button.setVisible(image is not None)

    def _show_note(self, text: str, *, is_problem: bool = False) -> None:
        self.help_label.setText(text)
        self.help_label.setVisible(bool(text))
        self.help_label.setProperty("tone", "danger" if is_problem else "")
        refresh_style(self.help_label)

    # Choosing

    def choose_file(self) -> None:
        """Let the person choose a file."""
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.PicturesLocation)
        if not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(places.HomeLocation)
        chooser = QFileDialog(self, self.tr("Choose a picture"), folder, f"{self.tr('Pictures')} ({_PICTURES})")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.take_picture(Path(path)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def take_picture(self, source: Path | QImage) -> None:
        """Read a picture, and ask for the part of the picture."""
        picture_thread().add_work(("portrait", id(self)), lambda: read_picture(source), self.on_read)

    def on_read(self, outcome: QImage | PictureError | None) -> None:
        if isinstance(outcome, PictureError):
            self._show_note(self.tr("This picture cannot be shown."), is_problem=True)
        elif outcome is not None:
            dialog = portrait_dialog.PortraitDialog(outcome, self.window())
            dialog.answered.connect(self.on_answered)
            dialog.finished.connect(lambda: self.choose_button.setFocus())
            dialog.open()

    def on_answered(self, image: QImage, square: QRect) -> None:
        self.show_portrait(image.copy(square))
        self._show_note(self._help)
        self.chosen.emit(image, square)

    def on_remove_clicked(self) -> None:
        self.show_portrait(None)
        self.choose_button.setFocus()
        self.removed.emit()

    def take_mime(self, mime: QMimeData) -> bool:
        """Take the picture of the clipboard or of a drop. Return False without a picture."""
        choices = choices_in(mime, "") if not self._lack else []
        source = (choices[0].image or choices[0].path) if choices else None
        if source is not None:
            self.take_picture(source)
        return source is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (
            event.matches(QKeySequence.StandardKey.Paste) and self.take_mime(QGuiApplication.clipboard().mimeData())
        ):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._lack and choices_in(event.mimeData(), ""):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()
