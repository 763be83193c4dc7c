"""Requests: what was asked of the server hosted here, until it has answered. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_chat.net.control import ControlAnswer, ControlRequest
from desktop_chat.qt.i18n.core_texts import translate_sentence

Then = Callable[[ControlAnswer], None]
"""Called on the GUI thread with the answer; a lost server answers with `ok` False."""
_FIRST = 2  # 0 and 1 are the ControlLink's own


class PendingRequests:
    """Each gets exactly one answer, unless all are forgotten. No number is used twice."""

    def __init__(self) -> None:
        self._next = _FIRST
        self._open: dict[int, Then | None] = {}

    def new_request(self, do: str, arguments: Mapping[str, Any], then: Then | None) -> ControlRequest:
        """A request that the caller sends now."""
        request = ControlRequest(self._next, do, dict(arguments))
        self._open[self._next] = then
        self._next += 1
        return request

    def take_answer(self, answer: ControlAnswer) -> None:
        """The server has answered; what it says, it says in English."""
        then = self._open.pop(answer.id, None)
        if then is not None:
            then(replace(answer, error=translate_sentence(answer.error)))

    def fail_all(self, why: str) -> None:
        """The server is gone: whoever still waits is told why, in the person's language."""
        asked, self._open = self._open, {}
        for then in asked.values():
            if then is not None:
                then(ControlAnswer(0, False, error=why))

    def forget_all(self) -> None:
        """Nobody waits any more."""
        self._open.clear()
