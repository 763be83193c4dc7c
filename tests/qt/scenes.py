"""Scenes: a profile in a state worth looking at, made by a server that says scripted lines to a real Link.

Session, archive and room logs are the real ones. For the pictures and for tests of the windows.
"""

from __future__ import annotations

import datetime
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_chat.client.archive import Archive
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.strict_transport import StrictTransport
from tests.keys import FixedKeys
from tests.patience import SECONDS
from tests.qt.servers import LoopbackServer
from tests.sockets import receive_more

NICK = "Ann"
_CAPABILITIES = (
    "batch echo-message labeled-response message-tags multi-prefix server-time away-notify extended-join "
    "desktop-chat/resend desktop-chat/edit draft/message-redaction"
)


def pump_until(condition: Callable[[], bool]) -> None:
    """Let Qt work until something is so; without pytest too."""
    end = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it did not come to that")
        QCoreApplication.processEvents()
        time.sleep(0.002)


@dataclass(slots=True)
class Script:
    """What the server says once somebody is in; `hold` keeps the connection open behind it."""

    network: str = "Workshop"
    nick: str = NICK
    tokens: str = ""
    """Further words of 005."""
    taken: str = ""
    """A nick that somebody else has, "" if the client gets the first one."""
    motd: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    hold: bool = True
    heard: bytearray = field(default_factory=bytearray)
    """What was said to it by somebody who is in."""
    _connected: socket.socket | None = None

    def serve(self, connected: socket.socket) -> None:
        data = b""
        while b"USER " not in data:
            data += receive_more(connected)
        self._say(connected, [f":srv CAP * LS :{_CAPABILITIES}"])
        while b"CAP REQ" not in data:
            data += receive_more(connected)
        self._say(connected, [f":srv CAP {self.nick} ACK :{_CAPABILITIES}"])
        while b"CAP END" not in data:
            data += receive_more(connected)
        if self.taken:
            self._say(connected, [f":srv 433 * {self.taken} :Nickname is already in use"])
            while f"NICK {self.nick}".encode() not in data:
                data += receive_more(connected)
        tokens = f"NETWORK={self.network} CASEMAPPING=ascii PREFIX=(qov)~@+ CHANTYPES=# {self.tokens}".rstrip()
        self._say(
            connected,
            [
                f":srv 001 {self.nick} :Welcome",
                f":srv 005 {self.nick} {tokens} :are known",
                *(self._motd_lines() if self.motd else (f":srv 422 {self.nick} :No welcome text",)),
                *self.lines,
            ],
        )
        self._connected = connected
        while self.hold and (data := connected.recv(4096)):
            self.heard += data

    def _motd_lines(self) -> tuple[str, ...]:
        lines = (f":srv 372 {self.nick} :- {line}" for line in self.motd)
        return (f":srv 375 {self.nick} :- Message of the day", *lines, f":srv 376 {self.nick} :End")

    def say(self, *lines: str) -> None:
        """What the server says now, to somebody who is in."""
        pump_until(lambda: self._connected is not None)
        if self._connected is not None:
            self._say(self._connected, lines)

    @staticmethod
    def _say(connected: socket.socket, lines: Sequence[str]) -> None:
        connected.sendall("".join(line + "\r\n" for line in lines).encode())


class Clock:
    """Stamps of a morning: each line some seconds after the one before it, with a msgid of its own."""

    def __init__(self) -> None:
        self.count = 0
        morning = datetime.datetime.now().replace(hour=9, minute=30, second=0, microsecond=0)
        self.now = morning.astimezone(datetime.UTC)

    def tag(self, seconds: int = 20) -> str:
        self.now += datetime.timedelta(seconds=seconds)
        self.count += 1
        return f"@time={self.now:%Y-%m-%dT%H:%M:%S}.000Z;msgid={self.msgid}"

    @property
    def msgid(self) -> str:
        """That of the last line."""
        return f"w{self.count}"


PEOPLE = ("~Ann", "@Bob", "+Cid", "Дарья", "Eve_Example", "Νίκος", "Finn", "Gül", "Henrietta_from_accounting", "Ivo")


def room_lines(room: str, people: Sequence[str] = PEOPLE, topic: str = "") -> list[str]:
    """Ann enters a room where people are."""
    return [
        f":{NICK}!ann@127.0.0.1 JOIN {room} * :Ann Example",
        *([f":srv 332 {NICK} {room} :{topic}"] if topic else []),
        f":srv 353 {NICK} = {room} :{' '.join(people)}",
        f":srv 366 {NICK} {room} :End",
    ]


def talk(room: str, said: Sequence[tuple[str, str]], clock: Clock) -> list[str]:
    """(nick, text) one after the other."""
    return [f"{clock.tag()} :{nick}!u@192.168.1.31 PRIVMSG {room} :{text}" for nick, text in said]


