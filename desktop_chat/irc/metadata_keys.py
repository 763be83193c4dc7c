"""Keys of METADATA: valid keys, and the keys that server and client share. Pure.

Spec: https://ircv3.net/specs/extensions/metadata
"""

from __future__ import annotations

LONGEST_KEY = 60
DISPLAY_NAME = "display-name"
"""By this key people publish their names as they write the names."""
AVATAR = "avatar"
"""The address of a person's picture."""
CONNECTION = "desktop-chat/connection"
"""By this key the server says that a person's connection is not encrypted. Nobody can set the value.

Spec: docs/specifications/connection.md
"""
UNENCRYPTED = "unencrypted"
"""The only value of CONNECTION."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_./-")


def is_key(text: str) -> bool:
    """Return whether the text is a valid key."""
    return 0 < len(text) <= LONGEST_KEY and _LETTERS.issuperset(text)
