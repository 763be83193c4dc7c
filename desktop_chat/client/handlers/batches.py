"""MessageInbox: collects batches and passes all Messages on to their handlers.

Spec: https://ircv3.net/specs/extensions/batch
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop_chat.client import collection_limits
from desktop_chat.client.context import Context
from desktop_chat.client.handlers import messages, playback, table
from desktop_chat.irc.batch import MOST_OPEN, BatchCollector, ClosedBatch, TooLargeError
from desktop_chat.irc.capabilities import (
    LABELED_RESPONSE,
    MULTILINE,
    SOJU_SEARCH,
    TAG_BATCH,
    TAG_LABEL,
    ZNC_PLAYBACK,
)
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.multiline import CONCAT, Line, join_lines, undo_cuts


class MessageInbox:
    """Takes all Messages of a server. Messages of a batch wait until the batch is complete."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._batches = BatchCollector()
        self._labels: dict[str, str] = {}
        """By reference of an open labeled-response batch: its label."""

    def begin_connection(self) -> None:
        """Forget the batches of the last connection."""
        self._batches.clear()
        self._labels.clear()

    def take_message(self, message: Message) -> None:
        """Handle a Message, or keep it until its batch is complete. Malformed batches are dropped."""
        if message.command == "PRIVMSG" and messages.handle_plain_privmsg(self._context, message):
            return
        if message.tags or message.command == "BATCH":
            unwrapped = self._unwrap_labelled(message)
            if unwrapped is None:
                return
            message = unwrapped
        try:
            items = self._batches.feed(message)
        except TooLargeError:
            raise collection_limits.TooMuchError("BATCH") from None
        except ProtocolError:
            return
        for item in items:
            self._handle_item(item, "")
            if isinstance(item, ClosedBatch):
                self._context.outgoing.confirm_by_answer(item.label)
            elif item.command.isdigit():
                self._context.outgoing.confirm_by_answer(item.tags.get("label", ""))

    def _unwrap_labelled(self, message: Message) -> Message | None:
        """Give a Message of a labeled-response batch the label of the batch, to be handled at once: some servers keep
        the batch open while their services work. Return None for the lines that begin and end the batch."""
        reference = message.param_at(0)
        if message.command == "BATCH" and reference[:1] == "-" and reference[1:] in self._labels:
            del self._labels[reference[1:]]
            return None
        label = self._labels.get(message.tags.get(TAG_BATCH, ""))
        if label is not None:
            tags = {key: value for key, value in message.tags.items() if key != TAG_BATCH}
            message = replace(message, tags={**tags, TAG_LABEL: label})
        begins = message.command == "BATCH" and reference[:1] == "+" and message.param_at(1) == LABELED_RESPONSE
        if begins and len(self._labels) < MOST_OPEN:
            self._labels[reference[1:]] = message.tags.get(TAG_LABEL, "")
            return None
        return message

    def _handle_item(self, item: Message | ClosedBatch, label: str) -> None:
        if isinstance(item, Message):
            table.handle_message(self._context, replace(item, tags={**item.tags, "label": label}) if label else item)
        elif item.kind == MULTILINE:
            for said in _join_multiline(item):
                self._handle_item(said, item.label or label)
        elif item.kind == "chathistory":
            playback.handle_history_page(
                self._context, item.params[0] if item.params else "", tuple(_flatten_batch(item))
            )
        elif item.kind == ZNC_PLAYBACK:
            playback.handle_playback(self._context, tuple(_flatten_batch(item)))
        elif item.kind == SOJU_SEARCH:
            playback.handle_found(self._context, item.label or label, tuple(_flatten_batch(item)))
        elif item.kind == "draft/chathistory-targets":
            playback.handle_history_targets(self._context, tuple(item.flatten_messages()))
        else:
            for inner in item.items:
                self._handle_item(inner, item.label or label)


def _flatten_batch(batch: ClosedBatch) -> Iterator[Message]:
    """Yield the Messages of a batch and of its inner batches in order; a multiline batch is one Message."""
    for item in batch.items:
        if isinstance(item, Message):
            yield item
        elif item.kind == MULTILINE:
            yield from _join_multiline(item)
        else:
            yield from _flatten_batch(item)


def _join_multiline(batch: ClosedBatch) -> Iterator[Message]:
    """Yield the one Message of a multiline batch, with the tags of the opening line; nothing for an empty batch.

    Spec: https://ircv3.net/specs/extensions/multiline
    """
    inner = [message for message in batch.flatten_messages() if message.command in ("PRIVMSG", "NOTICE")]
    if inner and batch.params:
        if sum(len(message.param_at(1)) for message in inner) > collection_limits.TEXT_BYTES:
            raise collection_limits.TooMuchError("BATCH")
        text = join_lines(Line(message.param_at(1), CONCAT in message.tags) for message in inner)
        tags, source = batch.opening.tags, batch.opening.source or inner[0].source
        yield Message(inner[0].command, (batch.params[0], undo_cuts(text)), source, tags)