_REMINDER = (
    "Reminder: we meet at 14:00 in the small room, and it would be lovely if everybody brought one thing that went "
    "wrong this week, what was done about it, and what we might do differently the next time."
)
WORKSHOP = (
    ("Bob", "Good morning! The laser cutter is free until noon."),
    ("Cid", "I would like it for the lamp shades, twenty minutes at most"),
    ("Cid", "3 mm plywood, the drawing is here: https://example.org/lamps/shade-v4.svg"),
    ("Дарья", "Вторая деталь готова, я положила её на верстак"),
    ("Bob", "Perfect. Ann, do you still have the \x02M4 inserts\x02 from last week?"),
    ("Νίκος", "Τα αποτελέσματα της δοκιμής είναι έτοιμα, όλα πέρασαν."),
    ("Eve_Example", _REMINDER),
    ("Finn", "I bring the \x11printf\x11 story"),
    ("Cid", "\x01ACTION starts the cutter\x01"),
)  # fmt: skip
_QUESTION = "w5"
"""The msgid of what Bob asks."""


def workshop() -> Script:
    """A room in the middle of a morning, another one with news, and direct messages."""
    clock = Clock()
    script = Script()
    lobby = room_lines("#lobby", topic="Welcome to the workshop · tools, times and tea")
    script.lines = [
        *lobby,
        *talk("#lobby", WORKSHOP, clock),
        *room_lines("#lamps", ("~Bob", "Ann", "Cid"), "Lamp shades for the spring fair"),
        *room_lines("#homework-of-the-second-year", ("Ann", "Ivo")),
        f"{clock.tag()} :Gül!u@192.168.1.33 JOIN #lobby * :Gül",
        ":srv METADATA Gül desktop-chat/connection * unencrypted",
        f"{clock.tag()} :Ivo!u@192.168.1.35 JOIN #lobby * :Ivo",
        *talk("#lamps", (("Cid", "first shade is cut"), ("Bob", "show me!"), ("Cid", "coming, Ann")), clock),
        *talk("#homework-of-the-second-year", (("Ivo", "chapter 3?"),), clock),
        *talk("Ann", (("Bob", "Do you have a minute later?"),), clock),
        f"{clock.tag()} :Finn!u@192.168.1.34 AWAY :lunch",
        f"{clock.tag()} :Eve_Example!u@192.168.1.36 AWAY :in a meeting",
        *_second_thoughts(clock),
        f"{clock.tag()};+draft/reply={_QUESTION} :Ann!ann@127.0.0.1 PRIVMSG #lobby :About sixty, take what you need",
        *talk("#lobby", (("Bob", "Thank you, Ann!"),), clock),
    ]
    return script


def greeting() -> Script:
    """A chat of our own server, which greets somebody who is new."""
    people = ("~Bob", *PEOPLE[2:], "Ann")
    script = Script(tokens="desktop-chat/LOBBY=#lobby", motd=("Tea at four.", "How to reach the host: room 12"))
    script.lines = room_lines("#lobby", people, "Tools, times and tea")
    return script


def _second_thoughts(clock: Clock) -> list[str]:
    """Somebody corrects what they said, and takes something back."""
    (said,) = talk("#lobby", (("Finn", "We meet at 13:00, right?"),), clock)
    edit = f"{clock.tag(5)};+desktop-chat/edit=w{clock.count - 1} :Finn!u@192.168.1.34 PRIVMSG #lobby :We meet at 14:00"
    (regretted,) = talk("#lobby", (("Finn", "or not at all"),), clock)
    return [said, edit, regretted, f":Finn!u@192.168.1.34 REDACT #lobby {clock.msgid}"]


class Scene:
    """One profile with servers of its own; `close` takes everything down."""

    def __init__(self, folder: Path, name: str = NICK) -> None:
        self._servers: list[LoopbackServer] = []
        settings = Settings(folder / "settings.json")
        settings.change_fields(name=name)
        self.hosting = Hosting(folder / "server")
        known = KnownServers(folder / "known.json")
        self.controller = Controller(
            settings=settings,
            archive=Archive(folder / "archive.db"),
            known=known,
            hosting=self.hosting,
            keys=FixedKeys(),
            secrets=SecretStore(folder / "secrets.json"),
            transport=StrictTransport(StsPolicies(folder / "sts.json")),
        )

    def enter(self, script: Script, *, entries: Callable[[Network], bool] | None = None) -> Network:
        """Join a scripted server and wait for all that it says."""
        server = LoopbackServer(script.serve)
        self._servers.append(server)
        network = self.controller.join_chat(ChatAddress("127.0.0.1", server.port, tls=False))
        pump_until(lambda: network.phase is Phase.ONLINE)
        if entries is not None:
            pump_until(lambda: entries(network))
        return network

    def cut(self) -> None:
        """All servers die."""
        for server in self._servers:
            server.close()
        self._servers.clear()
        pump_until(lambda: all(network.phase is not Phase.ONLINE for network in self.controller.networks))

    def close(self) -> None:
        self.controller.close()
        self.hosting.close()
        for server in self._servers:
            server.close()
        self.controller.deleteLater()


def workshop_is_full(network: Network) -> bool:
    """Whether all of `workshop` has arrived."""
    room = network.rooms.get("#lobby")
    return room is not None and any("Thank you" in room.log.entry_at(i).text for i in range(len(room.log)))
