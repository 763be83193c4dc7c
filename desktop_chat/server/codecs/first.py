"""What the first line on the one port says of its speaker. A first byte 0x16 (TLS) has been dealt with before."""

from __future__ import annotations

import re

LONGEST = 8192
"""Bytes without a line end after which whoever it is does not speak HTTP (or nothing that anybody should)."""
_REQUEST = re.compile(rb"[A-Z]+ [^ ]+ HTTP/1\.[01]\r?\n")


def speaks_http(start: bytes) -> bool | None:
    """Whether this is the start of an HTTP request; None while its first line has not ended."""
    if b"\n" not in start:
        line, end, _ = start.partition(b"\r")  # which ends a line of IRC by itself
        undecided = len(start) < LONGEST and (not end or _REQUEST.match(line + b"\n"))
        return None if undecided else False
    return _REQUEST.match(start) is not None
