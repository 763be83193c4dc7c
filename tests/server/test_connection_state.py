"""The life of a connection: every state meets every event."""

from __future__ import annotations

import logging
from enum import Enum

import pytest

from desktop_chat.server.connection_state import (
    TRANSITIONS,
    ConnectionEvent,
    ConnectionState,
    InputState,
    OutputState,
    ProtocolState,
    SocketState,
    State,
    TransitionError,
)

# One block for each machine: the events that concern it, and by state what follows them ("-" for a fault).
# An event that a block does not have leaves the machine as it is.
WANTED = """
    protocol    PLAIN_BYTE  TLS_BYTE   HANDSHAKE_DONE  PROTOCOL_FOUND  PATIENCE_ENDED
    UNKNOWN     FIRST_LINE  HANDSHAKE  -               KNOWN           SILENT
    SILENT      FIRST_LINE  HANDSHAKE  -               -               -
    HANDSHAKE   -           -          FIRST_LINE      -               -
    FIRST_LINE  -           -          -               KNOWN           -
    KNOWN       -           -          -               -               -

    socket      SOCKET_ENDED  SOCKET_RESET
    READABLE    ENDED         RESET
    ENDED       -             -
    RESET       -             -

    input       CLIENT_FINISHED  INPUT_OVER  SOCKET_RESET  FAULT     HUB_DETACHED
    OPEN        ENDING           OVER        OVER          OVER      -
    ENDING      -                OVER        OVER          OVER      -
    OVER        -                -           OVER          OVER      DETACHED
    DETACHED    -                -           DETACHED      DETACHED  -

    output      LEAVING_SEEN  WRITING_ENDED  SOCKET_CLOSED
    OPEN        LEAVING       LINGERING      CLOSED
    LEAVING     -             LINGERING      CLOSED
    LINGERING   -             -              CLOSED
    CLOSED      -             -              -
"""
MACHINES: dict[str, type[ProtocolState | SocketState | InputState | OutputState]] = {
    "protocol": ProtocolState,
    "socket": SocketState,
    "input": InputState,
    "output": OutputState,
}


def _wanted_rows() -> dict[str, dict[str, dict[str, str]]]:
    """Return the table above as machine -> state -> event -> following state."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for block in WANTED.strip().split("\n\n"):
        (machine, *events), *rows = (line.split() for line in block.splitlines())
        tables[machine] = {state: dict(zip(events, after, strict=True)) for state, *after in rows}
    return tables


CASES = [
    (machine, state, event, row.get(event.name, state))
    for machine, rows in _wanted_rows().items()
    for state, row in rows.items()
    for event in ConnectionEvent
]


def in_state(machine: str, state: str) -> ConnectionState:
    """Return a connection with one machine in `state`, and the others where no event of that machine is a fault."""
    made = ConnectionState(1)
    made.protocol, made.input = ProtocolState.UNKNOWN, InputState.OPEN
    setattr(made, machine, MACHINES[machine][state])
    return made


def all_states(connection: ConnectionState) -> dict[str, State]:
    return {machine: getattr(connection, machine) for machine in MACHINES}


@pytest.mark.parametrize(("machine", "before", "event", "after"), CASES)
def test_every_event_in_every_state(machine: str, before: str, event: ConnectionEvent, after: str) -> None:
    connection = in_state(machine, before)
    if event is ConnectionEvent.HANDSHAKE_DONE and machine != "protocol":
        connection.protocol = ProtocolState.HANDSHAKE
    if event is ConnectionEvent.HUB_DETACHED and machine != "input":
        connection.input = InputState.OVER
    states = all_states(connection)
    if after == "-":
        with pytest.raises(TransitionError, match=f"{event.name} cannot happen in the state {before} of {machine}"):
            connection.transition(event, now=5.0, reason="Gone")
        assert all_states(connection) == states
        assert (connection.end_reason, connection.leaving_since, connection.closing_since) == ("", 0.0, 0.0)
    else:
        connection.transition(event)
        assert getattr(connection, machine) is MACHINES[machine][after]


def test_table_has_every_state_and_every_event() -> None:
    states: set[Enum] = {state for machine in MACHINES.values() for state in machine}
    assert set(TRANSITIONS) == states
    assert {event for row in TRANSITIONS.values() for event in row} == set(ConnectionEvent)
    for before, row in TRANSITIONS.items():
        assert {type(after) for after in row.values()} <= {type(before)}


def test_event_moves_all_concerned_machines_or_none() -> None:
    connection = ConnectionState(1)
    connection.transition(ConnectionEvent.SOCKET_RESET, reason="Connection reset")
    assert (connection.socket, connection.input) == (SocketState.RESET, InputState.OVER)
    half = ConnectionState(1)
    half.socket = SocketState.ENDED
    with pytest.raises(TransitionError):
        half.transition(ConnectionEvent.SOCKET_RESET)
    assert half.input is InputState.OPEN


def test_first_reason_stays_unless_there_is_a_fault() -> None:
    connection = ConnectionState(1)
    connection.transition(ConnectionEvent.INPUT_OVER, reason="Not encrypted")
    connection.transition(ConnectionEvent.SOCKET_RESET, reason="Connection reset")
    assert connection.end_reason == "Not encrypted"
    connection.transition(ConnectionEvent.FAULT, reason="Internal error")
    assert connection.end_reason == "Internal error"


def test_times_are_the_times_of_the_events() -> None:
    connection = ConnectionState(1)
    connection.transition(ConnectionEvent.LEAVING_SEEN, now=3.0)
    connection.transition(ConnectionEvent.WRITING_ENDED, now=7.0)
    connection.transition(ConnectionEvent.SOCKET_CLOSED, now=9.0)
    assert (connection.leaving_since, connection.closing_since) == (3.0, 7.0)


def test_change_is_logged_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "desktop_chat.server.connection_state"):
        ConnectionState(7).transition(ConnectionEvent.TLS_BYTE)
    assert not caplog.messages
    with caplog.at_level(logging.DEBUG, "desktop_chat.server.connection_state"):
        ConnectionState(7).transition(ConnectionEvent.SOCKET_RESET)
    assert caplog.messages == ["Connection 7: SOCKET_RESET: socket READABLE -> RESET, input OPEN -> OVER"]
