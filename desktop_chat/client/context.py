"""Context: what a handler is given. One for a Session, so that every handler is a plain function `(context,
message)`."""

from __future__ import annotations

from desktop_chat.client.history import History
from desktop_chat.client.outgoing import Outgoing
from desktop_chat.client.state import SessionState


class Context:
    """`cap_answers`: CAP REQ lines not answered yet. `nick_attempts`: names tried since the wanted one was refused.
    `last_words`: what the server said in ERROR."""

    def __init__(self, state: SessionState) -> None:
        self.state = state
        self.outgoing = Outgoing(state)
        self.history = History(state)
        self.cap_answers = 0
        self.nick_attempts = 0
        self.last_words = ""

    def begin(self) -> None:
        """A new connection knows nothing of the last one."""
        self.cap_answers = 0
        self.nick_attempts = 0
        self.last_words = ""
        self.history.begin()
