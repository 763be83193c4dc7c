"""RouterPort: opens the port of the chat in the router by UPnP while the host wants that, and closes it at the stop.

The library miniupnpc is loaded when the host first wants a port: most chats need none. The mapping has an end, and is
renewed long before; so a crash leaves nothing open for good.
"""

from __future__ import annotations

import importlib
import logging
import threading
from typing import Any

from desktop_chat.net.addresses import ListenAddress, is_loopback
from desktop_chat.net.neighbourhood import is_private
from desktop_chat.texts import CodedText, log
from desktop_chat.texts import server as texts
from desktop_chat.value_class import value

LEASE_SECONDS = 3_600
_RENEW_SECONDS = 1_200.0
_RETRY_SECONDS = 300.0
_DISCOVER_MS = 2_000
_STOP_SECONDS = 3.0
_TRIED_PORTS = 10
"""Ports from the chat's own one on that are tried, if others in the network have opened the first ones."""
_NAME = "Desktop Chat"
_log = logging.getLogger(__name__)


class RouterError(Exception):
    """The router opens no port. The text is a sentence for the host."""


@value
class RouterState:
    """What the launcher shows."""

    wanted: bool = False
    outside: ListenAddress | None = None
    """The address at which the internet reaches the chat."""
    trouble: CodedText | None = None


def open_router_port(port: int) -> tuple[Any, ListenAddress]:
    """Open a TCP port of the router, and return the router and the address outside. Blocks for some seconds.

    Raises: RouterError.
    """
    router = _find_router(port)
    own, outside = str(router.lanaddr), _outside_host(router)
    for number in range(port, min(port + _TRIED_PORTS, 65_536)):
        held = router.getspecificportmapping(number, "TCP")
        if held is not None and str(held[0]) != own:
            continue
        _add_mapping(router, number, own, port)
        return router, ListenAddress(outside, number)
    raise RouterError(texts.ROUTER_REFUSES(texts.ROUTER_PORTS_TAKEN))


def close_router_port(router: Any, outside: ListenAddress) -> None:
    """Close the port. A router that does not answer closes it at the end of the lease."""
    try:
        router.deleteportmapping(outside.port, "TCP")
    except Exception as error:  # the library raises nothing else
        _log.info("The router did not close the port %d: %s.", outside.port, error)


def _find_router(port: int) -> Any:
    try:
        router = importlib.import_module("miniupnpc").UPnP()
    except ImportError:
        raise RouterError(texts.ROUTER_UNKNOWN_HERE(port)) from None
    router.discoverdelay = _DISCOVER_MS
    try:
        found = router.discover()
        if found:
            router.selectigd()
    except Exception:  # the library raises nothing else
        found = 0
    if not found or not router.lanaddr:
        raise RouterError(texts.ROUTER_NOT_FOUND(port))
    return router


def _outside_host(router: Any) -> str:
    """Return the router's address on the internet."""
    try:
        host = str(router.externalipaddress() or "")
    except Exception:  # the library raises nothing else
        host = ""
    if not host or is_private(host) or is_loopback(host):
        raise RouterError(texts.ROUTER_BEHIND_ANOTHER)
    return host


def _add_mapping(router: Any, outside: int, own: str, port: int) -> None:
    """Open a port, for ever if the router knows no end."""
    failure = ""
    for seconds in (LEASE_SECONDS, 0):
        try:
            if router.addportmapping(outside, "TCP", own, port, _NAME, "", seconds):
                return
        except Exception as error:  # the library raises nothing else
            failure = failure or str(error)
    raise RouterError(texts.ROUTER_REFUSES(failure or "?"))


class RouterPort:
    """The port of one server. Thread: any; a thread of its own speaks to the router."""

    def __init__(self) -> None:
        self.state = RouterState()
        self._lock = threading.Lock()
        self._wanted = self._ending = False
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None
        self._port = 0

    def set_wanted(self, listening: tuple[ListenAddress, ...], *, wanted: bool) -> None:
        """Open the port of the chat, or close it. Does not wait."""
        port = next((one.port for one in listening if ":" not in one.host and not is_loopback(one.host)), 0)
        with self._lock:
            if wanted == self._wanted:
                return
            self._wanted = wanted
            if wanted and not port:
                self.state = RouterState(wanted=True, trouble=texts.ROUTER_ONLY_HERE)
                return
            self.state = RouterState(wanted=wanted)
            self._port = port
            self._changed.set()
            if wanted and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="router", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Close the port, and end the thread. Waits for some seconds at most."""
        with self._lock:
            self._wanted, self._ending = False, True
            thread = self._thread
        self._changed.set()
        if thread is not None:
            thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        """Keep the port open while it is wanted."""
        opened: tuple[Any, ListenAddress] | None = None
        while True:
            self._changed.clear()
            with self._lock:
                wanted, ending = self._wanted, self._ending
            if opened is not None and not wanted:
                close_router_port(*opened)
                _log.info("%s", log.ROUTER_CLOSED(opened[1].port))
                opened = None
            if ending:
                return
            pause: float | None = None
            if wanted:
                pause = _RENEW_SECONDS
                try:
                    opened = open_router_port(self._port)
                    self._tell_state(RouterState(wanted=True, outside=opened[1]))
                except RouterError as error:
                    pause = _RETRY_SECONDS
                    self._tell_state(RouterState(wanted=True, trouble=error.args[0]))
            self._changed.wait(pause)

    def _tell_state(self, state: RouterState) -> None:
        with self._lock:
            if not self._wanted or state == self.state:
                return
            self.state = state
        if state.outside is not None:
            _log.info("%s", log.ROUTER_OPENED(str(state.outside)))
        elif state.trouble is not None:
            _log.info("%s", state.trouble)
