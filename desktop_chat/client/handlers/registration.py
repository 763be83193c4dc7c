"""Getting in: capabilities, the nick, the welcome. https://modern.ircdocs.horse/#connection-setup"""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.entry import Kind
from desktop_chat.client.events import Phase, PhaseChanged, Welcomed
from desktop_chat.client.state import SERVER_ROOM
from desktop_chat.irc.message import Message

WANTED = (
    "account-notify",
    "account-tag",
    "away-notify",
    "batch",
    "cap-notify",
    "chghost",
    "desktop-chat/resend",
    "draft/chathistory",
    "echo-message",
    "extended-join",
    "invite-notify",
    "labeled-response",
    "message-tags",
    "multi-prefix",
    "server-time",
    "setname",
    "standard-replies",
    "userhost-in-names",
)
"""What this client makes use of; asked for where the server has it."""
_REQUEST_BYTES = 400


def cap(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/capability-negotiation"""
    state = c.state
    words = message.params[-1].split() if len(message.params) > 2 else []
    match message.param(1).upper():
        case "LS":
            state.available.update(_pairs(words))
            if message.param(2) != "*":
                _request(c, first=True)
        case "NEW":
            state.available.update(_pairs(words))
            _request(c)
        case "DEL":
            for word in words:
                state.available.pop(word, None)
                state.enabled.discard(word)
        case "ACK":
            state.enabled.update(word for word in words if not word.startswith("-"))
            state.enabled.difference_update(word[1:] for word in words if word.startswith("-"))
            _end(c)
        case "NAK":
            _end(c)


def _pairs(words: list[str]) -> dict[str, str]:
    return {name: value for name, _, value in (word.partition("=") for word in words)}


def _request(c: Context, *, first: bool = False) -> None:
    """Ask for what is there and wanted, in as many lines as it takes."""
    wanted = [name for name in WANTED if name in c.state.available and name not in c.state.enabled]
    if "echo-message" in wanted and not {"labeled-response", "message-tags"} <= c.state.available.keys():
        wanted.remove("echo-message")  # without labels an echo cannot be told from the same words said twice
    lines: list[list[str]] = []
    for name in wanted:
        if not lines or len(" ".join([*lines[-1], name])) > _REQUEST_BYTES:
            lines.append([])
        lines[-1].append(name)
    for line in lines:
        c.state.send("CAP", "REQ", " ".join(line))
    c.cap_answers += len(lines)
    if first and not lines:
        c.state.send("CAP", "END")


def _end(c: Context) -> None:
    c.cap_answers = max(0, c.cap_answers - 1)
    if not c.cap_answers and c.state.phase is Phase.REGISTERING:
        c.state.send("CAP", "END")


def welcome(c: Context, message: Message) -> None:
    """001: we are in, and this is our name."""
    c.state.nick = message.param(0) or c.state.nick
    c.state.server_name = message.source


def isupport(c: Context, message: Message) -> None:
    state = c.state
    state.support.update(message.params[1:-1])
    state.network_name = state.support.get("NETWORK") or state.network_name
    state.lobby = state.support.get("DESKTOP-CHAT/LOBBY")


def end_of_motd(c: Context, message: Message) -> None:
    """376 or 422: the greeting is complete. The Session goes online; a MOTD read later changes nothing."""
    del message
    state = c.state
    if state.phase is not Phase.REGISTERING:
        return
    state.phase = Phase.ONLINE
    state.network_name = state.network_name or state.server_name
    state.emit(PhaseChanged(Phase.ONLINE))
    state.emit(Welcomed(state.nick, state.person.nick, state.network_name))
    _return_to_rooms(c)


def _return_to_rooms(c: Context) -> None:
    """Go back to where we were; direct messages can be sent, and those missed are asked for."""
    state = c.state
    rooms = list(state.rooms.values())
    for room in rooms:
        if room.kind == "channel" and room.wanted:
            state.send("JOIN", room.name, *([room.channel_key] if room.channel_key else []))
        elif room.kind == "direct":
            room.joined = True
            state.changed(room)
            c.history.catch_up(room)
            c.outgoing.flush(room)
    if state.lobby and not any(room.wanted for room in rooms):
        state.send("JOIN", state.lobby)
    newest = max(room.newest[1] for room in rooms)
    if newest:
        c.history.targets(newest)


def nick_in_use(c: Context, message: Message) -> None:
    """433, 436 and 437: while registering, the next free number behind the name is tried."""
    state = c.state
    if state.phase is not Phase.REGISTERING:
        state.tell(SERVER_ROOM, f"The name {message.param(1)} is taken by somebody else.", Kind.ERROR)
        return
    c.nick_attempts += 1
    number = str(c.nick_attempts + 1)
    state.nick = state.person.nick[: max(1, state.support.nick_length - len(number))] + number
    state.send("NICK", state.nick)


def erroneous_nick(c: Context, message: Message) -> None:
    """432: this server does not take such names. While registering a plain one is tried: nobody is kept out by it."""
    state = c.state
    if state.phase is not Phase.REGISTERING:
        state.tell(SERVER_ROOM, f"This server does not allow the name {message.param(1)}.", Kind.ERROR)
        return
    c.nick_attempts += 1
    plain = "".join(char for char in state.person.nick if char.isascii() and char.isalnum()).lstrip("0123456789")
    state.nick = (plain or "guest")[:8] + ("" if plain and c.nick_attempts == 1 else str(c.nick_attempts))
    state.send("NICK", state.nick)


def error(c: Context, message: Message) -> None:
    """ERROR: the server's last words, which say why the connection ends."""
    c.last_words = message.param(0)


def greet(c: Context) -> None:
    """What is said to the server first."""
    state, person = c.state, c.state.person
    state.send("CAP", "LS", "302")
    if person.password:
        state.send("PASS", person.password)
    state.nick = person.nick
    state.send("NICK", person.nick)
    state.send("USER", person.username or "user", "0", "*", person.realname or person.nick)
