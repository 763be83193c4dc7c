"""RoomMarks: how a person wants to have one room in the sidebar and in notifications. Frozen values; no Qt."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from desktop_chat.value_class import value


class NotificationRule(StrEnum):
    """Which messages of a room notify the person."""

    DEFAULT = ""
    """As the settings say."""
    ALL = "all"
    MENTIONS = "mentions"
    """Messages that name the person, and direct messages."""
    NONE = "none"


@value
class RoomMarks:
    """The marks of a room. They are kept in the archive and never sent."""

    muted: bool = False
    """Only mentions count as unread."""
    muted_until: int = 0
    """The end of the mute (Unix ms); 0 without a term."""
    pinned: bool = False
    """The room stands above the others."""
    rule: NotificationRule = NotificationRule.DEFAULT
    position: int = 0
    """The place among the rooms that stand together in the sidebar, from 1; 0: by name, behind the placed ones."""
    group: str = ""
    """The name of the person's group of rooms to which the room belongs."""

    def lift_past_mute(self, now: int) -> RoomMarks:
        """Return the marks at this time (Unix ms): without a mute whose term is over."""
        if not self.muted_until or now < self.muted_until:
            return self
        return replace(self, muted=False, muted_until=0)


def read_rule(text: str) -> NotificationRule:
    """Return the rule of the name; DEFAULT for a name of a newer version."""
    return NotificationRule(text) if text in set(NotificationRule) else NotificationRule.DEFAULT
