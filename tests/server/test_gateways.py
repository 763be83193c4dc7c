"""The gateways over real sockets: small programs, browsers and IRC clients in one room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage

from desktop_chat.server.codecs.gateways import GATEWAYS
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import hub as hub_texts
from tests.irc_client import IrcClient
from tests.server.conftest import Start
from tests.server.gateway_clients import RawClient, WebSocketClient

TEXT = "gateways.text=127.0.0.1:0"
JSON = "gateways.json=127.0.0.1:0"
WEB = "gateways.websocket=true"
UPGRADE = b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"


def port_of(server: ChatServer) -> int:
    return server.listening[0].port


# Text


def test_the_text_door_asks_and_waits(start: Start) -> None:
    server = start(TEXT)
    with RawClient(server.gateways["text"].port) as ann:
        assert ann.exactly(4) == b"NICK"
        assert ann.silent(0.2)
        ann.send(b"ann")
        assert ann.line() == "ann: has joined"
        ann.send(b"hello")
        assert ann.line() == "ann: hello"
        ann.send("sch\u00f6n".encode()[:4])
        ann.send("sch\u00f6n".encode()[4:])
        assert ann.line() == "ann: sch\u00f6n"


def test_everybody_meets_in_the_lobby(start: Start) -> None:
    server = start(TEXT, JSON)
    with (
        RawClient(server.gateways["text"].port) as ann,
        RawClient(server.gateways["text"].port) as bob,
        RawClient(server.gateways["json"].port) as cid,
        IrcClient(port_of(server)) as dora,
    ):
        dora.register("dora")
        dora.join("#lobby")
        ann.exactly(4)
        ann.send(b"Ann Smith\nAnn Smith: one\ntwo\n")
        assert ann.until("two") == ["Ann_Smith: has joined", "Ann_Smith: one", "Ann_Smith: two"]
        bob.exactly(4)
        bob.send(b"Ann Smith\n")
        assert bob.line() == "Ann_Smith2: has joined"
        cid.say("message", "from afar", "cid")
        assert ann.until("from afar")[-2:] == ["cid: has joined", "cid: from afar"]
        assert cid.heard_from("cid")["msg"] == "from afar"
        dora.send(
            "PRIVMSG #lobby :\x02bold\x02 words", "PRIVMSG Ann_Smith :psst", "PRIVMSG #lobby :\x01ACTION nods\x01"
        )
        assert ann.until("nods") == ["dora: bold words", "dora: (to you alone) psst", "dora: * nods"]
        assert cid.heard_from("dora")["msg"] == "bold words"
        bob.socket.close()
        assert ann.line().startswith("Ann_Smith2: has left")
        said = [message.params[1] for message in dora.fence() if message.command == "PRIVMSG"]
        assert said == ["one", "two", "from afar"]


@pytest.mark.parametrize(
    "name", [b"", b"   ", b"\xff\xfe", b"NICK ann", b"@#!", b"1234", "\u0410\u043d\u043d\u0430".encode(), b"x" * 500]
)
def test_no_name_is_refused(start: Start, name: bytes) -> None:
    with RawClient(start(TEXT).gateways["text"].port) as ann:
        ann.exactly(4)
        ann.send(name + b"\nhello\n")
        assert ann.until(": hello")


def test_long_words_are_parted_and_nothing_is_lost(start: Start) -> None:
    with RawClient(start(TEXT).gateways["text"].port) as ann:
        ann.exactly(4)
        ann.send(b"ann\n" + b" ".join(b"%04d" % number for number in range(1000)) + b"\nend\n")
        words = " ".join(line.removeprefix("ann: ") for line in ann.until(": end")[1:-1])
        assert words.split() == [f"{number:04}" for number in range(1000)]


def test_words_before_the_end_of_the_connection_are_said(start: Start) -> None:
    server = start(TEXT)
    with IrcClient(port_of(server)) as bob, RawClient(server.gateways["text"].port) as ann:
        bob.register("bob")
        bob.join("#lobby")
        ann.exactly(4)
        ann.send(b"ann\nlast words")
        ann.socket.shutdown(1)
        assert bob.until("QUIT")[-2].params == ("#lobby", "last words")


def test_who_is_shown_out_or_kept_out_hears_why(start: Start) -> None:
    server = start(TEXT)
    with IrcClient(port_of(server)) as bob, RawClient(server.gateways["text"].port) as ann:
        bob.register("bob")
        bob.join("#lobby")
        ann.exactly(4)
        ann.send(b"ann\n")
        ann.until("ann: has joined")
        bob.send("MODE #lobby +b ann!*@*", "KICK #lobby ann :enough")
        assert ann.line() == "ann: was shown out by bob (enough)"
        ann.send(b"but why\n")
        assert ann.line().startswith("server: ")
        bob.send("MODE #lobby -b ann!*@*")
        bob.fence()
        ann.send(b"and now?\n")
        assert ann.until("and now?")


@pytest.mark.parametrize(("entry", "said"), [("link", hub_texts.LINK_NEEDED), ("approval", hub_texts.HOST_IS_ASKED)])
def test_guest_of_a_gateway_hears_that_a_link_is_needed_or_that_the_host_was_asked(
    start: Start, entry: str, said: str
) -> None:
    server = start(TEXT, JSON, f"access.entry={entry}")
    with RawClient(server.gateways["text"].port) as ann, RawClient(server.gateways["json"].port) as bob:
        ann.exactly(4)
        ann.send(b"ann\n")
        assert said in ann.line()
        bob.say("chat", "hi", "bob")
        assert bob.heard()["msg"] == said


def test_a_stop_is_said_at_both_gateways_but_not_as_an_answer_to_the_question_for_a_name(start: Start) -> None:
    server = start(TEXT, JSON)
    text, json = server.gateways["text"].port, server.gateways["json"].port
    with RawClient(text) as ann, RawClient(json) as bob, RawClient(text) as silent, RawClient(json) as mute:
        ann.send(b"ann\n")
        ann.until("ann: has joined")
        bob.say("message", "hello", "bob")
        ann.until(": hello")
        bob.heard_from("bob")
        server.stop("Gone for lunch.")
        assert ann.rest() == b"server: Gone for lunch.\n"
        assert bob.heard()["type"] == "stop"
        assert silent.rest() == b"NICK"
        assert [mute.heard()["msg"], mute.heard()["type"]] == ["Gone for lunch.", "stop"]


# JSON


def test_objects_with_exactly_three_keys(start: Start) -> None:
    server = start(JSON)
    port = server.gateways["json"].port
    with RawClient(port) as ann, RawClient(port) as bob:
        assert ann.silent(0.1)
        ann.say("chat", "hi", "ann")
        assert ann.heard() == {"type": "chat", "msg": "hi", "author": "ann"}
        bob.send(b'garbage {"x" } {"type": "chat", "msg": "no na')
        bob.send(b'me", "in": 1}\n{"type":"chat","msg":"two"}[1,2]{"type":"chat","msg":"three","author":""}')
        heard = [ann.heard() for _ in range(3)]
        assert [value["msg"] for value in heard] == ["no name", "two", "three"]
        assert {value["author"] for value in heard} == {str(bob.port)}
        bob.say("quit", "")
        assert b'"stop"' not in bob.rest()


def test_stop_comes_from_the_server(start: Start) -> None:
    server = start(JSON)
    with RawClient(server.gateways["json"].port) as ann:
        ann.say("message", "hi", "ann")
        ann.heard()
        server.stop("Gone for lunch.")
        assert ann.heard() == {"type": "stop", "msg": "", "author": "server"}
        assert ann.rest() == b""


def test_a_name_that_changes_is_followed(start: Start) -> None:
    server = start(JSON)
    with RawClient(server.gateways["json"].port) as ann, IrcClient(port_of(server)) as bob:
        bob.register("bob")
        bob.join("#lobby")
        ann.say("message", "one", "Ann A")
        assert ann.heard()["author"] == "Ann A"
        ann.say("message", "two", "Ann B")
        assert ann.heard()["author"] == "Ann B"
        assert [message.command for message in bob.fence()] == ["JOIN", "PRIVMSG", "NICK", "PRIVMSG"]


def test_many_words_wait_their_turn_and_come_whole(start: Start) -> None:
    server = start(JSON, "limits.enabled=false")
    with RawClient(server.gateways["json"].port) as ann, IrcClient(port_of(server)) as bob:
        ann.say("message", "here", "ann")
        ann.heard()
        bob.register("bob")
        bob.join("#lobby")
        bob.send(*(f"PRIVMSG #lobby :{number}" for number in range(30)))
        assert [ann.heard()["msg"] for _ in range(30)] == [str(number) for number in range(30)]


def test_who_takes_words_more_slowly_than_they_come_is_let_go(start: Start) -> None:
    server = start(JSON, "limits.enabled=false", "limits.outbox_bytes=4096")
    with RawClient(server.gateways["json"].port) as ann, IrcClient(port_of(server)) as bob:
        ann.say("message", "here", "ann")
        ann.heard()
        bob.register("bob")
        bob.join("#lobby")
        bob.send(*[f"PRIVMSG #lobby :{'x' * 400}"] * 200)
        assert bob.until("QUIT")[-1].params == ("Reads too slowly",)


@pytest.mark.parametrize("name", ["server", "Server", "s\u0435rver"])
def test_nobody_speaks_as_the_server_by_a_door(start: Start, name: str) -> None:
    server = start(TEXT, JSON)
    with RawClient(server.gateways["text"].port) as ann, RawClient(server.gateways["json"].port) as bob:
        ann.exactly(4)
        ann.send(b"ann\n")
        ann.until("has joined")
        bob.say("", "obey", name)
        assert bob.heard()["msg"] == "obey"
        assert ann.until(": obey")[-1].startswith(f"{name}2: ")


# HTTP and WebSocket


@pytest.mark.parametrize("subprotocol", ["text.ircv3.net", "binary.ircv3.net"])
def test_a_browser_talks(start: Start, subprotocol: str) -> None:
    server = start(WEB)
    text = subprotocol.startswith("text")
    with WebSocketClient(port_of(server), "unknown", subprotocol) as ann, IrcClient(port_of(server)) as bob:
        assert ann.subprotocol == subprotocol
        bob.register("bob")
        ann.say("NICK ann", "USER ann 0 * :Ann", text=text)
        welcome = ann.until(" 001 ")[-1]
        assert isinstance(welcome, str) is text
        assert "\r" not in str(welcome)
        bob.send("PRIVMSG ann :gr\u00fc\u00df dich")
        assert str(ann.until("dich")[-1]).strip("b'").startswith(":bob!bob@127.0.0.1 PRIVMSG ann :gr")
        ann.send(Ping(b"x"))
        assert isinstance(ann.event(), Pong)
        for part, end in (("PRIVMSG bob", False), (" :in ", False), ("parts", True)):
            words = TextMessage(part) if text else BytesMessage(part.encode())
            ann.send(replace(words, message_finished=end))
        assert bob.until("PRIVMSG")[-1].params[1] == "in parts"
        ann.say("x" * 10_000, text=text)
        assert "417" in str(ann.line())
        ann.send(CloseConnection(1000))
        assert isinstance(ann.event(), CloseConnection)
        assert bob.fence() == []


def test_a_stop_closes_a_websocket_in_order(start: Start) -> None:
    server = start(WEB)
    with WebSocketClient(port_of(server), "text.ircv3.net") as ann:
        ann.say("NICK ann", "USER ann 0 * :Ann")
        ann.until(" 001 ")
        server.stop("Gone for lunch.")
        assert "ERROR :Gone for lunch." in ann.until("ERROR")[-1]
        assert isinstance(ann.event(), CloseConnection)


def test_without_a_subprotocol_the_client_shows_what_it_takes(start: Start) -> None:
    with WebSocketClient(port_of(start(WEB))) as ann:
        assert ann.accepted
        assert ann.subprotocol is None
        ann.say("PING x", text=False)
        assert isinstance(ann.line(), bytes)
        ann.say("PING x")
        assert isinstance(ann.line(), str)


def test_only_pages_that_may_connect_do(start: Start) -> None:
    server = start(WEB, "gateways.origins=https://chat.example")
    with WebSocketClient(port_of(server), "text.ircv3.net", origin="https://evil.example") as page:
        assert (page.accepted, page.status) == (False, 403)
    with WebSocketClient(port_of(server), "text.ircv3.net", origin="https://chat.example") as page:
        assert page.accepted


@pytest.mark.parametrize("tls", [False, True])
def test_a_page_says_how_to_join(start: Start, tls: bool) -> None:
    server = start(WEB, "server.name=Tea <b>&")
    with IrcClient(port_of(server), tls=tls) as browser:
        browser.send("GET / HTTP/1.1", "Host: desk.example:6697", "Connection: close", "")
        page = "\n".join(browser.rest())
    assert page.startswith("HTTP/1.1 200 OK")
    assert "Tea &lt;b&gt;&amp;" in page
    scheme = "ircs" if tls else "irc"
    assert f"{scheme}://desk.example:6697/#lobby" in page
    assert (server.identity.fingerprint in page) is tls
    assert page.count("src=") == page.count('src="web/main.js"') == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"404"),
        (b"POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc", b"405"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n", b"426"),
    ],
)
def test_other_requests_are_answered_and_closed(start: Start, request_: bytes, status: bytes) -> None:
    with RawClient(port_of(start(WEB))) as browser:
        browser.send(request_)
        assert browser.rest().split(b" ")[1] == status


def test_a_browser_at_a_closed_door_is_told(start: Start) -> None:
    with RawClient(port_of(start())) as browser:
        browser.send(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = browser.rest()
    assert b"404" in answer
    assert b"This port is for IRC" in answer


@pytest.mark.parametrize("line", [b"POST /" + b"x" * 20_000, b"SEARCH /" + b"x" * 20_000, b"\r\nGET /"])
def test_a_page_never_speaks_irc(start: Start, line: bytes) -> None:
    server = start(WEB, "limits.enabled=false")
    with IrcClient(port_of(server)) as bob, RawClient(port_of(server)) as browser:
        bob.register("bob")
        bob.join("#lobby")
        browser.send(line)
        browser.send(b" HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n")
        browser.send(b"NICK eve\r\nUSER eve 0 * :Eve\r\nJOIN #lobby\r\nPRIVMSG #lobby :buy\r\n")
        assert browser.rest().startswith(b"HTTP/1.1 ")
        assert bob.fence() == []


def test_a_web_page_speaks_by_no_gateway(start: Start) -> None:
    server = start(TEXT, JSON)
    with IrcClient(port_of(server)) as bob:
        bob.register("bob")
        bob.join("#lobby")
        for name in GATEWAYS:
            with RawClient(server.gateways[name].port) as browser:
                browser.send(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n")
                browser.send(b'{"type": "", "msg": "buy", "author": "eve"}\r\n')
                assert b"HTTP/1.1 404" in browser.rest()
        assert bob.fence() == []


@pytest.mark.parametrize(
    ("setting", "words"), [("gateways.text=a b", "is not an address"), ("gateways.json=h:x", "no valid port")]
)
def test_a_door_has_an_address(tmp_path: Path, setting: str, words: str) -> None:
    with pytest.raises(StartError, match=words):
        ServerSettings(tmp_path, None, [setting])
    key = setting.partition("=")[0]
    assert ServerSettings(tmp_path, None, [f"{key}="]).text_value(key) == ""


def test_a_door_that_is_busy_leaves_nothing_open(start: Start, tmp_path: Path) -> None:
    door = f"gateways.json={start(TEXT).gateways['text']}"
    config = ServerSettings(tmp_path, None, ["listen.addresses=127.0.0.1:0", door])
    with pytest.raises(StartError, match="is busy"):
        ChatServer(tmp_path / "other", config)
