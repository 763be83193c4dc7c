"""From a host's name to a connected socket through a proxy: SOCKS5 by python-socks, HTTP CONNECT by h11. No Qt.

The proxy looks the name up, so that nothing about the network leaves this computer but to the proxy.

Spec: https://www.rfc-editor.org/rfc/rfc1928, https://www.rfc-editor.org/rfc/rfc9110#name-connect
"""

from __future__ import annotations

import base64
import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import h11
from python_socks import ProxyError, ProxyType
from python_socks.sync import Proxy

from desktop_chat.client.proxy_address import ProxyAddress, ProxyKind
from desktop_chat.net.wakeup import Wakeup

_MOST_ANSWER = 16_384
"""Bytes of an HTTP proxy's answer."""


class ProxyRefusal(OSError):
    """The proxy is there, and does not connect. The text is the proxy's reason."""


class ProxyAttempt:
    """One attempt through a proxy, on a thread of its own that may be abandoned."""

    def __init__(self, proxy: ProxyAddress, host: str, port: int, seconds: float, wakeup: Wakeup) -> None:
        self.error: OSError | None = None
        self._proxy = proxy
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._abandoned = False
        self._done = threading.Event()
        arguments = (host, port, seconds, wakeup)
        threading.Thread(target=self._run, args=arguments, name=f"proxy {proxy.host}", daemon=True).start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def take_socket(self) -> socket.socket | None:
        """Return the connected non-blocking socket. If the attempt is not over, abandon it and return None."""
        with self._lock:
            self._abandoned = True
            connected, self._socket = self._socket, None
        return connected

    def _run(self, host: str, port: int, seconds: float, wakeup: Wakeup) -> None:
        try:
            connected = _connect_through(self._proxy, host, port, seconds)
            connected.setblocking(False)
            with self._lock:
                self._socket = None if self._abandoned else connected
            if self._socket is None:
                connected.close()
        except (ProxyError, ValueError, AssertionError) as error:
            self.error = ProxyRefusal(str(error))
        except OSError as error:
            self.error = error
        self._done.set()
        wakeup.wake()


def connect_through_proxy(
    proxy: ProxyAddress, host: str, port: int, seconds: float, wakeup: Wakeup, stopped: Callable[[], bool]
) -> socket.socket | None:
    """Return a connected non-blocking socket, or None as soon as `stopped()`. Blocks for `seconds` at most.

    Raises: ProxyRefusal, TimeoutError, OSError (the proxy cannot be reached).
    """
    end = time.monotonic() + seconds
    attempt = ProxyAttempt(proxy, host, port, seconds, wakeup)
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup.fileno(), selectors.EVENT_READ)
        while not attempt.is_done and not stopped():
            left = end - time.monotonic()
            if left <= 0:
                attempt.take_socket()
                raise TimeoutError
            selector.select(left)
            wakeup.clear()
    connected = attempt.take_socket()
    if attempt.error is not None and not stopped():
        raise attempt.error
    if connected is not None and stopped():
        connected.close()
        return None
    return connected


def _connect_through(proxy: ProxyAddress, host: str, port: int, seconds: float) -> socket.socket:
    """Return a connected blocking socket. Blocks for some times `seconds` at most.

    Raises: ProxyError, OSError.
    """
    if proxy.kind is ProxyKind.SOCKS5:
        user, password = (proxy.user, proxy.password) if proxy.user else (None, None)
        dialer = Proxy(ProxyType.SOCKS5, proxy.host, proxy.port, username=user, password=password, rdns=True)
        return dialer.connect(host, port, timeout=seconds)
    connected = socket.create_connection((proxy.host, proxy.port), seconds)
    try:
        _ask_http_proxy(connected, proxy, f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
    except BaseException:
        connected.close()
        raise
    return connected


def _ask_http_proxy(connected: socket.socket, proxy: ProxyAddress, target: str) -> None:
    """Ask an HTTP proxy for a tunnel. The answer is read byte by byte: the first byte behind it is the server's.

    Raises: ProxyRefusal, OSError.
    """
    headers = [("Host", target)]
    if proxy.user:
        login = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode()
        headers.append(("Proxy-Authorization", f"Basic {login}"))
    exchange = h11.Connection(h11.CLIENT)
    question = exchange.send(h11.Request(method="CONNECT", target=target, headers=headers))
    end = exchange.send(h11.EndOfMessage())
    connected.sendall((question or b"") + (end or b""))
    with suppress(h11.RemoteProtocolError):
        for _ in range(_MOST_ANSWER):
            exchange.receive_data(connected.recv(1))
            answer = exchange.next_event()
            if isinstance(answer, h11.Response):
                if not 200 <= answer.status_code < 300:
                    raise ProxyRefusal(f"{answer.status_code} {answer.reason.decode('ascii', 'replace')}".strip())
                return
            if isinstance(answer, h11.ConnectionClosed):
                break
    raise ProxyRefusal("no valid answer")
