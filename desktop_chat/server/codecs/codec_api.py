"""Codec: the translation between a Peer's bytes and Messages. Plain IRC needs no codec, and so is the fastest.

The hub knows nothing of codecs: the hub takes Messages and gives IRC lines, and a codec translates at the Peer.
Sans-IO: bytes in, bytes out; `now` counts seconds and only goes forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_chat.irc.message import Message, ProtocolError

Item = Message | ProtocolError
NOTHING: tuple[Item, ...] = ()


class Codec(Protocol):
    """The codec of one connection. No method blocks or raises.

    Thread: the I/O thread that owns the Peer.
    """

    @property
    def due_at(self) -> float:
        """When to call `advance_time`, or when more may be sent; 0.0 if nothing depends on time."""

    @property
    def has_outgoing(self) -> bool:
        """Whether the codec holds unsent bytes. While it does, the codec gets no more IRC lines."""

    @property
    def is_busy(self) -> bool:
        """Whether received words cannot be handed on yet. The end of input waits for the words."""

    @property
    def is_full(self) -> bool:
        """Whether the codec holds as much as it may. Meanwhile the client is not read."""

    @property
    def over(self) -> str:
        """Why the client's own protocol has ended; "" before the end."""

    @property
    def needs_acknowledgement(self) -> bool:
        """Whether the client must acknowledge one send before the next."""

    def receive_bytes(self, data: bytes, now: float) -> Sequence[Item]:
        """Return the items completed by `data`, in order."""

    def advance_time(self, now: float) -> Sequence[Item]:
        """Return the items completed by the passing of time."""

    def end_input(self) -> Sequence[Item]:
        """Return the items completed by the end of input."""

    def send_irc(self, wire: bytes) -> Sequence[Item]:
        """Translate whole IRC lines for the client. Return the codec's own answers to the hub."""

    def take_outgoing(self, now: float) -> bytes:
        """Return the bytes for one send, or b""."""

    def postpone_next(self, now: float) -> None:
        """Wait before the next send: the client has not acknowledged the last one."""

    def take_farewell(self) -> bytes:
        """Return the last bytes of all."""
