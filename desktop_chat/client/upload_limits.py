"""UploadLimits: what a server says of the files that may be sent to a room. Pure.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from desktop_chat.net.media_types import is_in_ranges
from desktop_chat.value_class import value

MOST_RANGES = 20


@value
class UploadLimits:
    """The files that may be sent to a room now. The defaults: nothing is known."""

    most_bytes: int = 0
    """The size of the largest file; 0 for any."""
    free_bytes: int | None = None
    """The space that is left; None for any."""
    kinds: tuple[str, ...] = ()
    """The media ranges that are taken; () for any."""

    def takes_kind(self, media_type: str) -> bool:
        """Return whether files of the media type are taken."""
        return not self.kinds or is_in_ranges(media_type, self.kinds)

    def takes_size(self, size: int) -> bool:
        """Return whether one file may have so many bytes."""
        return not self.most_bytes or size <= self.most_bytes

    def has_space(self, size: int) -> bool:
        """Return whether there is space for so many bytes."""
        return self.free_bytes is None or size <= self.free_bytes


def parse_limits(most: str, free: str, kinds: str) -> UploadLimits:
    """Return the limits in the words of `FILEHOST LIMITS`. Words that make no sense are no limits."""
    ranges = tuple(kinds.lower().split(",", MOST_RANGES))[:MOST_RANGES]
    return UploadLimits(
        parse_bytes(most) or 0, parse_bytes(free), () if "*/*" in ranges else tuple(filter(None, ranges))
    )


def parse_bytes(word: str) -> int | None:
    """Return the number of bytes in a word; None for another word."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 17 else None
