"""The kind of a file as a client announces it, before the bytes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from mimetypes import types_map
from os.path import splitext

from desktop_chat.net.media_types import UNKNOWN, is_in_ranges

_NO_WORD = frozenset({"", UNKNOWN, "application/x-www-form-urlencoded", "multipart/form-data"})
"""What programs send if nobody has told them the type."""


def is_announced_in_ranges(declared: str, name: str, ranges: Iterable[str]) -> bool:
    """Return whether a file may be in these media ranges by the words of the client; the bytes decide later.

    `declared`: the `Content-Type`. `name`: the file's; its ending tells a type too. A file is out if one of the two
    tells another kind and neither tells a wanted one.
    """
    told = {declared.partition(";")[0].strip().lower(), types_map.get(splitext(name)[1].lower(), "")} - _NO_WORD
    return not told or any(is_in_ranges(media_type, ranges) for media_type in told)
