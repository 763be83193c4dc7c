"""Typed commands that are on their way: what the server refuses of them is given back to whoever typed it. Pure; GUI
thread.

With labels (https://ircv3.net/specs/extensions/labeled-response) a refusal names its command. Without them it is that
of the last command, if it speaks of something that was named there.
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
"""How long a refusal without a label may be about the last command."""
_OWN = frozenset({"PRIVMSG", "NOTICE", "BATCH", "TAGMSG", "PING"})
"""Words, and the fence behind them: they stand in the timeline, with their own way back."""


@value
class _Typed:
    room: str
    text: str
    at: int
    names: frozenset[str]
    """The command, and what it was about, folded."""


class TypedCommands:
    """Those of one connection, the last ones only."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._sent: dict[str, _Typed] = {}
        self._count = 0

    def begin_connection(self) -> None:
        """A new connection: nothing is under way."""
        self._sent.clear()

    def note_sent(self, room: str, text: str, messages: list[Message]) -> list[Message]:
        """These Messages are what a typed command became; the same, labelled where the server knows labels."""
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

    def give_back(self, label: str, subjects: tuple[str, ...]) -> bool:
        """The server refused something, about these names. Whether that was a typed command, which is given back then,
        once."""
        found = label if label in self._sent else self._last_about(subjects) if not label else ""
        typed = self._sent.pop(found, None)
        if typed is None:
            return False
        self._state.emit(CommandFailed(typed.room, typed.text))
        return True

    def _last_about(self, subjects: tuple[str, ...]) -> str:
        """The label of the last command, if it was about one of these, and the server knows no labels."""
        if self._state.has_capabilities(c.LABELED_RESPONSE) or not self._sent:
            return ""
        label, typed = next(reversed(self._sent.items()))
        recent = 0 <= self._state.now - typed.at < _UNLABELLED_MS
        return label if recent and any(self._state.fold_name(word) in typed.names for word in subjects) else ""
