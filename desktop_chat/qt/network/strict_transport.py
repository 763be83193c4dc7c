"""StrictTransport: the chats reached by TLS only, because their servers insist (client/sts). GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.saved_chats import ConnectTarget
from desktop_chat.client.sts import StsPolicies, is_eligible
from desktop_chat.clock import now_ms


class StrictTransport:
    """Follows STS policies. Chats are named by the key of their ServerRecord.

    A server with a wish for TLS gets no plain connection any more in this run, even if its policy cannot be kept.
    """

    def __init__(self, policies: StsPolicies, now: Callable[[], int] = now_ms) -> None:
        """`now` returns Unix ms."""
        self._policies = policies
        self._now = now
        self._upgrades: dict[str, int] = {}
        """TLS ports announced over plain connections, by host."""
        self._ways: dict[str, ConnectTarget] = {}
        """The target of the last attempt of each chat."""
        self._held: set[str] = set()
        """Chats whose current connection has announced a policy."""

    def target_for(self, chat: str, way: ConnectTarget) -> tuple[ConnectTarget, bool]:
        """Return the target of an attempt, and True if only a certificate of an authority is accepted there."""
        port = self._tls_port(way.host)
        must = port is not None
        if port is not None and not way.tls:
            way = replace(way, tls=True, port=port)
        self._ways[chat] = way
        return way, must

    def _tls_port(self, host: str) -> int | None:
        if not is_eligible(host):
            return None
        policy = self._policies.policy(host, self._now())
        return policy.port if policy is not None else self._upgrades.get(host.lower())

    def upgrade_to(self, chat: str, port: int) -> bool:
        """Note the server's TLS port. Return True if the chat must reconnect there."""
        way = self._ways.get(chat)
        if way is None or way.tls or not is_eligible(way.host):
            return False
        self._upgrades[way.host.lower()] = port
        return True

    def keep_policy(self, chat: str, duration: int, certificate: Certificate | None) -> None:
        """Keep for how long (seconds) the server insists on TLS. Ignored unless its certificate is vouched for."""
        way = self._ways.get(chat)
        if way is not None and way.tls and certificate is not None and certificate.verified:
            self._policies.keep(way.host, way.port, duration, self._now())
            self._held.add(chat)

    def note_ended(self, chat: str) -> None:
        """Start the time of the chat's policy again: its connection has ended."""
        if chat in self._held:
            self._held.discard(chat)
            self._policies.reschedule(self._ways[chat].host, self._now())
