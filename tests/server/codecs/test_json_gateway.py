"""The JSON door, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from desktop_chat.irc.message import Message
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.codecs.json_gateway import APART, LAST_WORDS, LONGEST, JsonGateway


def thing(**values: object) -> bytes:
    return json.dumps({"type": "msg", "msg": "hi", "author": "ann"} | values).encode()


def open_door() -> JsonGateway:
    """Somebody in the lobby."""
    door = JsonGateway("#lobby", 5)
    door.receive_bytes(thing(msg=""), 1.0)
    door.send_irc(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert not door.has_outgoing
    return door


def words(items: Sequence[Item]) -> list[str]:
    return [item.params[1] for item in items if isinstance(item, Message) and item.command == "PRIVMSG"]


def test_objects_in_any_pieces() -> None:
    door = open_door()
    data = thing(msg='a}{"') + b"\n" + thing(msg="\u00e9") + b" , " + thing(msg="c")
    heard: list[str] = []
    for index in range(len(data)):
        heard += words(door.receive_bytes(data[index : index + 1], 2.0))
    assert heard == ['a}{"', "\u00e9", "c"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello",
        b"{",
        b"}",
        b"{]",
        b'{"a\n',
        b"[1, 2]",
        b"null",
        b'{"x": tru!}',
        b"\xff\xfe{",
        b"{{{{",
        b'{"a": {"b": 1} ! ',
        b'{"n":' + b"9" * 5000 + b"}",
    ],
)
def test_garbage_is_passed_over(garbage: bytes) -> None:
    door = open_door()
    door.receive_bytes(garbage, 2.0)
    heard = words(door.receive_bytes(b"\n" + thing(msg="after"), 2.0)) + words(
        door.receive_bytes(thing(msg="and more"), 2.0)
    )
    assert heard[-1] == "and more"


@pytest.mark.parametrize("endless", [b'{"a": "' + b"x" * 1000, b'{"a":' * 200, b"[" * 1000, b'{"}' * 400])
def test_what_never_ends_is_bounded_and_forgotten(endless: bytes) -> None:
    door = open_door()
    for _ in range(2 * LONGEST // 1000):
        door.receive_bytes(endless, 2.0)
    assert door._objects.pending_chars <= LONGEST + len(endless)
    for _ in range(LONGEST // 1000):
        door.receive_bytes(b"}" + b" " * 1000, 2.0)
    heard = [word for _ in range(2) for word in words(door.receive_bytes(b'"}\n' + thing(msg="after"), 3.0))]
    assert heard[-1] == "after"


@pytest.mark.parametrize("author", ["", None, 5, [], "  ", "self", "Self"])
def test_who_has_no_name_is_called_by_the_port(author: object) -> None:
    items = JsonGateway("#lobby", 51234).receive_bytes(thing(author=author), 1.0)
    asked = [item.params[0] for item in items if isinstance(item, Message) and item.command == "NICK"]
    assert asked == (["_5"] if author == 5 else ["_51234"])


def test_half_a_surrogate_is_no_text() -> None:
    assert words(open_door().receive_bytes(thing(msg="\ud83d x"), 2.0)) == ["? x"]


def test_one_object_a_send_and_time_between() -> None:
    door = open_door()
    door.send_irc(b":bob!x@y PRIVMSG #lobby :one\r\n:bob!x@y PRIVMSG #lobby :two\r\n")
    assert json.loads(door.take_outgoing(2.0)) == {"type": "", "msg": "one", "author": "bob"}
    assert door.take_outgoing(2.0 + APART / 2) == b""
    assert door.due_at == 2.0 + APART
    door.postpone_next(2.0 + APART)
    assert door.take_outgoing(2.0 + APART) == b""
    assert json.loads(door.take_outgoing(2.0 + 2 * APART))["msg"] == "two"
    assert (door.due_at, door.has_outgoing) == (0.0, False)


def test_words_are_what_the_client_calls_them_and_joins_are_not_words() -> None:
    door = open_door()
    door.receive_bytes(thing(type="chat"), 2.0)
    door.send_irc(b":bob!x@y JOIN #lobby\r\n:bob!x@y PRIVMSG #lobby :one\r\nERROR :bye\r\n")
    told = [json.loads(door.take_outgoing(now)) for now in (3.0, 4.0)]
    assert told == [
        {"type": "chat", "msg": "one", "author": "bob"},
        {"type": "stop", "msg": "", "author": "server"},
    ]


def test_who_calls_itself_self_is_a_port_to_others_and_self_to_itself() -> None:
    door = open_door()
    door.receive_bytes(thing(author="self"), 2.0)
    door.send_irc(b":ann!x@y PRIVMSG #lobby :mine\r\n:_6001!x@y PRIVMSG #lobby :theirs\r\n")
    assert [json.loads(door.take_outgoing(now))["author"] for now in (3.0, 4.0)] == ["self", "6001"]


def test_the_end_is_told_in_time_however_much_waits() -> None:
    door = open_door()
    door.send_irc(b"".join(b":bob!x@y PRIVMSG #lobby :%d\r\n" % number for number in range(500)) + b"ERROR :bye\r\n")
    told = [json.loads(door.take_outgoing(3.0 + number)) for number in range(LAST_WORDS + 1)]
    assert [value["msg"] for value in told] == [*map(str, range(LAST_WORDS)), ""]
    assert told[-1]["type"] == "stop"
    assert not door.has_outgoing


def test_an_object_fits_into_one_read() -> None:
    door = open_door()
    door.send_irc(b":bob!x@y PRIVMSG #lobby :" + "\U0001f600".encode() * 120 + b"\r\n")
    assert len(door.take_outgoing(3.0)) < 16_384


def test_quit_leaves_without_an_answer() -> None:
    door = open_door()
    assert [str(item.command) for item in door.receive_bytes(thing(type="quit"), 2.0) if isinstance(item, Message)] == [
        "QUIT"
    ]
    door.send_irc(b"ERROR :You have left.\r\n")
    assert not door.has_outgoing
