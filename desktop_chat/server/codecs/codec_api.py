"""Codec: how a Peer's bytes become Messages and back. IRC itself needs none, which is the Peer's quickest way.

The hub knows nothing of codecs: it is given Messages, and what it says are IRC lines, which a codec translates at the
Peer. Sans-IO: bytes in, bytes out; `now` counts seconds and only goes forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_chat.irc.message import Message, ProtocolError

Item = Message | ProtocolError
NOTHING: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """What the codecs need of the settings. `origins` are the web pages that may connect, none for any."""

    name: str = "Desktop Chat"
    lobby: str = "#lobby"
    fingerprint: str = ""
    websocket: bool = False
    origins: tuple[str, ...] = ()


class Codec(Protocol):
    """One connection's. The I/O thread that owns the Peer calls it; nothing here blocks or raises."""

    @property
    def due_at(self) -> float:
        """When `elapse` is to be called, or something more may leave; 0.0 when nothing depends on time."""

    @property
    def has_outgoing(self) -> bool:
        """Whether it holds bytes that have not left: until they have, it is told nothing more."""

    @property
    def is_busy(self) -> bool:
        """Whether what was received cannot be handed on yet: the end of input waits for that."""

    @property
    def is_full(self) -> bool:
        """Whether it holds as much as it may: nothing more is read meanwhile."""

    @property
    def over(self) -> str:
        """Why the client will say nothing more by its own protocol, "" while it may."""

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        """What `data` completes, in order."""

    def advance_time(self, now: float) -> Sequence[Item]:
        """What the passing of time completes."""

    def end_input(self) -> Sequence[Item]:
        """The client sends no more: what it had begun is complete."""

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        """Tell the client these whole IRC lines; what is returned the codec answers by itself."""

    def take_outgoing(self, now: float) -> bytes:
        """What may leave now, for one send; b"" for nothing."""

    def take_farewell(self) -> bytes:
        """The last bytes of all."""
