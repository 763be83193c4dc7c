"""What is offered in a list while a person types `@name`, `#room` or `/command`. Thread: GUI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from desktop_chat.client import slash_commands
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.formatting import one_line_preview
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.views.completion import Choice, Offer, as_seen

NamedRoom = RoomState | ListedRoom
"""A room that may be named in a text."""
FindRooms = Callable[[str, int], Sequence[ListedRoom]]
"""Returns listed rooms whose names start so, at most so many."""
_OFFERED = 30
"""Rows at most."""
_TOPIC_MAX = 80
_PERSON = re.compile(r"(?<![\w@/.])@(\S{0,64})$")
_ROOM = re.compile(r"(?<![\w#&/])(#\S{0,64})$")
_COMMAND = re.compile(r"/([^\s/]*)( .*)?")


def offer_people(before: str, nicks: Iterable[str], name_of: Callable[[str], str] = shown_name) -> Offer | None:
    """Return the people for an `@name` at the end of the text before the caret, by nick or by shown name. A complete
    name gets no list, because Enter must send."""
    found = _PERSON.search(before)
    if found is None:
        return None
    wanted = as_seen(found[1])
    people = [(nick, name_of(nick)) for nick in nicks]
    matching = [person for person in people if any(as_seen(name).startswith(wanted) for name in person)]
    if len(matching) == 1 and as_seen(matching[0][0]) == wanted:
        return None
    return _offer(found.start(), [Choice(f"@{nick} ", name, person=nick) for nick, name in matching])


def _no_rooms(_start: str, _most: int) -> Sequence[ListedRoom]:
    return ()


def offer_rooms(before: str, rooms: Iterable[NamedRoom], find_listed: FindRooms = _no_rooms) -> Offer | None:
    """Return the rooms for a `#name` at the end of the text before the caret, each with its topic: open channels first,
    then other rooms that the server has listed."""
    found = _ROOM.search(before)
    if found is None:
        return None
    wanted = as_seen(found[1])
    matching = [room for room in rooms if as_seen(room.name).startswith(wanted)]
    known = {as_seen(room.name) for room in matching}
    matching += [room for room in find_listed(found[1], _OFFERED) if as_seen(room.name) not in known]
    if len(matching) == 1 and as_seen(matching[0].name) == wanted:
        return None
    choices = [
        Choice(f"{room.name} ", shown_name(room.name), one_line_preview(room.topic, _TOPIC_MAX)) for room in matching
    ]
    return _offer(found.start(), choices)


def offer_commands(before: str) -> Offer | None:
    """Return the slash commands that begin as typed, or the help of a complete command. A short form is complete unless
    a command begins with the short form."""
    found = _COMMAND.fullmatch(before)
    if found is None:
        return None
    wanted = found[1].lower()
    command = slash_commands.find_command(wanted)
    is_whole = found[2] is not None or wanted in slash_commands.COMMANDS
    if command is not None and (is_whole or not any(name.startswith(wanted) for name in slash_commands.COMMANDS)):
        help_row = Choice("", f"/{translate_text(command.usage)}", translate_text(command.help))
        return Offer(0, (help_row,), is_help=True)
    if found[2] is not None:
        return None
    names = [name for name in slash_commands.COMMANDS if name.startswith(wanted)]
    names += [alias for alias in sorted(slash_commands.ALIASES) if wanted and alias.startswith(wanted)]
    return _offer(0, [_command_choice(name) for name in names], len(slash_commands.COMMANDS))


def _command_choice(name: str) -> Choice:
    command = slash_commands.COMMANDS[slash_commands.ALIASES.get(name, name)]
    title = f"/{translate_text(command.usage)}" if name == command.name else f"/{name}"
    return Choice(f"/{name} ", title, translate_text(command.help))


def _offer(start: int, choices: Sequence[Choice], most: int = _OFFERED) -> Offer | None:
    return Offer(start, tuple(choices[:most])) if choices else None
