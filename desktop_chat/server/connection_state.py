"""ConnectionState: the life of one connection as four small state machines and one table of their transitions.

The machines are independent: the client's protocol (`protocol`), the reading side of the socket (`socket`), the lines
of the client (`input`) and the bytes for the client (`output`). An event moves each machine concerned. An event without
a row for the current state is a fault of this program.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import Enum, auto

_log = logging.getLogger(__name__)


class ProtocolState(Enum):
    """The knowledge of the client's protocol."""

    UNKNOWN = auto()
    """No byte has come yet."""
    SILENT = auto()
    """No byte has come for long, so last words may be sent in plain text."""
    HANDSHAKE = auto()
    """The client speaks TLS; the handshake is not done."""
    FIRST_LINE = auto()
    """The first line, which tells IRC from HTTP, is not complete."""
    KNOWN = auto()
    """The client speaks IRC, HTTP or the protocol of a gateway."""


class SocketState(Enum):
    """The reading side of the socket."""

    READABLE = auto()
    ENDED = auto()
    """The client has closed its side."""
    RESET = auto()
    """The connection is broken, for sending too."""


class InputState(Enum):
    """The lines of the client."""

    OPEN = auto()
    ENDING = auto()
    """The client sends no more; the codec may still hold words that wait for answers."""
    OVER = auto()
    """Reading has ended. Earlier lines may still wait for the hub."""
    DETACHED = auto()
    """The hub knows of the end."""


class OutputState(Enum):
    """The bytes for the client."""

    OPEN = auto()
    LEAVING = auto()
    """The hub has closed the Seat; the last words are being sent."""
    LINGERING = auto()
    """Writing was shut down. Input is discarded, so that no reset destroys the last words."""
    CLOSED = auto()
    """The socket is closed."""


State = ProtocolState | SocketState | InputState | OutputState


class ConnectionEvent(Enum):
    """An event in the life of a connection."""

    PLAIN_BYTE = auto()
    """The first byte begins no TLS record."""
    TLS_BYTE = auto()
    """The first byte begins a TLS record."""
    HANDSHAKE_DONE = auto()
    PROTOCOL_FOUND = auto()
    """The first line, or the port, tells the protocol."""
    PATIENCE_ENDED = auto()
    """Last words have waited long enough for a client that sends nothing."""
    SOCKET_ENDED = auto()
    SOCKET_RESET = auto()
    CLIENT_FINISHED = auto()
    """The client has closed its side of the socket or of TLS."""
    INPUT_OVER = auto()
    """The client's last line was read, or the client is refused."""
    FAULT = auto()
    """A line of this client made this program fail."""
    HUB_DETACHED = auto()
    """The hub was told of the end."""
    LEAVING_SEEN = auto()
    """The I/O thread saw the Seat closed by the hub."""
    WRITING_ENDED = auto()
    """The last words were sent, and writing was shut down."""
    SOCKET_CLOSED = auto()


