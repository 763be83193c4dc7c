"""PictureViewer: a window for the pictures of a room, one at a time. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.entry import Entry
from desktop_chat.client.shown_file import FileKind, ShownFile, find_file
from desktop_chat.qt.media.animation import Animations
from desktop_chat.qt.media.picture_shelf import PictureShelf
from desktop_chat.qt.network.file_courier import LoadState
from desktop_chat.qt.theme import Space, appearance
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline import file_texts
from desktop_chat.qt.timeline.model import TimelineModel
from desktop_chat.qt.timeline.strings import full_time
from desktop_chat.qt.views.shown_files import ShownFiles
from desktop_chat.qt.widgets import ElidedLabel, IconButton, toast
from desktop_chat.qt.widgets.announcement import announce_text
from desktop_chat.qt.widgets.picture_canvas import STEP, PictureCanvas, fitting_pixels

_KEPT_BYTES = 160_000_000
_MOST_SIDE = 4096
"""Pixels of a side of a picture that is enlarged."""
_ENTRIES_AT_ONCE = 200
_MOST_ENTRIES = 20_000
"""Entries among which the next picture is looked for."""


class PictureViewer(QDialog):
    """Shows a picture and leads to its neighbours. Closed by Escape."""

    action_requested = Signal(object, str)  # Entry, a FileAction

    def __init__(self, model: TimelineModel, files: ShownFiles, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self._model = model
        self._files = files
        self._shelf = PictureShelf(self, _KEPT_BYTES)
        self._animations = Animations(self)
        self._is_playing = not appearance().is_calm
        self._entry: Entry | None = None
        self._file: ShownFile | None = None
        self._index = 0
        self._search: tuple[int, int] | None = None  # the index to look at next, and the step
        self._searcher = QTimer(self, interval=0)
        self._searcher.timeout.connect(self.on_search_goes_on)
        self.canvas = PictureCanvas()
        self.name_label = ElidedLabel("", "strong", mode=Qt.TextElideMode.ElideMiddle)
        self.about_label = ElidedLabel("", "small")
        self.buttons: dict[str, IconButton] = {}
        self._lay_out()
        self.resize(900, 680)
        self.setMinimumSize(360, 300)
        self._shelf.changed.connect(self.show_picture)
        self._animations.advanced.connect(self.show_picture)
        self.canvas.zoomed.connect(self.show_picture)
        files.arrived.connect(self._on_file_arrived)
        files.left.connect(self.close)
        model.inserted.connect(self._on_inserted)
        model.reset.connect(self.close)

    def _lay_out(self) -> None:
        rows: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("previous", "chevron-left", self.tr("Previous picture"), lambda: self.show_neighbour(-1)),
            ("next", "chevron-right", self.tr("Next picture"), lambda: self.show_neighbour(1)),
            ("play", "play", "", self.toggle_motion),
            ("smaller", "zoom-out", self.tr("Smaller"), lambda: self.canvas.zoom_by(1 / STEP)),
            ("larger", "zoom-in", self.tr("Larger"), lambda: self.canvas.zoom_by(STEP)),
            ("copy", "copy", self.tr("Copy picture"), lambda: self._request_action("file-copy")),
            ("save", "download", self.tr("Save as…"), lambda: self._request_action("file-save")),
        )
        line = QHBoxLayout()
        line.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        line.setSpacing(Space.TINY)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name_label)
        names.addWidget(self.about_label)
        line.addLayout(names, 1)
        for key, icon, name, act in rows:
            button = self.buttons[key] = IconButton(icon, name)
            button.setAutoRepeat(key in ("smaller", "larger"))
            button.clicked.connect(act)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.canvas, 1)

    # The picture

    def show_entry(self, entry: Entry) -> None:
        """Show the picture of an entry."""
        index, file = self._model.find_entry(entry.id), find_file(entry)
        if file is None or index is None:
            return
        self._entry, self._file, self._index = entry, file, index
        name = file_texts.name_text(file)
        author = self._model.name_of(entry.nick)
        about = self.tr("{name}, {time}").format(name=author, time=full_time(entry.time))
        detail = file_texts.detail_text(file)
        self.setWindowTitle(literal_text(name, TextSink.TITLE))
        self.name_label.setText(name)
        self.about_label.setText(f"{about} · {detail}")
        self.canvas.setAccessibleName(f"{file_texts.spoken_file(file)}. {about}")
        announce_text(self.canvas, self.canvas.accessibleName())
        for key in ("previous", "next"):
            self.buttons[key].setEnabled(True)
        self.buttons["play"].setVisible(file.is_animated)
        self._show_motion()
        self.canvas.show_note("")
        self.canvas.fit_whole()
        self.canvas.setFocus()
        status = self._files.status_of(file)
        if status is None or status.state is LoadState.FAILED:
            self._files.load_file(file, asked=True)
        self.show_picture()

    def _on_file_arrived(self, address: str) -> None:
        if self._file is not None and address == self._file.address:
            self.show_picture()

    def show_picture(self) -> None:
        """Show the picture with as many pixels as its size on the screen needs, as soon as they are decoded."""
        file, entry = self._file, self._entry
        if file is None or entry is None:
            return
        status = self._files.status_of(file)
        if status is None or status.path is None:
            note = self._files.note_of(entry, file)
            self.canvas.show_note(note or self.tr("Loading…"))
            return
        whole = QSize(_MOST_SIDE, _MOST_SIDE)
        small = fitting_pixels(self).boundedTo(whole)
        seen = self._shelf.picture_of(file.address, status.path, small)
        if file.is_animated and not (self._is_playing or self.canvas.is_empty):
            return  # the frame stays
        if file.is_animated and self._is_playing and self.isVisible() and not self.isMinimized():
            seen = self._animations.frame_of(file.address, status.path, small) or seen
        if not self.canvas.fits_whole:
            seen = self._shelf.picture_of(file.address, status.path, whole) or seen
        if seen is not None:
            natural = QSize(file.attachment.width, file.attachment.height)
            true = seen.size().scaled(natural.expandedTo(seen.size()), Qt.AspectRatioMode.KeepAspectRatio)
            self.canvas.blockSignals(True)
            self.canvas.show_picture(seen, true)
            self.canvas.blockSignals(False)
        elif self._shelf.is_unshowable(file.address):
            self.canvas.show_note(self.tr("This picture cannot be shown."))
        elif self.canvas.is_empty:
            self.canvas.show_note(self.tr("Loading…"))

    def toggle_motion(self) -> None:
        """Let a picture of several frames move, or stand still."""
        self._is_playing = not self._is_playing
        self._show_motion()
        self.show_picture()

    def _show_motion(self) -> None:
        button = self.buttons["play"]
        button.set_icon("pause" if self._is_playing else "play")
        button.set_name(self.tr("Pause") if self._is_playing else self.tr("Play"))

    @cached_property
    def toast(self) -> toast.Toast:
        return toast.Toast(self)

    def show_toast(self, text: str) -> None:
        """Say what came of an action, for whoever sees this window only."""
        self.toast.show_toast(text)

    # Neighbours

    def show_neighbour(self, step: int) -> None:
        """Show the next picture (1) or the previous one (-1) of the room. Looks at a few entries at a time."""
        self._search = self._index + step, step
        self._searcher.start()

    def on_search_goes_on(self) -> None:
        """Look for the neighbour among the next entries."""
        if self._search is None:
            self._searcher.stop()
            return
        index, step = self._search
        for _ in range(_ENTRIES_AT_ONCE):
            if not 0 <= index < self._model.count() or abs(index - self._index) > _MOST_ENTRIES:
                self._end_search(step)
                return
            entry = self._model.entry_at(index)
            file = find_file(entry)
            if file is not None and file.kind is FileKind.PICTURE:
                self._search = None
                self._searcher.stop()
                self.show_entry(entry)
                return
            index += step
        self._search = index, step

    def _end_search(self, step: int) -> None:
        """There is no further picture in this direction."""
        self._search = None
        self._searcher.stop()
        button = self.buttons["next" if step > 0 else "previous"]
        if button.hasFocus():
            self.canvas.setFocus()
        button.setEnabled(False)

    def _on_inserted(self, first: int, count: int) -> None:
        if first <= self._index:
            self._index += count
        if self._search is not None and first <= self._search[0]:
            self._search = self._search[0] + count, self._search[1]
        self.buttons["next"].setEnabled(True)

    # Keys and buttons

    def _request_action(self, action: str) -> None:
        if self._entry is not None:
            self.action_requested.emit(self._entry, action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if not control and self.canvas.move_by_key(key):
            return
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self.show_neighbour(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown:
                self.show_neighbour(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.canvas.zoom_by(STEP)
            case Qt.Key.Key_Minus:
                self.canvas.zoom_by(1 / STEP)
            case Qt.Key.Key_Space if self._file is not None and self._file.is_animated:
                self.toggle_motion()
            case Qt.Key.Key_0:
                self.canvas.fit_whole()
            case Qt.Key.Key_1:
                self.canvas.show_actual_size()
            case Qt.Key.Key_C if control:
                self._request_action("file-copy")
            case Qt.Key.Key_S if control:
                self._request_action("file-save")
            case _:
                super().keyPressEvent(event)
