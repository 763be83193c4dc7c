"""A Session without a server: a test plays the server and exchanges lines with the Session."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import EntryAdded, EntryReplaced, Event
from desktop_chat.client.person import Person
from desktop_chat.client.session import Session
from desktop_chat.irc.capabilities import parse_capabilities
from desktop_chat.irc.message import Message, encode_message, parse_line

MODERN = (
    "batch desktop-chat/resend draft/chathistory echo-message labeled-response message-tags multi-prefix server-time "
    "away-notify extended-join"
)


class SessionHarness:
    """A Session, its Events so far, and the lines that it has sent."""

    def __init__(self, nick: str = "ann") -> None:
        numbers = itertools.count(1)
        tokens = (f"{number:032x}" for number in itertools.count(1))
        self.session = Session(
            "net", Person(nick, "ann", "Ann"), ids=lambda: next(numbers), tokens=lambda: next(tokens)
        )
        self.events: list[Event] = []
        self.sent: list[str] = []
        self.now = 1000

    def record(self, events: Sequence[Event]) -> list[Event]:
        """Keep the Events of a call and the lines that the Session sends after it. Return the Events."""
        self.events.extend(events)
        self.sent.extend(encode_message(message).decode().rstrip("\r\n") for message in self.session.take_outgoing())
        return list(events)

    def receive(self, *lines: str) -> list[Event]:
        """Hand the Session lines of the server."""
        return self.record(self.session.receive_messages([parse_line(line) for line in lines], self.now))

    def connect(self, capabilities: str = "", *extra: str, nick: str = "ann", taken: str = "") -> None:
        """Register on a server with these capabilities. `extra`: lines after 005. `taken`: a nick that is refused."""
        self.record(self.session.note_connecting(self.now))
        self.record(self.session.note_opened(self.now))
        if capabilities:
            self.receive(f":s CAP * LS :{capabilities}")
            self.receive(f":s CAP * ACK :{' '.join(parse_capabilities(capabilities))}")
        else:
            self.receive(":s 421 * CAP :Unknown command")
        if taken:
            self.receive(f":s 433 * {taken} :Nickname is already in use")
        self.receive(
            f":s 001 {nick} :Welcome", f":s 005 {nick} CASEMAPPING=ascii CHANTYPES=# NETWORK=Desk :are", *extra
        )
        self.receive(f":s 422 {nick} :no MOTD")

    def enter_room(self, room: str = "#tea", *names: str) -> None:
        """Join a room. `names`: its other members."""
        self.record(self.session.join_channel(room))
        nick = self.session.nick
        self.receive(f":{nick}!u@h JOIN {room}")
        self.receive(f":s 353 {nick} = {room} :{' '.join([nick, *names])}", f":s 366 {nick} {room} :end")

    def entries(self, room: str) -> list[Entry]:
        """Return the entries of a room as a window shows them, replaced ones in their last state."""
        shown: dict[int, Entry] = {}
        for event in self.events:
            if isinstance(event, EntryAdded | EntryReplaced) and event.room == room:
                shown[event.entry.id] = event.entry
        return list(shown.values())

    def last_sent(self, command: str) -> Message:
        return next(message for line in reversed(self.sent) if (message := parse_line(line)).command == command)


class PacedSessionHarness(SessionHarness):
    """A SessionHarness with a Solanum server and a clock that the test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = 0

    def record(self, events: Sequence[Event]) -> list[Event]:
        self.events.extend(events)
        messages = self.session.take_outgoing(self.clock)
        self.sent.extend(encode_message(message).decode().rstrip("\r\n") for message in messages)
        return list(events)

    def enter_solanum(self, capabilities: str = "", *rooms: str) -> None:
        self.connect(capabilities, ":s 004 ann s solanum-1.0-dev DG CF bk", ":s 005 ann TARGMAX=JOIN: :are")
        for room in rooms or ("#tea",):
            self.record(self.session.join_channel(room))
            self.receive(f":ann!u@h JOIN {room}", f":s 353 ann = {room} :ann", f":s 366 ann {room} :end")
        self.pass_time(600_000)
        self.sent.clear()

    def pass_time(self, most: int) -> None:
        """Pass `most` ms, and send the lines that may leave meanwhile."""
        end = self.clock + most
        while (due := self.session.ms_until_due(self.clock)) is not None and self.clock + due <= end:
            self.clock += max(1, due)
            self.record([])
        self.clock = end

    def sent_texts(self) -> list[str]:
        """Return the texts of the sent PRIVMSGs."""
        return [line.partition(" :")[2] for line in self.sent if " PRIVMSG " in f" {line}"]

    def echo_sent(self) -> None:
        """Confirm the sent messages by echoes."""
        lines = [line for line in self.sent if "PRIVMSG" in line]
        self.sent.clear()
        for number, line in enumerate(lines):
            tags, _, rest = line.partition(" ") if line.startswith("@") else ("", "", line)
            self.receive(f"{tags or '@x'};msgid={self.clock}-{number} :ann!u@h {rest}")
