"""Client tags that are stored: reactions to a message. Typing notifications are never stored.

Spec: https://ircv3.net/specs/client-tags/react
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.irc.capabilities import TAG_REACT, TAG_UNREACT

_KEPT = frozenset({TAG_REACT, TAG_UNREACT, "+react", "+unreact", "+draft/persist"})


def are_kept(tags: Mapping[str, str]) -> bool:
    """Return whether a TAGMSG with these tags is stored, for clients with event-playback or REACTIONS."""
    return not _KEPT.isdisjoint(tags)
