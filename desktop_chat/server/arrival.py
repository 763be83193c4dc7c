"""Arrival: a connection on its way from the listener to the I/O thread that will own it."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from desktop_chat.server.connection_gate import Admission


@dataclass(frozen=True, slots=True)
class AcceptedConnection:
    """A connection that the listener accepted, by a port of its own (`door`: text or json) or the one for all ("").
    Whoever closes the socket gives `admission` back."""

    socket: socket.socket
    address: str
    port: int
    loopback: bool
    admission: Admission
    door: str = ""
