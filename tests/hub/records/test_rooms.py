"""Rooms by channel name and by two identities; sealed rooms."""

from __future__ import annotations

from desktop_chat.hub.records.rooms import RoomRecords, other_side
from desktop_chat.storage.records import Room


def test_ids_continue_above_all_used_ones() -> None:
    rooms = RoomRecords([Room(7, "channel", "#old", sealed=True), Room(3, "channel", "#tea")])
    found = rooms.channel_room("#tea")
    assert found is not None
    assert found.id == 3
    assert rooms.channel_room("#old") is None
    assert rooms.make_channel("#old").id == 8


def test_sealed_room_is_out_of_reach() -> None:
    rooms = RoomRecords([Room(1, "channel", "#tea")])
    assert rooms.seal_room("#tea") == Room(1, "channel", "#tea", sealed=True)
    assert rooms.channel_room("#tea") is None
    assert rooms.seal_room("#tea") is None


def test_direct_room_is_found_from_both_sides() -> None:
    rooms = RoomRecords([])
    room = rooms.make_direct("cert:b", "cert:a")
    assert (room.a, room.b) == ("cert:a", "cert:b")
    assert rooms.direct_room("cert:a", "cert:b") is rooms.direct_room("cert:b", "cert:a") is room
    assert other_side(room, "cert:a") == "cert:b"
    assert rooms.make_direct("cert:a", "cert:a").id == 2


def test_rooms_with_guests_of_a_nick_are_listed_oldest_first() -> None:
    old, new = Room(1, "direct", "cert:a", "host:bob!x@1"), Room(2, "direct", "cert:a", "host:bob!y@2")
    rooms = RoomRecords([new, old])
    assert list(rooms.with_guests("cert:a", "bob")) == [old, new]
    assert list(rooms.with_guests("cert:b", "bob")) == []
