"""What is fuzzed: each takes any bytes and raises if something is wrong with what came of them."""

from __future__ import annotations

import json
from functools import partial

from wsproto import ConnectionType, WSConnection
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Request, TextMessage

from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.message import Message, encode_message
from desktop_chat.server.codecs.codec_api import Codec
from desktop_chat.server.codecs.json_gateway import JsonGateway
from desktop_chat.server.codecs.text_gateway import TextGateway
from desktop_chat.server.http.http_connection import HttpConnection
from desktop_chat.server.http.site import site_routes
from desktop_chat.server.http.site_settings import SiteSettings
from tests.fuzz.choices import Choices
from tests.fuzz.crowd import Crowd
from tests.fuzz.words import NICKS, ROOMS, TEXTS, line

_SITE = partial(site_routes, SiteSettings(websocket=True))
_REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", b"OPTIONS ",
    b"* HTTP/1.1\r\n", b"Transfer-Encoding: chunked\r\n\r\n", b"Host: b\r\n", b"5\r\nabcde\r\n", b"0\r\n\r\n",
    b"HEAD /%2f?a=b&c HTTP/1.0\r\n\r\n", b"Upgrade: websocket\r\nConnection: upgrade\r\n", b"\r\n",
    b"Expect: 100-continue\r\n",
)  # fmt: skip


def stream(data: bytes) -> None:
    """The same bytes give the same Messages, however they were cut; what is held of them is bounded."""
    whole = [str(item) for item in LineStream().feed(data)]
    cut, parts, at = LineStream(), [], 0
    sizes = Choices(data)
    while at < len(data):
        size = 1 + sizes.below(700)
        parts += [str(item) for item in cut.feed(data[at : at + size])]
        assert cut.pending_bytes < 10_000
        at += size
    assert parts == whole


def commands(data: bytes) -> None:
    """Anything that several clients say to one hub."""
    Crowd(Choices(data)).play()


def gateways(data: bytes) -> None:
    """Anything that a program says at a gateway, and anything that the hub may say to it."""
    choices = Choices(data)
    make = choices.pick((_text, _json, _websocket))
    codec, frames = make()
    now = 1.0
    while choices:
        now += choices.pick((0.0, 0.01, 0.06, 2.0))
        _one_step(codec, frames, choices, now)
        _check(codec, now)
    _sound(codec.end_input())
    codec.take_farewell()


def _text() -> tuple[Codec, WSConnection | None]:
    return TextGateway("#tea", 5), None


def _json() -> tuple[Codec, WSConnection | None]:
    return JsonGateway("#tea", 5), None


def _websocket() -> tuple[Codec, WSConnection | None]:
    client = WSConnection(ConnectionType.CLIENT)
    http = HttpConnection(_SITE, lambda: None, 0.0)
    http.receive_bytes(client.send(Request("desk.example", "/", subprotocols=["text.ircv3.net"])), 0.0)
    assert http.codec is not None
    client.receive_data(http.codec.take_outgoing(0.0))
    return http.codec, client


def browser(data: bytes) -> None:
    """Anything that a program says over HTTP: what is held is bounded, and each answer is one of HTTP."""
    choices = Choices(data)
    http = HttpConnection(_SITE, lambda: None, 1.0)
    now, told = 1.0, b""
    while choices and http.codec is None:
        now += choices.pick((0.0, 0.01, 2.0, 100.0))
        if not http.is_full:
            http.receive_bytes(choices.pick(_REQUESTS) + choices.pick((b"", choices.raw(40))), now)
        http.advance(now)
        told += http.take_outgoing(now)
    assert not told or told.startswith(b"HTTP/1.1 ")
    http.receive_bytes(b"", now)
    http.abort()


def _one_step(codec: Codec, frames: WSConnection | None, choices: Choices, now: float) -> None:
    match choices.below(4):
        case 0:
            _sound(codec.advance_time(now))
        case 1:
            _sound(codec.send_irc(_wire(choices)))
        case 2 if frames is not None:
            _sound(codec.receive_bytes(_frame(frames, choices), now))
        case _:
            _sound(codec.receive_bytes(_spoken(choices), now))


def _wire(choices: Choices) -> bytes:
    """A line that the hub might say."""
    source = f"{choices.pick(NICKS)}!x@y"
    lines = (
        ":desk 001 ann :Welcome", ":ann!x@y JOIN #tea", ":desk 433 * ann :Taken", ":desk 474 ann #tea :Banned",
        f":{source} PRIVMSG {choices.pick(ROOMS[:2])} :{choices.pick(TEXTS[:9])}", f":{source} QUIT :x", "PING :x",
        f":{source} KICK #tea ann :x", f":{source} NICK zed", "ERROR :x", f":{source} JOIN #tea", "FAIL X Y :z",
    )  # fmt: skip
    return f"{choices.pick(lines)}\r\n".encode("utf-8", "replace")


def _spoken(choices: Choices) -> bytes:
    """What a program sends: words, an object, a request, or anything."""
    match choices.below(4):
        case 0:
            return choices.pick(TEXTS).encode("utf-8", "replace") + choices.pick((b"", b"\n", b"\r\n"))
        case 1:
            value = {
                "type": choices.pick(("msg", "quit", "stop", "")),
                "msg": choices.pick(TEXTS),
                "author": choices.pick(NICKS),
            }
            text = json.dumps(value).encode()
            return text[: choices.below(len(text) * 2)]
        case 2:
            return b"GET / HTTP/1.1\r\nHost: a\r\n" + choices.raw(40) + b"\r\n"
    return choices.raw(200)


def _frame(client: WSConnection, choices: Choices) -> bytes:
    text = choices.pick(TEXTS[:8])
    events: tuple[Event, ...] = (
        TextMessage(text),
        BytesMessage(line(choices)),
        Ping(b"x"),
        TextMessage(text, message_finished=False),
        CloseConnection(1000),
    )
    try:
        return client.send(choices.pick(events))
    except Exception:
        return choices.raw(20)  # the client's own end has closed


def _sound(items: object) -> None:
    """What a codec makes are Messages that a line could carry: nothing is smuggled into the hub past the parser."""
    assert isinstance(items, tuple | list)
    for item in items:
        if isinstance(item, Message):
            assert b"\r\n" not in encode_message(item)[:-2]
            for text in (*item.params, *item.tags.values()):
                text.encode()


def _check(codec: Codec, now: float) -> None:
    data = codec.take_outgoing(now)
    if isinstance(codec, JsonGateway) and data:
        assert set(json.loads(data)) == {"type", "msg", "author"}
    if isinstance(codec, TextGateway) and data and data != b"NICK":
        assert all(": " in text for text in data.decode().split("\n")[:-1])
