"""SlashCommand: a row of the table of commands, and checks for several commands. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.events import Phase
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.shared_actions import UsageError
from desktop_chat.texts import QT_TRANSLATE_NOOP
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

Run = Callable[[Context, str, str], None]
"""(context, key of the room, arguments). Raises: UsageError."""

NAME = QT_TRANSLATE_NOOP("SlashCommand", "NAME")
NAME_REASON = QT_TRANSLATE_NOOP("SlashCommand", "NAME [REASON]")
NAME_TEXT = QT_TRANSLATE_NOOP("SlashCommand", "NAME TEXT")
OPTIONAL_NAME = QT_TRANSLATE_NOOP("SlashCommand", "[NAME]")
OPTIONAL_REASON = QT_TRANSLATE_NOOP("SlashCommand", "[REASON]")
OPTIONAL_ROOM = QT_TRANSLATE_NOOP("SlashCommand", "[ROOM]")
OPTIONAL_TEXT = QT_TRANSLATE_NOOP("SlashCommand", "[TEXT]")
TEXT = QT_TRANSLATE_NOOP("SlashCommand", "TEXT")


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
    aliases: tuple[str, ...] = ()
    """Other names under which people know the command."""

    @property
    def usage(self) -> str:
        """The command as typed, without the slash."""
        return texts.USAGE(self.name, self.arguments) if self.arguments else self.name

    def require_arguments(self, arguments: str) -> None:
        """Check that there are at least `min_words` arguments.

        Raises: UsageError (the usage).
        """
        if sum(not word.isspace() for word in arguments.split(" ") if word) < self.min_words:
            raise UsageError(texts.TYPE_USAGE(self.usage))


def require_channel(c: Context, room: str) -> RoomState:
    """Return the channel in which a command was typed.

    Raises: UsageError.
    """
    state = c.state.rooms.get(room)
    if state is None or state.kind != "channel":
        raise UsageError(texts.NEEDS_ROOM)
    return state


def require_connection(c: Context) -> None:
    """Check that the server can be asked.

    Raises: UsageError.
    """
    if c.state.phase is not Phase.ONLINE:
        raise UsageError(texts.NEEDS_CONNECTION)


def split_channel(c: Context, room: str, arguments: str) -> tuple[RoomState, str]:
    """Return the open channel with which the arguments begin, or else the channel of the command, and the rest.

    Raises: UsageError.
    """
    name, _, rest = arguments.partition(" ")
    channel = c.state.find_channel(name)
    return (channel, rest.lstrip(" ")) if channel is not None else (require_channel(c, room), arguments)


def require_text(text: str) -> str:
    """Return the text.

    Raises: UsageError (the text is empty).
    """
    if not text:
        raise UsageError(texts.NAME_MISSING)
    return text
