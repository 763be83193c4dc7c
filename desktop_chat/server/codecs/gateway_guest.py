"""GatewayGuest: the IRC client that the server plays for a connection to a gateway. Pure.

The guest takes a nick, joins the lobby and answers PING. The gateways (`text_gateway`, `json_gateway`) translate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from desktop_chat.hub.limits import NICK_BYTES, NICK_LENGTH, clip_bytes
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import BATCH, CHATHISTORY, ECHO_MESSAGE, MESSAGE_TAGS, SERVER_TIME
from desktop_chat.irc.formatting import strip_formatting
from desktop_chat.irc.message import Message, ProtocolError, parse_line
from desktop_chat.irc.names import fold_name, is_nick, nick_from_person
from desktop_chat.irc.server_time import parse_time
from desktop_chat.irc.splitting import split_text

# With chathistory no old messages are sent at a JOIN: a program without times would show them as new.
CAPABILITIES = f"{BATCH} {CHATHISTORY} {ECHO_MESSAGE} {MESSAGE_TAGS} {SERVER_TIME}"
SERVER = "server"
"""The author of the server's own messages."""
MOST_WAITING = 16384
"""Characters waiting for the JOIN above which the client is not read."""
_LINE = 512
_TRIES = 4
_NICK_REFUSED = (n.ERR_NICKNAMEINUSE, n.ERR_ERRONEUSNICKNAME, "437")
_SAYING = "PRIVMSG"


class NoticeKind(Enum):
    """The kinds of notices."""

    SAID = auto()
    CAME = auto()
    LEFT = auto()
    CHANGED = auto()
    DISMISSED = auto()
    """The last notice of a client that is turned away or removed. The text is the reason."""
    END = auto()
    """The last notice of any other client."""


@dataclass(frozen=True, slots=True)
class GuestNotice:
    """A notice for the client. `time` is in Unix seconds, 0.0 for now."""

    kind: NoticeKind
    author: str
    text: str
    time: float = 0.0


