"""Commands about people: questions, ignoring, and the own name and presence. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.client.commands.command import (
    NAME,
    OPTIONAL_NAME,
    OPTIONAL_REASON,
    TEXT,
    SlashCommand,
    require_connection,
)
from desktop_chat.client.context import Context
from desktop_chat.client.handlers import whois
from desktop_chat.client.shared_actions import (
    UsageError,
    block_person,
    is_possible_person,
    one_line,
    set_away,
    set_nick,
    unblock_person,
)
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts


def _run_nick(c: Context, _room: str, arguments: str) -> None:
    set_nick(c, arguments)


def _run_setname(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    c.state.send("SETNAME", one_line(arguments))


def _run_away(c: Context, _room: str, arguments: str) -> None:
    c.away_asked = True
    set_away(c, one_line(arguments) or "Away")


def _run_back(c: Context, _room: str, _arguments: str) -> None:
    c.away_asked = True
    set_away(c, "")


def _run_whois(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    whois.ask_about_person(c, room, arguments.split()[0])


def _run_whowas(c: Context, _room: str, arguments: str) -> None:
    require_connection(c)
    c.state.send("WHOWAS", arguments.split()[0])


def _run_who(c: Context, room: str, arguments: str) -> None:
    require_connection(c)
    state = c.state.rooms.get(room)
    mask = arguments.split()[0] if arguments else state.name if state is not None and state.kind == "channel" else ""
    if not mask:
        raise UsageError(texts.NEEDS_ROOM)
    c.who_asked = mask
    c.state.send("WHO", mask)


def _require_other_person(c: Context, typed: str) -> str:
    """Return the nick of another person, for ignoring. A mask is shortened to the nick.

    Raises: UsageError.
    """
    nick = typed.partition("!")[0]
    if not is_possible_person(c, nick):
        raise UsageError(texts.NO_SUCH_USER)
    if c.state.is_me(nick):
        raise UsageError(texts.CANNOT_IGNORE_YOURSELF)
    return nick


def _run_ignore(c: Context, room: str, arguments: str) -> None:
    if not arguments:
        names = ", ".join(c.state.blocked.names)
        c.state.show_answer(room, texts.IGNORED_PEOPLE(names) if names else texts.NOBODY_IGNORED)
        return
    for nick in [_require_other_person(c, typed) for typed in arguments.split()]:
        block_person(c, nick)
        c.state.show_answer(room, texts.IGNORED(c.state.profiles.name_of(nick)))


def _run_unignore(c: Context, room: str, arguments: str) -> None:
    for nick in [typed.partition("!")[0] for typed in arguments.split()]:
        if not c.state.blocked.has_person(nick, c.state.account_of(nick)):
            raise UsageError(texts.NOT_IGNORED(nick))
        unblock_person(c, nick)
        c.state.show_answer(room, texts.IGNORED_NO_MORE(c.state.profiles.name_of(nick)))


ROWS = (
    SlashCommand(
        "away", OPTIONAL_REASON, QT_TRANSLATE_NOOP("SlashCommand", "tell the others that you are away"), 0, _run_away
    ),
    SlashCommand(
        "back", "", QT_TRANSLATE_NOOP("SlashCommand", "tell the others that you are here again"), 0, _run_back
    ),
    SlashCommand(
        "ignore", OPTIONAL_NAME, QT_TRANSLATE_NOOP("SlashCommand", "see nothing more from somebody, or list them"), 0,
        _run_ignore, ("block",),
    ),
    SlashCommand("nick", NAME, QT_TRANSLATE_NOOP("SlashCommand", "go by another name"), 1, _run_nick),
    SlashCommand("setname", TEXT, QT_TRANSLATE_NOOP("SlashCommand", "change your real name"), 1, _run_setname),
    SlashCommand(
        "unignore", NAME, QT_TRANSLATE_NOOP("SlashCommand", "see messages from somebody again"), 1, _run_unignore,
        ("unblock",),
    ),
    SlashCommand(
        "who", OPTIONAL_NAME, QT_TRANSLATE_NOOP("SlashCommand", "list people whose name fits, or the people here"), 0,
        _run_who,
    ),
    SlashCommand(
        "whois", NAME, QT_TRANSLATE_NOOP("SlashCommand", "see who somebody is"), 1, _run_whois, ("wi",)
    ),
    SlashCommand("whowas", NAME, QT_TRANSLATE_NOOP("SlashCommand", "see who somebody was"), 1, _run_whowas),
)  # fmt: skip
