"""FileStore: the contents of files in a stream of NATS JetStream beside the log, on a separate connection.

A chunk is a message, sealed together with the place in the content. The subject of a copy tells the number of chunks.
"""

from __future__ import annotations

import secrets
import ssl
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

from nats.js.api import DiscardPolicy, Header, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from desktop_chat.cluster.file_plan import FileCopy
from desktop_chat.cluster.nats_connection import NatsConnection
from desktop_chat.cluster.patience import ask_patiently
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.seal import BatchSeal, SealError

CHUNK_BYTES = 256 << 10
PATIENCE_SECONDS = 30.0
"""Seconds for which one chunk is tried: a log that has lost its leader is silent for up to 6 s."""
MOST_COPIES = 100_000
"""Copies of which the NATS servers tell at once; if there are more, some are not told."""
_Answer = TypeVar("_Answer")


class FileMissing(Exception):
    """The store has no whole copy of a file."""


class FileStore:
    """All methods block.

    Thread: any.
    """

    def __init__(
        self, servers: list[str], chat: str, key: bytes, *, replicas: int, tls: ssl.SSLContext | None = None
    ) -> None:
        """Connect, and make the stream of a new chat. `chat`, `replicas`: as for the log. `key`: the cluster's.

        Raises: LogUnavailable.
        """
        self._chat = chat
        self._key = key
        self._name = f"{chat}-files"
        self._connection = NatsConnection(servers, "cluster-files", tls)
        self._stream = self._connection.stream
        config = StreamConfig(
            name=self._name, subjects=[f"{chat}.files.>"], storage=StorageType.FILE, num_replicas=replicas,
            discard=DiscardPolicy.NEW, allow_direct=True,
        )  # fmt: skip
        try:
            self._ask_stream(lambda: self._open_stream(config))
        except BaseException:
            self.close()
            raise

    async def _open_stream(self, config: StreamConfig) -> None:
        try:
            await self._stream.stream_info(self._name)
        except NotFoundError:
            await self._stream.add_stream(config)

    def close(self) -> None:
        """End the connection, and all waiting by LogUnavailable. Idempotent."""
        self._connection.close()

    def _ask_stream(self, make: Callable[[], Coroutine[Any, Any, _Answer]]) -> _Answer:
        """Ask again and again for PATIENCE_SECONDS. Raises: LogUnavailable, at once for NotFoundError."""

        def is_final(error: LogUnavailable) -> bool:
            return self._connection.is_closed or isinstance(error.__cause__, NotFoundError)

        return ask_patiently(lambda: self._connection.run(make()), PATIENCE_SECONDS, is_final=is_final)

    # Copies

    def list_copies(self, name: str = "*") -> list[FileCopy]:
        """Return the copies of a file, or of all files. Raises: LogUnavailable."""
        told = self._ask_stream(
            lambda: self._stream.stream_info(self._name, subjects_filter=f"{self._chat}.files.{name}.>")
        )
        copies = []
        for subject, present in (told.state.subjects or {}).items():
            found, mark, chunks = subject.split(".")[-3:]
            copies.append(FileCopy(found, mark, int(chunks), present))
        return copies

    def delete_copy(self, copy: FileCopy) -> None:
        """Delete the chunks of a copy. Raises: LogUnavailable."""
        self._purge_object(self._subject_of(copy))

    def delete_file(self, name: str) -> None:
        """Delete all copies of a file. Raises: LogUnavailable."""
        self._purge_object(f"{self._chat}.files.{name}.>")

    def _purge_object(self, subject: str) -> None:
        self._ask_stream(lambda: self._stream.purge_stream(self._name, subject=subject))

    def _subject_of(self, copy: FileCopy) -> str:
        return f"{self._chat}.files.{copy.name}.{copy.mark}.{copy.chunks}"

    def _seal_of(self, copy: FileCopy, number: int) -> BatchSeal:
        return BatchSeal(self._key, f"{self._chat} {copy.name} {number} of {copy.chunks}")

    # Contents

    def put_file(self, name: str, file: BinaryIO, size: int, is_wanted: Callable[[], bool]) -> None:
        """Add a copy of a file. `size`: bytes. `is_wanted` returns False to end early, and to leave nothing.

        Raises: LogUnavailable, OSError.
        """
        copy = FileCopy(name, secrets.token_hex(8), max(1, -(-size // CHUNK_BYTES)), 0)
        try:
            for number in range(copy.chunks):
                if not is_wanted():
                    raise LogUnavailable("Nobody waits for the copy.")
                self._put_chunk(copy, number, file.read(CHUNK_BYTES))
            if not any(one.mark == copy.mark and one.is_whole for one in self.list_copies(name)):
                raise LogUnavailable("The NATS servers have not kept a file.")
        except BaseException:
            with suppress(LogUnavailable):
                self._connection.begin(self._stream.purge_stream(self._name, subject=self._subject_of(copy)))
            raise

    def _put_chunk(self, copy: FileCopy, number: int, data: bytes) -> None:
        """Add a chunk, once however often it is sent."""
        sealed, subject = self._seal_of(copy, number).seal_bytes(data), self._subject_of(copy)
        known_by = f"{copy.mark}.{number}"
        self._ask_stream(lambda: self._stream.publish(subject, sealed, headers={Header.MSG_ID.value: known_by}))

    def read_file(self, name: str) -> Iterator[bytes]:
        """Return the content of a file, chunk by chunk.

        Raises: FileMissing, LogUnavailable. SealError, after the broken copy was deleted.
        """
        copies = [copy for copy in self.list_copies(name) if copy.is_whole]
        if not copies:
            raise FileMissing(name)
        copy, after = min(copies, key=lambda one: one.mark), 0
        for number in range(copy.chunks):
            data, after = self._read_chunk(copy, after)
            try:
                opened = self._seal_of(copy, number).open_sealed(data)
            except SealError:
                self.delete_copy(copy)
                raise
            yield opened

    def _read_chunk(self, copy: FileCopy, after: int) -> tuple[bytes, int]:
        """Return the first chunk behind a position, and the position of the chunk."""
        subject = self._subject_of(copy)
        try:
            found = self._ask_stream(
                lambda: self._stream.get_msg(self._name, seq=after + 1, subject=subject, next=True)
            )
        except LogUnavailable as error:
            if isinstance(error.__cause__, NotFoundError):
                raise FileMissing(copy.name) from error
            raise
        return found.data or b"", found.seq or 0
