"""The lengths of the protocol, and texts of people cut to a length or cleaned. Pure."""

from __future__ import annotations

import unicodedata

NICK_LENGTH = 30
"""Code points in a nick, whose UTF-8 is at most NICK_BYTES long."""
NICK_BYTES = 90
CHANNEL_LENGTH = 64
"""Bytes of UTF-8 in a channel's name. All lengths below are bytes of UTF-8, too."""
TOPIC_LENGTH = 390
KICK_LENGTH = 300
AWAY_LENGTH = 200
QUIT_LENGTH = 300
USER_LENGTH = 18
REALNAME_LENGTH = 150
KEY_LENGTH = 32
MASK_LENGTH = 200
LABEL_LENGTH = 64
MAX_TARGETS = 4
"""Targets of one PRIVMSG, NOTICE or TAGMSG."""
MAX_NAMES_TARGETS = 4
"""Rooms of one NAMES. The last line of the answer repeats all of their names."""
PASSWORD_LENGTH = 600
EMAIL_LENGTH = 254
RESEND_LENGTH = 64
"""Bytes in the tag desktop-chat/id."""
MAX_EDITS = 30
"""Edits of one message."""
MAX_MODE_CHANGES = 20
"""Mode changes with a parameter in one MODE."""


def strip_controls(text: str) -> str:
    """Return `text` without control characters, line breaks of any kind and surrounding space."""
    return "".join(char for char in text if char.isprintable() or unicodedata.category(char) in ("Cf", "Zs")).strip()


def clip_bytes(text: str, limit: int) -> str:
    """Return `text` cut to at most `limit` bytes of UTF-8, never inside a character."""
    if len(text) * 4 <= limit:
        return text
    data = text.encode("utf-8", "replace")
    if len(data) <= limit:
        return text
    return data[:limit].decode("utf-8", "ignore")
