"""FileCourier: carries out downloads into the cache one after the other. No Qt.

A download that breaks off goes on where it stopped, if the server still has the same file. Thread: owner; blocks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from desktop_chat.client.file_address import parse_file_address
from desktop_chat.client.file_cache import FileCache
from desktop_chat.qt.network.http_client import Cancelled, DistrustError, HttpClient, HttpError, ResponseHead
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
ATTEMPTS = 4
"""Attempts at one download that breaks off again and again."""
_PAUSE_SECONDS = 1.0
"""Before a further attempt at a server that cannot be reached."""
_STEP_BYTES = 262_144
"""Bytes between two reports of progress."""
_MOST_HOPS = 4
_OK, _PARTIAL, _RANGE_REFUSED, _TRY_LATER = 200, 206, 416, 503
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_GONE, _FORBIDDEN = frozenset({404, 410}), frozenset({401, 403})


class LoadState(StrEnum):
    WAITING = "waiting"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class LoadProblem(StrEnum):
    """Why a file is not here."""

    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    TOO_LARGE = "too large"
    REFUSED = "refused"  # another answer of the server
    NO_SPACE = "no space"  # the cache cannot be written


@value
class LoadStatus:
    """How far a download has come, in bytes; `total` 0: not known."""

    state: LoadState
    received: int = 0
    total: int = 0
    path: Path | None = None
    problem: LoadProblem | None = None


@value
class FileRequest:
    """A file to load."""

    address: str
    target: LinkTarget
    path: str
    """The path and the query of the address on the server of `target`."""
    token: str
    """Proves that the person may read the file; "" for none."""
    most_bytes: int
    may_lead_elsewhere: bool
    """The server may name another address, whose certificate must be one of an authority."""


class FileJob:
    """One download under way."""

    def __init__(self, request: FileRequest) -> None:
        self.request = request
        self.place = request.target
        """The server that is tried."""
        self.client: HttpClient | None = None
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Let the download end without an outcome. Thread: any."""
        self._cancelled.set()
        client = self.client
        if client is not None:
            client.cancel()

    def pause(self, seconds: float) -> None:
        """Wait, unless cancelled.

        Raises: Cancelled.
        """
        if self._cancelled.wait(seconds):
            raise Cancelled


