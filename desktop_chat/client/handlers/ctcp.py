"""CTCP: questions between programs inside messages.

Spec: https://modern.ircdocs.horse/ctcp.html
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import ClientTold
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.irc.message import Message
from desktop_chat.irc.server_time import format_time
from desktop_chat.texts import client as texts

VERSION = "Desktop Chat"
ASKED = ("VERSION", "PING", "TIME", "CLIENTINFO")
"""Questions that /ctcp asks without further words."""
CARD = "\n"
"""In place of a room: the answer to VERSION is reported as ClientTold. No room has this key."""
_MOST = 4
_PERIOD_MS = 10_000
"""At most _MOST answers and _MOST entries in this time (ms): a flood of questions could get us disconnected."""
_LONGEST_PING_MS = 600_000


def handle_ctcp(c: Context, message: Message, kind: EntryKind) -> None:
    """Handle a person's question or answer. Echoes of our own are ignored."""
    if c.state.is_me(message.nick):
        return
    command, _, rest = message.param_at(1).strip("\x01").partition(" ")
    command = command.upper()
    if kind is EntryKind.NOTICE:
        _show_answer(c, message.nick, command, rest)
        return
    answer = _answer_to(c, command, rest)
    if answer is None:
        if _is_seldom(c.ctcp_traces, c.state.now):
            _leave_trace(c, message, command, rest)
    elif _is_seldom(c.ctcp_answers, c.state.now):
        c.state.send("NOTICE", message.nick, f"\x01{command} {answer[:100]}\x01", rank=Rank.LATER)


def _answer_to(c: Context, command: str, rest: str) -> str | None:
    """Return the answer, or None for an unsupported question. The time is in UTC, so it does not tell where we are."""
    match command:
        case "VERSION":
            return VERSION
        case "PING":
            return rest
        case "TIME":
            return format_time(c.state.local_time)
        case "CLIENTINFO":
            return "ACTION CLIENTINFO PING TIME VERSION"
    return None


def _show_answer(c: Context, nick: str, command: str, rest: str) -> None:
    key, name = c.state.fold_name(nick), c.state.profiles.name_of(nick)
    room = c.ctcp_asked.get(key, SERVER_ROOM)
    if command == "VERSION" and room == CARD:
        del c.ctcp_asked[key]
        c.state.emit(ClientTold(nick, rest[:TEXT]))
        return
    taken = c.state.now - int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 16 else -1
    if command == "PING" and 0 <= taken < _LONGEST_PING_MS:
        c.state.show_notice(room, texts.CTCP_PING_ANSWER(name, format(taken / 1000, ".1f")))
    else:
        c.state.show_notice(room, texts.CTCP_ANSWER(name, command, rest))


def _leave_trace(c: Context, message: Message, command: str, rest: str) -> None:
    """Show an unsupported question or offer in its room."""
    state, nick = c.state, message.nick
    channel = state.find_channel(state.support.split_status_target(message.param_at(0))[1])
    direct = state.find_room(nick)
    room = channel.key if channel is not None else direct.key if direct is not None else SERVER_ROOM
    words, name = rest.split(), state.profiles.name_of(nick)
    if command == "DCC" and len(words) > 1 and words[0].upper() == "SEND":
        state.show_notice(room, texts.DCC_FILE_OFFERED(name, words[1][:100]))
    elif command == "DCC":
        state.show_notice(room, texts.DCC_OFFERED(name))
    else:
        state.show_notice(room, texts.CTCP_NOT_ANSWERED(name, command[:30]))


def _is_seldom(times: list[int], now: int) -> bool:
    """Add `now` to the times. Return True if there were few in the last period."""
    times[:] = [time for time in times if now - _PERIOD_MS < time <= now][-_MOST:]
    times.append(now)
    return len(times) <= _MOST


def send_question(c: Context, room: str, nick: str, question: str) -> None:
    """Ask a person's program. `room`: where to show the answer."""
    command, _, rest = question.partition(" ")
    command = command.upper()
    if command == "PING" and not rest:
        rest = str(c.state.now)
    if len(c.ctcp_asked) >= 100:
        c.ctcp_asked.clear()
    c.ctcp_asked[c.state.fold_name(nick)] = room
    c.state.send("PRIVMSG", nick, f"\x01{command} {rest}\x01" if rest else f"\x01{command}\x01", rank=Rank.COMMAND)
