"""Gate: own words leave only once the archive has them, and nothing overtakes them. GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.client.archive import Archive
from desktop_chat.irc.message import Message
from desktop_chat.qt.network.link import Link

Done = Callable[[], None]


@dataclass(slots=True)
class _Held:
    """Messages on their way to a Link; `ready` once the entries that they say are on disk."""

    link: Link
    messages: tuple[Message, ...]
    ready: bool


class ArchiveFirstSender:
    """One for each network. `later` makes of a callable one that the archive's thread may call."""

    def __init__(self, archive: Archive, later: Callable[[Done], Done]) -> None:
        self._archive = archive
        self._later = later
        self._held: deque[_Held] = deque()

    def send_after_archive(self, link: Link | None, messages: tuple[Message, ...], *, durable: bool) -> None:
        """Send messages in the order of the calls. Not `durable`: they say what was just given to the archive."""
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
        """The Link is gone: what was held for it is not sent. The Session knows that, and offers it again."""
        self._held.clear()

    def _send_held(self, held: _Held) -> None:
        held.ready = True
        while self._held and self._held[0].ready:
            first = self._held.popleft()
            first.link.send_messages(first.messages)
