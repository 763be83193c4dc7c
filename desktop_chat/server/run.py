"""`desktop-chat serve`: one server in this process, until a signal or the launcher ends it."""

from __future__ import annotations

import logging
import os
import selectors
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_chat.net.addresses import parse_address
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server import server_log, start_failure
from desktop_chat.server.busy_port import METRICS, offer_free_port
from desktop_chat.server.collector import ServerCollector
from desktop_chat.server.control_channel import ControlServer
from desktop_chat.server.data_files import FAULT, USAGE
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.service import tell_service
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.signals import Terminal, catch_signals
from desktop_chat.texts import server as texts

if TYPE_CHECKING:
    from desktop_chat.server.cluster_plan import ClusterPlan
    from desktop_chat.server.metrics import MetricsServer

_PATIENCE = 0.5 if sys.platform == "win32" else None
"""Seconds of one wait for the end. On Windows, Ctrl+C does not interrupt a wait without a timeout."""
_STOPPED = texts.HOST_STOPPED
_log = logging.getLogger(__name__)


class _EndRequest:
    """The request to end the server, by a signal or a launcher. The first reason counts.

    No lock: a signal may interrupt a thread that holds the lock.
    """

    def __init__(self) -> None:
        self._wakeup = Wakeup()
        self._terminal = Terminal()
        self._hung_up = False
        self.reason = ""
        self.status = 0

    def request_end(self, reason: str) -> None:
        self.reason = self.reason or reason
        self._wakeup.wake()

    def end_with(self, reason: str, status: int) -> None:
        self.status = status
        self.request_end(reason)

    def end_as_failed(self, failed: threading.ExceptHookArgs) -> None:
        """End the server because a thread has failed, rather than continue in part."""
        if failed.exc_value is not None:
            name = failed.thread.name if failed.thread is not None else "A thread"
            _log.critical("%s failed", name, exc_info=failed.exc_value)
        self.status = FAULT
        self.request_end(texts.RESTARTED_AFTER_FAULT)

    def hang_up(self) -> None:
        """Handle SIGHUP: end the server if its terminal is closed, otherwise reload the settings."""
        self._hung_up = True
        self._wakeup.wake()

    def wait_for_end(self, reload: Callable[[], object]) -> None:
        """Wait for a reason to end. Meanwhile call `reload` at each SIGHUP.

        A signal writes to the waker by itself: the Python handler of a signal that comes just before the wait runs only
        after the wait.
        Thread: main.
        """
        earlier = signal.set_wakeup_fd(self._wakeup.waker, warn_on_full_buffer=False)
        try:
            self._wait_for_reason(reload)
        finally:
            signal.set_wakeup_fd(earlier)

    def _wait_for_reason(self, reload: Callable[[], object]) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            while not self.reason:
                selector.select(_PATIENCE)
                self._wakeup.clear()
                if self._hung_up:
                    self._hung_up = False
                    if self._terminal.is_lost:
                        self.request_end(_STOPPED)
                    else:
                        with suppress(StartError):  # the error is in the log
                            reload()

    def close(self) -> None:
        self._terminal.close()
        self._wakeup.close()


def run_server(
    data: Path, listen: Sequence[str], config: Path | None, overrides: Sequence[str], cluster: ClusterPlan | None = None
) -> int:
    """Serve until a signal or a launcher ends the server. Return the exit status.

    `cluster`: how to reach the cluster that the server is a node of.
    Thread: main.
    """
    os.umask(0o077)  # only the owner may read new files, those of libraries included
    handler = server_log.start_logging(data)
    ring = server_log.LogRing()
    logger = logging.getLogger(server_log.ROOT)
    logger.addHandler(ring)
    try:
        listening = [f"listen.addresses={','.join(listen)}"] if listen else []
        settings = ServerSettings(data, config, [*overrides, *listening])
        server_log.set_format(handler, settings.text_value("monitoring.log"))
        return _serve_until_end(data, settings, ring, cluster)
    except StartError as error:
        start_failure.leave_report(data, error)
        server_log.report_failure(data, str(error))
        return USAGE
    finally:
        logger.removeHandler(ring)
        logger.removeHandler(handler)
        handler.close()


def _open_server(
    data: Path, config: ServerSettings, cluster: ClusterPlan | None, end: Callable[[str, int], None]
) -> ChatServer:
    """Return the server. `end`: ends the process with a reason and a status. Raises: StartError."""
    if cluster is None:
        return ChatServer(data, config)
    try:
        from desktop_chat.server import cluster_server
    except ModuleNotFoundError as error:
        raise StartError(texts.CLUSTER_NEEDS_CLIENT) from error
    return cluster_server.ClusterServer(data, config, cluster, lambda reason: end(reason, USAGE))


def _serve_until_end(data: Path, config: ServerSettings, ring: server_log.LogRing, cluster: ClusterPlan | None) -> int:
    ending = _EndRequest()
    catch_signals(("SIGINT", "SIGTERM", "SIGBREAK"), lambda *_: ending.request_end(_STOPPED))
    catch_signals(("SIGHUP",), lambda *_: ending.hang_up())
    server = _open_server(data, config, cluster, ending.end_with)
    before, threading.excepthook = threading.excepthook, ending.end_as_failed
    server.start()
    try:
        control = ControlServer(server, ring, lambda message: ending.request_end(message or _STOPPED))
    except StartError:
        server.stop()
        raise
    control.start()
    collector = ServerCollector()
    server.ticker.on_second.append(collector.advance_seconds)
    try:
        metrics = _open_metrics(server)
    except StartError:
        control.close()
        server.stop()
        raise
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
        _log.critical("Clean shutdown failed", exc_info=True)
        os._exit(FAULT)  # the remaining threads would keep the process alive and the data folder locked
    control.close()
    if metrics is not None:
        metrics.close()
    ending.close()
    threading.excepthook = before
    return ending.status


def _open_metrics(server: ChatServer) -> MetricsServer | None:
    """Open the address for Prometheus, if the settings have one. Its library is loaded then only.

    Raises: StartError.
    """
    address = server.config.text_value(METRICS)
    if not address:
        return None
    from desktop_chat.server import metrics

    try:
        opened = metrics.MetricsServer(server, parse_address(address))
    except StartError as error:
        offer_free_port(error, server.config, METRICS)
        raise
    _print_line(f"metrics on {opened.address}")
    return opened


def _print_line(line: str) -> None:
    """Print to standard output, if there is one: a windowed program on Windows has none."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            print(line, flush=True)
