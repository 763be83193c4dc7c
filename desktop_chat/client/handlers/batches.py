"""Batches: what belongs together is handled together. https://ircv3.net/specs/extensions/batch"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop_chat.client import limits
from desktop_chat.client.context import Context
from desktop_chat.client.handlers import messages, playback, table
from desktop_chat.irc.batch import MOST_OPEN, Batch, Batches, TooLargeError
from desktop_chat.irc.capabilities import MULTILINE, TAG_BATCH, TAG_LABEL, ZNC_PLAYBACK
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.multiline import CONCAT, Line, compose, plain

_ANSWER = "labeled-response"


class Inbox:
    """Takes what the server sends, keeps what belongs to a batch until that is whole, and handles the rest at once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._batches = Batches()
        self._labels: dict[str, str] = {}
        """The labels of the answers that are under way, by the batch's reference."""

    def begin(self) -> None:
        """A new connection: no batch is open."""
        self._batches.clear()
        self._labels.clear()

    def take(self, message: Message) -> None:
        """Handle a message, or keep it until its batch is whole. Batches that make no sense are dropped."""
        if message.command == "PRIVMSG" and messages.plain(self._context, message):
            return
        if message.tags or message.command == "BATCH":
            unwrapped = self._unwrap(message)
            if unwrapped is None:
                return
            message = unwrapped
        try:
            items = self._batches.feed(message)
        except TooLargeError:
            raise limits.TooMuchError("BATCH") from None
        except ProtocolError:
            return
        for item in items:
            self._handle(item, "")
            if isinstance(item, Batch):
                self._context.outgoing.answered(item.label)
            elif item.command.isdigit():
                self._context.outgoing.answered(item.tags.get("label", ""))

    def _unwrap(self, message: Message) -> Message | None:
        """What belongs to a labelled answer is handled as it comes, under its label: some servers keep the answer open
        for as long as their services take. None for what only begins or ends one."""
        reference = message.param(0)
        if message.command == "BATCH" and reference[:1] == "-" and reference[1:] in self._labels:
            del self._labels[reference[1:]]
            return None
        label = self._labels.get(message.tags.get(TAG_BATCH, ""))
        if label is not None:
            tags = {key: value for key, value in message.tags.items() if key != TAG_BATCH}
            message = replace(message, tags={**tags, TAG_LABEL: label})
        begins = message.command == "BATCH" and reference[:1] == "+" and message.param(1) == _ANSWER
        if begins and len(self._labels) < MOST_OPEN:
            self._labels[reference[1:]] = message.tags.get(TAG_LABEL, "")
            return None
        return message

    def _handle(self, item: Message | Batch, label: str) -> None:
        if isinstance(item, Message):
            table.handle(self._context, replace(item, tags={**item.tags, "label": label}) if label else item)
        elif item.kind == MULTILINE:
            for said in _whole(item):
                self._handle(said, item.label or label)
        elif item.kind == "chathistory":
            playback.history_page(self._context, item.params[0] if item.params else "", tuple(_each(item)))
        elif item.kind == ZNC_PLAYBACK:
            playback.played_back(self._context, tuple(_each(item)))
        elif item.kind == "draft/chathistory-targets":
            playback.history_targets(self._context, tuple(item.messages()))
        else:
            for inner in item.items:
                self._handle(inner, item.label or label)


def _each(batch: Batch) -> Iterator[Message]:
    """What a batch holds, that of inner ones in its place: of several lines that are one thing said, that thing."""
    for item in batch.items:
        if isinstance(item, Message):
            yield item
        elif item.kind == MULTILINE:
            yield from _whole(item)
        else:
            yield from _each(item)


def _whole(batch: Batch) -> Iterator[Message]:
    """Several lines as the one message that they are; nothing for none. Its tags are those of the opening line.
    https://ircv3.net/specs/extensions/multiline"""
    inner = [message for message in batch.messages() if message.command in ("PRIVMSG", "NOTICE")]
    if inner and batch.params:
        if sum(len(message.param(1)) for message in inner) > limits.TEXT_BYTES:
            raise limits.TooMuchError("BATCH")
        text = compose(Line(message.param(1), CONCAT in message.tags) for message in inner)
        tags, source = batch.opening.tags, batch.opening.source or inner[0].source
        yield Message(inner[0].command, (batch.params[0], plain(text)), source, tags)
