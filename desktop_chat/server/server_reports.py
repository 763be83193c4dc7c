"""ServerReports: the reports of a running server to its launcher, to its network and to Prometheus."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_chat.clock import now_ms
from desktop_chat.hub.people.entry_rule import is_open_to_all
from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.control_values import Counters, KnockRow, LinkRow, RoleRow, RoomRow, UserRow
from desktop_chat.net.identity import KeyPair
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.memory import resident_bytes
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.version import VERSION

_MOST_ROOMS = 1_000
"""Rooms that the launcher is told of, so that they fit into a line of the control channel."""


def version_text() -> str:
    """Return the name and version, such as `desktop-chat-0.1.0`."""
    return f"desktop-chat-{VERSION}"


class ServerReports:
    """Reads the hub under the lock, and the store.

    Thread: any, unless a method names another.
    """

    def __init__(
        self,
        config: ServerSettings,
        core: HubRuntime,
        store: SqlStore,
        listening: Sequence[ListenAddress],
        identity: Callable[[], KeyPair],
        since: int,
    ) -> None:
        """`identity` returns the server's key and certificate. `since`: when the server began (Unix ms)."""
        self._config = config
        self._core = core
        self._store = store
        self._listening = listening
        self._identity = identity
        self._since = since

    def read_beacon(self) -> ChatBeacon:
        """Return what everybody on the network is told."""
        with self._core.locked_hub() as hub:
            people, settings = hub.user_count, hub.settings
        return ChatBeacon(
            id=self._identity().fingerprint,
            name=self._config.text_value("server.name") or self._config.text_value("server.host"),
            host=socket.gethostname(),
            port=self._listening[0].port,
            people=people,
            version=version_text(),
            locked=not is_open_to_all(settings),
        )

    def read_words(self) -> tuple[str, ...]:
        """Return the code words by which people find this chat."""
        with self._core.locked_hub() as hub:
            return hub.host.code_words

    def people_rows(
        self,
    ) -> tuple[tuple[UserRow, ...], tuple[LinkRow, ...], tuple[KnockRow, ...], tuple[RoleRow, ...]]:
        """Return a row for each connected user, each invitation link, each person who asks to be let in, each role."""
        with self._core.locked_hub() as hub:
            now, host = now_ms(), hub.host
            return host.user_rows(now), host.link_rows(), host.knock_rows(), host.role_rows(now)

    def room_rows(self) -> tuple[RoomRow, ...]:
        """Return a row for each room, the newest message first. Blocks for a look at every message.

        Thread: a Job's.
        Raises: StoreError.
        """
        counted = self._store.count_messages()
        with self._core.locked_hub() as hub:
            rooms = hub.host.room_rows(now_ms())
        counts = {room: counted.get(room, (0, 0)) for room in rooms}
        rows = [replace(row, messages=counts[room][0], last=counts[room][1]) for room, row in rooms.items()]
        return tuple(sorted(rows, key=lambda row: -row.last)[:_MOST_ROOMS])

    def read_counters(self) -> Counters:
        """Return the figures for the launcher."""
        now = now_ms()
        with self._core.locked_hub() as hub:
            counts = (hub.user_count, hub.peak_users, hub.room_count, hub.said_last_minute(now), hub.said_total)
        return Counters(*counts, self._store.size, resident_bytes(), max(0, now - self._since) // 1000)
