"""A Session and the server's side of the talk, in lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import EntryAdded, EntryReplaced, Event
from desktop_chat.client.session import Session
from desktop_chat.client.session_state import Person
from desktop_chat.irc.message import Message, encode_message, parse_line

MODERN = (
    "batch desktop-chat/resend draft/chathistory echo-message labeled-response message-tags multi-prefix server-time "
    "away-notify extended-join"
)


class Script:
    """A Session and the server's side of the talk."""

    def __init__(self, nick: str = "ann") -> None:
        numbers = itertools.count(1)
        tokens = (f"{number:032x}" for number in itertools.count(1))
        self.session = Session(
            "net", Person(nick, "ann", "Ann"), ids=lambda: next(numbers), tokens=lambda: next(tokens)
        )
        self.events: list[Event] = []
        self.sent: list[str] = []
        self.now = 1000

    def do(self, events: Sequence[Event]) -> list[Event]:
        self.events.extend(events)
        self.sent.extend(encode_message(message).decode().rstrip("\r\n") for message in self.session.take_outgoing())
        return list(events)

    def hear(self, *lines: str) -> list[Event]:
        return self.do(self.session.receive_messages([parse_line(line) for line in lines], self.now))

    def connect(self, capabilities: str = "", *extra: str, nick: str = "ann") -> None:
        self.do(self.session.note_connecting(self.now))
        self.do(self.session.note_opened(self.now))
        if capabilities:
            self.hear(f":s CAP * LS :{capabilities}")
            self.hear(f":s CAP * ACK :{capabilities}")
        else:
            self.hear(":s 421 * CAP :Unknown command")
        self.hear(f":s 001 {nick} :Welcome", f":s 005 {nick} CASEMAPPING=ascii CHANTYPES=# NETWORK=Desk :are", *extra)
        self.hear(f":s 422 {nick} :no MOTD")

    def enter(self, room: str = "#tea", *names: str) -> None:
        self.do(self.session.join_channel(room))
        nick = self.session.nick
        self.hear(f":{nick}!u@h JOIN {room}")
        self.hear(f":s 353 {nick} = {room} :{' '.join([nick, *names])}", f":s 366 {nick} {room} :end")

    def entries(self, room: str) -> list[Entry]:
        """What a window would show: added, and replaced since."""
        shown: dict[int, Entry] = {}
        for event in self.events:
            if isinstance(event, EntryAdded | EntryReplaced) and event.room == room:
                shown[event.entry.id] = event.entry
        return list(shown.values())

    def last_sent(self, command: str) -> Message:
        return next(message for line in reversed(self.sent) if (message := parse_line(line)).command == command)


class PacedScript(Script):
    """Its server is Solanum; time is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = 0

    def do(self, events: Sequence[Event]) -> list[Event]:
        self.events.extend(events)
        messages = self.session.take_outgoing(self.clock)
        self.sent.extend(encode_message(message).decode().rstrip("\r\n") for message in messages)
        return list(events)

    def enter_solanum(self, capabilities: str = "", *rooms: str) -> None:
        self.connect(capabilities, ":s 004 ann s solanum-1.0-dev DG CF bk", ":s 005 ann TARGMAX=JOIN: :are")
        for room in rooms or ("#tea",):
            self.do(self.session.join_channel(room))
            self.hear(f":ann!u@h JOIN {room}", f":s 353 ann = {room} :ann", f":s 366 ann {room} :end")
        self.pass_time(600_000)
        self.sent.clear()

    def pass_time(self, most: int) -> None:
        """Let leave what may, for so many ms at most."""
        end = self.clock + most
        while (due := self.session.ms_until_due(self.clock)) is not None and self.clock + due <= end:
            self.clock += max(1, due)
            self.do([])
        self.clock = end

    def said(self) -> list[str]:
        return [line.partition(" :")[2] for line in self.sent if " PRIVMSG " in f" {line}"]

    def echo(self) -> None:
        """Confirm what was said."""
        lines = [line for line in self.sent if "PRIVMSG" in line]
        self.sent.clear()
        for number, line in enumerate(lines):
            tags, _, rest = line.partition(" ") if line.startswith("@") else ("", "", line)
            self.hear(f"{tags or '@x'};msgid={self.clock}-{number} :ann!u@h {rest}")
