"""The pinned messages of a room: a value that its moderators publish for all by METADATA. Pure.

Spec: docs/specifications/pinned.md
"""

from __future__ import annotations

from collections.abc import Sequence

PINNED = "desktop-chat/pinned"
"""The key of the value: msgids with spaces between them, the newest pin first."""
MOST = 12
"""Pinned messages of a room; a further one replaces the oldest."""
_ID_LENGTH = 64
_VALUE_BYTES = 300
"""The longest value that servers keep."""


def parse_pins(value: str) -> tuple[str, ...]:
    """Return the msgids in a value."""
    words = (word for word in value.split() if len(word) <= _ID_LENGTH)
    return tuple(dict.fromkeys(words))[:MOST]


def change_pins(pins: Sequence[str], msgid: str, *, pinned: bool) -> str:
    """Return the value after a message was pinned or (not `pinned`) unpinned; "" if none is left."""
    others = [one for one in pins if one != msgid]
    kept = ([msgid, *others] if pinned else others)[:MOST]
    while len(" ".join(kept).encode()) > _VALUE_BYTES:
        kept.pop()
    return " ".join(kept)
