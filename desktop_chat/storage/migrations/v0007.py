"""Version 7: an index of reactions, which a page of history reads without the other events."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ("CREATE INDEX event_reaction ON event (room, sequence) WHERE command = 'TAGMSG'",)
