"""Slash commands: one table, with a row and a function for each. The composer and `/help` read it too. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import CommandFailed, Phase, RoomCalled
from desktop_chat.client.handlers import ctcp, whois
from desktop_chat.client.markup import encode_markup
from desktop_chat.client.network_services import is_service
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import RoomState
from desktop_chat.client.shared_actions import (
    UsageError,
    encodable_text,
    is_possible_person,
    join_channel,
    leave_room,
    one_line,
    open_direct_messages,
    set_away,
    set_nick,
)
from desktop_chat.irc.message import Message, ProtocolError, encode_message, parse_line
from desktop_chat.texts import QT_TRANSLATE_NOOP, CodedText
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value


class UnknownCommandError(UsageError):
    """A command that does not exist."""


Run = Callable[[Context, str, str], None]
"""(context, key of the room, arguments). Raises: UsageError."""


@value
class SlashCommand:
    """One row of the table."""

    name: str
    arguments: str
    """The arguments in the usage: `NAME [REASON]`."""
    help: str
    """One sentence without its full stop."""
    min_words: int
    """With fewer arguments `run` is not called, and the usage is shown."""
    run: Run

    @property
    def usage(self) -> str:
        """The command as a person types it, without its slash."""
        return texts.USAGE(self.name, self.arguments) if self.arguments else self.name

    def require_arguments(self, arguments: str) -> None:
        """Check that there are at least `min_words` arguments.

        Raises: UsageError (the usage).
        """
        if sum(not word.isspace() for word in arguments.split(" ") if word) < self.min_words:
            raise UsageError(texts.TYPE_USAGE(self.usage))


def run_command(c: Context, room: str, text: str) -> None:
    """Run `/name arguments` in the room where a person typed it. CommandFailed gives the text back if the command
    cannot be done or, later, if the server refuses it."""
    state, queued, dropped = c.state, c.state.pacing.queued_since, c.state.dropped
    c.asked = room
    try:
        _run_known_command(c, room, text)
        if state.dropped > dropped:
            raise UsageError(texts.LINE_CANNOT_CARRY)
    except UsageError as error:
        state.emit(CommandFailed(room, text, str(error), isinstance(error, UnknownCommandError)))
    state.pacing.change_newest(queued, lambda messages: c.typed.note_sent(room, text, messages))


def _run_known_command(c: Context, room: str, text: str) -> None:
    name, _, arguments = encodable_text(text)[1:].partition(" ")
    command = COMMANDS.get(name.lower())
    if command is None:
        raise UnknownCommandError(_unknown_command(name))
    arguments = arguments.strip(" ")  # formatting codes, which Python counts as spaces, stay
    command.require_arguments(arguments)
    command.run(c, room, arguments)


def _unknown_command(name: str) -> CodedText:
    import difflib  # for typing errors only; it takes a while

    near = difflib.get_close_matches(name.lower(), COMMANDS, 1)
    return texts.UNKNOWN_COMMAND_LIKE(name, near[0]) if near else texts.UNKNOWN_COMMAND(name)


# The commands


def _require_channel(c: Context, room: str) -> RoomState:
    """Return the channel in which a command was typed.

    Raises: UsageError.
    """
    state = c.state.rooms.get(room)
    if state is None or state.kind != "channel":
        raise UsageError(texts.NEEDS_ROOM)
    return state


def _require_connection(c: Context) -> None:
    if c.state.phase is not Phase.ONLINE:
        raise UsageError(texts.NEEDS_CONNECTION)


def _run_join(c: Context, _room: str, arguments: str) -> None:
    words = arguments.split()
    keys = words[1].split(",") if len(words) > 1 else []
    names = [name for name in words[0].split(",") if name]
    if not names:
        raise UsageError(texts.ROOM_NAME_INVALID)
    for number, name in enumerate(names):
        join_channel(c, name, keys[number] if number < len(keys) else "")
    first = names[0] if c.state.is_channel(names[0]) else f"#{names[0]}"
    c.state.emit(RoomCalled(c.state.fold_name(first)))


def _run_part(c: Context, room: str, arguments: str) -> None:
    state = c.state.rooms.get(room)
    if state is None or state.kind == "server":
        raise UsageError(texts.SERVER_PAGE_STAYS)
    leave_room(c, state, arguments)


def _run_msg(c: Context, _room: str, arguments: str) -> None:
    _say_to(c, arguments, EntryKind.MESSAGE)


def _run_notice(c: Context, _room: str, arguments: str) -> None:
    _say_to(c, arguments, EntryKind.NOTICE)


def _say_to(c: Context, arguments: str, kind: EntryKind) -> None:
    """Send a text to a person, to a room, or (`@#room`) to some members of a room.

    Raises: UsageError.
    """
    name, _, text = arguments.partition(" ")
    ranks, place = c.state.support.split_status_target(name)
    if c.state.is_channel(place):
        room = c.state.find_room(place)
        if room is None:
            raise UsageError(texts.NOT_IN_ROOM(place))
    elif not is_possible_person(c, name):
        raise UsageError(texts.NO_SUCH_USER)
    else:
        room = c.state.open_room(name)
    c.outgoing.add_text(room, _encoded(c, room, text), kind, target=ranks + room.name if ranks else "")
    if kind is EntryKind.MESSAGE:
        c.state.emit(RoomCalled(room.key))


def _run_query(c: Context, _room: str, arguments: str) -> None:
    name = arguments.split()[0]
    open_direct_messages(c, name)
    c.state.emit(RoomCalled(c.state.fold_name(name)))


def _run_me(c: Context, room: str, arguments: str) -> None:
    state = c.state.rooms.get(room)
    if state is None or state.kind == "server":
        raise UsageError(texts.NOT_A_ROOM)
    c.outgoing.add_text(state, _encoded(c, state, arguments), EntryKind.ACTION)


def _encoded(c: Context, room: RoomState, text: str) -> str:
    """Return a text with formatting codes in place of its markup. A service gets what was typed."""
    if is_service(room.name):
        return text
    return encode_markup(text, lambda word: c.state.find_member(room, word) is not None)


def _run_nick(c: Context, _room: str, arguments: str) -> None:
    set_nick(c, arguments)


def _run_topic(c: Context, room: str, arguments: str) -> None:
    state = _require_channel(c, room)
    _require_connection(c)
    if arguments:
        c.state.send("TOPIC", state.name, one_line(arguments))
    else:
        c.state.show_answer(room, texts.TOPIC(state.topic) if state.topic else texts.NO_TOPIC)


def _run_kick(c: Context, room: str, arguments: str) -> None:
    state, nick, _, reason = (_require_channel(c, room), *arguments.partition(" "))
    _require_connection(c)
    c.state.send("KICK", state.name, nick, one_line(reason) or nick)


def _run_away(c: Context, _room: str, arguments: str) -> None:
    set_away(c, one_line(arguments) or "Away")


def _run_back(c: Context, _room: str, _arguments: str) -> None:
    set_away(c, "")


def _run_invite(c: Context, room: str, arguments: str) -> None:
    words = arguments.split()
    _require_connection(c)
    c.state.send("INVITE", words[0], words[1] if len(words) > 1 else _require_channel(c, room).name)


def _run_whois(c: Context, room: str, arguments: str) -> None:
    _require_connection(c)
    whois.ask_about_person(c, room, arguments.split()[0])


def _run_list(c: Context, _room: str, arguments: str) -> None:
    _require_connection(c)
    c.state.send("LIST", *arguments.split()[:1])


def _run_names(c: Context, room: str, arguments: str) -> None:
    _require_connection(c)
    name = (arguments.split()[:1] or [_require_channel(c, room).name])[0]
    c.names_asked, c.names_heard = c.state.fold_name(name), []
    c.state.send("NAMES", name)


def _run_ctcp(c: Context, room: str, arguments: str) -> None:
    _require_connection(c)
    nick, _, question = one_line(arguments).partition(" ")
    if "\x01" in question:
        raise UsageError(texts.LINE_CANNOT_CARRY)
    if not (is_possible_person(c, nick) or c.state.is_channel(nick)):
        raise UsageError(texts.NO_SUCH_USER)
    ctcp.send_question(c, room, nick, question.strip())


def _run_mode(c: Context, room: str, arguments: str) -> None:
    _require_connection(c)
    words = arguments.split()
    if not words:
        state = c.state.rooms.get(room)
        words = [state.name if state is not None and state.kind == "channel" else c.state.nick]
    if len(words) == 1:
        c.modes_asked.add(c.state.fold_name(words[0]))
    if not c.state.is_channel(words[0]) and not c.state.is_me(words[0]):
        words.insert(0, _require_channel(c, room).name)
    c.state.send("MODE", *words)


def _make_role_command(sign: str, letter: str) -> Run:
    def run(c: Context, room: str, arguments: str) -> None:
        state = _require_channel(c, room)
        _require_connection(c)
        names = arguments.split()
        for name in names:
            c.state.send("MODE", state.name, sign + letter, name)

    return run


def _make_ban_command(sign: str) -> Run:
    def run(c: Context, room: str, arguments: str) -> None:
        state = _require_channel(c, room)
        _require_connection(c)
        mask = arguments.split()[0]
        c.state.send("MODE", state.name, sign + "b", mask if set("!@*") & set(mask) else f"{mask}!*@*")

    return run


def _run_quote(c: Context, _room: str, arguments: str) -> None:
    _require_connection(c)
    try:
        message: Message = parse_line(one_line(arguments))
        encode_message(message)
    except ProtocolError as error:
        raise UsageError(texts.NOT_AN_IRC_LINE) from error
    c.state.send(message.command, *message.params, tags=message.tags, rank=Rank.COMMAND)


def _run_help(c: Context, room: str, arguments: str) -> None:
    wanted = arguments.lstrip("/").lower()
    if wanted and wanted not in COMMANDS:
        raise UsageError(_unknown_command(wanted))
    for command in [COMMANDS[wanted]] if wanted else COMMANDS.values():
        c.state.show_answer(room, texts.COMMAND_HELP(command.usage, command.help))


_OPTIONAL_REASON = QT_TRANSLATE_NOOP("SlashCommand", "[REASON]")
_NAME = QT_TRANSLATE_NOOP("SlashCommand", "NAME")
_NAME_QUESTION = QT_TRANSLATE_NOOP("SlashCommand", "NAME QUESTION")
_OPTIONAL_COMMAND = QT_TRANSLATE_NOOP("SlashCommand", "[COMMAND]")
_ROOM_PASSWORD = QT_TRANSLATE_NOOP("SlashCommand", "ROOM [PASSWORD]")
_NAME_REASON = QT_TRANSLATE_NOOP("SlashCommand", "NAME [REASON]")
_TEXT = QT_TRANSLATE_NOOP("SlashCommand", "TEXT")
_OPTIONAL_MODES = QT_TRANSLATE_NOOP("SlashCommand", "[MODES]")
_NAME_TEXT = QT_TRANSLATE_NOOP("SlashCommand", "NAME TEXT")
_LINE = QT_TRANSLATE_NOOP("SlashCommand", "LINE")
_OPTIONAL_TEXT = QT_TRANSLATE_NOOP("SlashCommand", "[TEXT]")

_ALL = (
    SlashCommand(
        "away", _OPTIONAL_REASON, QT_TRANSLATE_NOOP("SlashCommand", "tell the others that you are away"), 0, _run_away
    ),
    SlashCommand(
        "back", "", QT_TRANSLATE_NOOP("SlashCommand", "tell the others that you are here again"), 0, _run_back
    ),
    SlashCommand(
        "ban", _NAME, QT_TRANSLATE_NOOP("SlashCommand", "ban somebody from this room"), 1, _make_ban_command("+")
    ),
    SlashCommand(
        "ctcp",
        _NAME_QUESTION,
        QT_TRANSLATE_NOOP("SlashCommand", "ask somebody's program for VERSION, PING, TIME or CLIENTINFO"),
        2,
        _run_ctcp,
    ),
    SlashCommand(
        "deop",
        _NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "take somebody's operator role in this room"),
        1,
        _make_role_command("-", "o"),
    ),
    SlashCommand(
        "devoice",
        _NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "take somebody's voice in this room"),
        1,
        _make_role_command("-", "v"),
    ),
    SlashCommand("help", _OPTIONAL_COMMAND, QT_TRANSLATE_NOOP("SlashCommand", "list the commands"), 0, _run_help),
    SlashCommand("invite", _NAME, QT_TRANSLATE_NOOP("SlashCommand", "invite somebody to this room"), 1, _run_invite),
    SlashCommand(
        "join", _ROOM_PASSWORD, QT_TRANSLATE_NOOP("SlashCommand", "enter a room, or make a new one"), 1, _run_join
    ),
    SlashCommand("kick", _NAME_REASON, QT_TRANSLATE_NOOP("SlashCommand", "kick somebody from this room"), 1, _run_kick),
    SlashCommand("list", "", QT_TRANSLATE_NOOP("SlashCommand", "list the server's rooms"), 0, _run_list),
    SlashCommand("me", _TEXT, QT_TRANSLATE_NOOP("SlashCommand", "say what you do"), 1, _run_me),
    SlashCommand(
        "mode", _OPTIONAL_MODES, QT_TRANSLATE_NOOP("SlashCommand", "see or change the modes of this room"), 0, _run_mode
    ),
    SlashCommand("msg", _NAME_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "write to somebody directly"), 2, _run_msg),
    SlashCommand("names", "", QT_TRANSLATE_NOOP("SlashCommand", "list who is in this room"), 0, _run_names),
    SlashCommand("nick", _NAME, QT_TRANSLATE_NOOP("SlashCommand", "go by another name"), 1, _run_nick),
    SlashCommand("notice", _NAME_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "send a notice"), 2, _run_notice),
    SlashCommand(
        "op",
        _NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "make somebody an operator of this room"),
        1,
        _make_role_command("+", "o"),
    ),
    SlashCommand("part", _OPTIONAL_REASON, QT_TRANSLATE_NOOP("SlashCommand", "leave this room"), 0, _run_part),
    SlashCommand(
        "query", _NAME, QT_TRANSLATE_NOOP("SlashCommand", "open the direct messages with somebody"), 1, _run_query
    ),
    SlashCommand("quote", _LINE, QT_TRANSLATE_NOOP("SlashCommand", "send a line of IRC as it is"), 1, _run_quote),
    SlashCommand("raw", _LINE, QT_TRANSLATE_NOOP("SlashCommand", "send a line of IRC as it is"), 1, _run_quote),
    SlashCommand(
        "topic", _OPTIONAL_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "see or set the topic of this room"), 0, _run_topic
    ),
    SlashCommand(
        "unban",
        _NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "lift the ban of somebody in this room"),
        1,
        _make_ban_command("-"),
    ),
    SlashCommand(
        "voice",
        _NAME,
        QT_TRANSLATE_NOOP("SlashCommand", "let somebody speak in a moderated room"),
        1,
        _make_role_command("+", "v"),
    ),
    SlashCommand("whois", _NAME, QT_TRANSLATE_NOOP("SlashCommand", "see who somebody is"), 1, _run_whois),
)
COMMANDS = {command.name: command for command in _ALL}