class _Refusal(Exception):
    def __init__(self, problem: LoadProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class FileCourier:
    """Keeps its connection for the next download, as long as that is from the same server."""

    def __init__(self, cache: FileCache, tell: Callable[[FileJob, LoadStatus], None]) -> None:
        """`tell` is called with each report of progress, and at the end with the outcome."""
        self._cache = cache
        self._tell = tell
        self._client: HttpClient | None = None

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def carry(self, job: FileJob) -> None:
        """Load a file. Only a cancelled download has no outcome."""
        part: Path | None = None
        try:
            part = self._cache.make_part()
            self._receive_whole(job, part)
            path = self._cache.keep_part(part, job.request.address)
            self._tell(job, LoadStatus(LoadState.READY, path=path))
            return
        except Cancelled:
            pass
        except _Refusal as refusal:
            self._tell(job, LoadStatus(LoadState.FAILED, problem=refusal.problem))
        except OSError as error:
            _log.warning("A file cannot be kept: %s.", error)
            self._tell(job, LoadStatus(LoadState.FAILED, problem=LoadProblem.NO_SPACE))
        self.close()
        if part is not None:
            part.unlink(missing_ok=True)

    def _receive_whole(self, job: FileJob, part: Path) -> None:
        """Write a file into the part, in several attempts if the connection breaks off, at each server of a cluster.

        Raises: _Refusal, Cancelled, OSError.
        """
        etag, places = "", job.request.target.each_place()
        for attempt in range(ATTEMPTS + len(places) - 1):
            job.place = places[attempt % len(places)]
            if attempt >= len(places):
                job.pause(_PAUSE_SECONDS * (attempt - len(places)))
            try:
                return self._receive_rest(job, part, etag)
            except _Broken as broken:
                etag = broken.etag
                _log.info("A download broke off: %s.", broken)
                self.close()
                if isinstance(broken.error, DistrustError):
                    raise _Refusal(LoadProblem.UNTRUSTED) from broken
        raise _Refusal(LoadProblem.UNREACHABLE)

    def _receive_rest(self, job: FileJob, part: Path, etag: str) -> None:
        """Append to the part of a file what it lacks. `etag`: of the part, "" for none.

        Raises: _Broken, _Refusal, Cancelled, OSError.
        """
        have = part.stat().st_size if etag else 0
        try:
            client, head = self._request_file(job, have, etag)
            if head.status == _RANGE_REFUSED and have:
                for _ in client.read_body():
                    pass
                etag, have = "", 0
                client, head = self._request_file(job, have, etag)
        except HttpError as error:
            raise _Broken(error, etag) from error
        if head.status != _PARTIAL:
            have = 0
        etag = head.headers.get("etag", "")
        length = head.headers.get("content-length", "")
        total = have + int(length) if length.isdigit() else 0
        if total > job.request.most_bytes:
            raise _Refusal(LoadProblem.TOO_LARGE)
        with part.open("r+b") as file:
            file.truncate(have)
            file.seek(have)
            try:
                self._write_body(job, client, file, have, total)
            except HttpError as error:
                raise _Broken(error, etag if not etag.startswith("W/") else "") from error

    def _write_body(self, job: FileJob, client: HttpClient, file: BinaryIO, have: int, total: int) -> None:
        """Write the body of a response behind the `have` bytes of a part, and report now and then how far it is.

        Raises: HttpError, _Refusal, Cancelled, OSError.
        """
        told, received = -_STEP_BYTES, have
        for piece in client.read_body():
            received += len(piece)
            if received > job.request.most_bytes:
                raise _Refusal(LoadProblem.TOO_LARGE)
            file.write(piece)
            if received - told >= _STEP_BYTES:
                told = received
                self._tell(job, LoadStatus(LoadState.LOADING, received, total))

    def _request_file(self, job: FileJob, have: int, etag: str) -> tuple[HttpClient, ResponseHead]:
        """Send the request. Return the connection and the head of a response that brings the file.

        Raises: HttpError, _Refusal, Cancelled.
        """
        request = job.request
        target, path = job.place, request.path
        headers = [("Accept", "*/*"), ("Accept-Encoding", "identity")]
        if have:
            headers += [("Range", f"bytes={have}-"), ("If-Range", etag)]
        if request.token:
            headers.append(("Authorization", f"Bearer {request.token}"))
        for _ in range(_MOST_HOPS):
            client = self._connection_to(job, target)
            head = client.send_request("GET", path, headers)
            if head.status in (_OK, _PARTIAL) or (head.status == _RANGE_REFUSED and have):
                return client, head
            if head.status == _TRY_LATER and len(request.target.each_place()) > 1:
                raise HttpError("another server of the cluster may have the file")
            if head.status not in _ELSEWHERE or not request.may_lead_elsewhere:
                raise _Refusal(_problem_of(head.status))
            found = parse_file_address(urljoin(request.address, head.headers.get("location", "")))
            self.close()
            if found is None or not found.tls:
                raise _Refusal(LoadProblem.REFUSED)
            target, path = LinkTarget(found.host, found.port, vouched=True, proxy=target.proxy), found.path
        raise _Refusal(LoadProblem.REFUSED)

    def _connection_to(self, job: FileJob, target: LinkTarget) -> HttpClient:
        client = self._client
        if client is None or client.target != target or not client.is_reusable:
            self.close()
            client = self._client = HttpClient(target)
        job.client = client
        if job.is_cancelled:
            raise Cancelled
        return client


class _Broken(Exception):
    """The connection broke off. `etag`: of the part that came, "" if it cannot be continued."""

    def __init__(self, error: HttpError, etag: str) -> None:
        super().__init__(str(error))
        self.error = error
        self.etag = etag


def _problem_of(status: int) -> LoadProblem:
    if status in _GONE:
        return LoadProblem.GONE
    return LoadProblem.FORBIDDEN if status in _FORBIDDEN else LoadProblem.REFUSED
