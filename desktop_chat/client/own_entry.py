"""OwnEntry: an own Entry on its way to the server. Pure; GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_chat.client.entry import TAG_BEFORE, DeliveryState, Entry
from desktop_chat.irc.message import NO_TAGS


@dataclass(slots=True)
class OwnEntry:
    """A PENDING or UNSURE Entry, and how far it has come."""

    room: str
    """The key of the room."""
    entry: Entry
    sent: bool = False
    """A Link has taken the Entry, in this connection or an earlier one."""
    here: bool = False
    """The PacingQueue has taken the Entry in this connection."""
    uploading: bool = False
    """The upload of its file was begun in this connection."""


def tags_without(tag: str, entry: Entry) -> dict[str, str]:
    """Return the tags of an Entry except one."""
    return {key: value for key, value in entry.tags.items() if key != tag}


def entry_before_edit(entry: Entry) -> Entry:
    """Return the Entry without its pending edit."""
    tags = tags_without(TAG_BEFORE, entry) or NO_TAGS
    return replace(entry, text=entry.tags[TAG_BEFORE], state=DeliveryState.SENT, tags=tags)
