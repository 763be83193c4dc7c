"""Tokens are found beside the GUI thread, once for each code."""

from __future__ import annotations

import logging
import threading

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.code_tokens import Token, find_tokens
from desktop_chat.qt.theme import THEMES, contrast_ratio
from desktop_chat.qt.timeline.code_colours import CodeColours, token_format

MODULE = "desktop_chat.qt.timeline.code_colours"
TOKENS = "desktop_chat.client.code_tokens"


def test_tokens_are_found_on_another_thread_and_kept(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def find_and_note(language: str, code: str) -> tuple[Token, ...]:
        threads.append(threading.current_thread())
        return find_tokens(language, code)

    monkeypatch.setattr(f"{TOKENS}.find_tokens", find_and_note)
    colours = CodeColours()
    with qtbot.waitSignal(colours.coloured):
        assert colours.tokens_of("py", "x = 1") == ()
    assert colours.tokens_of("py", "x = 1") == (Token(4, 5, "number"),)
    assert len(threads) == 1
    assert threading.current_thread() not in threads


def test_code_without_a_known_language_starts_no_thread() -> None:
    before = threading.active_count()
    colours = CodeColours()
    assert colours.tokens_of("", "x = 1") == colours.tokens_of("nonsense", "x") == ()
    assert threading.active_count() == before


def test_thread_ends_and_begins_again(qtbot: QtBot) -> None:
    colours = CodeColours()
    for number in range(3):
        with qtbot.waitSignal(colours.coloured):
            colours.tokens_of("py", f"x = {number}")
        qtbot.waitUntil(lambda: colours._thread is None)
    assert all(colours.tokens_of("py", f"x = {number}") for number in range(3))


def test_only_the_newest_codes_wait_and_are_kept(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}._KEPT", 2)
    colours = CodeColours()
    for number in range(4):
        with qtbot.waitSignal(colours.coloured):
            colours.tokens_of("py", f"x = {number}")
    assert len(colours._known) == 2


def test_tokens_are_readable_in_each_theme() -> None:
    for theme in THEMES:
        for kind in ("keyword", "name", "string", "number", "comment", "deleted", "inserted"):
            colour = token_format(kind, theme).foreground().color().name()
            assert contrast_ratio(colour, theme.sunken) >= (7 if theme.name == "contrast" else 4.5)


def test_lexer_that_fails_costs_the_colours_of_one_code(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[logging.LogRecord]
) -> None:
    def find_or_fail(language: str, code: str) -> tuple[Token, ...]:
        if code == "fail":
            raise RecursionError
        return find_tokens(language, code)

    monkeypatch.setattr(f"{TOKENS}.find_tokens", find_or_fail)
    colours = CodeColours()
    colours.tokens_of("py", "fail")
    with qtbot.waitSignal(colours.coloured):
        colours.tokens_of("py", "x = 1")
    qtbot.waitUntil(lambda: ("py", "fail") in colours._known)
    assert colours.tokens_of("py", "fail") == ()
    assert [record.getMessage() for record in expected_warnings] == ["Code in py could not be coloured."]
