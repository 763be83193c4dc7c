"""SingleInstanceServer: a second start of a profile reaches the running program. GUI thread."""

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
"""Longest path of a socket in bytes on any system."""
_PAUSE_MS = 50


def door_name(folder: Path) -> str:
    """Return the name of the local socket on which a profile's program listens.

    The socket lies in the profile's folder, so a crash leaves nothing elsewhere. If that path is too long, the socket
    lies in the system's folder for the user's sockets, or in a new private folder among the temporary files. On Windows
    the name is no file.

    Raises: OSError if another user owns that folder.
    """
    path = str(folder.resolve() / "door")
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    name = "desktop-chat-" + hashlib.sha256(os.fsencode(path)).hexdigest()[:20]
    return name if sys.platform == "win32" else str(_folder_for_sockets() / name)


def _folder_for_sockets() -> Path:
    """Return a folder to which no other user can write.

    Raises: OSError.
    """
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or os.devnull)
    if given.is_absolute() and is_private(given):
        return given
    own = Path(tempfile.gettempdir()) / f"desktop-chat-{_user_number()}"
    with suppress(FileExistsError):
        own.mkdir(mode=0o700)
    if not is_private(own):
        raise PermissionError(errno.EACCES, "it belongs to another user, or is open to others", str(own))
    return own


def _user_number() -> int:
    """Return the number of this process's user; 0 on Windows, where the folder for sockets is not needed."""
    if sys.platform == "win32":
        return 0
    return os.geteuid()


class SingleInstanceServer(QObject):
    """Listens for a second start of the profile. `knocked` carries the second start's link, or ""."""

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
        QLocalServer.removeServer(name)  # left by a crash: this program holds the folder's lock
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
    """True if the other end is a program of the same user."""
    return sys.platform == "win32" or is_own_user(visitor.socketDescriptor())


def hand_over(folder: Path, link: str) -> bool:
    """Ask the running program of this profile to come to the front. Return True if it confirmed.

    A program that has only just started does not listen yet. Another user's program gets no link.
    """
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
