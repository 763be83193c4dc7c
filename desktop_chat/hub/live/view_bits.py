"""The view of a Seat: the capabilities that change the bytes which the Seat is sent, as bits of an int.

Seats with the same view share the same bytes. Each capability with an effect in `irc.capabilities.TABLE` has a bit.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.irc import capabilities as c

# Rows with an effect on shared lines come first: their views are small ints, of which Python makes only one each.
_ROWS = [row for effect in (c.Effect.SHARED_LINES, c.Effect.OWN_LINES) for row in c.TABLE if row.effect is effect]
_BITS = {row.name: 1 << place for place, row in enumerate(_ROWS)}

TIME = _BITS[c.SERVER_TIME]
TAGS = _BITS[c.MESSAGE_TAGS]
EXTENDED_JOIN = _BITS[c.EXTENDED_JOIN]
BATCH = _BITS[c.BATCH]
ECHO = _BITS[c.ECHO_MESSAGE]
ACCOUNT = _BITS[c.ACCOUNT_TAG]
MULTILINE = _BITS[c.MULTILINE]
"""Set only together with BATCH, which the lines of a multiline message need."""
REDACTION = _BITS[c.MESSAGE_REDACTION]
EDIT = _BITS[c.EDIT]
OPER = _BITS[c.OPER_TAG]
TEXT = _BITS[c.TEXT]

SHARED = sum(_BITS[row.name] for row in _ROWS if row.effect is c.Effect.SHARED_LINES)
"""The bits by which the bytes of two members of a channel can differ."""


def view_bits_of(capabilities: Iterable[str]) -> int:
    """Return the view of a Seat with the capabilities."""
    view = sum(_BITS.get(name, 0) for name in capabilities)
    return view if view & BATCH else view & ~MULTILINE
