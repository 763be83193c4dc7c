"""ControlServer: the server's end of the control channel, whose lines are in net/control. One thread.

The channel is a Unix socket that only its owner can open. Without Unix sockets (on Windows), the channel is loopback
TCP with a random token in a private file.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import selectors
import shutil
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_chat.clock import now_ms
from desktop_chat.files import write_whole
from desktop_chat.net.control import MAX_LINE_BYTES, decode_line, encode_line
from desktop_chat.net.control_values import (
    ControlAnswer,
    ControlError,
    ControlReport,
    ControlRequest,
    Counters,
    LogLine,
)
from desktop_chat.net.peer_user import is_own_user
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.control_folder import ENDPOINT, SOCKET, make_control_folder, remove_left_folder
from desktop_chat.server.control_requests import HUB_REQUESTS, run_hub_request
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.server_log import LogRing
from desktop_chat.server.server_reports import ServerReports
from desktop_chat.server.setting_rows import find_setting
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import log
from desktop_chat.texts import server as texts

UNIX_SOCKETS = sys.platform != "win32" and hasattr(socket, "AF_UNIX")
COUNTERS_SECONDS = 10.0
"""Seconds after which the counters are reported in any case."""
REST_SECONDS = 5.0
"""Seconds between two looks at a chat in which nothing happens."""
_LONGEST_PATH = 100
_LAUNCHERS = 8
_TOKEN_SECONDS = 5.0
"""Seconds that a launcher has to show its token, so that other programs keep no place."""
_MOST_UNSENT = 16 << 20
_log = logging.getLogger(__name__)


class _Launcher:
    """One connection of the channel."""

    def __init__(self, connection: socket.socket, trusted: bool) -> None:
        self.socket = connection
        self.trusted = trusted
        self.since = time.monotonic()
        self.watching = False
        self.logged = 0
        self.users: object = None
        self.links: object = None
        self.knocks: object = None
        self.roles: object = None
        self.state: object = None
        self.counters: Counters | None = None
        self.counted = 0.0
        """When the counters were last reported."""
        self.incoming = bytearray()
        self.unsent = bytearray()


def is_news(counters: Counters, before: Counters, seconds: float) -> bool:
    """Return whether the counters are reported, `seconds` after those before. Memory and age alone wake no window."""
    same = replace(counters, memory=before.memory, uptime=before.uptime) == before
    return not same or seconds >= COUNTERS_SECONDS


class ControlServer(threading.Thread):
    """The thread of the control channel. The channel is open from before the server runs until it has stopped."""

    def __init__(self, server: ChatServer, ring: LogRing, stopping: Callable[[str], None]) -> None:
        """`stopping` is called with the farewell when a launcher asks the server to stop. The function must not block.

        Raises: StartError.
        """
        super().__init__(name="control")
        self._server = server
        self._ring = ring
        self._stopping = stopping
        self._file = server.data / ENDPOINT
        self._token = ""
        self._private: Path | None = None
        self._wakeup = Wakeup()
        self._ending = False
        self._resting = False
        """No descriptor is left, so no launcher is accepted until the next report."""
        self._launchers: list[_Launcher] = []
        self._seen = (0, 0)
        """The marks of the chat at the last report."""
        self._has_news = False
        self._answers: deque[tuple[_Launcher, ControlAnswer]] = deque()
        """Answers of Jobs, for this thread to send."""
        self._selector = selectors.DefaultSelector()
        try:
            self._listening = self._listen(server.data)
        except OSError as error:
            raise StartError(texts.CONTROL_CANNOT_BE_OPENED(str(error.strerror or error))) from error

    def _listen(self, data: Path) -> socket.socket:
        if sys.platform == "win32" or not UNIX_SOCKETS:
            self._token = secrets.token_hex(32)
            listening = socket.create_server(("127.0.0.1", 0))
            where: dict[str, Any] = {"host": "127.0.0.1", "port": listening.getsockname()[1], "token": self._token}
        else:
            remove_left_folder(data)
            path = data.absolute() / SOCKET
            if len(os.fsencode(path)) >= _LONGEST_PATH:
                self._private = make_control_folder()
                path = self._private / SOCKET
            path.unlink(missing_ok=True)
            listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listening.bind(str(path))
            path.chmod(0o600)  # nobody can connect before the next line
            listening.listen(_LAUNCHERS)
            where = {"path": str(path)}
        listening.setblocking(False)
        whole = {"version": 1, "pid": os.getpid(), **where}
        write_whole(self._file, json.dumps(whole).encode())
        return listening

    def close(self) -> None:
        """Send the last state, end the thread, and remove the files.

        Thread: any other; waits for this thread.
        """
        self._ending = True
        self._wakeup.wake()
        if self.is_alive():
            self.join()
        else:
            self._close_all()

    def note_second(self, seconds: int) -> None:
        """Let the launchers have reports if something has happened since the last ones: else nobody is woken.

        Thread: the ticker.
        """
        del seconds
        if self._launchers and not self._has_news and self._marks() != self._seen:
            self._has_news = True
            self._wakeup.wake()

    def _marks(self) -> tuple[int, int]:
        """Return what is different once something has happened."""
        return self._server.core.holds_with_effect, self._ring.count

    def run(self) -> None:
        self._server.ticker.on_second.append(self.note_second)
        self._ring.on_line = self._server.ticker.end_rest
        self._selector.register(self._wakeup, selectors.EVENT_READ)
        self._selector.register(self._listening, selectors.EVENT_READ)
        due = time.monotonic()
        try:
            while not self._ending:
                for key, ready in self._selector.select(self._patience(due)):
                    if key.fileobj is self._listening:
                        self._accept_launcher()
                    elif isinstance(key.data, _Launcher) and key.events & ready & selectors.EVENT_READ:
                        self._read_from(key.data)
                self._wakeup.clear()
                self._take_answers()
                if self._has_news or time.monotonic() >= due:
                    self._has_news, self._seen = False, self._marks()
                    self._report_all()
                    due = time.monotonic() + REST_SECONDS
                    if self._resting:
                        self._resting = False
                        self._selector.register(self._listening, selectors.EVENT_READ)
                self._flush_all()
            for launcher in self._launchers:
                self._send_reports(launcher)
            self._flush_all()
        finally:
            self._close_all()

    def _patience(self, due: float) -> float | None:
        """Return the seconds until the next reports; None if no launcher wants reports or waits for a place."""
        if not self._launchers and not self._resting:
            return None
        return max(0.0, due - time.monotonic())

    def _close_all(self) -> None:
        for launcher in list(self._launchers):
            self._drop_launcher(launcher)
        self._selector.close()
        self._listening.close()
        self._wakeup.close()
        self._file.unlink(missing_ok=True)
        (self._server.data / SOCKET).unlink(missing_ok=True)
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

    def _accept_launcher(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        except OSError as error:
            # Without a free descriptor the selector would report the same launcher endlessly.
            _log.info("A launcher cannot connect now: %s.", error.strerror or error)
            self._selector.unregister(self._listening)
            self._resting = True
            return
        connection.setblocking(False)
        foreign = UNIX_SOCKETS and not is_own_user(connection.fileno())
        if foreign or len(self._launchers) >= _LAUNCHERS:
            connection.close()
            return
        launcher = _Launcher(connection, trusted=not self._token)
        self._launchers.append(launcher)
        self._selector.register(connection, selectors.EVENT_READ, launcher)

    def _drop_launcher(self, launcher: _Launcher) -> None:
        with suppress(KeyError, ValueError):
            self._selector.unregister(launcher.socket)
        launcher.socket.close()
        if launcher in self._launchers:
            self._launchers.remove(launcher)

    def _read_from(self, launcher: _Launcher) -> None:
        try:
            data = launcher.socket.recv(65536)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self._drop_launcher(launcher)
            return
        launcher.incoming += data
        *lines, rest = launcher.incoming.split(b"\n")
        launcher.incoming = bytearray(rest)
        if len(rest) > MAX_LINE_BYTES:
            self._drop_launcher(launcher)
            return
        for line in lines:
            if launcher in self._launchers:
                self._handle_line(launcher, bytes(line))

    def _handle_line(self, launcher: _Launcher, line: bytes) -> None:
        try:
            request = decode_line(line)
        except ControlError as error:
            launcher.unsent += encode_line(ControlAnswer(0, False, error=str(error)))
            return
        if not isinstance(request, ControlRequest):
            launcher.unsent += encode_line(ControlAnswer(0, False, error=texts.NOT_A_REQUEST))
            return
        if not launcher.trusted:
            shown = str(request.arguments.get("token")).encode("utf-8", "replace")
            if request.do != "token" or not secrets.compare_digest(shown, self._token.encode()):
                self._drop_launcher(launcher)
                return
            launcher.trusted = True
        if read := STORE_REQUESTS.get(request.do):
            self._server.core.start_job(lambda: self._answer_later(launcher, request.id, read))
            return
        try:
            value = self._run_request(launcher, request)
            launcher.unsent += encode_line(ControlAnswer(request.id, True, value))
        except (ControlError, StartError) as error:
            launcher.unsent += encode_line(ControlAnswer(request.id, False, error=str(error)))

    def _answer_later(self, launcher: _Launcher, id_: int, read: Callable[[ServerReports], object]) -> None:
        """Read from the store, and hand the answer to the control thread. Thread: a Job's."""
        try:
            answer = ControlAnswer(id_, True, read(self._server.reports))
        except StoreError as error:
            answer = ControlAnswer(id_, False, error=str(error))
        self._answers.append((launcher, answer))
        self._wakeup.wake()

    def _take_answers(self) -> None:
        while self._answers:
            launcher, answer = self._answers.popleft()
            launcher.unsent += encode_line(answer)

    def _run_request(self, launcher: _Launcher, request: ControlRequest) -> object:
        """Run a request. Return the value of the answer.

        Raises: ControlError or StartError; the text is the answer.
        """
        if run := CHANNEL_REQUESTS.get(request.do):
            return run(self, launcher, request.arguments)
        if request.do in HUB_REQUESTS:
            with self._server.core.locked_hub() as hub:
                return run_hub_request(hub, request.do, request.arguments, now_ms())
        raise ControlError(texts.UNKNOWN_REQUEST(repr(request.do)))

    def accept_token(self, launcher: _Launcher, arguments: Mapping[str, Any]) -> None:
        """Answer `token`, which `_handle_line` has checked already."""

    def watch(self, launcher: _Launcher, arguments: Mapping[str, Any]) -> None:
        launcher.watching = True
        self._send_reports(launcher)

    def stop(self, launcher: _Launcher, arguments: Mapping[str, Any]) -> None:
        self._stopping(str(arguments.get("message") or ""))

    def list_settings(self, launcher: _Launcher, arguments: Mapping[str, Any]) -> object:
        return self._server.config.setting_rows()

    def change_setting(self, launcher: _Launcher, arguments: Mapping[str, Any]) -> None:
        key = str(arguments.get("key", ""))
        try:
            self._server.config.save_setting(key, arguments.get("value"))
        except OSError as error:
            raise ControlError(texts.SETTING_CANNOT_BE_SAVED(str(error.strerror or error))) from error
        self._server.apply_settings()
        _log.info("%s", log.SETTING_CHANGED(str(find_setting(key).title) or key))

    def _report_all(self) -> None:
        for launcher in list(self._launchers):
            if not launcher.trusted and time.monotonic() - launcher.since > _TOKEN_SECONDS:
                self._drop_launcher(launcher)
            self._send_reports(launcher)

    def _send_reports(self, launcher: _Launcher) -> None:
        if not launcher.watching or len(launcher.unsent) > _MOST_UNSENT:
            return
        state, (users, links, knocks, roles) = self._server.current_state(), self._server.reports.people_rows()
        if state != launcher.state:
            launcher.state = state
            launcher.unsent += encode_line(ControlReport("state", state))
        if users != launcher.users:
            launcher.users = users
            launcher.unsent += encode_line(ControlReport("users", users))
        if knocks != launcher.knocks:
            launcher.knocks = knocks
            launcher.unsent += encode_line(ControlReport("knocks", knocks))
        if links != launcher.links:
            launcher.links = links
            launcher.unsent += encode_line(ControlReport("links", links))
        if roles != launcher.roles:
            launcher.roles = roles
            launcher.unsent += encode_line(ControlReport("roles", roles))
        counters, seconds = self._server.reports.read_counters(), time.monotonic()
        if launcher.counters is None or is_news(counters, launcher.counters, seconds - launcher.counted):
            launcher.counters, launcher.counted = counters, seconds
            launcher.unsent += encode_line(ControlReport("counters", counters))
        lines: tuple[LogLine, ...]
        launcher.logged, lines = self._ring.lines_after(launcher.logged)
        for first in range(0, len(lines), 500):
            launcher.unsent += encode_line(ControlReport("log", lines[first : first + 500]))

    def _flush_all(self) -> None:
        for launcher in list(self._launchers):
            if launcher.unsent:
                try:
                    sent = launcher.socket.send(launcher.unsent)
                    del launcher.unsent[:sent]
                except (BlockingIOError, InterruptedError):
                    pass
                except OSError:
                    self._drop_launcher(launcher)
                    continue
            wants = selectors.EVENT_READ | (selectors.EVENT_WRITE if launcher.unsent else 0)
            if self._selector.get_key(launcher.socket).events != wants:
                self._selector.modify(launcher.socket, wants, launcher)


CHANNEL_REQUESTS: Mapping[str, Callable[[ControlServer, _Launcher, Mapping[str, Any]], object]] = {
    "token": ControlServer.accept_token,
    "watch": ControlServer.watch,
    "stop": ControlServer.stop,
    "settings": ControlServer.list_settings,
    "set": ControlServer.change_setting,
}
"""The requests that need no hub."""
STORE_REQUESTS: Mapping[str, Callable[[ServerReports], object]] = {"rooms": ServerReports.room_rows}
"""The requests that read the store: a Job answers."""
