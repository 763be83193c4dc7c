"""The rooms of LIST as servers write them."""

from __future__ import annotations

import pytest

from desktop_chat.client.collection_limits import TOPIC
from desktop_chat.client.listed_room import ListedRoom, parse_listed_room
from desktop_chat.irc.message import parse_line


@pytest.mark.parametrize(
    ("line", "room"),
    [
        (":s 322 ann #tea 3 :cups and pots", ListedRoom("#tea", 3, "cups and pots")),
        (":s 322 ann #tea 3 :", ListedRoom("#tea", 3)),
        (":s 322 ann #tea 3", ListedRoom("#tea", 3)),
        (":s 322 ann #tea many :\x02bold\x02 \x0304red", ListedRoom("#tea", 0, "bold red")),
        (":s 322 ann #tea 99999999999 :x", ListedRoom("#tea", 0, "x")),
        (":s 322 ann #tea 3 :[+nt] cups", ListedRoom("#tea", 3, "cups")),
        (":s 322 ann #tea 3 :[+knt <key>] ", ListedRoom("#tea", 3)),
        (":s 322 ann #tea 3 :[tea] cups", ListedRoom("#tea", 3, "[tea] cups")),
        (":s 322 ann * 3 :hidden", None),
        (f":s 322 ann #{'x' * 300} 3 :long", None),
        (":s 322 ann", None),
    ],
)
def test_room_is_read(line: str, room: ListedRoom | None) -> None:
    assert parse_listed_room(parse_line(line)) == room


def test_topic_has_a_limit() -> None:
    room = parse_listed_room(parse_line(f":s 322 ann #tea 3 :{'x' * 2 * TOPIC}"))
    assert room is not None
    assert len(room.topic) == TOPIC