class GatewayGuest:
    """The guest of one connection.

    Thread: owner.
    """

    def __init__(self, lobby: str, port: int) -> None:
        """`port`: the client's, for a unique nick."""
        self.given = ""
        """The name that the client gave."""
        self.nick = ""
        """The nick, "" before the server has accepted a nick."""
        self.leaving = False
        self._lobby = lobby or "#lobby"
        self._port = port
        self._inside = False
        self._dismissed = False
        """A moderator has removed the client."""
        self._asked = False
        """A NICK or a JOIN waits for an answer."""
        self._tries = 0
        self._source = ""
        self._waiting: list[str] = []
        self._size = 0

    @property
    def has_entered(self) -> bool:
        """Whether the client has given a name, accepted or not."""
        return self._tries > 0

    @property
    def is_busy(self) -> bool:
        """Whether words of the client wait for the lobby, or a command waits for an answer."""
        return bool(self._waiting) or (self._asked and not self.leaving)

    @property
    def is_full(self) -> bool:
        return self._size > MOST_WAITING

    # From the client

    def enter_as(self, name: str) -> Sequence[Message]:
        """Return the registration of a client with the name. Any name gives some nick."""
        self.given = name
        user = nick_from_person(name).encode("ascii", "ignore").decode() or "guest"
        return [
            Message("CAP", ("REQ", CAPABILITIES)),
            Message("USER", (user, "0", "*", " ".join(strip_formatting(name).split()) or "guest")),
            self._ask_nick(),
            Message("CAP", ("END",)),
        ]

    def change_name(self, name: str) -> Sequence[Message]:
        """Return the commands for another name of the client."""
        self.given, self._tries = name, 0
        return [self._ask_nick()]

    def _ask_nick(self) -> Message:
        self._asked = not self.nick
        self._tries += 1
        return Message("NICK", (self._next_nick(),))

    def _next_nick(self) -> str:
        """Return the next nick to try: the name, then the name with numbers, then with the unique port."""
        suffix = "" if self._tries == 1 else str(self._tries)
        base = nick_from_person(self.given)
        if self._tries > _TRIES:
            suffix = f"{self._port}{'_' * (self._tries - _TRIES - 1)}"
        if self._tries > 2 * _TRIES:
            base = "guest"
        nick = clip_bytes(base[: NICK_LENGTH - len(suffix)], NICK_BYTES - len(suffix)) + suffix
        return nick if is_nick(nick, NICK_LENGTH) else f"guest{suffix}"

    def send_text(self, text: str) -> Sequence[Message]:
        """Return the messages for the lobby. Before the JOIN the text waits."""
        lines = [strip_formatting(line).replace("\t", " ").strip() for line in text.replace("\r", "\n").split("\n")]
        lines = [line for line in map(self._without_own_name, lines) if line]
        if self._inside:
            return [Message(_SAYING, (self._lobby, piece)) for line in lines for piece in self._split_line(line)]
        self._waiting += lines
        self._size += sum(map(len, lines))
        return self._join_lobby() if self.nick and not self._asked and self._waiting else ()

    def _without_own_name(self, line: str) -> str:
        """Remove the author's name before a text, as many small programs send it."""
        for name in (self.given.strip(), self.nick):
            rest = line.removeprefix(name) if name else line
            if rest is not line and rest.lstrip().startswith(":"):
                return rest.lstrip()[1:].strip()
        return line

    def _split_line(self, line: str) -> list[str]:
        return split_text(line, _LINE - len(f":{self._source} {_SAYING} {self._lobby} :\r\n".encode()))

    def leave(self) -> Sequence[Message]:
        self.leaving = True
        return [Message("QUIT", ())]

    # From the server

    def receive_irc(self, wire: bytes) -> tuple[list[Message], list[GuestNotice]]:
        """Return the guest's answers to IRC lines, and the notices for the client."""
        answers: list[Message] = []
        told: list[GuestNotice] = []
        for line in wire.decode("utf-8", "replace").split("\r\n"):
            try:
                message = parse_line(line)
            except ProtocolError:
                continue  # the empty rest after the last line end
            answers += self._answer_line(message)
            told += self._notice_for(message)
        return answers, told

    def _answer_line(self, message: Message) -> Sequence[Message]:
        command = message.command
        if command == "PING":
            return [Message("PONG", message.params)]
        if command == n.RPL_WELCOME:
            self.nick = message.param_at(0)
            self._asked = False
            return self._join_lobby()
        if command in _NICK_REFUSED and self._tries < 3 * _TRIES:
            return [self._ask_nick()]
        if command == "JOIN" and self._is_me(message):
            return self._mark_entered(message.source)
        if command == "NICK" and self._is_me(message):
            self.nick = message.param_at(0)
            self._source = self._source.replace(message.nick, self.nick, 1)
        elif self._refuses_entry(message):
            self._asked = False
            self._drop_waiting()
        elif self._throws_out(message):
            self._inside = False
        elif self._removes(message):
            self._dismissed = True
        return ()

    def _join_lobby(self) -> Sequence[Message]:
        self._asked = True
        return [Message("JOIN", (self._lobby,))]

    def _mark_entered(self, source: str) -> Sequence[Message]:
        self._inside, self._asked, self._source = True, False, source
        waiting = "\n".join(self._waiting)
        self._drop_waiting()
        return self.send_text(waiting)

    def _drop_waiting(self) -> None:
        self._waiting.clear()
        self._size = 0

    def _is_me(self, message: Message) -> bool:
        return bool(self.nick) and fold_name(message.nick) == fold_name(self.nick)

    def _is_lobby(self, name: str) -> bool:
        return fold_name(name) == fold_name(self._lobby)

    def _refuses_entry(self, message: Message) -> bool:
        return message.command[0] in "45" and not self._inside and self._is_lobby(message.param_at(1))

    def _throws_out(self, message: Message) -> bool:
        if message.command == "KICK":
            return self._is_lobby(message.param_at(0)) and fold_name(message.param_at(1)) == fold_name(self.nick)
        return message.command == "PART" and self._is_lobby(message.param_at(0)) and self._is_me(message)

    def _removes(self, message: Message) -> bool:
        banned = message.command == n.ERR_YOUREBANNEDCREEP
        return banned or (message.command == "KILL" and fold_name(message.param_at(0)) == fold_name(self.nick))

    def _notice_for(self, message: Message) -> Sequence[GuestNotice]:
        author, time = message.nick, (parse_time(message.tags.get("time", "")) or 0) / 1000
        match message.command:
            case "PRIVMSG" | "NOTICE":
                return self._tell_words(message, time)
            case "JOIN" if self._is_lobby(message.param_at(0)):
                return [GuestNotice(NoticeKind.CAME, author, "has joined", time)]
            case "PART" if self._is_lobby(message.param_at(0)):
                return [GuestNotice(NoticeKind.LEFT, author, _with_reason("has left", message.param_at(1)), time)]
            case "KICK" if self._is_lobby(message.param_at(0)):
                words = _with_reason(f"was shown out by {author}", message.param_at(2))
                return [GuestNotice(NoticeKind.LEFT, message.param_at(1), words, time)]
            case "QUIT":
                return [GuestNotice(NoticeKind.LEFT, author, _with_reason("has left", message.param_at(0)), time)]
            case "NICK" if self.nick:
                return [GuestNotice(NoticeKind.CHANGED, author, f"is now called {message.param_at(0)}", time)]
            case "TOPIC":
                return [
                    GuestNotice(
                        NoticeKind.CHANGED, author, f"has set the topic: {strip_formatting(message.param_at(1))}", time
                    )
                ]
            case "ERROR":
                kind = NoticeKind.END if self.nick and not self._dismissed else NoticeKind.DISMISSED
                return [GuestNotice(kind, SERVER, strip_formatting(message.param_at(0)))]
        return self._tell_refusal(message)

    def _tell_words(self, message: Message, time: float) -> Sequence[GuestNotice]:
        text = message.param_at(1)
        if text.startswith("\x01"):
            if not text.startswith("\x01ACTION "):
                return ()  # a question from program to program
            text = f"* {text[8:].rstrip(chr(1))}"
        text = strip_formatting(text)
        if "!" not in message.source:
            is_for_us = bool(self.nick) or message.param_at(0) != "*"  # the host may be asked to let the guest in
            return [GuestNotice(NoticeKind.SAID, SERVER, text, time)] if is_for_us else ()
        if not self._is_lobby(message.param_at(0)):
            text = f"(to you alone) {text}"
        return [GuestNotice(NoticeKind.SAID, message.nick, text, time)]

    def _tell_refusal(self, message: Message) -> Sequence[GuestNotice]:
        refused = message.command[0] in "45" and self._is_lobby(message.param_at(1))
        if self.nick and (refused or message.command == "FAIL"):
            return [
                GuestNotice(NoticeKind.SAID, SERVER, strip_formatting(message.params[-1] if message.params else ""))
            ]
        return ()


class GuestCodec:
    """The common part of the gateways' codecs."""

    needs_acknowledgement = False
    over = ""

    def __init__(self, lobby: str, port: int) -> None:
        """`port`: the client's, for a unique nick."""
        self._guest = GatewayGuest(lobby, port)

    @property
    def is_busy(self) -> bool:
        return self._guest.is_busy

    @property
    def is_full(self) -> bool:
        return self._guest.is_full

    def postpone_next(self, now: float) -> None:
        """Wait before the next send, if the gateway needs acknowledgements."""

    def take_farewell(self) -> bytes:
        return b""


def display_name(nick: str) -> str:
    """Return the nick for display: a nick made of a port has no leading `_`, which IRC requires before a digit."""
    return nick[1:] if nick[:1] == "_" and nick[1:].isdecimal() else nick


def _with_reason(words: str, reason: str) -> str:
    reason = strip_formatting(reason).strip()
    return f"{words} ({reason})" if reason else words
