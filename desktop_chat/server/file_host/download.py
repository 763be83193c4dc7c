"""Requests for a file: whole or a range, streamed from the disk.

Spec: https://www.rfc-editor.org/rfc/rfc9110#section-14
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from io import FileIO

from desktop_chat.clock import now_ms
from desktop_chat.files import read_from_memory
from desktop_chat.net.content_disposition import format_disposition
from desktop_chat.net.media_types import is_media
from desktop_chat.server.file_host.file_host import FileHost
from desktop_chat.server.http.exchange import Exchange, HttpRequest, HttpResponse, Wake, text_response
from desktop_chat.storage.records import SharedFile
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import server as texts

PIECE_BYTES = 1 << 18
AHEAD = 4
"""Pieces that are read before the client has taken the last one. They are read anew when half of them are taken."""
_RANGE = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*")


class FileSource:
    """A part of an open file as a body. A file thread reads from the disk, ahead of the client. What the system has in
    memory the HTTP thread reads itself: two threads in turn take more time than the reading.
    """

    def __init__(
        self, file: FileIO, start: int, size: int, read_on_thread: Callable[[Callable[[], None]], None], wake: Wake
    ) -> None:
        self.size = size
        self._file = file
        self._read_on_thread = read_on_thread
        self._wake = wake
        self._guard = threading.Lock()
        self._pieces: deque[memoryview] = deque()
        """What a file thread has read."""
        self._buffer = bytearray()
        """Of the HTTP thread."""
        self._position = start
        self._left = size
        """Bytes that were not read yet."""
        self._is_on_disk = False
        """The last read found nothing in memory."""
        self._at_work = False
        self._is_awaited = False
        """The HTTP thread has found no piece."""
        self._closed = False
        self._error: OSError | None = None

    def read(self) -> memoryview | None:
        """Return the next piece, or None during the reading of the disk. The piece is valid until the next call.

        Raises: OSError.
        """
        with self._guard:
            piece = self._pieces.popleft() if self._pieces else self._read_from_memory()
            if piece is None and self._error is not None:
                raise self._error
            self._is_awaited = piece is None
            begin = self._is_on_disk and len(self._pieces) <= AHEAD // 2 and self._may_read
            self._at_work = self._at_work or begin
        if begin:
            self._read_on_thread(self._read_ahead)
        return piece

    def close(self) -> None:
        with self._guard:
            self._closed = True
            if self._at_work:
                return  # the file thread closes the file
        self._file.close()

    @property
    def _may_read(self) -> bool:
        """Whether something is left to read, and no file thread reads."""
        return not self._at_work and self._left > 0 and self._error is None

    def _read_from_memory(self) -> memoryview | None:
        """Return the next piece; None if a file thread must read. Never blocks."""
        if self._is_on_disk or not self._may_read:
            return None
        if not self._buffer:
            self._buffer = bytearray(min(PIECE_BYTES, self.size))
        piece = memoryview(self._buffer)[: self._left]
        piece = piece[: read_from_memory(self._file.fileno(), piece, self._position)]
        self._note_read(len(piece))
        self._is_on_disk = not piece
        return piece or None

    def _note_read(self, size: int) -> None:
        self._position += size
        self._left -= size

    def _read_ahead(self) -> None:
        """Read AHEAD pieces at most, so that other downloads get a turn. Thread: a file thread."""
        for _ in range(AHEAD):
            piece, is_on_disk, error = self._read_piece()
            with self._guard:
                self._error = error
                self._is_on_disk = is_on_disk
                if piece:
                    self._pieces.append(piece)
                self._note_read(len(piece))
                closing = self._closed
                more = not closing and error is None and self._left > 0 and len(self._pieces) < AHEAD
                self._at_work = more
                is_awaited, self._is_awaited = self._is_awaited, False
            if closing:
                self._file.close()
                return
            if is_awaited:
                self._wake()
            if not more:
                return
        self._read_on_thread(self._read_ahead)

    def _read_piece(self) -> tuple[memoryview, bool, OSError | None]:
        """Return the next piece, whether it came from the disk, and an error. Blocks."""
        piece = memoryview(bytearray(min(PIECE_BYTES, self._left)))
        count = read_from_memory(self._file.fileno(), piece, self._position)
        if count:
            return piece[:count], False, None
        try:
            self._file.seek(self._position)
            count = self._file.readinto(piece)
        except OSError as error:
            return piece[:0], True, error
        return piece[:count], True, None if count else OSError("The file is shorter than it was.")


class DownloadExchange:
    """A request for a file. Thread: the HTTP thread, but where a method names another."""

    is_full = False

    def __init__(self, host: FileHost, request: HttpRequest, wake: Wake) -> None:
        """Raises: HttpRefusal."""
        kind, _, proof = request.headers.get("authorization", "").partition(" ")
        id_ = request.rest.partition("/")[0]
        with host.desk() as desk:
            self._file = desk.find_readable(id_, proof.strip() if kind.lower() == "bearer" else "", now_ms())
        self.response: HttpResponse | None = None
        self._host = host
        self._read_on_thread = partial(host.read_on_thread, f"read {id(self)}")
        self._request = request
        self._wake = wake
        self._aborted = False

    def receive_body(self, data: bytes) -> None:
        """Drop the body: a request for a file needs no body."""

    def end_body(self) -> None:
        etag = f'"{self._file.content}"'
        wanted = self._request.headers.get("if-none-match", "")
        if wanted == "*" or etag in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]:
            self.response = HttpResponse(HTTPStatus.NOT_MODIFIED, headers=(*_file_headers(self._file), ("etag", etag)))
            return
        self._read_on_thread(self._open)

    def _open(self, *, is_fetched: bool = False) -> None:
        """Open the file, and make the response. `is_fetched`: the content was fetched. Thread: a file thread."""
        try:
            content = self._host.folder.open_content(self._file.content)
        except OSError:
            if not is_fetched and self._host.fetch_content(self._file, partial(self._open, is_fetched=True)):
                return
            self.response = _try_later() if is_fetched else _gone()
        else:
            self.response = self._respond(content)
            if self._aborted:
                self._close_source()
        self._wake()

    def _respond(self, content: FileIO) -> HttpResponse:
        size, etag = self._file.size, f'"{self._file.content}"'
        headers = [*_file_headers(self._file), ("etag", etag), ("accept-ranges", "bytes")]
        part = None
        if self._request.headers.get("if-range", etag) == etag:
            part = find_range(self._request.headers.get("range", ""), size)
        if part is not None and part[0] >= size:
            content.close()
            sentence = f"{texts.NO_SUCH_RANGE}\n".encode()
            return HttpResponse(
                HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                sentence,
                (("content-type", "text/plain; charset=utf-8"), ("content-range", f"bytes */{size}")),
            )
        start, end = part if part is not None else (0, size)
        if part is not None:
            headers.append(("content-range", f"bytes {start}-{end - 1}/{size}"))
        if start == end:
            content.close()
            return HttpResponse(headers=tuple(headers))
        source = FileSource(content, start, end - start, self._read_on_thread, self._wake)
        status = HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT
        return HttpResponse(status, source, tuple(headers))

    def abort(self) -> None:
        self._aborted = True
        self._close_source()

    def _close_source(self) -> None:
        if self.response is not None and not isinstance(self.response.body, bytes):
            self.response.body.close()


def _gone() -> HttpResponse:
    return text_response(HTTPStatus.NOT_FOUND, hub_texts.NO_SUCH_FILE)


def _try_later() -> HttpResponse:
    return text_response(HTTPStatus.SERVICE_UNAVAILABLE, texts.NO_CONTACT)


def _file_headers(file: SharedFile) -> list[tuple[str, str]]:
    """Return the headers against running the file in a browser, and against keeping the file without asking again."""
    return [
        ("content-type", file.media_type),
        ("content-disposition", format_disposition(file.name, inline=is_media(file.media_type))),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cache-control", "private, no-cache"),
        ("cross-origin-resource-policy", "same-site"),
    ]


def find_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the wanted part as start and end; None for the whole.

    Lists of ranges, and malformed ranges, count as the whole. A start beyond the end cannot be satisfied.
    """
    found = _RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]) or max(len(found[1]), len(found[2])) > 18:
        return None
    if not found[1]:
        last = int(found[2])
        return (max(0, size - last), size) if last else (size, size)
    start, end = int(found[1]), int(found[2]) + 1 if found[2] else size
    if found[2] and end <= start:
        return None
    return start, min(end, size)


def open_download(host: FileHost) -> Callable[[HttpRequest, Wake], Exchange]:
    """Return the opener of `GET /files/ID/NAME`."""
    return lambda request, wake: DownloadExchange(host, request, wake)
