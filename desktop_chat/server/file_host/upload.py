"""Upload: a file on the way from a client to the folder, over a few requests.

The HTTP thread adds the bytes to a queue; a file thread writes, hashes and syncs the bytes. Never much more than
QUEUE_BYTES wait in memory. A thread is woken for TURN_BYTES at once: its wake takes longer than to write a piece.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from desktop_chat.files import begin_write_back
from desktop_chat.hub.records.shared_files import UploadPermit
from desktop_chat.net.media_types import SNIFFED_BYTES
from desktop_chat.server.file_host.content_hash import new_content_hash
from desktop_chat.server.file_host.file_folder import FileFolder
from desktop_chat.server.http.exchange import HttpRefusal
from desktop_chat.texts import server as texts

TURN_BYTES = 1 << 20
"""Bytes that wait before a file thread writes them, and that it writes before other uploads get a turn."""
SLOW_PIECE = 1 << 14
"""A smaller piece is written at once: it comes from a slow client, whose bytes would wait in memory for long."""
QUEUE_BYTES = 3 << 20
"""Bytes that wait for the disk, above which the client is not read."""
WRITE_BACK_BYTES = 1 << 20
"""Bytes after which the system is asked to begin with the disk: so the sync at the end is short, and the commits of
messages meet no long queue of the disk."""
WRITE_BACK_SECONDS = 0.05
"""The shortest pause between two such requests: many small ones make a fast upload slower."""
WRITE_BACK_AT_MOST = 8 << 20
"""Bytes that wait for no pause."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UploadHead:
    """The words of a client about a file, before the file."""

    name: str
    declared: str
    """The media type."""
    size: int | None
    """Bytes; None if the client does not know."""


