"""Whoever asks the log waits for its servers, but not for what cannot come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_chat.cluster import patience
from desktop_chat.cluster.patience import ask_patiently
from desktop_chat.cluster.port import LogRefused, LogUnavailable


class Log:
    """A log that answers its n-th question by the n-th outcome."""

    def __init__(self, *outcomes: Exception | int) -> None:
        self._outcomes: Iterator[Exception | int] = iter(outcomes)
        self.asked = 0

    def ask(self) -> int:
        self.asked += 1
        outcome = next(self._outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "RETRY_SECONDS", 0.0)


def test_unavailable_log_is_asked_again() -> None:
    log = Log(LogUnavailable("No leader."), LogUnavailable("No leader."), 7)
    assert ask_patiently(log.ask, 60) == 7
    assert log.asked == 3


def test_patience_has_an_end() -> None:
    log = Log(LogUnavailable("No leader."), 7)
    with pytest.raises(LogUnavailable, match="No leader"):
        ask_patiently(log.ask, 0)
    assert log.asked == 1


def test_refusal_is_final() -> None:
    log = Log(LogRefused("Not synced."), 7)
    with pytest.raises(LogRefused):
        ask_patiently(log.ask, 60)
    assert log.asked == 1


def test_caller_knows_what_is_final() -> None:
    log = Log(LogUnavailable("Busy."), LogUnavailable("Closed."), 7)
    with pytest.raises(LogUnavailable, match="Closed"):
        ask_patiently(log.ask, 60, is_final=lambda error: "Closed" in str(error))
    assert log.asked == 2
