"""TypedCommands: slash commands under way, whose text is given back if the server refuses them. Pure; GUI thread.

With labels (https://ircv3.net/specs/extensions/labeled-response) a refusal names its command. Without labels a refusal
belongs to the last command if it mentions a parameter of that command.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.events import CommandFailed
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.message import Message
from desktop_chat.value_class import value

_LABEL = "typed-"
_KEPT = 32
_UNLABELLED_MS = 30_000
"""Without labels: after this time a refusal does not belong to the last command."""
_OWN = frozenset({"PRIVMSG", "NOTICE", "BATCH", "TAGMSG", "PING"})
"""Commands of own messages: the timeline shows them, and OutgoingQueue handles their refusals."""


@value
class _Typed:
    room: str
    text: str
    at: int
    names: frozenset[str]
    """The command and its parameters, folded."""


class TypedCommands:
    """The last commands of one connection."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._sent: dict[str, _Typed] = {}
        self._count = 0

    def begin_connection(self) -> None:
        """Forget the commands of the last connection."""
        self._sent.clear()

    def note_sent(self, room: str, text: str, messages: list[Message]) -> list[Message]:
        """Remember a command and its Messages. Return the Messages, with labels if the server knows labels."""
        if not any(message.command not in _OWN for message in messages):
            return messages
        self._count += 1
        label = f"{_LABEL}{self._count}"
        fold = self._state.fold_name
        names = frozenset(fold(word) for message in messages for word in (message.command, *message.params))
        self._sent[label] = _Typed(room, text, self._state.now, names)
        while len(self._sent) > _KEPT:
            del self._sent[next(iter(self._sent))]
        if not self._state.has_capabilities(c.LABELED_RESPONSE):
            return messages
        return [
            message
            if message.command in _OWN or c.TAG_LABEL in message.tags
            else replace(message, tags={**message.tags, c.TAG_LABEL: label})
            for message in messages
        ]

    def give_back(self, label: str, subjects: tuple[str, ...], *, silently: bool = False) -> bool:
        """Give back the text of a refused command, once. Return False if the refusal belongs to no command.

        `subjects`: the names in the refusal. `silently`: only forget the command, as a window offers what helps.
        """
        found = label if label in self._sent else self._last_about(subjects) if not label else ""
        typed = self._sent.pop(found, None)
        if typed is None:
            return False
        if not silently:
            self._state.emit(CommandFailed(typed.room, typed.text))
        return True

    def _last_about(self, subjects: tuple[str, ...]) -> str:
        """Without labels: return the key of the last command if it is recent and has one of these parameters."""
        if self._state.has_capabilities(c.LABELED_RESPONSE) or not self._sent:
            return ""
        label, typed = next(reversed(self._sent.items()))
        recent = 0 <= self._state.now - typed.at < _UNLABELLED_MS
        return label if recent and any(self._state.fold_name(word) in typed.names for word in subjects) else ""
