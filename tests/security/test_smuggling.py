"""Line breaks and control characters, through everything that one may fill in: others are shown no line that nobody
said, and no name that is more than a name."""

from __future__ import annotations

import base64
import itertools
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from wsproto.events import BytesMessage, TextMessage

from desktop_chat.irc.message import Message, parse_line
from tests.e2e.programs import ServerProcess, server
from tests.irc_client import IrcClient
from tests.security.conftest import CAPABILITIES
from tests.server.gateway_clients import RawClient, WebSocketClient
from tests.sockets import receive_more

_numbers = itertools.count()
FORGED = ":forged!f@f PRIVMSG #lobby :nobody said this"
BREAKS = ["\r\n", "\n", "\r", "\0", "\n\r", "\\r\\n", "\\n", "\\r", "\\0", "\\:", "\x01", "\x1b[2J", "\x85", "\u2028"]
"""The last eight break no line, but might once they were decoded, or written to a terminal."""
_CONTROL = re.compile("[\x00-\x1f\x7f]")


@pytest.fixture(scope="module")
def open_ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, dict[str, int]]]:
    """A server with every way in, and the ports of the gateways."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        ports = {"text": one.getsockname()[1], "json": other.getsockname()[1]}
    settings = [f"gateways.{name}=127.0.0.1:{port}" for name, port in ports.items()]
    folder = tmp_path_factory.mktemp("smuggled") / "data"
    with server(folder, "limits.enabled=false", "gateways.websocket=true", *settings) as process:
        yield process, ports


class Victim:
    """Somebody who takes everything there is, and looks at the bytes."""

    def __init__(self, port: int, room: str) -> None:
        client = IrcClient(port)
        client.register(f"victim{next(_numbers)}", CAPABILITIES + " draft/multiline draft/metadata-2 setname")
        client.join(room)
        client.send("METADATA * SUB display-name avatar")
        client.fence()
        self.socket = client.release()

    def __enter__(self) -> Victim:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()

    def hear(self, *lines: str) -> list[Message]:
        """All that has come, and what comes of asking this. Fails where a line holds what none may."""
        token = f"token{next(_numbers)}".encode()
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode() + b"PING " + token + b"\r\n")
        data = b""
        while token not in data or not data.endswith(b"\r\n"):
            data += receive_more(self.socket)
        heard: list[Message] = []
        for line in data.split(b"\r\n")[:-1]:
            assert not {0, 10, 13} & set(line), line
            message = parse_line(line.decode())
            assert message.nick != "forged", line
            assert not _CONTROL.search(message.source), line
            assert message.command.isalnum(), line
            heard.append(message)
        return heard


def fields(room: str, text: str) -> list[str]:
    """Every command that others are shown something of, with this in each place."""
    return [
        f"PRIVMSG {room} :hello",
        f"PRIVMSG {room} :a{text}",
        f"NOTICE {room} :a{text}",
        f"@+draft/reply=a{text} PRIVMSG {room} :hello",
        f"@+x=a{text};+typing=active TAGMSG {room}",
        f"@label=a{text} PRIVMSG {room} :labelled",
        f"@+desktop-chat/edit=a{text} PRIVMSG {room} :edited",
        f"TOPIC {room} :a{text}",
        f"AWAY :a{text}",
        f"SETNAME :a{text}",
        f"METADATA * SET display-name :a{text}",
        f"METADATA * SET a{text} :value",
        f"MODE {room} +k a{text}",
        f"MODE {room} -k+b * a{text}!*@*",
        f"INVITE a{text} {room}",
        f"NICK a{text}",
        f"JOIN #a{text}",
        f"MARKREAD {room} timestamp=a{text}",
        f"BATCH +1 draft/multiline {room}",
        f"@batch=1 PRIVMSG {room} :a{text}",
        f"@batch=1;draft/multiline-concat PRIVMSG {room} :b{text}",
        "BATCH -1",
        f"RENAME {room} {room}b :a{text}",
        f"KICK {room}b nobody :a{text}",
        f"PART {room}b :a{text}",
        f"QUIT :a{text}",
    ]


@pytest.mark.parametrize("between", BREAKS)
def test_every_field_of_every_command(open_ports: tuple[ServerProcess, dict[str, int]], between: str) -> None:
    process, _ = open_ports
    text = between + FORGED
    room = f"#room{next(_numbers)}"
    eve = f"eve{next(_numbers)}"
    with IrcClient(process.port) as attacker:
        attacker.send_bytes(f"PASS a{text}\r\nCAP REQ :{CAPABILITIES} a{text}\r\n".encode())
        attacker.send_bytes(f"NICK {eve}\r\nUSER a{text} 0 * :a{text}\r\nUSER eve 0 * :a{text}\r\n".encode())
        attacker.send_bytes(f"AUTHENTICATE PLAIN\r\nAUTHENTICATE {_sasl(text)}\r\n".encode())
        attacker.send("CAP END", f"NICK {eve}", f"USER {eve} 0 * :{eve}", f"JOIN {room}")
        attacker.fence()
        with Victim(process.port, room) as victim:
            for line in fields(room, text):
                attacker.send_bytes(line.encode() + b"\r\n")
            attacker.send("QUIT")
            attacker.rest()
            victim.hear(f"WHOIS {eve}", f"WHOWAS {eve}", "LIST", f"SEARCH in={room}b;text=nobody")
            for name in (room, f"{room}b"):
                victim.hear(f"WHO {name}", f"TOPIC {name}", f"MODE {name} b", f"NAMES {name}")
            heard = victim.hear(*[f"CHATHISTORY LATEST {name} * 100" for name in (room, f"{room}b")])
            assert [message for message in heard if message.command == "PRIVMSG"], "the history was looked at"


def _sasl(text: str) -> str:
    return base64.b64encode(f"a{text}\0b{text}\0c{text}".encode()).decode()


@pytest.mark.parametrize("between", BREAKS)
def test_every_other_way_in(open_ports: tuple[ServerProcess, dict[str, int]], between: str) -> None:
    process, ports = open_ports
    text = between + FORGED
    with (
        Victim(process.port, "#lobby") as victim,
        WebSocketClient(process.port, "text.ircv3.net") as page,
        RawClient(ports["text"]) as typing,
        RawClient(ports["json"]) as program,
    ):
        nick = f"web{next(_numbers)}"
        page.say(f"NICK {nick}\r\nUSER {nick} 0 * :a{text}", f"NICK {nick}", f"USER {nick} 0 * :{nick}")
        page.send(TextMessage(f"JOIN #lobby{text}"), TextMessage("JOIN #lobby"))
        page.send(TextMessage(f"PRIVMSG #lobby :a{text}"), BytesMessage(f"PRIVMSG #lobby :a{text}".encode()))
        page.say("PING end")
        typing.exactly(4)
        typing.send(f"eve{text}".encode())
        program.say("message", f"a{text}", f"e{text}")
        program.say("message", "last", "program")
        heard = victim.hear()
        while not any(message.params[-1:] == ("last",) for message in heard):
            heard = victim.hear()


def test_what_is_logged_is_one_line_each(open_ports: tuple[ServerProcess, dict[str, int]]) -> None:
    """Whoever looks at the log with a terminal is shown text."""
    process, _ = open_ports
    for between in BREAKS:
        with IrcClient(process.port) as attacker:
            attacker.register(f"eve{next(_numbers)}")
            attacker.send_bytes(f"SETNAME :a{between}{FORGED}\r\nQUIT :a{between}{FORGED}\r\nQUIT\r\n".encode())
            attacker.rest()
    lines = process.log.split("\n")
    assert not [line for line in lines if _CONTROL.search(line) or line.startswith(FORGED)]


def test_names_never_become_paths(tmp_path: Path) -> None:
    """Whatever anybody is called, the folder holds the same few files, and nothing lies beside it."""
    folder = tmp_path / "chats" / "mine" / "data"
    folder.parent.mkdir(parents=True)
    names = ["../../up", "..\\..\\up", "/etc/up", "a/../../up", "C:up", "%2e%2e%2fup", "con", "x" * 30, "~root", "."]
    with server(folder, "limits.enabled=false", "server.name=../../up") as process:
        for number, name in enumerate(names):
            with IrcClient(process.port) as eve:
                eve.register(f"eve{number}", CAPABILITIES)
                eve.send(f"NICK {name}", f"JOIN #{name}", f"PRIVMSG #{name} :{name}", f"TOPIC #{name} :{name}")
                eve.send(f"REGISTER {name} {name}@x.example {name}-seed", f"METADATA * SET avatar :file:///{name}")
                eve.send(f"RENAME #{name} #{name}2 :{name}", f"SEARCH in={name};text={name}", f"HELP {name}")
                eve.fence()
        assert process.stop() == 0
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {"chat.db", "chat.search.db", "cloak.key", "lock", "server.crt", "server.key"}
    assert found == {f"chats/mine/data/{name}" for name in kept} | {"chats/mine/data.log"}
