"""PageCourier: fetches a web page for a preview, or the picture behind a link. No widgets.

Only addresses of the public internet are asked, at each redirection too: a link in a message must not reach the
person's router or computer. Thread: owner; blocks.
"""

from __future__ import annotations

import time
from contextlib import closing
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage

from desktop_chat.client.file_address import FileAddress, parse_file_address
from desktop_chat.client.page_head import parse_page
from desktop_chat.client.picture_download import PictureError
from desktop_chat.client.proxy_address import ProxyAddress
from desktop_chat.net.neighbourhood import is_public
from desktop_chat.qt.media.picture_reader import open_picture, read_scaled
from desktop_chat.qt.network.http_client import Cancelled, HttpClient, HttpError
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.value_class import value

PAGE_BYTES = 512 * 1024
PICTURE_BYTES = 2_000_000
MOST_HOPS = 3
"""Redirections of one address."""
SECONDS = 5.0
"""For the page, and again for its picture."""
THUMBNAIL = QSize(192, 192)
"""Pixels of the picture of a page."""
PICTURE = QSize(800, 480)
"""Pixels of a picture behind a link."""
_OK = 200
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_HEADERS = (
    ("User-Agent", "Mozilla/5.0 (compatible; DesktopChat)"),
    ("Accept", "text/html, application/xhtml+xml, image/*"),
    ("Accept-Encoding", "identity"),
)


@value
class PagePreview:
    """The contents of a preview. `is_picture`: the link leads to the picture itself."""

    title: str
    description: str
    site: str
    picture: QImage | None = None
    is_picture: bool = False


@value
class _Answer:
    address: str
    content_type: str
    data: bytes
    is_cut: bool


def may_reach(host: str) -> bool:
    """Return whether a numeric address may be asked for a preview."""
    return is_public(host)


def ascii_address(address: str) -> str:
    """Return an address in the form of HTTP. Raises: ValueError."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    place = f"[{host}]" if ":" in host else host
    place += f":{parts.port}" if parts.port else ""
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme, place, quote(parts.path, safe), quote(parts.query, f"{safe}?[]"), ""))


class PageCourier:
    """A preview. `proxy`: of the network of the message."""

    def __init__(self, address: str, proxy: ProxyAddress | None) -> None:
        self.address = address
        self._proxy = proxy
        self._client: HttpClient | None = None
        self._is_cancelled = False

    def cancel(self) -> None:
        """Let the fetch end without an outcome. Thread: any."""
        self._is_cancelled = True
        client = self._client
        if client is not None:
            client.cancel()

    def fetch(self) -> PagePreview | None:
        """Return the preview; None without a preview."""
        try:
            answer = self._ask_page(self.address, ("text/html", "application/xhtml+xml", "image/"))
            if answer.content_type.startswith("image/"):
                picture = None if answer.is_cut else _decode_body(answer.data, PICTURE)
                site = urlsplit(answer.address).hostname or ""
                return PagePreview("", "", site, picture, is_picture=True) if picture is not None else None
            head = parse_page(answer.data, answer.content_type, answer.address)
            if not head.title:
                return None
            site = head.site or (urlsplit(answer.address).hostname or "").removeprefix("www.")
            return PagePreview(head.title, head.description, site, self._find_picture(head.picture))
        except (HttpError, Cancelled, ValueError):
            return None

    def _find_picture(self, address: str) -> QImage | None:
        if not address:
            return None
        try:
            answer = self._ask_page(address, ("image/",))
        except (HttpError, ValueError):
            return None
        return None if answer.is_cut else _decode_body(answer.data, THUMBNAIL)

    def _ask_page(self, address: str, kinds: tuple[str, ...]) -> _Answer:
        """Return the answer of one of the media types, after redirections.

        Raises: HttpError, Cancelled, ValueError.
        """
        ends = time.monotonic() + SECONDS
        for _ in range(MOST_HOPS + 1):
            address = ascii_address(address)
            place = parse_file_address(address)
            if place is None or not self._is_askable(place):
                raise HttpError("the address cannot be asked")
            target = LinkTarget(
                place.host,
                place.port,
                place.tls,
                vouched=place.tls,
                proxy=self._proxy,
                connect_seconds=SECONDS,
                silence_seconds=SECONDS,
            )
            with closing(HttpClient(target, may_reach=may_reach, deadline=ends)) as client:
                self._client = client
                if self._is_cancelled:
                    raise Cancelled
                head = client.send_request("GET", place.path, _HEADERS)
                if head.status in _ELSEWHERE:
                    address = urljoin(address, head.headers.get("location", ""))
                    continue
                content_type = head.headers.get("content-type", "").lower().strip()
                if head.status != _OK or not content_type.startswith(kinds):
                    raise HttpError(f"the answer is {head.status}, {content_type}")
                if head.headers.get("content-encoding", "identity") != "identity":
                    raise HttpError("the answer is packed")
                most = PICTURE_BYTES if content_type.startswith("image/") else PAGE_BYTES
                return _read_body(client, address, content_type, most)
        raise HttpError("the address leads from one place to another")

    def _is_askable(self, place: FileAddress) -> bool:
        """Return whether a host may be asked. A proxy looks names up, so no name of a private network goes to a
        proxy."""
        if ":" in place.host or place.host.replace(".", "").isdigit():
            return may_reach(place.host)
        return self._proxy is None or ("." in place.host and not place.host.endswith((".local", ".localhost", ".lan")))


def _read_body(client: HttpClient, address: str, content_type: str, most: int) -> _Answer:
    data = bytearray()
    for piece in client.read_body():
        data += piece
        if len(data) > most:
            break
    return _Answer(address, content_type, bytes(data[:most]), len(data) > most)


def _decode_body(data: bytes, box: QSize) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        return read_scaled(open_picture(buffer), box)
    except PictureError:
        return None
