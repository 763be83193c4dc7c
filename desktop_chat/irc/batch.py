"""Batches on the receiving side: messages that belong together, collected until the batch ends. Pure; one owner.

Spec: https://ircv3.net/specs/extensions/batch
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_chat.irc.capabilities import TAG_BATCH, TAG_LABEL
from desktop_chat.irc.message import NO_TAGS, Message, ProtocolError
from desktop_chat.value_class import value

MOST_OPEN = 64
MOST_ITEMS = 16384
MOST_CHARACTERS = 8_388_608
"""Limits on the cost of a server that leaves batches open or fills a batch without an end."""


class TooLargeError(ProtocolError):
    """The server opened too many batches, or filled a batch with too much."""


@value
class ClosedBatch:
    """A batch that has ended.

    `kind`: `chathistory`, `labeled-response` and so on. `params`: the rest of the opening line. `tags`: the tags of the
    opening line, a label among them. `items`: messages and inner batches, in order.
    """

    kind: str
    params: tuple[str, ...]
    opening: Message
    items: tuple[Message | ClosedBatch, ...]

    @property
    def label(self) -> str:
        """The label of the command that the batch answers, or ""."""
        return self.opening.tags.get(TAG_LABEL, "")

    def flatten_messages(self) -> Iterator[Message]:
        """Return all messages in order, including messages of inner batches."""
        for item in self.items:
            if isinstance(item, ClosedBatch):
                yield from item.flatten_messages()
            else:
                yield item


@dataclass(slots=True)
class _Open:
    opening: Message
    outer: str
    items: list[Message | ClosedBatch] = field(default_factory=list)
    weight: int = 0
    """Number of messages and batches, those of inner batches included."""
    size: int = 0
    """Number of characters in the messages."""


class BatchCollector:
    """The open batches of one connection."""

    def __init__(self) -> None:
        self._open: dict[str, _Open] = {}
        self._held = 0
        self._size = 0

    def __len__(self) -> int:
        """Return the number of open batches."""
        return len(self._open)

    def clear(self) -> None:
        """Drop all open batches. Call when the connection has ended."""
        self._open.clear()
        self._held = 0
        self._size = 0

    def feed(self, message: Message) -> tuple[Message | ClosedBatch, ...]:
        """Return the items that `message` completes: the message itself if it belongs to no batch, the outermost batch
        that it ends, or nothing.

        A message of a batch that is not open is returned alone.

        Raises: ProtocolError (MALFORMED) for an unknown end and for a reference in use (nothing changes), for one batch
        too many, and for a batch that grows too large (the batch is dropped).
        """
        outer = message.tags.get(TAG_BATCH, "") if message.tags is not NO_TAGS else ""
        if message.command == "BATCH":
            reference = message.param_at(0)
            if reference[:1] == "+":
                return self._open_batch(reference[1:], message, outer)
            if reference[:1] == "-":
                return self._close_batch(reference[1:])
            raise ProtocolError("MALFORMED", "a batch neither begins nor ends")
        if outer and outer in self._open:
            return self._add_to_batch(outer, message, 1, _size_of(message))
        return (message,)

    def _open_batch(self, reference: str, opening: Message, outer: str) -> tuple[Message | ClosedBatch, ...]:
        if not reference or reference in self._open:
            raise ProtocolError("MALFORMED", "a batch begins twice")
        if len(self._open) >= MOST_OPEN:
            raise TooLargeError("MALFORMED", "too many batches are open")
        self._open[reference] = _Open(opening, outer if outer in self._open else "")
        return ()

    def _close_batch(self, reference: str) -> tuple[Message | ClosedBatch, ...]:
        ended = self._open.pop(reference, None)
        if ended is None:
            raise ProtocolError("MALFORMED", "a batch ends that never began")
        self._held -= ended.weight
        self._size -= ended.size
        opening = ended.opening
        whole = ClosedBatch(opening.param_at(1), opening.params[2:], opening, tuple(ended.items))
        if ended.outer in self._open:
            return self._add_to_batch(ended.outer, whole, ended.weight + 1, ended.size)
        return (whole,)

    def _add_to_batch(
        self, reference: str, item: Message | ClosedBatch, weight: int, size: int
    ) -> tuple[Message | ClosedBatch, ...]:
        batch = self._open[reference]
        if self._held + weight > MOST_ITEMS or self._size + size > MOST_CHARACTERS:
            self._held -= batch.weight
            self._size -= batch.size
            del self._open[reference]
            raise TooLargeError("MALFORMED", "a batch is too large")
        batch.items.append(item)
        batch.weight += weight
        batch.size += size
        self._held += weight
        self._size += size
        return ()


def _size_of(message: Message) -> int:
    return sum(map(len, message.params)) + sum(map(len, message.tags.values()))
