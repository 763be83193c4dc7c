"""Bare tags that are kept: what people answered to something said, which must still stand there tomorrow.

https://ircv3.net/specs/client-tags/react. That a person is typing never is.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.irc.capabilities import TAG_REACT, TAG_UNREACT

_KEPT = frozenset({TAG_REACT, TAG_UNREACT, "+react", "+unreact", "+draft/persist"})


def are_kept(tags: Mapping[str, str]) -> bool:
    """Whether a TAGMSG with these tags stands in the history, for those who asked for event-playback."""
    return not _KEPT.isdisjoint(tags)
