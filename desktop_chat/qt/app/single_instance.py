"""Door: how a second start of a profile reaches the program that has it open. GUI thread."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop_chat.files import is_private
from desktop_chat.net.peer_user import is_own_user

_log = logging.getLogger(__name__)
_ANSWER_MS = 1_500
_LONGEST_PATH = 100
"""Bytes that the path of a socket may have on every system."""
_PAUSE_MS = 50


def door_name(folder: Path) -> str:
    """Where the one program of a profile listens for a second start.

    In the profile's folder, so that nothing is left elsewhere by one that crashes. Where a socket cannot have so long a
    path: in the system's folder for this user's sockets, or one of our own in that for temporary files, which is made
    here. By a name alone where it is no file (Windows). Raises OSError where another user has taken that folder.
    """
    path = str(folder.resolve() / "door")
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    name = "desktop-chat-" + hashlib.sha256(os.fsencode(path)).hexdigest()[:20]
    return name if sys.platform == "win32" else str(_folder_for_sockets() / name)


def _folder_for_sockets() -> Path:
    """A folder that no other user can write to. Raises OSError."""
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or os.devnull)
    if given.is_absolute() and is_private(given):
        return given
    own = Path(tempfile.gettempdir()) / f"desktop-chat-{os.geteuid()}"
    with suppress(FileExistsError):
        own.mkdir(mode=0o700)
    if not is_private(own):
        raise PermissionError(errno.EACCES, "it belongs to another user, or is open to others", str(own))
    return own


class SingleInstanceServer(QObject):
    """Hears of a second start of the same profile: `knocked` carries its link, or ""."""

    knocked = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        try:
            name = door_name(folder)
        except OSError as error:
            _log.warning("A second start will not be heard: %s.", error)
            return
        QLocalServer.removeServer(name)  # of one that crashed: we hold the folder's lock, so nobody listens there
        if not self._server.listen(name):
            _log.info("A second start will not be heard: %s.", self._server.errorString())
        self._server.newConnection.connect(self.on_connected)

    def on_connected(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            if not _is_own(visitor):
                _log.warning("A program of another user knocked at the door, and was turned away.")
                visitor.abort()
                visitor.deleteLater()
                continue
            visitor.readyRead.connect(lambda visitor=visitor: self._on_heard(visitor))
            visitor.disconnected.connect(visitor.deleteLater)

    def _on_heard(self, visitor: QLocalSocket) -> None:
        if visitor.canReadLine():
            link = bytes(visitor.readLine(8192).data()).decode("utf-8", "replace").strip()
            visitor.write(b"ok\n")
            visitor.flush()
            visitor.disconnectFromServer()
            self.knocked.emit(link)

    def close(self) -> None:
        self._server.close()


def _is_own(visitor: QLocalSocket) -> bool:
    """Whether this user's own program is at the other end."""
    return sys.platform == "win32" or is_own_user(visitor.socketDescriptor())


def hand_over(folder: Path, link: str) -> bool:
    """Ask the program that has this profile to come to the front; whether it said that it does. One that has only
    just begun has no door yet. Another user's program, which only waits for links, is told nothing."""
    visitor = QLocalSocket()
    patience = QDeadlineTimer(_ANSWER_MS)
    try:
        name = door_name(folder)
    except OSError as error:
        _log.warning("The program that is open already cannot be reached: %s.", error)
        return False
    visitor.connectToServer(name)
    while not visitor.waitForConnected(_ANSWER_MS):
        if patience.hasExpired():
            return False
        QThread.msleep(_PAUSE_MS)
        visitor.connectToServer(name)
    if not _is_own(visitor):
        _log.warning("A program of another user answers at %s.", name)
        visitor.abort()
        return False
    visitor.write(" ".join(link.split()).encode()[:8000] + b"\n")
    heard = visitor.waitForReadyRead(_ANSWER_MS)
    visitor.disconnectFromServer()
    return heard
