"""Commands that enter, leave and describe rooms. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands.command import (
    OPTIONAL_REASON,
    OPTIONAL_ROOM,
    OPTIONAL_TEXT,
    SlashCommand,
    require_channel,
    require_connection,
    split_channel,
)
from desktop_chat.client.context import Context
from desktop_chat.client.events import ProgramCalled, RoomCalled
from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.client.shared_actions import (
    UsageError,
    channel_name,
    join_channel,
    leave_room,
    one_line,
    reenter_channel,
)
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts


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
    name, _, rest = arguments.partition(" ")
    channel = c.state.find_channel(name)
    state, reason = (channel, rest.lstrip(" ")) if channel is not None else (c.state.rooms.get(room), arguments)
    if state is None or state.kind == "server":
        raise UsageError(texts.SERVER_PAGE_STAYS)
    leave_room(c, state, reason)


def _run_cycle(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    state, reason = split_channel(c, room, arguments)
    reenter_channel(c, state, reason)


def _run_knock(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    name, _, text = one_line(arguments).partition(" ")
    if not name:
        name = require_channel(c, room).name
    c.state.send("KNOCK", channel_name(c, name), *([text] if text else []))


def _run_topic(c: Context, room: str, arguments: str) -> None:
    state, text = split_channel(c, room, arguments)
    require_connection(c)
    if text:
        c.state.send("TOPIC", state.name, one_line(text))
    else:
        c.state.show_answer(room, texts.TOPIC(state.topic) if state.topic else texts.NO_TOPIC)


def _run_invite(c: Context, room: str, arguments: str) -> None:
    words = arguments.split()
    require_connection(c)
    c.state.send("INVITE", words[0], words[1] if len(words) > 1 else require_channel(c, room).name)


def _run_list(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    c.state.emit(ProgramCalled(room, ProgramWish.LIST_ROOMS, " ".join(arguments.split()[:1])))


def _run_names(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    name = (arguments.split()[:1] or [require_channel(c, room).name])[0]
    c.names_asked, c.names_heard = c.state.fold_name(name), []
    c.state.send("NAMES", name)


ROWS = (
    SlashCommand(
        "cycle", OPTIONAL_REASON, QT_TRANSLATE_NOOP("SlashCommand", "leave this room and enter it again"), 0,
        _run_cycle, ("hop", "rejoin"),
    ),
    SlashCommand(
        "invite", QT_TRANSLATE_NOOP("SlashCommand", "NAME [ROOM]"),
        QT_TRANSLATE_NOOP("SlashCommand", "invite somebody to this room"), 1, _run_invite,
    ),
    SlashCommand(
        "join", QT_TRANSLATE_NOOP("SlashCommand", "ROOM [PASSWORD]"),
        QT_TRANSLATE_NOOP("SlashCommand", "enter a room, or make a new one"), 1, _run_join, ("j",),
    ),
    SlashCommand(
        "knock", QT_TRANSLATE_NOOP("SlashCommand", "[ROOM] [TEXT]"),
        QT_TRANSLATE_NOOP("SlashCommand", "ask to be let into a room"), 0, _run_knock,
    ),
    SlashCommand("list", OPTIONAL_ROOM, QT_TRANSLATE_NOOP("SlashCommand", "list the server's rooms"), 0, _run_list),
    SlashCommand("names", OPTIONAL_ROOM, QT_TRANSLATE_NOOP("SlashCommand", "list who is in this room"), 0, _run_names),
    SlashCommand(
        "part", OPTIONAL_REASON, QT_TRANSLATE_NOOP("SlashCommand", "leave this room"), 0, _run_part,
        ("leave", "close", "wc"),
    ),
    SlashCommand(
        "topic", OPTIONAL_TEXT, QT_TRANSLATE_NOOP("SlashCommand", "see or set the topic of this room"), 0, _run_topic,
        ("t",),
    ),
)  # fmt: skip
