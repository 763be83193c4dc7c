"""Requests with a file: at `/upload` with a name and password, at `/upload/TOKEN` without.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from desktop_chat.hub.records.shared_files import UploadPermit
from desktop_chat.net.addresses import is_loopback
from desktop_chat.net.content_disposition import parse_file_name
from desktop_chat.net.neighbourhood import neighbourhood_of
from desktop_chat.server.file_host.file_host import FileHost, http_refusal
from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.file_host.upload import Upload, UploadHead
from desktop_chat.server.http.exchange import (
    Exchange,
    Headers,
    HttpRefusal,
    HttpRequest,
    HttpResponse,
    Wake,
    answer_whole,
    text_response,
)
from desktop_chat.texts import server as texts

_HOST = re.compile(r"[a-z0-9._:-]+")
_ANY_PAGE: Headers = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "location, upload-offset, upload-complete, upload-length, desktop-chat-text"),
)
"""Web clients from elsewhere may send files: what counts is in the request, and no cookie is used."""
_PREFLIGHT: Headers = (
    *_ANY_PAGE,
    ("access-control-allow-methods", "POST, PATCH, HEAD, DELETE, OPTIONS"),
    (
        "access-control-allow-headers",
        "authorization, content-type, content-disposition, upload-offset, upload-complete, upload-length",
    ),
    ("access-control-max-age", "86400"),
)


def upload_options(host: FileHost) -> Callable[[HttpRequest, bytes], HttpResponse]:
    """Return the function for answers about allowed files."""

    def answer(request: HttpRequest, _: bytes) -> HttpResponse:
        kinds = ", ".join(host.settings.kinds.ranges)
        allowed = "OPTIONS, POST, HEAD, PATCH, DELETE" if request.rest else "OPTIONS, POST"
        return HttpResponse(HTTPStatus.NO_CONTENT, headers=(*_PREFLIGHT, ("allow", allowed), ("accept-post", kinds)))

    return answer


class UploadExchange:
    """A request with a file, or a part of a file. Thread: the HTTP thread, but where a method names another."""

    def __init__(self, host: FileHost, request: HttpRequest, wake: Wake) -> None:
        self._response: HttpResponse | None = None
        self._host = host
        self._request = request
        self._wake = wake
        self._upload: Upload | None = None
        self._refusal: HttpRefusal | None = None
        self._keep = False
        self._part = False
        """The body is not the rest of the file."""

    @property
    def response(self) -> HttpResponse | None:
        """The response. Raises: HttpRefusal in place of a response."""
        if self._refusal is not None:
            raise self._refusal
        return self._response

    @property
    def is_full(self) -> bool:
        if self._refusal is not None:
            return False
        return self._upload is None or self._upload.is_full

    def open_whole(self, token: str) -> UploadExchange:
        """Begin the upload of an address."""
        if self._host.find_upload(token) is not None:
            raise http_refusal(HTTPStatus.CONFLICT, texts.UPLOAD_HAS_BEGUN)
        with self._host.desk() as desk:
            permit = desk.permit_of_token(token)
        self._keep = True
        self._begin(permit)
        return self

    def open_known(self) -> UploadExchange:
        """Begin the upload of a proven person: an account with the password, or a Seat with the token."""
        kind, _, proof = self._request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            with self._host.desk() as desk:
                permit = desk.permit_of_seat(proof.strip())
            self._begin(permit)
            return self
        name, colon, password = _decode_basic(proof).partition(":") if kind.lower() == "basic" else ("", "", "")
        if not colon:
            refusal = http_refusal(HTTPStatus.UNAUTHORIZED, texts.SIGN_IN_TO_SEND)
            refusal.headers = (*refusal.headers, ("www-authenticate", 'Basic realm="chat", charset="UTF-8"'))
            raise refusal
        place = neighbourhood_of(self._request.address)
        self._host.check_password(name, password, place, self._let_in, self._turn_away)
        return self

    def open_rest(self, token: str) -> UploadExchange:
        """Go on with the upload of an address."""
        upload = _require_upload(self._host, token)
        offset = self._request.headers.get("upload-offset", "")
        if offset != str(upload.received) or upload.is_whole:
            refusal = http_refusal(HTTPStatus.CONFLICT, texts.UPLOAD_IS_ELSEWHERE)
            refusal.headers = (*refusal.headers, *_progress(upload))
            raise refusal
        self._part = self._request.headers.get("upload-complete", "?1") == "?0"
        self._require_length(upload.received, upload.head.size)
        self._host.continue_upload(upload)
        self._keep = True
        self._attach(upload)
        return self

    def _let_in(self, permit: UploadPermit) -> None:
        """Thread: of the comparison of passwords."""
        try:
            self._begin(permit)
        except HttpRefusal as refusal:
            self._turn_away(refusal)
        else:
            self._wake()

    def _turn_away(self, refusal: HttpRefusal) -> None:
        """Thread: any."""
        self._refusal = refusal
        self._wake()

    def _begin(self, permit: UploadPermit) -> None:
        request = self._request
        self._part = request.headers.get("upload-complete", "?1") == "?0"
        announced = request.headers.get("upload-length", "")
        if announced and not (announced.isascii() and announced.isdigit() and len(announced) < 19):
            raise HttpRefusal(HTTPStatus.BAD_REQUEST, "Bad request.")
        size = int(announced) if announced else None if self._part else request.length
        self._require_length(0, size)
        name = parse_file_name(request.headers.get("content-disposition", ""))
        head = UploadHead(name, request.headers.get("content-type", ""), size)
        self._attach(self._host.begin_upload(permit, head, keep=self._keep))

    def _require_length(self, received: int, size: int | None) -> None:
        """Refuse a body that cannot be the rest of the file, before the body. Raises: HttpRefusal."""
        length = self._request.length
        if size is None or length is None:
            return
        if received + length > size:
            raise http_refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, texts.FILE_LARGER_THAN_ANNOUNCED)
        if received + length < size and not self._part:
            raise http_refusal(HTTPStatus.BAD_REQUEST, texts.FILE_SMALLER_THAN_ANNOUNCED)

    def _attach(self, upload: Upload) -> None:
        """Take the upload over: an earlier connection of the upload is dead, perhaps without a sign."""
        upload.on_change = self._wake_up
        self._upload = upload
        self._answer()

    def _wake_up(self) -> None:
        """Thread: a file thread."""
        self._answer()
        self._wake()

    def _answer(self) -> None:
        """Set the response if the file is there, or will never be."""
        upload = self._upload
        if upload is None or self._response is not None:
            return
        if upload.refusal is not None:
            self._refusal = upload.refusal
        elif upload.location:
            location = link_origin(self._request, self._host.settings) + upload.location
            self._response = text_response(
                HTTPStatus.CREATED, location, (*_ANY_PAGE, ("location", location), *_progress(upload))
            )

    def receive_body(self, data: bytes) -> None:
        upload = self._require_own()
        try:
            upload.add_bytes(data)
        except HttpRefusal:
            self._host.drop_upload(upload)
            raise

    def end_body(self) -> None:
        upload = self._require_own()
        if self._part:
            self._host.rest_upload(upload)
            self._response = HttpResponse(HTTPStatus.NO_CONTENT, headers=(*_ANY_PAGE, *_progress(upload)))
        elif upload.head.size is not None and upload.received < upload.head.size:
            self._host.drop_upload(upload)
            raise http_refusal(HTTPStatus.BAD_REQUEST, texts.FILE_SMALLER_THAN_ANNOUNCED)
        else:
            upload.finish()

    def _require_own(self) -> Upload:
        """Return the upload.

        Raises: HttpRefusal without an upload, or for an upload of another connection by now.
        """
        if self._refusal is not None:
            raise self._refusal
        assert self._upload is not None
        if self._upload.on_change != self._wake_up:
            raise http_refusal(HTTPStatus.CONFLICT, texts.UPLOAD_IS_ELSEWHERE)
        return self._upload

    def abort(self) -> None:
        """Keep the received bytes of an upload with an address, and delete all others."""
        upload = self._upload
        if upload is not None and upload.on_change == self._wake_up:
            upload.on_change = _tell_nobody
            if not self._keep and not upload.is_whole:
                self._host.drop_upload(upload)
            else:
                self._host.rest_upload(upload)


def _tell_nobody() -> None:
    """The connection is gone."""


def open_upload(host: FileHost) -> Callable[[HttpRequest, Wake], Exchange]:
    """Return the opener of `POST /upload`."""
    return lambda request, wake: UploadExchange(host, request, wake).open_known()


def open_upload_address(host: FileHost) -> Callable[[HttpRequest, Wake], Exchange]:
    """Return the opener of requests for `/upload/TOKEN`."""

    def open_exchange(request: HttpRequest, wake: Wake) -> Exchange:
        token = request.rest
        if request.method == "POST":
            return UploadExchange(host, request, wake).open_whole(token)
        if request.method == "PATCH":
            return UploadExchange(host, request, wake).open_rest(token)
        answer = partial(_cancel, host) if request.method == "DELETE" else partial(_tell_progress, host)
        return answer_whole(answer)(request, wake)

    return open_exchange


def _tell_progress(host: FileHost, request: HttpRequest, _: bytes) -> HttpResponse:
    upload = _require_upload(host, request.rest)
    if upload.refusal is not None:
        raise upload.refusal
    headers = [*_ANY_PAGE, *_progress(upload)]
    if upload.location:
        headers.append(("location", link_origin(request, host.settings) + upload.location))
    return HttpResponse(HTTPStatus.NO_CONTENT, headers=tuple(headers))


def _cancel(host: FileHost, request: HttpRequest, _: bytes) -> HttpResponse:
    host.drop_upload(_require_upload(host, request.rest))
    return HttpResponse(HTTPStatus.NO_CONTENT, headers=_ANY_PAGE)


def _require_upload(host: FileHost, token: str) -> Upload:
    upload = host.find_upload(token)
    if upload is None:
        raise http_refusal(HTTPStatus.NOT_FOUND, texts.NO_UPLOAD_HERE)
    return upload


def _progress(upload: Upload) -> Headers:
    whole = "?1" if upload.location else "?0"
    return (("upload-offset", str(upload.received)), ("upload-complete", whole))


def _decode_basic(proof: str) -> str:
    try:
        return b64decode(proof.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def link_origin(request: HttpRequest, settings: FileSettings) -> str:
    """Return the beginning of links to files, for other people.

    A client on the server's computer may say `localhost`; other people cannot.
    """
    if settings.address:
        return settings.address
    scheme = "https" if request.secure else "http"
    try:
        where = urlsplit(f"//{request.headers.get('host', '')}")
        name, port = where.hostname or "", where.port
    except ValueError:
        return ""
    if not _HOST.fullmatch(name):
        return ""
    if settings.own_host and (name == "localhost" or is_loopback(name)):
        name = settings.own_host
    shown = f"[{name}]" if ":" in name else name
    return f"{scheme}://{shown}:{port}" if port else f"{scheme}://{shown}"
