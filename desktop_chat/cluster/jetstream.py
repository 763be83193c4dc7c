"""JetStreamLog: the log in a stream of NATS JetStream.

Beside the stream there are a store of objects for snapshots, and a bucket of keys for the record of the chat.

Spec: https://docs.nats.io/nats-concepts/jetstream
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, Queue
from typing import Any

from nats.aio.msg import Msg
from nats.js.api import ConsumerConfig, DeliverPolicy, DiscardPolicy, StorageType, StreamConfig
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError, NotFoundError

from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.nats_connection import NatsConnection
from desktop_chat.cluster.port import LogEntry, LogRefused, LogUnavailable
from desktop_chat.value_class import value

LONG_SECONDS = 120.0
"""Seconds that a snapshot may take on its way."""
SILENCE_SECONDS = 1.5
"""Seconds without an entry after which the follower looks whether it misses one: each node writes once a second. The
look takes as long at most, for the NATS server may have vanished."""
CONFIRM_SECONDS = 20.0
"""Seconds for which a log must be too short before the node believes that entries are lost: a NATS server that was cut
off answers with the end of its own copy until it has heard of the new leader."""
CONFIRM_PAUSE = 0.5
LEAST_PAYLOAD = 512 << 10
"""Bytes that one message must be allowed to have."""
_AHEAD = 2_000
"""Entries that wait to be applied, at most."""


@value
class LogDescription:
    """How a log is kept."""

    leader: str
    """The NATS server that orders the entries; "" while there is none."""
    copies: int
    behind: tuple[str, ...]
    """NATS servers whose copy is not whole at present."""
    first: int
    """Positions of the oldest and of the newest entry."""
    last: int
    size: int
    """Bytes."""


class JetStreamLog:
    """Implements `port.Log`.

    Thread: any.
    """

    def __init__(self, servers: list[str], chat: str, *, replicas: int, tls: ssl.SSLContext | None = None) -> None:
        """Connect, and make the stream of a new chat. Blocks.

        `chat`: the name of the stream. `replicas`: of everything that is written.
        Raises: LogUnavailable.
        """
        self.chat = chat
        self._subject = f"{chat}.log"
        self._replicas = replicas
        self._followed: list[Queue[Msg | None]] = []
        """Entries on their way to followers. None wakes a follower at the end."""
        self._connection = NatsConnection(servers, "cluster-nats", tls)
        self._stream = self._connection.stream
        try:
            self._connection.run(self._open_stream(self._connection.client.max_payload), LONG_SECONDS)
        except BaseException:
            self.close()
            raise

    async def _open_stream(self, max_payload: int) -> None:
        if max_payload < LEAST_PAYLOAD:
            raise LogRefused(f"The NATS servers take messages of {max_payload} bytes only: "
                                 f"set max_payload to {2 * LEAST_PAYLOAD}.")  # fmt: skip
        try:
            info = await self._stream.stream_info(self.chat)
        except NotFoundError:
            info = await self._stream.add_stream(
                StreamConfig(
                    name=self.chat,
                    subjects=[self._subject],
                    storage=StorageType.FILE,
                    num_replicas=self._replicas,
                    discard=DiscardPolicy.NEW,
                )
            )
        if (info.config.num_replicas or 1) < self._replicas:
            raise LogRefused(
                f"The stream {self.chat} has {info.config.num_replicas or 1} replicas; it must have {self._replicas}."
            )
        if info.config.storage != StorageType.FILE:
            raise LogRefused(f"The stream {self.chat} is kept in memory only.")
        with suppress(NotFoundError):
            self._keys = await self._stream.key_value(self.chat)
            self._objects = await self._stream.object_store(self.chat)
            return
        self._keys = await self._stream.create_key_value(bucket=self.chat, replicas=self._replicas)
        self._objects = await self._stream.create_object_store(self.chat, replicas=self._replicas)

    def close(self) -> None:
        """End the connection; a follower ends with LogUnavailable. Idempotent."""
        if self._connection.is_closed:
            return
        for messages in self._followed:
            messages.put(None)
        self._connection.close()

    # The log

    @property
    def last_position(self) -> int:
        return int(self._connection.run(self._stream.stream_info(self.chat)).state.last_seq)

    @property
    def first_position(self) -> int:
        """The position of the oldest entry that is kept. Raises: LogUnavailable."""
        return int(self._connection.run(self._stream.stream_info(self.chat)).state.first_seq)

    def describe(self) -> LogDescription:
        """Return how the log is kept. Raises: LogUnavailable."""
        info = self._connection.run(self._stream.stream_info(self.chat))
        cluster = info.cluster
        copies = cluster.replicas or [] if cluster is not None else []
        return LogDescription(
            leader=(cluster.leader or "" if cluster is not None else ""),
            copies=1 + len(copies),
            behind=tuple(str(one.name) for one in copies if one.offline or not one.current),
            first=info.state.first_seq,
            last=info.state.last_seq,
            size=info.state.bytes,
        )

    def delete(self) -> None:
        """Delete the log, the snapshots and the record of the chat, or what is left of them. Raises: LogUnavailable."""
        self._connection.run(self._delete_stream(), LONG_SECONDS)

    async def _delete_stream(self) -> None:
        for delete in (
            self._stream.delete_stream,
            self._stream.delete_key_value,
            self._stream.delete_object_store,
        ):
            with suppress(NotFoundError):
                await delete(self.chat)

    def append(self, data: bytes) -> None:
        """Send a batch, and wait for nothing: an entry proves the success."""
        sending = self._connection.begin(self._connection.client.publish(self._subject, data))
        sending.add_done_callback(_forget_failure)

    def follow(self, after: int) -> Iterator[LogEntry]:
        """Return all entries behind a position. A gap, and a silence while there is more, begin a new subscription.

        Raises: LogUnavailable after `close`. ForkError if the log has lost entries.
        """
        position, data = after, None
        while True:
            self._require_entry(position, data)
            messages: Queue[Msg | None] = Queue()
            self._followed.append(messages)
            subscription = self._wait_for_subscription(position, messages)
            try:
                for entry in self._take_entries(messages, position):
                    position, data = entry.position, entry.data
                    yield entry
            finally:
                self._followed.remove(messages)
                with suppress(LogUnavailable):
                    self._connection.run(subscription.unsubscribe())

    def _require_entry(self, position: int, data: bytes | None) -> None:
        """Look whether the log still has the last applied entry. `data`: of the entry, None if that is unknown.

        Raises: ForkError if the log ends before the entry, has another one, or begins behind the next one.
        """
        until = time.monotonic() + CONFIRM_SECONDS
        try:
            while (state := self._connection.run(self._stream.stream_info(self.chat)).state).last_seq < position:
                if time.monotonic() >= until:
                    raise ForkError(f"The log ends at {state.last_seq}; this node has applied {position}.")
                time.sleep(CONFIRM_PAUSE)
            if state.first_seq > position + 1:
                raise ForkError(f"The log begins at {state.first_seq}; this node has applied {position} only.")
            if data is not None and state.first_seq <= position:
                message = self._connection.run(self._stream.get_msg(self.chat, position))
                if message.data != data:
                    raise ForkError(f"The log up to {position} is not the one that this node has applied.")
        except LogUnavailable:
            return

    def _wait_for_subscription(self, position: int, messages: Queue[Msg | None]) -> Any:
        while True:
            try:
                return self._connection.run(self._subscribe_from(position, messages))
            except LogUnavailable:
                if self._connection.is_closed:
                    raise

    async def _subscribe_from(self, position: int, messages: Queue[Msg | None]) -> Any:
        async def take(message: Msg) -> None:
            while messages.qsize() > _AHEAD and not self._connection.is_closed:
                await asyncio.sleep(0.01)
            messages.put(message)

        config = ConsumerConfig(deliver_policy=DeliverPolicy.BY_START_SEQUENCE, opt_start_seq=position + 1)
        return await self._stream.subscribe(
            self._subject, stream=self.chat, ordered_consumer=True, config=config, cb=take
        )

    def _take_entries(self, messages: Queue[Msg | None], position: int) -> Iterator[LogEntry]:
        """Return entries until the subscription must begin anew."""
        while not self._connection.is_closed:
            try:
                message = messages.get(timeout=SILENCE_SECONDS)
            except Empty:
                if self._has_more(position):
                    return
                continue
            if message is None:
                break
            about = message.metadata
            if about.sequence.stream <= position:
                continue
            if about.sequence.stream != position + 1:
                return
            position += 1
            yield LogEntry(position, int(about.timestamp.timestamp() * 1000), message.data)
        raise LogUnavailable("The log is closed.")

    def _has_more(self, position: int) -> bool:
        try:
            state = self._connection.run(self._stream.stream_info(self.chat), SILENCE_SECONDS).state
        except LogUnavailable:
            return False
        return bool(state.last_seq != position)

    # Snapshots and the record

    def put_snapshot(self, name: str, data: bytes) -> None:
        """Keep the bytes of a snapshot. Blocks. Raises: LogUnavailable."""
        self._connection.run(self._objects.put(name, data), LONG_SECONDS)

    def list_snapshots(self) -> list[str]:
        """Return the names of all snapshots, in their order. Raises: LogUnavailable."""
        try:
            found = self._connection.run(self._objects.list())
        except LogUnavailable as error:
            if isinstance(error.__cause__, NotFoundError):
                return []
            raise
        return sorted(str(one.name) for one in found if not one.deleted)

    def read_snapshot(self, name: str) -> bytes:
        """Return the bytes of a snapshot. Blocks. Raises: LogUnavailable."""
        return self._connection.run(self._objects.get(name), LONG_SECONDS).data or b""

    def delete_snapshot(self, name: str) -> None:
        """Forget a snapshot. Raises: LogUnavailable."""
        self._connection.run(self._objects.delete(name))

    def forget_before(self, position: int) -> None:
        """Forget all entries before a position. Raises: LogUnavailable."""
        self._connection.run(self._stream.purge_stream(self.chat, seq=position))

    def read_record(self) -> bytes | None:
        """Return the record of the chat; None for a new chat. Raises: LogUnavailable."""
        try:
            return self._connection.run(self._keys.get("record")).value
        except LogUnavailable as error:
            if isinstance(error.__cause__, KeyNotFoundError):
                return None
            raise

    def create_record(self, data: bytes) -> bool:
        """Write the record of a new chat. Return False if another node was quicker. Raises: LogUnavailable."""
        try:
            self._connection.run(self._keys.create("record", data))
        except LogUnavailable as error:
            if isinstance(error.__cause__, KeyWrongLastSequenceError):
                return False
            raise
        return True


def _forget_failure(done: Future[None]) -> None:
    """Take the exception, which nobody asks for."""
    if not done.cancelled():
        done.exception()