_P, _S, _I, _O, _E = ProtocolState, SocketState, InputState, OutputState, ConnectionEvent
TRANSITIONS: Mapping[State, Mapping[ConnectionEvent, State]] = {
    # A gateway that speaks first needs no byte of the client to be known.
    _P.UNKNOWN: {
        _E.PLAIN_BYTE: _P.FIRST_LINE,
        _E.TLS_BYTE: _P.HANDSHAKE,
        _E.PROTOCOL_FOUND: _P.KNOWN,
        _E.PATIENCE_ENDED: _P.SILENT,
    },
    _P.SILENT: {_E.PLAIN_BYTE: _P.FIRST_LINE, _E.TLS_BYTE: _P.HANDSHAKE},
    _P.HANDSHAKE: {_E.HANDSHAKE_DONE: _P.FIRST_LINE},
    _P.FIRST_LINE: {_E.PROTOCOL_FOUND: _P.KNOWN},
    _P.KNOWN: {},
    _S.READABLE: {_E.SOCKET_ENDED: _S.ENDED, _E.SOCKET_RESET: _S.RESET},
    _S.ENDED: {},
    _S.RESET: {},
    _I.OPEN: {
        _E.CLIENT_FINISHED: _I.ENDING,
        _E.INPUT_OVER: _I.OVER,
        _E.SOCKET_RESET: _I.OVER,
        _E.FAULT: _I.OVER,
    },
    _I.ENDING: {_E.INPUT_OVER: _I.OVER, _E.SOCKET_RESET: _I.OVER, _E.FAULT: _I.OVER},
    _I.OVER: {_E.SOCKET_RESET: _I.OVER, _E.FAULT: _I.OVER, _E.HUB_DETACHED: _I.DETACHED},
    _I.DETACHED: {_E.SOCKET_RESET: _I.DETACHED, _E.FAULT: _I.DETACHED},
    _O.OPEN: {_E.LEAVING_SEEN: _O.LEAVING, _E.WRITING_ENDED: _O.LINGERING, _E.SOCKET_CLOSED: _O.CLOSED},
    _O.LEAVING: {_E.WRITING_ENDED: _O.LINGERING, _E.SOCKET_CLOSED: _O.CLOSED},
    _O.LINGERING: {_E.SOCKET_CLOSED: _O.CLOSED},
    _O.CLOSED: {},
}
"""The next state by state and event. A machine ignores events that none of its rows has."""
_ATTRIBUTES: Mapping[type[State], str] = {_P: "protocol", _S: "socket", _I: "input", _O: "output"}
_CONCERNED: Mapping[ConnectionEvent, tuple[str, ...]] = {
    event: tuple(dict.fromkeys(_ATTRIBUTES[type(state)] for state, row in TRANSITIONS.items() if event in row))
    for event in ConnectionEvent
}
"""The machines concerned by each event, as names of attributes."""


class TransitionError(Exception):
    """An event came in a state without a row for the event: a fault of this program."""


class ConnectionState:
    """The four states of one connection. Only `transition` changes them.

    Thread: owner.
    """

    __slots__ = (
        "_connection", "closing_since", "end_reason", "input", "leaving_since", "output", "protocol", "socket",
    )  # fmt: skip

    def __init__(self, connection: int) -> None:
        """`connection`: the number of the connection in the log."""
        self.protocol = ProtocolState.UNKNOWN
        self.socket = SocketState.READABLE
        self.input = InputState.OPEN
        self.output = OutputState.OPEN
        self.end_reason = ""
        """Why reading has ended, as other people are told; "" before the end."""
        self.leaving_since = 0.0
        """The time of LEAVING_SEEN, 0.0 before."""
        self.closing_since = 0.0
        """The time of WRITING_ENDED, 0.0 before."""
        self._connection = connection

    @property
    def awaits_first_byte(self) -> bool:
        return self.protocol is ProtocolState.UNKNOWN or self.protocol is ProtocolState.SILENT

    def transition(self, event: ConnectionEvent, *, now: float = 0.0, reason: str = "") -> None:
        """Move each machine concerned by `event`.

        `now`: the time (s) of LEAVING_SEEN and WRITING_ENDED. `reason`: sets `end_reason`. The first reason stays,
        except that a FAULT replaces any other reason.
        Raises: TransitionError; then no state has changed.
        """
        changes: list[tuple[str, State, State]] = []
        for machine in _CONCERNED[event]:
            before: State = getattr(self, machine)
            after = TRANSITIONS[before].get(event)
            if after is None:
                raise TransitionError(f"{event.name} cannot happen in the state {before.name} of {machine}.")
            changes.append((machine, before, after))
        for machine, _, after in changes:
            setattr(self, machine, after)
        if reason and (not self.end_reason or event is ConnectionEvent.FAULT):
            self.end_reason = reason
        if event is ConnectionEvent.LEAVING_SEEN:
            self.leaving_since = now
        elif event is ConnectionEvent.WRITING_ENDED:
            self.closing_since = now
        if _log.isEnabledFor(logging.DEBUG):
            moves = ", ".join(f"{machine} {before.name} -> {after.name}" for machine, before, after in changes)
            _log.debug("Connection %d: %s: %s", self._connection, event.name, moves)
