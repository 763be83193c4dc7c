"""`desktop-chat serve`: one server in this process, until a signal or the launcher ends it."""

from __future__ import annotations

import logging
import os
import selectors
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server import server_log, start_failure
from desktop_chat.server.control_channel import ControlServer
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.service import tell_service
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.signals import Terminal, catch_signals
from desktop_chat.texts import server as texts

USAGE = 2
"""The exit status for whatever the person who started it must mend."""
FAULT = 1
"""The exit status when a thread died of a fault of ours: the supervisor starts the server again."""
_STOPPED = texts.HOST_STOPPED
_log = logging.getLogger(__name__)


class _EndRequest:
    """Set once, by a signal or by a launcher; the first reason counts. No lock: a signal may come while one is held."""

    def __init__(self) -> None:
        self._wakeup = Wakeup()
        self._terminal = Terminal()
        self._hung_up = False
        self.reason = ""
        self.status = 0

    def request_end(self, reason: str) -> None:
        self.reason = self.reason or reason
        self._wakeup.wake()

    def end_as_failed(self, failed: threading.ExceptHookArgs) -> None:
        """A thread has died, without which there is no chat: end, rather than go on in part."""
        if failed.exc_value is not None:
            name = failed.thread.name if failed.thread is not None else "A thread"
            _log.critical("%s failed", name, exc_info=failed.exc_value)
        self.status = FAULT
        self.request_end(texts.RESTARTED_AFTER_FAULT)

    def hang_up(self) -> None:
        """Told by a signal: to read the settings again, or that the terminal is closed, which ends this."""
        self._hung_up = True
        self._wakeup.wake()

    def wait_for_end(self, reload: Callable[[], object]) -> None:
        """Until there is a reason to end."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            while not self.reason:
                selector.select(0.5)  # on Windows a wait without an end is deaf to Ctrl+C
                self._wakeup.clear()
                if self._hung_up:
                    self._hung_up = False
                    if self._terminal.is_lost:
                        self.request_end(_STOPPED)
                    else:
                        with suppress(StartError):  # which is in the log
                            reload()

    def close(self) -> None:
        self._terminal.close()
        self._wakeup.close()


def run_server(data: Path, listen: Sequence[str], config: Path | None, overrides: Sequence[str]) -> int:
    """Serve until told to stop; the exit status. Main thread."""
    os.umask(0o077)  # whatever is made here, by a library too, is for its owner only
    handler = server_log.start_logging(data)
    ring = server_log.LogRing()
    logger = logging.getLogger(server_log.ROOT)
    logger.addHandler(ring)
    try:
        listening = [f"listen.addresses={','.join(listen)}"] if listen else []
        return _serve_until_end(data, ServerSettings(data, config, [*overrides, *listening]), ring)
    except StartError as error:
        start_failure.leave_report(data, error)
        server_log.report_failure(data, str(error))
        return USAGE
    finally:
        logger.removeHandler(ring)
        logger.removeHandler(handler)
        handler.close()


def _serve_until_end(data: Path, config: ServerSettings, ring: server_log.LogRing) -> int:
    ending = _EndRequest()
    catch_signals(("SIGINT", "SIGTERM", "SIGBREAK"), lambda *_: ending.request_end(_STOPPED))
    catch_signals(("SIGHUP",), lambda *_: ending.hang_up())
    server = ChatServer(data, config)
    before, threading.excepthook = threading.excepthook, ending.end_as_failed
    server.start()
    try:
        control = ControlServer(server, ring, lambda message: ending.request_end(message or _STOPPED))
    except StartError:
        server.stop()
        raise
    control.start()
    for address in server.listening:
        _print_line(f"listening on {address}")
    for gateway, address in server.gateways.items():
        _print_line(f"{gateway} gateway on {address}")
    tell_service("READY=1")
    ending.wait_for_end(server.reload_settings)
    tell_service("STOPPING=1")
    try:
        server.stop(ending.reason)
    except Exception:
        _log.critical("The server cannot be stopped in order", exc_info=True)
        os._exit(FAULT)  # the threads that are left would keep the process, and with it the data folder
    control.close()
    ending.close()
    threading.excepthook = before
    return ending.status


def _print_line(line: str) -> None:
    """To standard output, if there is one and a person reads it (a windowed program on Windows has none)."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            print(line, flush=True)
