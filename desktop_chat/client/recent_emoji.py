"""The emoji that a person used last, as the settings keep them: one text, the newest first. Pure."""

from __future__ import annotations

MOST = 24
USUAL = ("👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👏", "🔥", "👀", "✅", "👎")
"""Offered to a person who has used few emoji so far."""


def recent_emoji(kept: str) -> tuple[str, ...]:
    """Return the emoji of the settings' text, the newest first."""
    return tuple(dict.fromkeys(kept.split()))[:MOST]


def note_emoji(kept: str, used: str) -> str:
    """Return the settings' text after an emoji was used."""
    return " ".join((used, *(one for one in recent_emoji(kept) if one != used))[:MOST])


def quick_emoji(kept: str, most: int) -> tuple[str, ...]:
    """Return the emoji to offer at once: the recent ones, then usual ones."""
    return tuple(dict.fromkeys((*recent_emoji(kept)[:most], *USUAL)))[:most]
