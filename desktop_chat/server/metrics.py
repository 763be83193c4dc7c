"""Figures for Prometheus at `/metrics`, and the health of the server at `/health`, on an address of this computer.

Spec: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import json
import logging
import selectors
import threading
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import GC_COLLECTOR, PLATFORM_COLLECTOR, PROCESS_COLLECTOR, CollectorRegistry, make_wsgi_app
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.control_values import ServerPhase
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.listener import open_listening_socket
from desktop_chat.server.server import ChatServer
from desktop_chat.texts import log
from desktop_chat.texts import server as texts
from desktop_chat.version import VERSION

REQUEST_SECONDS = 5.0
"""Seconds that a client has for its request. Clients wait for each other."""
_log = logging.getLogger(__name__)


class _ChatCollector:
    """The figures of a ChatServer, read at each request."""

    def __init__(self, server: ChatServer) -> None:
        self._server = server

    def collect(self) -> Iterator[Metric]:
        counters, state = self._server.reports.read_counters(), self._server.current_state()
        yield InfoMetricFamily("desktop_chat", "The program", {"version": VERSION})
        yield GaugeMetricFamily("desktop_chat_users", "Connected users", counters.users)
        yield GaugeMetricFamily("desktop_chat_users_peak", "The most users at one time since the start", counters.peak)
        yield GaugeMetricFamily("desktop_chat_rooms", "Rooms with people", counters.rooms)
        yield CounterMetricFamily("desktop_chat_messages", "Messages stored since the start", counters.messages_total)
        yield GaugeMetricFamily("desktop_chat_database_bytes", "The size of the database", counters.database)
        yield GaugeMetricFamily("desktop_chat_uptime_seconds", "Seconds since the start", counters.uptime)
        yield GaugeMetricFamily(
            "desktop_chat_store_failing", "1 while nothing can be written to the disk", int(bool(state.trouble))
        )


class _Handler(WSGIRequestHandler):
    timeout = REQUEST_SECONDS

    def log_message(self, *_: object) -> None:
        """Log nothing: Prometheus asks several times a minute."""


class _HttpServer(WSGIServer):
    """A server of HTTP on a socket that listens already."""

    timeout = 0

    def __init__(self, address: ListenAddress) -> None:
        super().__init__((address.host, address.port), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = open_listening_socket(address)
        host, port = self.socket.getsockname()[:2]
        self.server_address = (host, port)
        self.server_name, self.server_port = host, port
        self.setup_environ()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone, or sends no HTTP, is of no interest."""
        _log.debug("A request of %s failed", client_address, exc_info=True)


class MetricsServer:
    """The address for Prometheus, open until `close`. A thread answers the clients one by one."""

    def __init__(self, server: ChatServer, address: ListenAddress) -> None:
        """Raises: StartError."""
        self._server = server
        registry = CollectorRegistry()
        for collector in (_ChatCollector(server), PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            registry.register(collector)
        self._metrics: WSGIApplication = make_wsgi_app(registry)
        self._http = _HttpServer(address)
        self._http.set_app(self._answer)
        self.address = ListenAddress(self._http.server_name, self._http.server_port)
        self._wakeup = Wakeup()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="metrics")
        self._thread.start()
        _log.info("%s", log.METRICS_AT(str(self.address)))

    def close(self) -> None:
        """End the thread, and close the address.

        Thread: any other; waits for this thread.
        """
        self._ending = True
        self._wakeup.wake()
        self._thread.join()
        self._http.server_close()
        self._wakeup.close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._http.socket, selectors.EVENT_READ)
            selector.register(self._wakeup, selectors.EVENT_READ)
            while not self._ending:
                selector.select()
                if not self._ending:
                    self._http.handle_request()

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            return self._metrics(environ, start_response)
        if path == "/health":
            return self._answer_health(start_response)
        return _send(start_response, HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", texts.METRICS_PATHS)

    def _answer_health(self, start_response: StartResponse) -> Iterable[bytes]:
        """Answer 200 while the server does its work, 503 with the reason otherwise. The hub itself is asked."""
        counters, state = self._server.reports.read_counters(), self._server.current_state()
        is_well = state.phase is ServerPhase.RUNNING and not state.trouble
        health = {
            "status": "ok" if is_well else "failing",
            "phase": str(state.phase),
            "reason": state.trouble,
            "version": VERSION,
            "uptime": counters.uptime,
        }
        status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
        return _send(start_response, status, "application/json", json.dumps(health, ensure_ascii=False))


def _send(start_response: StartResponse, status: HTTPStatus, kind: str, text: str) -> Iterable[bytes]:
    body = f"{text}\n".encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
