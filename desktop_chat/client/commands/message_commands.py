"""Commands that say something, to a room, to a person, to a service or to a person's program. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands.command import NAME, NAME_TEXT, TEXT, Run, SlashCommand, require_connection
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import RoomCalled
from desktop_chat.client.handlers import ctcp
from desktop_chat.client.markup import encode_markup
from desktop_chat.client.network_services import is_service
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.shared_actions import UsageError, is_possible_person, one_line, open_direct_messages
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts


def _require_room_for_text(c: Context, room: str) -> RoomState:
    state = c.state.rooms.get(room)
    if state is None or state.kind == "server":
        raise UsageError(texts.NOT_A_ROOM)
    return state


def _encode_text(c: Context, room: RoomState, text: str) -> str:
    """Return a text with formatting codes in place of markup. A service gets the text as typed."""
    if is_service(room.name):
        return text
    return encode_markup(text, lambda word: c.state.find_member(room, word) is not None)


def _run_say(c: Context, room: str, arguments: str) -> None:
    state = _require_room_for_text(c, room)
    c.outgoing.add_text(state, _encode_text(c, state, arguments), EntryKind.MESSAGE)


def _run_me(c: Context, room: str, arguments: str) -> None:
    state = _require_room_for_text(c, room)
    c.outgoing.add_text(state, _encode_text(c, state, arguments), EntryKind.ACTION)


def _make_everywhere_command(kind: EntryKind) -> Run:
    def run(c: Context, _room: str, arguments: str) -> None:
        channels = [state for state in c.state.rooms.values() if state.kind == "channel" and state.joined]
        if not channels:
            raise UsageError(texts.NEEDS_CONNECTION)
        for state in channels:
            c.outgoing.add_text(state, _encode_text(c, state, arguments), kind)

    return run


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
    c.outgoing.add_text(room, _encode_text(c, room, text), kind, target=ranks + room.name if ranks else "")
    if kind is EntryKind.MESSAGE:
        c.state.emit(RoomCalled(room.key))


def _run_query(c: Context, _room: str, arguments: str) -> None:
    name, _, text = arguments.partition(" ")
    open_direct_messages(c, name)
    c.state.emit(RoomCalled(c.state.fold_name(name)))
    if text.strip(" "):
        _say_to(c, arguments, EntryKind.MESSAGE)


def _make_service_command(service: str) -> Run:
    def run(c: Context, _room: str, arguments: str) -> None:
        _say_to(c, f"{service} {arguments}", EntryKind.MESSAGE)

    return run


def _run_ctcp(c: Context, room: str, arguments: str) -> None:
    nick, _, question = one_line(arguments).partition(" ")
    _ask_program(c, room, nick, question.strip())


def _run_ping(c: Context, room: str, arguments: str) -> None:
    _ask_program(c, room, one_line(arguments).partition(" ")[0], "PING")


def _ask_program(c: Context, room: str, nick: str, question: str) -> None:
    """Ask the program of a person, or the programs of all people in a channel, a CTCP question.

    Raises: UsageError.
    """
    require_connection(c)
    if "\x01" in question:
        raise UsageError(texts.LINE_CANNOT_CARRY)
    if not (is_possible_person(c, nick) or c.state.is_channel(nick)):
        raise UsageError(texts.NO_SUCH_USER)
    ctcp.send_question(c, room, nick, question)


_ORDER = QT_TRANSLATE_NOOP("SlashCommand", "ORDER")

ROWS = (
    SlashCommand(
        "ame", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "say what you do, in all rooms"), 1,
        _make_everywhere_command(EntryKind.ACTION),
    ),
    SlashCommand(
        "amsg", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "send a message to all rooms"), 1,
        _make_everywhere_command(EntryKind.MESSAGE),
    ),
    SlashCommand(
        "bs", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to BotServ"), 1, _make_service_command("BotServ"),
        ("botserv",),
    ),
    SlashCommand(
        "cs", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to ChanServ, which looks after rooms"), 1,
        _make_service_command("ChanServ"), ("chanserv",),
    ),
    SlashCommand(
        "ctcp", QT_TRANSLATE_NOOP("SlashCommand", "NAME QUESTION"),
        QT_TRANSLATE_NOOP("SlashCommand", "ask somebody's program for VERSION, PING, TIME or CLIENTINFO"), 2, _run_ctcp,
    ),
    SlashCommand(
        "hs", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to HostServ"), 1, _make_service_command("HostServ"),
        ("hostserv",),
    ),
    SlashCommand("me", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "say what you do"), 1, _run_me, ("action",)),
    SlashCommand(
        "ms", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to MemoServ, which keeps notes for absent people"), 1,
        _make_service_command("MemoServ"), ("memoserv",),
    ),
    SlashCommand(
        "msg", NAME_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "write to somebody directly"), 2, _run_msg, ("m",)
    ),
    SlashCommand("notice", NAME_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "send a notice"), 2, _run_notice),
    SlashCommand(
        "ns", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to NickServ, which looks after names"), 1,
        _make_service_command("NickServ"), ("nickserv",),
    ),
    SlashCommand(
        "os", _ORDER, QT_TRANSLATE_NOOP("SlashCommand", "write to OperServ"), 1, _make_service_command("OperServ"),
        ("operserv",),
    ),
    SlashCommand(
        "ping", NAME, QT_TRANSLATE_NOOP("SlashCommand", "measure how long a message to somebody takes"), 1, _run_ping
    ),
    SlashCommand(
        "query", QT_TRANSLATE_NOOP("SlashCommand", "NAME [TEXT]"),
        QT_TRANSLATE_NOOP("SlashCommand", "open the direct messages with somebody"), 1, _run_query, ("q", "dm"),
    ),
    SlashCommand(
        "say", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "send a text, even one that begins with /"), 1, _run_say
    ),
)  # fmt: skip
