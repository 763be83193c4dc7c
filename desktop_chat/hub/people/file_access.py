"""Who may read and delete a file, and when files go. Thread: hub lock."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.state import State
from desktop_chat.storage.records import Entry, SharedFile

GUEST = "guest:"
"""Prefix of the owner of a file whose author has no identity."""
DAY_MS = 86_400_000
LINKED_FILE = re.compile(r"/files/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])")
_MOST_LINKS = 100
"""Files of one message that are deleted with it."""


def file_owner(user: User, seat: Seat) -> str:
    """Return the owner of a file that is sent now."""
    return user.identity or GUEST + seat.neighbourhood


def is_file_owner(file: SharedFile, identity: str, source: str) -> bool:
    """Return whether a person with this identity, or a guest with this `nick!user@host`, has sent the file."""
    return file.owner == identity if identity else file.owner.startswith(GUEST) and file.source == source


def may_read_file(state: State, user: User, file: SharedFile) -> bool:
    """Return whether the User may read the file now: as its owner, as the other person, or as a member of its room."""
    if is_file_owner(file, user.identity, user.source) or (file.reader and file.reader == user.identity):
        return True
    if file.is_portrait:
        return True
    channel = state.channels.get(state.rooms.channel_name(file.room)) if file.room else None
    return channel is not None and user in channel.members and file.sequence >= channel.first_readable(user)


def may_delete_file(state: State, user: User, file: SharedFile) -> bool:
    """Return whether the User may delete the file: its owner, an operator, or a moderator of its room."""
    if user.operator or is_file_owner(file, user.identity, user.source):
        return True
    channel = state.channels.get(state.rooms.channel_name(file.room)) if file.room else None
    return channel is not None and channel.has_role(user, "qaoh")


def drop_file(state: State, id_: str) -> bool:
    """Delete a file. Return False if there is none."""
    dropped = state.files.drop_file(id_)
    if dropped is None:
        return False
    state.persist(dropped)
    if not state.files.has_content(dropped.content):
        state.unused_contents.append(dropped.content)
    return True


def drop_files_of_message(state: State, room: int, versions: Iterable[Entry]) -> None:
    """Delete the files whose addresses stand in a message, if the author of the message has sent them.

    `versions`: the message and its edits.
    """
    for entry in versions:
        for id_ in dict.fromkeys(LINKED_FILE.findall(f"{entry.text} {entry.current}")[:_MOST_LINKS]):
            file = state.files.get(id_)
            if file is None or file.is_portrait or file.room not in (0, room):
                continue
            if is_file_owner(file, entry.identity, entry.source):
                drop_file(state, id_)


def drop_files_of_room(state: State, room: int) -> None:
    """Delete all files of a room."""
    for id_ in state.files.files_of_room(room):
        drop_file(state, id_)


def drop_old_files(state: State) -> None:
    """Delete the files that are older than the settings allow, or the room of the file."""
    settings = state.settings
    days = min((days for days in (settings.file_days, settings.history_days) if days), default=0)
    if state.store_error:
        return
    late = state.files.files_before(state.now - days * DAY_MS) if days else []
    for room, own in state.rooms.kept_days.items():
        late += state.files.files_before(state.now - own * DAY_MS, room)
    for id_ in late:
        drop_file(state, id_)
