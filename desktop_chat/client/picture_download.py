"""Download of a picture that another person has published: only by HTTPS, and bounded in bytes and time.

The server of the picture learns the address of this computer, so a person must have asked for the picture.
Thread: any but the GUI thread; blocks.
"""

from __future__ import annotations

import ssl
import time
from contextlib import closing
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urljoin, urlsplit

MOST_BYTES = 2_000_000
_MOST_SECONDS = 20
_PATIENCE_SECONDS = 8
"""For each step of the connection."""
_CHUNK = 65_536
_MOST_HOPS = 4
_OK, _ELSEWHERE = 200, frozenset({301, 302, 303, 307, 308})
_LONGEST_ADDRESS = 200


class PictureError(Exception):
    """There is no picture. The text is for the log."""


def picture_host(address: str) -> str:
    """Return the host of the address of a picture, or "" if the address cannot be used."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    usable = parts.scheme == "https" and "@" not in parts.netloc and len(address) <= _LONGEST_ADDRESS
    return host if usable and address.isascii() and not any(map(str.isspace, address)) else ""


def download_picture(address: str, context: ssl.SSLContext | None = None) -> bytes:
    """Return the bytes behind an address. `context`: which authorities are trusted, by default those of the system.

    Raises: PictureError.
    """
    trusted, ends = context or ssl.create_default_context(), time.monotonic() + _MOST_SECONDS
    try:
        for _ in range(_MOST_HOPS):
            host, parts = picture_host(address), urlsplit(address)
            if not host:
                raise PictureError("the address cannot be used")
            connection = HTTPSConnection(host, parts.port or 443, timeout=_PATIENCE_SECONDS, context=trusted)
            with closing(connection):
                path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
                connection.request("GET", path, headers={"Accept": "image/*"})
                response = connection.getresponse()
                if response.status == _OK:
                    return _read_bounded(response, ends)
                if response.status not in _ELSEWHERE:
                    raise PictureError(f"the answer is {response.status}")
                address = urljoin(address, response.getheader("Location", ""))
    except (OSError, HTTPException, ValueError) as error:
        raise PictureError(str(error)) from error
    raise PictureError("the address leads from one place to another")


def _read_bounded(response: HTTPResponse, ends: float) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > MOST_BYTES or time.monotonic() > ends:
            raise PictureError("it is too large, or comes too slowly")
    return bytes(data)
