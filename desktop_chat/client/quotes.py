"""Quotes: a message as the markup of a quote, to be pasted or forwarded. Pure; any thread."""

from __future__ import annotations

_MARK = "> "


def quote_text(text: str, author: str = "") -> str:
    """Return the text with a quote mark in front of each line, and the author in front of the first line. A line break
    follows, for an answer below."""
    lines = text.split("\n")
    if author:
        lines[0] = f"{author}: {lines[0]}"
    return "".join(f"{_MARK}{line}\n" for line in lines)
