"""Webhooks: addresses by which other programs post to rooms, or are told what is said. Pure.

The caller persists the changes. A token is the secret part of an incoming address. Only its hash is kept, so nobody can
read an address out of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from desktop_chat.hub.records.sliding_window import SlidingWindow
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook

MOST = 100
MINUTE = 60
EVERYWHERE = 0
"""The room of an outgoing webhook that is told the messages of all rooms."""
Webhook = IncomingWebhook | OutgoingWebhook
_Kind = TypeVar("_Kind", IncomingWebhook, OutgoingWebhook)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token, in hex. A token has 144 random bits, so a fast hash keeps the secret."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class WebhookUse:
    """How a webhook was used since the start. `last` is Unix ms, 0 for never."""

    count: int = 0
    last: int = 0


class Webhooks:
    """All webhooks. Their ids are unique among both kinds."""

    def __init__(self, stored: Iterable[Webhook]) -> None:
        self._hooks = {hook.id: hook for hook in sorted(stored, key=lambda hook: hook.id)}
        self._by_hash = {hook.token_hash: hook for hook in self._hooks.values() if isinstance(hook, IncomingWebhook)}
        self._outgoing: dict[int, list[OutgoingWebhook]] = {}
        self._uses: dict[int, WebhookUse] = {}
        self._posted = SlidingWindow(MINUTE)
        self._last_id = max(self._hooks, default=0)
        self._index_outgoing()

    def _index_outgoing(self) -> None:
        self._outgoing.clear()
        for hook in self._hooks.values():
            if isinstance(hook, OutgoingWebhook):
                self._outgoing.setdefault(hook.room, []).append(hook)

    def __len__(self) -> int:
        return len(self._hooks)

    @property
    def has_outgoing(self) -> bool:
        """Whether anything that is said may be told."""
        return bool(self._outgoing)

    def listed(self) -> list[Webhook]:
        """Return the webhooks, the oldest first."""
        return list(self._hooks.values())

    def find_by_token(self, token_hash: str) -> IncomingWebhook | None:
        return self._by_hash.get(token_hash)

    def find_outgoing(self, number: int) -> OutgoingWebhook | None:
        hook = self._hooks.get(number)
        return hook if isinstance(hook, OutgoingWebhook) else None

    def outgoing_of(self, room: int) -> Sequence[OutgoingWebhook]:
        """Return the webhooks that are called for messages of a room; for 0 the webhooks of all rooms."""
        return self._outgoing.get(room, ())

    def use_of(self, hook: Webhook) -> WebhookUse:
        return self._uses.setdefault(hook.id, WebhookUse())

    def add(self, hook: _Kind) -> _Kind:
        """Keep a webhook, which gets a new id. Return the change."""
        self._last_id += 1
        hook = replace(hook, id=self._last_id)
        self._hooks[hook.id] = hook
        if isinstance(hook, IncomingWebhook):
            self._by_hash[hook.token_hash] = hook
        self._index_outgoing()
        return hook

    def remove(self, number: int) -> Webhook | None:
        """Forget a webhook, and return the change; None for an unknown id."""
        hook = self._hooks.pop(number, None)
        if hook is None:
            return None
        if isinstance(hook, IncomingWebhook):
            del self._by_hash[hook.token_hash]
        self._uses.pop(number, None)
        self._index_outgoing()
        return replace(hook, dropped=True)

    def forget_room(self, room: int) -> Sequence[Webhook]:
        """Forget the webhooks of a room, and return the changes."""
        numbers = [hook.id for hook in self._hooks.values() if hook.room == room]
        return [gone for number in numbers if (gone := self.remove(number)) is not None]

    def is_too_fast(self, hook: IncomingWebhook, tick: int) -> bool:
        """Return whether the webhook has posted as often as it may within the last minute."""
        return self._posted.count_attempts(str(hook.id), tick) >= hook.per_minute

    def record_post(self, hook: IncomingWebhook, tick: int, now: int) -> None:
        self._posted.record_attempt(str(hook.id), tick)
        self.record_use(hook, now)

    def record_use(self, hook: Webhook, now: int) -> None:
        use = self.use_of(hook)
        use.count += 1
        use.last = now
