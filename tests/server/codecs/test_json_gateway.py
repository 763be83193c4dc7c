"""The JSON gateway, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from desktop_chat.irc.message import Message
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.codecs.json_gateway import APART, LAST_WORDS, LONGEST, JsonGateway


def encode_object(**values: object) -> bytes:
    return json.dumps({"type": "msg", "msg": "hi", "author": "ann"} | values).encode()


def open_gateway() -> JsonGateway:
    """Somebody in the lobby."""
    gateway = JsonGateway("#lobby", 5)
    gateway.receive_bytes(encode_object(msg=""), 1.0)
    gateway.send_irc(b":desk 001 ann :Welcome\r\n:ann!x@y JOIN #lobby\r\n")
    assert not gateway.has_outgoing
    return gateway


def words(items: Sequence[Item]) -> list[str]:
    return [item.params[1] for item in items if isinstance(item, Message) and item.command == "PRIVMSG"]


def test_objects_in_any_pieces() -> None:
    gateway = open_gateway()
    data = encode_object(msg='a}{"') + b"\n" + encode_object(msg="\u00e9") + b" , " + encode_object(msg="c")
    heard: list[str] = []
    for index in range(len(data)):
        heard += words(gateway.receive_bytes(data[index : index + 1], 2.0))
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
def test_garbage_is_skipped(garbage: bytes) -> None:
    gateway = open_gateway()
    gateway.receive_bytes(garbage, 2.0)
    heard = words(gateway.receive_bytes(b"\n" + encode_object(msg="after"), 2.0)) + words(
        gateway.receive_bytes(encode_object(msg="and more"), 2.0)
    )
    assert heard[-1] == "and more"


@pytest.mark.parametrize("endless", [b'{"a": "' + b"x" * 1000, b'{"a":' * 200, b"[" * 1000, b'{"}' * 400])
def test_endless_object_is_bounded_and_dropped(endless: bytes) -> None:
    gateway = open_gateway()
    for _ in range(2 * LONGEST // 1000):
        gateway.receive_bytes(endless, 2.0)
    assert gateway._objects.pending_chars <= LONGEST + len(endless)
    for _ in range(LONGEST // 1000):
        gateway.receive_bytes(b"}" + b" " * 1000, 2.0)
    heard = [word for _ in range(2) for word in words(gateway.receive_bytes(b'"}\n' + encode_object(msg="after"), 3.0))]
    assert heard[-1] == "after"


@pytest.mark.parametrize("author", ["", None, 5, [], "  ", "self", "Self"])
def test_client_without_a_name_is_called_by_its_port(author: object) -> None:
    items = JsonGateway("#lobby", 51234).receive_bytes(encode_object(author=author), 1.0)
    asked = [item.params[0] for item in items if isinstance(item, Message) and item.command == "NICK"]
    assert asked == (["_5"] if author == 5 else ["_51234"])


def test_half_a_surrogate_is_no_text() -> None:
    assert words(open_gateway().receive_bytes(encode_object(msg="\ud83d x"), 2.0)) == ["? x"]


def test_one_object_a_send_with_a_pause_between() -> None:
    gateway = open_gateway()
    gateway.send_irc(b":bob!x@y PRIVMSG #lobby :one\r\n:bob!x@y PRIVMSG #lobby :two\r\n")
    assert json.loads(gateway.take_outgoing(2.0)) == {"type": "", "msg": "one", "author": "bob"}
    assert gateway.take_outgoing(2.0 + APART / 2) == b""
    assert gateway.due_at == 2.0 + APART
    gateway.postpone_next(2.0 + APART)
    assert gateway.take_outgoing(2.0 + APART) == b""
    assert json.loads(gateway.take_outgoing(2.0 + 2 * APART))["msg"] == "two"
    assert (gateway.due_at, gateway.has_outgoing) == (0.0, False)


def test_messages_have_the_clients_type_and_joins_are_not_sent() -> None:
    gateway = open_gateway()
    gateway.receive_bytes(encode_object(type="chat"), 2.0)
    gateway.send_irc(b":bob!x@y JOIN #lobby\r\n:bob!x@y PRIVMSG #lobby :one\r\nERROR :bye\r\n")
    told = [json.loads(gateway.take_outgoing(now)) for now in (3.0, 4.0)]
    assert told == [
        {"type": "chat", "msg": "one", "author": "bob"},
        {"type": "stop", "msg": "", "author": "server"},
    ]


def test_author_self_is_a_port_to_others_and_self_to_the_client() -> None:
    gateway = open_gateway()
    gateway.receive_bytes(encode_object(author="self"), 2.0)
    gateway.send_irc(b":ann!x@y PRIVMSG #lobby :mine\r\n:_6001!x@y PRIVMSG #lobby :theirs\r\n")
    assert [json.loads(gateway.take_outgoing(now))["author"] for now in (3.0, 4.0)] == ["self", "6001"]


def test_end_is_sent_in_time_behind_many_messages() -> None:
    gateway = open_gateway()
    gateway.send_irc(b"".join(b":bob!x@y PRIVMSG #lobby :%d\r\n" % number for number in range(500)) + b"ERROR :bye\r\n")
    told = [json.loads(gateway.take_outgoing(3.0 + number)) for number in range(LAST_WORDS + 1)]
    assert [value["msg"] for value in told] == [*map(str, range(LAST_WORDS)), ""]
    assert told[-1]["type"] == "stop"
    assert not gateway.has_outgoing


def test_an_object_fits_into_one_read() -> None:
    gateway = open_gateway()
    gateway.send_irc(b":bob!x@y PRIVMSG #lobby :" + "\U0001f600".encode() * 120 + b"\r\n")
    assert len(gateway.take_outgoing(3.0)) < 16_384


def test_quit_leaves_without_an_answer() -> None:
    gateway = open_gateway()
    assert [
        str(item.command)
        for item in gateway.receive_bytes(encode_object(type="quit"), 2.0)
        if isinstance(item, Message)
    ] == ["QUIT"]
    gateway.send_irc(b"ERROR :You have left.\r\n")
    assert not gateway.has_outgoing
