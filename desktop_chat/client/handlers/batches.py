"""Batches: what belongs together is handled together. https://ircv3.net/specs/extensions/batch"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import messages, table
from desktop_chat.irc.message import Message

_MOST_OPEN = 64


@dataclass(slots=True)
class _Open:
    kind: str
    params: tuple[str, ...]
    outer: str
    label: str
    messages: list[Message] = field(default_factory=list)


class Batches:
    """Those that are open. What is in none of them is handled at once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._open: dict[str, _Open] = {}

    def begin(self) -> None:
        """A new connection: nothing is open."""
        self._open.clear()

    def take(self, message: Message) -> None:
        """Handle a message, or keep it until its batch is whole."""
        outer = message.tags.get("batch", "")
        if message.command == "BATCH":
            reference = message.param(0)
            if reference.startswith("+") and len(self._open) < _MOST_OPEN:
                label = message.tags.get("label", "")
                self._open[reference[1:]] = _Open(message.param(1), message.params[2:], outer, label)
            elif reference.startswith("-"):
                self._close(reference[1:])
        elif outer in self._open:
            self._open[outer].messages.append(message)
        else:
            table.handle(self._context, message)

    def _close(self, reference: str) -> None:
        batch = self._open.pop(reference, None)
        if batch is None:
            return
        if batch.kind == "chathistory":
            messages.history_page(self._context, batch.params[0] if batch.params else "", tuple(batch.messages))
            return
        if batch.kind == "draft/chathistory-targets":
            messages.history_targets(self._context, tuple(batch.messages))
            return
        outer = self._open.get(batch.outer)
        for message in batch.messages:
            labelled = message
            if batch.label:
                labelled = replace(message, tags={**message.tags, "label": batch.label})
            if outer is not None:
                outer.messages.append(labelled)
            else:
                table.handle(self._context, labelled)
