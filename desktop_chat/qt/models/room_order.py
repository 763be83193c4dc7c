"""The order of the rooms of one server in the sidebar: favourites, invitations, all others, and the person's groups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.qt.network.room import Room

_UNPLACED = 1 << 30
RoomSection = tuple[int, str]
"""Rooms of equal sections stand together: the kind of the section, and the folded name of a group."""
RoomOrder = tuple[int, str, int, bool, str, str]
"""The sort key of a room; it begins with the section."""


class SectionKind(IntEnum):
    """The kinds of sections, in their order."""

    FAVOURITES = 0
    INVITATIONS = 1
    ROOMS = 2
    GROUP = 3


def section_of(room: Room) -> RoomSection:
    """Return the section in which a room stands."""
    if room.pinned:
        return SectionKind.FAVOURITES, ""
    if room.state.invited_by:
        return SectionKind.INVITATIONS, ""
    group = room.marks.group
    return (SectionKind.GROUP, group.casefold()) if group else (SectionKind.ROOMS, "")


def order_of(room: Room) -> RoomOrder:
    """Return the sort key: placed rooms first, then channels, then direct messages, by name."""
    kind, group = section_of(room)
    name = room.name.lstrip("#&").casefold()
    return kind, group, room.marks.position or _UNPLACED, room.kind == "direct", name, room.key


def group_starts(orders: Sequence[RoomOrder]) -> list[int]:
    """Return the place of the first room of each group among sorted orders; the work grows with the groups only."""
    starts = []
    place = bisect_left(orders, (SectionKind.GROUP, "", -1, False, "", ""))
    while place < len(orders):
        starts.append(place)
        place = bisect_left(orders, (SectionKind.GROUP, orders[place][1], _UNPLACED + 1, False, "", ""), place)
    return starts


def marks_after_move(rooms: Sequence[Room], moved: Room, neighbour: Room, *, after: bool) -> dict[Room, RoomMarks]:
    """Return the marks that change if a room is put before or after a neighbour, perhaps into another section.

    `rooms`: all rooms of the server, in their order. An invitation is no neighbour, and is not moved.
    """
    section = section_of(neighbour)
    if moved is neighbour or SectionKind.INVITATIONS in (section[0], section_of(moved)[0]):
        return {}
    together = [room for room in rooms if room is not moved and section_of(room) == section]
    together.insert(together.index(neighbour) + after, moved)
    favourite, group = section[0] == SectionKind.FAVOURITES, neighbour.marks.group
    changed = {}
    for position, room in enumerate(together, start=1):
        marks = replace(room.marks, position=position)
        if room is moved:
            marks = replace(marks, pinned=favourite, group=room.marks.group if favourite else group)
        if marks != room.marks:
            changed[room] = marks
    return changed
