"""ArchiveFirstSender: sends own messages only after the archive has stored them, and in order. GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from desktop_chat.client.archive import Archive
from desktop_chat.irc.message import Message
from desktop_chat.qt.network import link as links
from desktop_chat.value_class import record

Done = Callable[[], None]


@record
class _Held:
    """Messages waiting for their turn. `ready`: their entries are on disk."""

    link: links.Link
    messages: tuple[Message, ...]
    ready: bool


class ArchiveFirstSender:
    """One for each network."""

    def __init__(self, archive: Archive, later: Callable[[Done], Done]) -> None:
        """`later` wraps a callable of the GUI thread so that the archive's thread may call it."""
        self._archive = archive
        self._later = later
        self._held: deque[_Held] = deque()

    def send_after_archive(self, link: links.Link | None, messages: tuple[Message, ...], *, durable: bool) -> None:
        """Send messages in the order of the calls. `durable` is False for entries just given to the archive."""
        if not messages or link is None:
            return
        if durable and not self._held:
            link.send_messages(messages)
            return
        held = _Held(link, messages, ready=durable)
        self._held.append(held)
        if not durable:
            self._archive.flush(self._later(lambda: self._send_held(held)))

    def drop_held(self) -> None:
        """Drop the messages held for an ended Link. The Session offers the messages again."""
        self._held.clear()

    def _send_held(self, held: _Held) -> None:
        held.ready = True
        while self._held and self._held[0].ready:
            first = self._held.popleft()
            first.link.send_messages(first.messages)
