"""ShownFiles: the contents of files in the timeline of a pane, and the time of their loading. GUI thread.

Pictures of the chat's own server are loaded at the first paint. A picture elsewhere, of a stranger, or of many bytes
is loaded at the person's wish, because the server of the picture learns about the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from desktop_chat.client.entry import DeliveryState, Entry
from desktop_chat.client.file_address import FileAddress, Owner, parse_file_address
from desktop_chat.client.file_names import is_program
from desktop_chat.client.shown_file import FileKind, ShownFile
from desktop_chat.client.uploads import source_of
from desktop_chat.irc.capabilities import TAG_PICTURE
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.media.animation import Animations
from desktop_chat.qt.media.picture_shelf import PictureShelf
from desktop_chat.qt.network.file_courier import FileRequest, LoadProblem, LoadState, LoadStatus
from desktop_chat.qt.network.file_loader import FileLoader
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.network_files import NetworkFiles
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline.file_box import NOTHING, FileAction, FileLook
from desktop_chat.qt.views.room_pane import RoomPane

UNASKED_BYTES = 20_000_000
"""A larger picture waits for the person."""
PORTRAIT_BYTES = 2_000_000
MOST_BYTES = 4_000_000_000
_HELPLESS = frozenset({LoadProblem.GONE, LoadProblem.TOO_LARGE})
"""Problems that another attempt does not solve."""
_MOST_ELSEWHERE = 1_000
_PICTURE_ACTIONS: tuple[FileAction, ...] = ("file-open", "file-save", "file-copy")
_WORTH_A_WORD = 1_000_000
"""Bytes of a picture whose download is shown with a number and can be cancelled."""


class ShownFiles(QObject):
    """The files of the shown room."""

    left = Signal()  # another room is shown
    arrived = Signal(str)  # the address of a file that is in the cache now, or that cannot be loaded

    def __init__(self, pane: RoomPane, loader: FileLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._loader = loader
        self.shelf = PictureShelf(self)
        self.animations = Animations(self)
        self._network: Network | None = None
        self._wanted: dict[str, ShownFile] = {}
        """What the person has asked for and the server has not told the token for."""
        self._elsewhere: dict[str, None] = {}
        """Addresses that looked like our server's, and that our server does not know."""
        loader.changed.connect(self.on_file_changed)
        self.shelf.changed.connect(self.on_picture_changed)
        self.animations.advanced.connect(pane.timeline.repaint_file)
        pane.room_shown.connect(self.on_room_shown)
        pane.timeline.set_files(self)
        self.on_room_shown()

    # The room

    def on_room_shown(self) -> None:
        """Follow the network of the shown room."""
        self.left.emit()
        self.animations.stop_all()
        network = self._pane.network
        if network is self._network:
            return
        if self._network is not None:
            self._network.files.ready.disconnect(self.on_requests_ready)
        self._network = network
        self._wanted.clear()
        if network is not None:
            network.files.ready.connect(self.on_requests_ready)

    def on_requests_ready(self) -> None:
        """Load the files in wait for the token."""
        wanted, self._wanted = self._wanted, {}
        for file in wanted.values():
            self.load_file(file, asked=True)
        self._pane.timeline.repaint_files()

    def on_picture_changed(self, address: str) -> None:
        """Paint a decoded picture; for the picture of an author the whole view."""
        timeline = self._pane.timeline
        if not timeline.repaint_file(address):
            timeline.repaint_files()

    def on_file_changed(self, address: str) -> None:
        status = self._loader.status_of(address)
        if status is not None and status.state in (LoadState.READY, LoadState.FAILED):
            self.arrived.emit(address)
        self.on_picture_changed(address)

    # What the timeline asks

    def look_of(self, entry: Entry, file: ShownFile, pixels: QSize) -> FileLook:
        """Return the look of a file, and begin to load a permitted picture."""
        if not file.address:
            return self._look_unsent(entry, file, pixels)
        status = self._loader.status_of(file.address)
        if status is None or self._is_elsewhere(file, status):
            return self._look_unloaded(entry, file)
        match status.state:
            case LoadState.READY if status.path is not None and file.kind is FileKind.PICTURE:
                pixmap = self.shelf.picture_of(file.address, status.path, pixels)
                if pixmap is not None:
                    return self._look_of_picture(file, status.path, pixmap, pixels)
                if self.shelf.is_unshowable(file.address):
                    note = self.tr("This picture cannot be shown.")
                    return FileLook(note=note, is_problem=True, actions=("file-save",))
                return NOTHING
            case LoadState.READY:
                return FileLook(actions=_card_actions(file))
            case LoadState.FAILED:
                actions: tuple[FileAction, ...] = () if status.problem in _HELPLESS else ("file-retry",)
                return FileLook(note=self._problem_text(status.problem), is_problem=True, actions=actions)
            case _:
                return self._look_loading(file, status)

    def _look_of_picture(self, file: ShownFile, path: Path, first: QPixmap, pixels: QSize) -> FileLook:
        """Return a picture, moving unless the person wants little motion."""
        if not file.is_animated:
            return FileLook(first, actions=_PICTURE_ACTIONS)
        if appearance().is_calm:
            badge = "GIF" if file.attachment.media_type == "image/gif" else ""
            return FileLook(first, actions=_PICTURE_ACTIONS, badge=badge)
        return FileLook(self.animations.frame_of(file.address, path, pixels) or first, actions=_PICTURE_ACTIONS)

    def _look_unsent(self, entry: Entry, file: ShownFile, pixels: QSize) -> FileLook:
        """Return the look of an own file on the way to the server."""
        source, network = source_of(entry), self._network
        if source is None or network is None:
            return NOTHING
        pixmap = None
        if file.kind is FileKind.PICTURE and not pixels.isEmpty():
            pixmap = self.shelf.picture_of(source.path, Path(source.path), pixels)
        if entry.state is not DeliveryState.PENDING:
            return FileLook(pixmap)
        sent = network.uploader.sent_bytes(entry)
        if sent is None:
            return FileLook(pixmap, self.tr("Waiting to be sent"), actions=("file-cancel",), progress=0.0)
        note = self.tr("{0} of {1}").format(size_text(sent), size_text(file.size)) if file.size else ""
        return FileLook(pixmap, note, actions=("file-cancel",), progress=sent / file.size if file.size else 0.0)

    def note_of(self, entry: Entry, file: ShownFile) -> str:
        """Return the trouble of a file for a screen reader, or ""."""
        if not file.address:
            return ""
        status = self._loader.status_of(file.address)
        if status is not None and status.state is LoadState.FAILED:
            return self._problem_text(status.problem)
        if self.shelf.is_unshowable(file.address):
            return self.tr("This picture cannot be shown.")
        return ""

    def actions_of(self, entry: Entry, file: ShownFile) -> tuple[FileAction, ...]:
        """Return the actions of a person on a file now."""
        if not file.address:
            return self._look_unsent(entry, file, QSize()).actions
        status = self._loader.status_of(file.address)
        if status is None or status.state is not LoadState.READY:
            return self.look_of(entry, file, QSize()).actions
        if file.kind is not FileKind.PICTURE:
            return _card_actions(file)
        return ("file-save",) if self.shelf.is_unshowable(file.address) else _PICTURE_ACTIONS

    def portrait_of(self, entry: Entry, side: int) -> QPixmap | None:
        """Return the picture of an author, if loaded. A picture on our own server is loaded now."""
        address = entry.tags.get(TAG_PICTURE, "")
        status = self._loader.status_of(address)
        if status is not None and status.path is not None:
            return self.shelf.picture_of(address, status.path, QSize(2 * side, 2 * side))
        place, network = parse_file_address(address), self._network
        if status is not None or place is None or network is None:
            return None
        if network.files.owner_of(place) is Owner.OURS:
            self._load_portrait(address)
        return None

    def portrait_loading(self, entry: Entry) -> Callable[[], None] | None:
        """Return the action for loading the picture of an author; None if loaded, or without a picture."""
        address = entry.tags.get(TAG_PICTURE, "")
        if parse_file_address(address) is None or self._network is None:
            return None
        status = self._loader.status_of(address)
        is_missing = status is None or status.state is LoadState.FAILED
        return partial(self._load_portrait, address) if is_missing else None

    def _load_portrait(self, address: str) -> None:
        place, network = parse_file_address(address), self._network
        if place is None or network is None:
            return
        files = network.files
        make = files.own_request if files.owner_of(place) is Owner.OURS else files.foreign_request
        request = make(address, place, PORTRAIT_BYTES)
        if request is not None:
            self._loader.load_file(request)

    def _look_unloaded(self, entry: Entry, file: ShownFile) -> FileLook:
        place, network = parse_file_address(file.address), self._network
        if place is None or network is None:
            return FileLook(note=self.tr("This address cannot be used."), is_problem=True)
        if file.kind is not FileKind.PICTURE:
            return FileLook(actions=_card_actions(file))
        is_ours = self._owner_of(network.files, file.address, place) is not Owner.FOREIGN
        if is_ours and not network.files.is_online:
            return FileLook(note=self.tr("You are offline."))
        if not is_ours:
            return FileLook(note=self.tr("From {0}").format(place.host), actions=("file-show",))
        if not self._may_load_unasked(entry, file):
            return FileLook(note=size_text(file.size) if file.size else "", actions=("file-show",))
        self.load_file(file)
        return NOTHING

    def _look_loading(self, file: ShownFile, status: LoadStatus) -> FileLook:
        total = status.total or file.size
        progress = min(1.0, status.received / total) if total else 0.0
        if file.kind is FileKind.PICTURE and total < _WORTH_A_WORD:
            return NOTHING
        note = self.tr("{0} of {1}").format(size_text(status.received), size_text(total)) if total else ""
        return FileLook(note=note, actions=("file-cancel",), progress=progress)

    def _may_load_unasked(self, entry: Entry, file: ShownFile) -> bool:
        room = self._pane.room
        return file.size <= UNASKED_BYTES and (entry.own or (room is not None and not is_stranger(room)))

    def _is_elsewhere(self, file: ShownFile, status: LoadStatus) -> bool:
        """Note an address of another server: the file only looked like a file of our server. Return False if the file
        is ours, or was noted before."""
        if status.state is not LoadState.FAILED or status.problem is not LoadProblem.GONE or self._network is None:
            return False
        place = parse_file_address(file.address)
        if place is None or self._owner_of(self._network.files, file.address, place) is not Owner.PERHAPS_OURS:
            return False
        self._elsewhere[file.address] = None
        if len(self._elsewhere) > _MOST_ELSEWHERE:
            del self._elsewhere[next(iter(self._elsewhere))]
        self._loader.forget_file(file.address)
        return True

    def _owner_of(self, files: NetworkFiles, address: str, place: FileAddress) -> Owner:
        return Owner.FOREIGN if address in self._elsewhere else files.owner_of(place)

    # Loading

    def load_file(self, file: ShownFile, *, asked: bool = False) -> bool:
        """Load a file. `asked`: by the person, whatever the size. Return False if the loading is impossible now."""
        place, network = parse_file_address(file.address), self._network
        if place is None or network is None:
            return False
        most = MOST_BYTES if asked else UNASKED_BYTES
        request: FileRequest | None
        if self._owner_of(network.files, file.address, place) is Owner.FOREIGN:
            request = network.files.foreign_request(file.address, place, most)
        else:
            request = network.files.own_request(file.address, place, most)
        if request is not None:
            self._loader.load_file(request)
            return True
        if asked and self._owner_of(network.files, file.address, place) is not Owner.FOREIGN:
            self._wanted[file.address] = file
            return network.files.is_online
        return False

    def cancel_load(self, entry: Entry, file: ShownFile) -> None:
        """Stop the loading or the sending of a file."""
        if file.address:
            self._loader.cancel_load(file.address)
        elif self._network is not None:
            self._network.uploader.cancel_upload(entry)

    def status_of(self, file: ShownFile) -> LoadStatus | None:
        return self._loader.status_of(file.address)

    def forget_file(self, file: ShownFile) -> None:
        """Forget a file after the cache has dropped the bytes."""
        self._loader.forget_file(file.address)
        self.shelf.forget_picture(file.address)

    def _problem_text(self, problem: LoadProblem | None) -> str:
        match problem:
            case LoadProblem.GONE:
                return self.tr("This file is gone.")
            case LoadProblem.FORBIDDEN:
                return self.tr("You may not read this file.")
            case LoadProblem.TOO_LARGE:
                return self.tr("This file is too large.")
            case LoadProblem.UNTRUSTED:
                return self.tr("Another server has answered.")
            case LoadProblem.NO_SPACE:
                return self.tr("There is no space on this computer.")
            case LoadProblem.REFUSED:
                return self.tr("The server does not give this file.")
            case _:
                return self.tr("The file could not be loaded.")


def is_stranger(room: Room) -> bool:
    """Return True for direct messages of a stranger: the person never wrote back."""
    return room.kind == "direct" and not room.state.answered


def _card_actions(file: ShownFile) -> tuple[FileAction, ...]:
    """Return the actions of a card. A program is never opened from here."""
    return ("file-save",) if is_program(file.name) else ("file-open", "file-save")