class Upload:
    """An upload. `add_bytes`, `finish` and `cancel` never block.

    Thread: any; the file threads work for an Upload in turn.
    """

    def __init__(
        self,
        name: str,
        permit: UploadPermit,
        head: UploadHead,
        most: int,
        folder: FileFolder,
        submit: Callable[[Callable[[], None]], None],
        require_kind: Callable[[Upload], object],
        complete: Callable[[Upload], None],
        abandoned: Callable[[Upload], None],
    ) -> None:
        """`name`: of the partial file. `most`: the bytes for which space is reserved. `submit` gives work to the file
        threads. `require_kind` is called once SNIFFED_BYTES have come, and raises HttpRefusal for an unwanted file.
        `complete` is called when all bytes are synced, `abandoned` when the upload comes to nothing; both on a file
        thread.
        """
        self.name = name
        self.permit = permit
        self.head = head
        self.most = most
        """Bytes that the client may send."""
        self.reserved = most
        """Bytes of reserved space. Thread: hub lock."""
        self.received = 0
        """Bytes that the client has sent. Thread: the HTTP thread."""
        self.start = b""
        """The first bytes."""
        self.content = ""
        """The hash of all bytes, once the upload is complete."""
        self.location = ""
        """The path of the file, once the file is there."""
        self.refusal: HttpRefusal | None = None
        """Why the upload cannot go on."""
        self.on_change: Callable[[], None] = lambda: None
        """Called after each change, on a file thread."""
        self._folder = folder
        self._submit = submit
        self._require_kind = require_kind
        self._complete = complete
        self._abandoned = abandoned
        self._guard = threading.Lock()
        self._queue: deque[bytes] = deque()
        self._written = 0
        self._handed = 0
        """Bytes that the system was asked to write to the disk."""
        self._handed_at = 0.0
        """When it was asked last."""
        self._at_work = False
        self._wanted = False
        """All bytes have come."""
        self._cancelled = False
        self._ended = False
        """The file threads are done with the upload."""
        self._hash = new_content_hash()
        self._file: BinaryIO | None = None

    @property
    def is_full(self) -> bool:
        """Whether no more bytes can be taken for the present."""
        return self.received - self._written > QUEUE_BYTES

    @property
    def is_over(self) -> bool:
        """Whether the upload has ended, well or not."""
        return bool(self.location) or self.refusal is not None or self._cancelled

    @property
    def is_whole(self) -> bool:
        """Whether all bytes have come."""
        return self._wanted

    def add_bytes(self, data: bytes) -> None:
        """Take the next bytes.

        Raises: HttpRefusal if there are more than announced, or if the first bytes are of an unwanted file.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.received + len(data) > self.most:
            raise HttpRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, texts.FILE_LARGER_THAN_ANNOUNCED)
        if len(self.start) < SNIFFED_BYTES:
            self.start = (self.start + bytes(data[:SNIFFED_BYTES]))[:SNIFFED_BYTES]
            if len(self.start) == SNIFFED_BYTES:
                self._require_kind(self)
        self.received += len(data)
        self._queue.append(data)
        if self.received - self._written >= TURN_BYTES or len(data) < SLOW_PIECE:
            self._begin_work()

    def pause(self) -> None:
        """Keep no bytes in memory: the client is gone, and may go on later."""
        self._begin_work()

    def finish(self) -> None:
        """Complete the upload: all bytes have come."""
        self._wanted = True
        self._begin_work()

    def cancel(self) -> None:
        """Delete the received bytes, on a file thread."""
        self._cancelled = True
        self._begin_work()

    def close(self) -> None:
        """Let go of the file, after the file threads have ended. The next start deletes an incomplete file."""
        if self._file is not None:
            self._file.close()

    def fail(self, refusal: HttpRefusal) -> None:
        """End the upload with a sentence. Thread: a file thread."""
        self.refusal = refusal
        self._drop()
        self.on_change()

    def _begin_work(self) -> None:
        with self._guard:
            if self._at_work:
                return
            self._at_work = True
        self._submit(self._work)

    def _work(self) -> None:
        """Write a part of the queue, so that each upload gets a turn. Thread: a file thread."""
        try:
            self._write_queue()
        except OSError as error:
            _log.warning("A file could not be written: %s.", error.strerror or error)
            self.fail(_disk_refusal(error))
        with self._guard:
            more = bool(self._queue) and not self._ended and not self._cancelled
            self._at_work = more
            ending = not more and not self._ended and (self._wanted or self._cancelled)
            self._ended = self._ended or ending
        if more:
            self._submit(self._work)
        elif ending:
            self._end()

    def _write_queue(self) -> None:
        done = 0
        while self._queue and done < TURN_BYTES and not self._cancelled and not self._ended:
            if self._file is None:
                self._file = self._folder.open_partial(self.name)
            data = self._queue[0]
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
            self._hash.update(data)
            self._queue.popleft()
            done += len(data)
        was_full = self.is_full
        self._written += done
        if was_full and not self.is_full:
            self.on_change()
        if done and self._file is not None:
            self._begin_write_back(self._file.fileno())

    def _begin_write_back(self, descriptor: int) -> None:
        size, now = self._written - self._handed, time.monotonic()
        is_due = size >= WRITE_BACK_BYTES and now - self._handed_at >= WRITE_BACK_SECONDS
        if is_due or size >= WRITE_BACK_AT_MOST:
            begin_write_back(descriptor, self._handed, size)
            self._handed, self._handed_at = self._written, now

    def _end(self) -> None:
        """Complete or delete the file. Thread: a file thread."""
        if self._cancelled:
            self._drop()
            return
        try:
            if self._file is None:
                self._file = self._folder.open_partial(self.name)
            os.fsync(self._file.fileno())
            self._file.close()
            self.content = self._hash.hexdigest()
            self._complete(self)
        except OSError as error:
            _log.warning("A file could not be kept: %s.", error.strerror or error)
            self.fail(_disk_refusal(error))
        except HttpRefusal as refusal:
            self.fail(refusal)

    def _drop(self) -> None:
        self._ended = True
        self._queue.clear()
        if self._file is not None:
            self._file.close()
        self._folder.drop_partial(self.name)
        self._abandoned(self)


def _disk_refusal(error: OSError) -> HttpRefusal:
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return HttpRefusal(HTTPStatus.INSUFFICIENT_STORAGE, texts.NO_DISK_SPACE if full else texts.FILE_NOT_KEPT)
