"""What the first bytes of a connection say of its speaker. A first byte 0x16 (TLS) has been dealt with before.

A web page can make a browser send a request with a body of its choice to any port. So whatever begins like HTTP is
answered as HTTP and is never read as anything else.
"""

from __future__ import annotations

import re

LONGEST = 8192
"""Bytes without a line end after which the speaker cannot be an IRC client: only tags make a line as long."""
_METHODS = (b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"CONNECT", b"OPTIONS", b"TRACE", b"PATCH", b"PRI")
"""No IRC command has such a name. https://www.rfc-editor.org/rfc/rfc9110#section-9"""
_METHOD = re.compile(rb"(?:%s)[ \t]" % b"|".join(_METHODS))
_TARGET = re.compile(rb"(?:%s) +(?:[/*]|https?:)" % b"|".join(_METHODS))
_REQUEST = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]+(?:/|[a-z][a-z0-9+.-]*://).*[ \t]HTTP/[0-9.]+[ \t]*")
_LINE_END = re.compile(rb"[\r\n]")
"""Each of them ends a line of IRC."""
_BLANK = b"\r\n"
"""What may come before a request. https://www.rfc-editor.org/rfc/rfc9112#section-2.2"""


def speaks_http(start: bytes) -> bool | None:
    """Return whether this is the start of an HTTP request; None while that is open.

    `start`: all that has come. Without a line end within LONGEST bytes it counts as HTTP, which refuses it.
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
    """Return whether this begins like an HTTP request; None while it may become one.

    For the doors, whose clients may send any words and no line end.
    """
    line = start.lstrip(_BLANK)
    if _TARGET.match(line):
        return True
    word, space, target = line.partition(b" ")
    if not space:
        return None if any(method.startswith(word) for method in _METHODS) else False
    return None if word in _METHODS and b"https:".startswith(target.lstrip()) else False


def skip_blank_lines(start: bytes) -> bytes:
    """Return a request without the blank lines before it."""
    return start.lstrip(_BLANK)
