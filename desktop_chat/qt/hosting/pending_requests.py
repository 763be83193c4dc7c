"""PendingRequests: unanswered requests to the hosted server. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_chat.net.control_values import ControlAnswer, ControlRequest
from desktop_chat.qt.i18n.text_translation import translate_text

Then = Callable[[ControlAnswer], None]
"""Called with the answer. If the server is lost, the answer has `ok` False."""
_FIRST = 2  # the ControlLink uses 0 and 1


class PendingRequests:
    """Each request gets a single answer, unless all are forgotten. An id is never used twice."""

    def __init__(self) -> None:
        self._next = _FIRST
        self._open: dict[int, Then | None] = {}

    def new_request(self, do: str, arguments: Mapping[str, Any], then: Then | None) -> ControlRequest:
        """Return a request with a new id. The caller sends the request."""
        request = ControlRequest(self._next, do, dict(arguments))
        self._open[self._next] = then
        self._next += 1
        return request

    def take_answer(self, answer: ControlAnswer) -> None:
        """Give an answer of the server to the receiver, with the error translated."""
        then = self._open.pop(answer.id, None)
        if then is not None:
            then(replace(answer, error=translate_text(answer.error)))

    def fail_all(self, why: str) -> None:
        """Answer all requests with the error `why`, in the person's language: the server is gone."""
        asked, self._open = self._open, {}
        for then in asked.values():
            if then is not None:
                then(ControlAnswer(0, False, error=why))

    def forget_all(self) -> None:
        """Drop all requests without an answer."""
        self._open.clear()
