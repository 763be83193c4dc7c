"""A silent server is asked, and has its time from the question on."""

from __future__ import annotations

import math

from desktop_chat.qt.network.sign_of_life import SignOfLife


def test_silence_is_asked_about_and_ends() -> None:
    life = SignOfLife(60.0, 20.0)
    life.note_bytes(100.0)
    assert life.next_look(is_open=False) == life.dead_at(is_open=False) == 120.0
    assert life.next_look(is_open=True) == 160.0
    assert not life.must_ask(159.0)
    assert life.must_ask(165.0)
    assert not life.must_ask(166.0)
    assert life.next_look(is_open=True) == life.dead_at(is_open=True) == 195.0
    life.note_bytes(190.0)
    assert life.dead_at(is_open=True) == math.inf


def test_answer_that_is_wanted_now() -> None:
    life = SignOfLife(60.0, 20.0)
    life.note_bytes(100.0)
    life.wanted_seconds = 4.0
    assert life.must_ask(101.0)
    assert life.dead_at(is_open=True) == 105.0
    life.wanted_seconds = 1.0
    assert not life.must_ask(102.0), "a question is open"
    life.note_bytes(103.0)
    assert not life.must_ask(103.0)
