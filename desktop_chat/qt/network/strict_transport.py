"""StrictTransport: which chats are spoken to by TLS only, because their servers insist on it (client/sts). GUI
thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.saved_chats import ConnectTarget
from desktop_chat.client.sts import StsPolicies, is_eligible
from desktop_chat.clock import now_ms


class StrictTransport:
    """Chats are named by the key of their ServerRecord. A server that has asked for TLS gets nothing plain any more in
    this run, whether its policy can be kept or not."""

    def __init__(self, policies: StsPolicies, now: Callable[[], int] = now_ms) -> None:
        """`now` is Unix ms."""
        self._policies = policies
        self._now = now
        self._upgrades: dict[str, int] = {}
        """TLS ports that servers named over plain connections, by host."""
        self._ways: dict[str, ConnectTarget] = {}
        """Where the last attempt of each chat went."""
        self._held: set[str] = set()
        """Chats whose connection of the moment has a policy."""

    def target_for(self, chat: str, way: ConnectTarget) -> tuple[ConnectTarget, bool]:
        """Return the way that an attempt goes, and whether the server must have a certificate that an authority vouches
        for: then nothing else is accepted, and nobody is asked."""
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
        """The server wants TLS at this port. Return whether the chat must connect anew for that."""
        way = self._ways.get(chat)
        if way is None or way.tls or not is_eligible(way.host):
            return False
        self._upgrades[way.host.lower()] = port
        return True

    def keep_policy(self, chat: str, duration: int, certificate: Certificate | None) -> None:
        """The server says for how long TLS is a must. That counts if an authority vouches for it."""
        way = self._ways.get(chat)
        if way is not None and way.tls and certificate is not None and certificate.verified:
            self._policies.keep(way.host, way.port, duration, self._now())
            self._held.add(chat)

    def note_ended(self, chat: str) -> None:
        """A connection has ended: the time of its policy begins anew."""
        if chat in self._held:
            self._held.discard(chat)
            self._policies.reschedule(self._ways[chat].host, self._now())
