"""After its term a person is back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network import away_term
from desktop_chat.qt.network.away_term import AwayTerm


def test_a_term_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000
    monkeypatch.setattr(away_term, "now_ms", lambda: now)
    term, ended = AwayTerm(), list[int]()
    term.ended.connect(lambda: ended.append(now))
    term.begin(60)
    assert term.until == 1_060_000
    now = 1_059_999
    term.check_clock()
    assert ended == []
    now = 1_060_000
    term.check_clock()
    term.check_clock()
    assert ended == [1_060_000]
    assert term.until == 0


def test_a_stopped_term_never_ends(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(away_term, "now_ms", lambda: 5)
    term, ended = AwayTerm(), list[int]()
    term.ended.connect(lambda: ended.append(1))
    term.begin(60)
    term.begin(0)
    monkeypatch.setattr(away_term, "now_ms", lambda: 1_000_000)
    term.check_clock()
    assert ended == []
