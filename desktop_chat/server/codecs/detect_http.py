"""Detection of HTTP by the first bytes of a connection, after the Peer has ruled out TLS (a first byte 0x16).

A web page can make a browser send a request with any body to any port. So a connection that begins like HTTP is
answered as HTTP, and never read as another protocol.
"""

from __future__ import annotations

import re

LONGEST = 8192
"""Bytes without a line end after which the client cannot speak IRC: only tags make a line as long."""
_METHODS = (b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"CONNECT", b"OPTIONS", b"TRACE", b"PATCH", b"PRI")
"""Methods of HTTP; no IRC command has such a name. https://www.rfc-editor.org/rfc/rfc9110#section-9"""
_METHOD = re.compile(rb"(?:%s)[ \t]" % b"|".join(_METHODS))
_TARGET = re.compile(rb"(?:%s) +(?:[/*]|https?:)" % b"|".join(_METHODS))
_REQUEST = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]+(?:/|[a-z][a-z0-9+.-]*://).*[ \t]HTTP/[0-9.]+[ \t]*")
_LINE_END = re.compile(rb"[\r\n]")
"""Each character ends a line of IRC."""
_BLANK = b"\r\n"
"""Characters allowed before a request. https://www.rfc-editor.org/rfc/rfc9112#section-2.2"""


def speaks_http(start: bytes) -> bool | None:
    """Return whether the client of the shared port speaks HTTP; None while that is open.

    `start`: all bytes of the connection. A first line above LONGEST bytes counts as HTTP, which refuses the request.
    """
    line = start.lstrip(_BLANK)
    if not line:
        return None if len(start) < LONGEST else True
    if _METHOD.match(line):
        return True
    if line[:1] in (b"@", b":"):
        return False
    if (end := _LINE_END.search(line)) is not None:
        return _REQUEST.fullmatch(line, 0, end.start()) is not None
    return None if len(start) < LONGEST else True


def requests_http(start: bytes) -> bool | None:
    """Return whether the client of a gateway sends an HTTP request; None while that is open.

    The clients of gateways may send any words, without line ends.
    """
    line = start.lstrip(_BLANK)
    if _TARGET.match(line):
        return True
    word, space, target = line.partition(b" ")
    if not space:
        return None if any(method.startswith(word) for method in _METHODS) else False
    return None if word in _METHODS and b"https:".startswith(target.lstrip()) else False


def skip_blank_lines(start: bytes) -> bytes:
    """Return a request without leading blank lines."""
    return start.lstrip(_BLANK)
