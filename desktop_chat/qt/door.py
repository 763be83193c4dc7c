"""Door: how a second start of a profile reaches the program that has it open. GUI thread."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
_ANSWER_MS = 1_500
_LONGEST_PATH = 100
"""Bytes that the path of a socket may have on every system."""
_PAUSE_MS = 50


def door_name(folder: Path) -> str:
    """Where the one program of a profile listens for a second start: in the profile's folder, so that nothing is left
    elsewhere by one that crashes; by a name of its own where a socket cannot have so long a path, or is no file."""
    path = str(folder.resolve() / "door")
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    return "desktop-chat-" + hashlib.sha256(path.encode()).hexdigest()[:20]


class Door(QObject):
    """Hears of a second start of the same profile: `knocked` carries its link, or ""."""

    knocked = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = door_name(folder)
        QLocalServer.removeServer(name)  # of one that crashed: we hold the folder's lock, so nobody listens there
        if not self._server.listen(name):
            _log.info("A second start will not be heard: %s.", self._server.errorString())
        self._server.newConnection.connect(self.on_connected)

    def on_connected(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
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


def hand_over(folder: Path, link: str) -> bool:
    """Ask the program that has this profile to come to the front; whether it said that it does. One that has only
    just begun has no door yet."""
    visitor = QLocalSocket()
    patience = QDeadlineTimer(_ANSWER_MS)
    visitor.connectToServer(door_name(folder))
    while not visitor.waitForConnected(_ANSWER_MS):
        if patience.hasExpired():
            return False
        QThread.msleep(_PAUSE_MS)
        visitor.connectToServer(door_name(folder))
    visitor.write(" ".join(link.split()).encode()[:8000] + b"\n")
    heard = visitor.waitForReadyRead(_ANSWER_MS)
    visitor.disconnectFromServer()
    return heard
