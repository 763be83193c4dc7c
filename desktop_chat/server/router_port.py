"""RouterPort: opens the port of the chat in the router while the host wants that, and closes it at the stop.

The router is asked by NAT-PMP, which takes a moment, and then by UPnP. The mapping has an end, and is renewed long
before; so a crash leaves nothing open for good.
"""

from __future__ import annotations

import logging
import threading

from desktop_chat.lan.routers import known_routers
from desktop_chat.net.addresses import ListenAddress, is_loopback
from desktop_chat.server import nat_pmp, upnp
from desktop_chat.server.port_mapping import PortMapping, RouterError
from desktop_chat.texts import CodedText, log
from desktop_chat.texts import server as texts
from desktop_chat.value_class import value

_RENEW_SECONDS = 1_200.0
_RETRY_SECONDS = 300.0
_STOP_SECONDS = 3.0
_log = logging.getLogger(__name__)


@value
class RouterState:
    """The state of the mapping for the launcher."""

    wanted: bool = False
    outside: ListenAddress | None = None
    """The address at which the internet reaches the chat."""
    trouble: CodedText | None = None


def open_router_port(port: int) -> PortMapping:
    """Open a TCP port of the router. Blocks for some seconds.

    Raises: RouterError.
    """
    refusal: RouterError | None = None
    routers = known_routers()
    if routers:
        try:
            return nat_pmp.open_nat_pmp_port(routers[0], port)
        except nat_pmp.NatPmpSilence:
            pass
        except RouterError as error:
            refusal = error
    try:
        return upnp.open_upnp_port(port)
    except RouterError as error:
        raise refusal or error from None


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
        opened: PortMapping | None = None
        while True:
            self._changed.clear()
            with self._lock:
                wanted, ending = self._wanted, self._ending
            if opened is not None and not wanted:
                opened.close()
                _log.info("%s", log.ROUTER_CLOSED(opened.outside.port))
                opened = None
            if ending:
                return
            pause: float | None = None
            if wanted:
                pause = _RENEW_SECONDS
                try:
                    opened = open_router_port(self._port)
                    self._tell_state(RouterState(wanted=True, outside=opened.outside))
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
