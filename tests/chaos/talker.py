"""Talker: one person in front of a real server: the client's own Session over a real TLS socket, and a note of every
message that came through it."""

from __future__ import annotations

import itertools
import selectors
import socket
import ssl
import struct
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry
from desktop_chat.client.events import EntryAdded, EntryReplaced, Event, HistoryLoaded, Phase
from desktop_chat.client.person import Person
from desktop_chat.client.room_log import RoomLog
from desktop_chat.client.session import Session
from desktop_chat.clock import now_ms
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.line_stream import CLIENT_BODY_LIMIT, CLIENT_TAGS_LIMIT, LineStream
from desktop_chat.irc.message import Message, encode_message
from desktop_chat.net.identity import open_identity

UNDER_WAY = 20
"""Own words that wait for their echo before more is said."""


class Talker:
    """`shown` has, for each connection, the (msgid, text) that came to the socket while they were said, in order, by
    room. `confirmed`: the echoes of own words that were sent again, which come when they come. `heard`: when something
    came last, by the monotonic clock."""

    _ids = itertools.count(1)

    def __init__(self, folder: Path, nick: str, room: str, *, host: str = "127.0.0.1", seconds: float = 10.0) -> None:
        """`seconds`: how long a server may take to answer."""
        own = open_identity(folder, nick, f"{nick}.example", datetime.now(UTC))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._tls.check_hostname = False
        self._tls.verify_mode = ssl.CERT_NONE
        self._tls.load_cert_chain(own.certificate, own.key)
        self.host = host
        self.heard = 0.0
        self._seconds = seconds
        self.nick = nick
        self.room = room
        self.said = 0
        self.connections = 0
        self.shown: list[dict[str, list[tuple[str, str]]]] = []
        self.confirmed: list[tuple[str, str]] = []
        self.logs: dict[str, RoomLog] = {}
        self._socket: ssl.SSLSocket | None = None
        self._out = b""
        ids = Talker._ids
        self.session = Session(
            nick, Person(nick, nick, nick), ids=lambda: next(ids), tokens=lambda: f"{nick}-{next(ids)}"
        )
        self.take_in(self.session.join_channel(room, now=now_ms()))

    # The connection

    def connect(self, port: int) -> bool:
        """Whether there is a connection now; somebody may kill the server at any moment."""
        self.take_in(self.session.note_connecting(now_ms()))
        try:
            plain = socket.create_connection((self.host, port), self._seconds)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self._socket = self._tls.wrap_socket(plain)
            except OSError:
                plain.close()
                raise
        except OSError:
            self.take_in(self.session.note_closed("cut", now_ms()))
            return False
        self._socket.setblocking(False)
        self._stream = LineStream(body_limit=CLIENT_BODY_LIMIT, tags_limit=CLIENT_TAGS_LIMIT)
        self._out = b""
        self._batches: set[str] = set()
        self._again: set[str] = set()
        self._pongs: set[str] = set()
        self.shown.append({})
        self.heard = time.monotonic()
        self.connections += 1
        self.take_in(self.session.note_opened(now_ms()))
        self.post()
        return True

    @property
    def socket(self) -> ssl.SSLSocket | None:
        return self._socket

    def cut(self, *, reset: bool = False) -> None:
        """The connection ends: in order, or by a reset in the middle of whatever is under way."""
        if self._socket is None:
            return
        if reset:
            with suppress(OSError):
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()
        self._socket = None
        self.take_in(self.session.note_closed("cut", now_ms()))
        self.session.take_outgoing()

    def post(self) -> None:
        """Send what the Session wants to send, as far as it goes now."""
        messages = self.session.take_outgoing()
        self._again |= {one.tags.get(c.TAG_LABEL, "") for one in messages if c.RESEND in one.tags}
        self._out += b"".join(encode_message(message) for message in messages)
        if self._socket is None:
            return
        while self._out:
            try:
                self._out = self._out[self._socket.send(self._out) :]
            except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
                return
            except OSError:
                self.cut()
                return

    def ask(self, token: str) -> None:
        """Ask for a sign that all has come that was said before."""
        self._out += f"PING {token}\r\n".encode()
        self.post()

    def has_passed(self, token: str) -> bool:
        """Whether it has come."""
        return token in self._pongs

    def read(self) -> None:
        """Take in what has come."""
        data = b""
        while self._socket is not None:
            try:
                piece = self._socket.recv(65536)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except OSError:
                piece = b""
            data += piece
            if not piece:
                self._take(data)
                self.cut()
                return
        self._take(data)

    def _take(self, data: bytes) -> None:
        self.heard = time.monotonic()
        messages = [item for item in self._stream.feed(data) if isinstance(item, Message)]
        for message in messages:
            self._note(message)
        self.take_in(self.session.receive_messages(messages, now_ms()))
        self.post()

    def _note(self, message: Message) -> None:
        """What was said while we were there; pages of history are no part of it."""
        if message.command == "PONG":
            self._pongs.add(message.params[-1])
        if message.command == "BATCH" and message.params[0][:1] == "+" and message.param_at(1) == "chathistory":
            self._batches.add(message.params[0][1:])
        if message.command != "PRIVMSG" or message.tags.get("batch", "") in self._batches:
            return
        said = message.tags["msgid"], message.params[1]
        if message.tags.get(c.TAG_LABEL, "-") in self._again:
            self.confirmed.append(said)
            return
        target = message.params[0].lower()
        other = message.nick if target == self.nick else target
        self.shown[-1].setdefault(other, []).append(said)

    # What is said and shown

    def say(self, room: str = "") -> None:
        """One more line, unlike every other."""
        self.said += 1
        self.take_in(self.session.send_text(room or self.room, f"{self.nick} says {self.said}", now_ms()))
        self.post()

    def query(self, nick: str) -> None:
        self.take_in(self.session.open_direct_messages(nick, now_ms()))
        self.post()

    @property
    def waiting(self) -> int:
        """Own words that are not confirmed."""
        return sum(entry.state is DeliveryState.PENDING for room in self.logs for entry in self._newest(room))

    def _newest(self, room: str) -> list[Entry]:
        log = self.logs[room]
        return [log.entry_at(index) for index in range(max(0, len(log) - 400), len(log))]

    @property
    def is_online(self) -> bool:
        """Whether the server has let it in."""
        return self.session.phase is Phase.ONLINE

    @property
    def settled(self) -> bool:
        """Whether it is in its room, has all that was said there, and nothing of its own is under way."""
        session = self.session
        rooms = [room for room in session.rooms.values() if room.kind != "server"]
        return (
            session.phase is Phase.ONLINE
            and all(room.joined and room.caught_up for room in rooms if room.kind == "channel")
            and not self.waiting
        )

    def timeline(self, room: str = "") -> list[Entry]:
        log = self.logs[room or self.room]
        return [entry for index in range(len(log)) if (entry := log.entry_at(index)).kind in SPOKEN]

    def take_in(self, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case EntryAdded(room, entry):
                    self._log(room).append_entry(entry)
                case EntryReplaced(room, entry):
                    self._log(room).replace_entry(entry)
                case HistoryLoaded(room, entries):
                    self._log(room).merge_entries(entries)
                case _:
                    continue

    def _log(self, room: str) -> RoomLog:
        return self.logs.setdefault(room, RoomLog(0, lambda first, count: []))


def turn(talkers: Sequence[Talker], seconds: float) -> None:
    """Wait until one of them is sent something, so long at most, and let each read what there is."""
    with selectors.DefaultSelector() as selector:
        for talker in talkers:
            if talker.socket is not None:
                selector.register(talker.socket, selectors.EVENT_READ, talker)
        ready = [key.data for key, _ in selector.select(seconds)] if selector.get_map() else []
    for talker in ready:
        talker.read()
    for talker in talkers:
        talker.post()
