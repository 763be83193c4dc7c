"""Batches: what belongs together is handled together. https://ircv3.net/specs/extensions/batch"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import messages, table
from desktop_chat.irc.batch import Batch, Batches
from desktop_chat.irc.message import Message, ProtocolError


class Inbox:
    """Takes what the server sends, keeps what belongs to a batch until that is whole, and handles the rest at once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._batches = Batches()

    def begin(self) -> None:
        """A new connection: no batch is open."""
        self._batches.clear()

    def take(self, message: Message) -> None:
        """Handle a message, or keep it until its batch is whole. Batches that make no sense are dropped."""
        if message.command == "PRIVMSG" and messages.plain(self._context, message):
            return
        try:
            items = self._batches.feed(message)
        except ProtocolError:
            return
        for item in items:
            self._handle(item, "")

    def _handle(self, item: Message | Batch, label: str) -> None:
        if isinstance(item, Message):
            table.handle(self._context, replace(item, tags={**item.tags, "label": label}) if label else item)
        elif item.kind == "chathistory":
            messages.history_page(self._context, item.params[0] if item.params else "", tuple(item.messages()))
        elif item.kind == "draft/chathistory-targets":
            messages.history_targets(self._context, tuple(item.messages()))
        else:
            for inner in item.items:
                self._handle(inner, item.label or label)
