"""Views: what of a Seat's capabilities changes the bytes that it is shown, as a small set of bits.

Seats with the same view share the same bytes. https://ircv3.net/irc/
"""

from __future__ import annotations

from collections.abc import Iterable

TIME = 1  # server-time
TAGS = 2  # message-tags
EXTENDED_JOIN = 4
BATCH = 8  # only replies look at it
ECHO = 16  # only what is said to its own author looks at it
ACCOUNT = 32  # account-tag
MULTILINE = 64  # draft/multiline, and batch with it
REDACTION = 128  # draft/message-redaction
EDIT = 256  # desktop-chat/edit
OPER = 512  # draft/oper-tag

_BITS = {
    "server-time": TIME,
    "message-tags": TAGS,
    "extended-join": EXTENDED_JOIN,
    "batch": BATCH,
    "echo-message": ECHO,
    "account-tag": ACCOUNT,
    "draft/multiline": MULTILINE,
    "draft/message-redaction": REDACTION,
    "desktop-chat/edit": EDIT,
    "draft/oper-tag": OPER,
}

SHARED = TIME | TAGS | EXTENDED_JOIN | ACCOUNT | MULTILINE | REDACTION | EDIT | OPER
"""The bits that tell one channel member's bytes from another's."""


def view_bits_of(capabilities: Iterable[str]) -> int:
    """The view of a Seat with these capabilities."""
    view = sum(_BITS.get(name, 0) for name in capabilities)
    return view if view & BATCH else view & ~MULTILINE
