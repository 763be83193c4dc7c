"""Rows of the archive become records."""

from __future__ import annotations

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_records import RoomRecord, room_from_row
from desktop_chat.client.room_marks import NotificationRule, RoomMarks


def test_room_is_read_from_the_columns_of_its_row() -> None:
    values: dict[str, object] = {
        "network": "net",
        "key": "#tea",
        "name": "#Tea",
        "kind": "channel",
        "joined": 1,
        "read_id": 7,
        "read": 500,
        "older": "[]",
        "draft": "hello",
        "answers": "m1",
        "corrects": "m2",
        "correction": "better",
        "count": 9,
        "muted": 0,
        "pinned": 1,
        "muted_until": 7,
        "rule": "none",
        "position": 2,
        "category": "Work",
        "place_id": 12,
        "place_offset": -3,
    }
    row = [values[column] for column in schema.ROOM_COLUMNS.split(", ")]
    assert room_from_row(row) == RoomRecord(
        network="net",
        key="#tea",
        name="#Tea",
        kind="channel",
        joined=True,
        read=7,
        since=500,
        older="[]",
        draft="hello",
        answers="m1",
        corrects="m2",
        correction="better",
        count=9,
        marks=RoomMarks(muted_until=7, pinned=True, rule=NotificationRule.NONE, position=2, group="Work"),
        place_id=12,
        place_offset=-3,
    )
