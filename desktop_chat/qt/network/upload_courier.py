"""UploadCourier: sends one file to a server, and goes on where the connection broke off. No Qt.

Thread: owner; blocks.
Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urljoin

from desktop_chat.net.content_disposition import format_disposition
from desktop_chat.qt.network.http_client import Cancelled, DistrustError, HttpClient, HttpError, ResponseHead
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.texts import client as texts
from desktop_chat.texts.codes import decode_json
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
ATTEMPTS = 9
"""Attempts in a row that bring the server no further byte: until the chat's own connection is known as dead, too."""
_FIRST_PAUSE_SECONDS = 0.5
"""Before the second attempt; doubled each time, up to the longest pause."""
_LONGEST_PAUSE_SECONDS = 30.0
_PIECE_BYTES = 262_144
_CREATED, _OK, _NO_CONTENT, _NOT_FOUND, _CONFLICT, _TRY_LATER = 201, 200, 204, 404, 409, 503
_REASONS = {
    401: texts.UPLOAD_FORBIDDEN,
    403: texts.UPLOAD_FORBIDDEN,
    413: texts.UPLOAD_TOO_LARGE,
    415: texts.UPLOAD_KIND_REFUSED,
    507: texts.UPLOAD_HAS_NO_SPACE,
}


class UploadError(Exception):
    """The file was not sent."""

    def __init__(self, reason: str) -> None:
        """`reason`: a sentence for the person, perhaps a CodedText."""
        super().__init__(reason)
        self.reason = reason


class ExpiredError(Exception):
    """The address of the upload counts no more."""


class BreakError(UploadError):
    """The server cannot be reached at the moment."""


@value
class UploadTask:
    """A file and where to send it."""

    file: Path
    name: str
    media_type: str
    size: int
    target: LinkTarget
    path: str
    address: str
    """The whole address of the upload, to which the location of the file may be relative."""
    earlier: str = ""
    """A path on the same server to which a part was sent before; "" for none."""
    authorization: str = ""
    is_resumable: bool = False
    """A part that was sent stays with the server for a while."""


class UploadCourier:
    """One upload."""

    def __init__(self, task: UploadTask, report: Callable[[int], None]) -> None:
        """`report` is called with the number of bytes that were sent."""
        self._task = task
        self._report = report
        self._path = task.earlier or task.path
        self._has_begun = bool(task.earlier)
        """The server may have a part of the file."""
        self._offset = 0
        self._client: HttpClient | None = None
        self._is_cancelled = False
        self._places = task.target.each_place()
        """Servers of a cluster that can take the file; the present one is the first."""
        self._refusing: set[LinkTarget] = set()
        """Servers that take no file at present."""
        self._hurried = threading.Event()

    def hurry(self) -> None:
        """End a pause: the server can be reached again. Thread: any."""
        self._hurried.set()

    def cancel(self) -> None:
        """Let the upload end by Cancelled. Thread: any."""
        self._is_cancelled = True
        self._hurried.set()
        client = self._client
        if client is not None:
            client.cancel()

    def carry_or_fail(self) -> str | Exception:
        """Send the file. Return its address, or the error that ended the upload. An internal error is logged too."""
        try:
            return self.carry()
        except (UploadError, ExpiredError, Cancelled) as error:
            return error
        except Exception as error:
            _log.exception("An upload ended because of an internal error.")
            return error

    def carry(self) -> str:
        """Send the file. Return its address.

        Raises: UploadError, ExpiredError, Cancelled.
        """
        failures, furthest = 0, 0
        while True:
            try:
                with closing(HttpClient(self._places[0])) as client:
                    self._client = client
                    if self._is_cancelled:
                        raise Cancelled
                    return self._send_file(client)
            except DistrustError:
                raise UploadError(texts.UPLOAD_UNTRUSTED) from None
            except HttpError as error:
                _log.info("An upload broke off: %s.", error)
                if self._offset <= furthest:
                    self._places = (*self._places[1:], self._places[0])
                failures = failures + 1 if self._offset <= furthest else 1
                furthest = max(furthest, self._offset)
                if failures >= ATTEMPTS:
                    raise BreakError(texts.UPLOAD_UNREACHABLE) from error
            except OSError as error:
                raise UploadError(texts.UPLOAD_UNREADABLE(error.strerror or str(error))) from error
            finally:
                self._client = None
            self._hurried.wait(min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** (failures - 1)))
            self._hurried.clear()

    def _send_file(self, client: HttpClient) -> str:
        """Send the file, or what the server lacks of it. Return its address."""
        task = self._task
        if self._has_begun:
            head = client.send_request("HEAD", self._path)
            for _ in client.read_body():
                pass
            if head.status in (_OK, _NO_CONTENT):
                location = head.headers.get("location", "")
                return urljoin(task.address, location) if location else self._continue_upload(client, head)
            if head.status != _NOT_FOUND:
                return self._location_in(head)
            self._path = task.path
        self._offset, self._has_begun = 0, task.is_resumable
        headers = [
            ("Content-Type", task.media_type or "application/octet-stream"),
            ("Content-Disposition", format_disposition(task.name, inline=False)),
            ("Content-Length", str(task.size)),
        ]
        if task.authorization:
            headers.append(("Authorization", task.authorization))
        return self._location_in(client.send_body("POST", self._path, headers, self._read_pieces()))

    def _continue_upload(self, client: HttpClient, head: ResponseHead) -> str:
        offset = head.headers.get("upload-offset", "")
        self._offset = int(offset) if offset.isdecimal() and len(offset) < 17 else 0
        if self._offset > self._task.size:
            raise UploadError(texts.UPLOAD_CHANGED)
        headers = [("Upload-Offset", str(self._offset)), ("Content-Length", str(self._task.size - self._offset))]
        return self._location_in(client.send_body("PATCH", self._path, headers, self._read_pieces()))

    def _location_in(self, head: ResponseHead) -> str:
        """Return the address of the file in a response.

        Raises: UploadError, ExpiredError, HttpError.
        """
        location = head.headers.get("location", "")
        if head.status == _CREATED and location:
            return urljoin(self._task.address, location)
        if head.status == _NOT_FOUND and self._task.is_resumable:
            raise ExpiredError
        if head.status == _CONFLICT and self._task.is_resumable:
            raise HttpError("another connection has gone on with the upload")
        if head.status == _TRY_LATER and self._task.is_resumable:
            self._refusing.add(self._places[0])
            if len(self._refusing) < len(self._places):
                raise HttpError("another server of the cluster may take the file")
        reason = _REASONS.get(head.status) or texts.UPLOAD_REFUSED(str(head.status))
        raise UploadError(decode_json(unquote(head.headers.get("desktop-chat-text", "")), reason))

    def _read_pieces(self) -> Iterator[bytes]:
        """Yield the file from the offset on.

        Raises: OSError, UploadError.
        """
        with self._task.file.open("rb") as file:
            file.seek(self._offset)
            while self._offset < self._task.size:
                piece = file.read(min(_PIECE_BYTES, self._task.size - self._offset))
                if not piece:
                    raise UploadError(texts.UPLOAD_CHANGED)
                yield piece
                self._offset += len(piece)
                self._report(self._offset)
