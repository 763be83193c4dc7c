"""RoomRecord and SearchResult: what the archive returns of rooms and searches. Pure values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.entry import Entry
from desktop_chat.client.room_marks import RoomMarks, read_rule
from desktop_chat.value_class import value


@value
class RoomRecord:
    """A room on disk."""

    network: str
    key: str
    name: str
    kind: str
    joined: bool
    """We were in the room."""
    read: int
    """The id up to which entries were read, except unread ones that came late."""
    since: int
    """No unread entry is older than this time (ms)."""
    older: str
    """Ranges of ids of old messages that came late and do not count as unread, as JSON."""
    draft: str
    """The text of a message that was not sent yet."""
    answers: str
    """The msgid of the message that the draft replies to, or ""."""
    corrects: str
    """The msgid of the message that a person has begun to edit, or ""."""
    correction: str
    """The new text of that message."""
    count: int
    """Entries of the room."""
    marks: RoomMarks = RoomMarks()
    place_id: int = 0
    """The id of the entry at which the person left the room, 0 at its end."""
    place_offset: int = 0
    """Pixels of that entry above the upper edge."""


@value
class UnreadEntries:
    """The unread entries of others in a room. Only those that a person needs at once are made."""

    count: int = 0
    first: Entry | None = None
    calls: Sequence[Entry] = ()
    """Invitations, replies, and entries whose text calls the person, oldest first."""


@value
class SearchResult:
    """A search result: an entry and its room."""

    network: str
    room: str
    entry: Entry


def room_from_row(row: Sequence[Any]) -> RoomRecord:
    """Return the RoomRecord of a row of ROOMS or ROOM."""
    column = dict(zip(schema.ROOM_COLUMNS.split(", "), row, strict=True))
    return RoomRecord(
        network=column["network"],
        key=column["key"],
        name=column["name"],
        kind=column["kind"],
        joined=bool(column["joined"]),
        read=column["read_id"],
        since=column["read"],
        older=column["older"],
        draft=column["draft"],
        answers=column["answers"],
        corrects=column["corrects"],
        correction=column["correction"],
        count=column["count"],
        marks=RoomMarks(
            muted=bool(column["muted"]),
            muted_until=column["muted_until"],
            pinned=bool(column["pinned"]),
            rule=read_rule(column["rule"]),
            position=column["position"],
            group=column["category"],
        ),
        place_id=column["place_id"],
        place_offset=column["place_offset"],
    )
