"""The encoding of outgoing lines, and the characters without a code in the encoding. Pure.

Tags are always UTF-8. A server that announces UTF8ONLY gets UTF-8 whatever the person has chosen.
Spec: https://ircv3.net/specs/extensions/utf8-only
"""

from __future__ import annotations

from desktop_chat.irc.isupport import ISupport
from desktop_chat.texts import client as texts

_MOST_NAMED = 5
"""Characters that a refusal names."""


def usable_encoding(support: ISupport, chosen: str) -> str:
    """Return the encoding for this server. `chosen`: what the person wants."""
    return "utf-8" if "UTF8ONLY" in support else chosen


def lacking_characters(text: str, encoding: str) -> str:
    """Return the first characters of a text that the encoding cannot express, each once; "" if there are none."""
    if _can_express(text, encoding):
        return ""
    lacking = (char for char in dict.fromkeys(text) if not _can_express(char, encoding))
    return "".join(char for _, char in zip(range(_MOST_NAMED), lacking, strict=False))


def encoding_refusal(text: str, encoding: str) -> str:
    """Return why a text cannot be sent in the encoding, or ""."""
    lacking = lacking_characters(text, encoding) if encoding != "utf-8" else ""
    return texts.NOT_IN_ENCODING(lacking, encoding) if lacking else ""


def safe_length(text: str, limit: int, encoding: str) -> int:
    """Return how many bytes of UTF-8 a piece of the text may have to take at most `limit` bytes in the encoding."""
    growth = (len(char.encode(encoding, "replace")) / len(char.encode()) for char in set(text))
    return int(limit / max((1.0, *growth)))


def _can_express(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
