"""Every sentence that is known for translation is one that the core really says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

import desktop_chat
from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.net.addresses import AddressError
from desktop_chat.qt.app.app import install_translation
from desktop_chat.qt.i18n.core_texts import _changing_in, translate_sentence
from desktop_chat.qt.i18n.server_texts import SAID
from tests.steps import steps

ROOT = Path(desktop_chat.__file__).parent


def _said_by(*parts: str) -> str:
    """The source of some packages, with each text in one piece."""
    sources = "".join(path.read_text("utf-8") for part in parts for path in (ROOT / part).rglob("*.py"))
    return re.sub(r'"\s*\n\s*f?"', "", sources)


def test_each_of_the_server_is_said_there() -> None:
    joined = _said_by("server", "storage", "hub", "net", "irc")
    for sentence in SAID:
        parts = [part for part in re.split(r"\{\d\}|(?<=[.?]) ", str(sentence)) if len(part) > 3]
        assert all(part.removeprefix(": ") in joined for part in parts), sentence


@pytest.mark.parametrize("text", ["", "a b", "[::1", "ftp://host", "ircs://h/?fp=1"])
def test_what_is_wrong_with_an_address_is_known(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with pytest.raises(AddressError) as error:
        parse_chat_address(text)
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    said = translate_sentence(str(error.value))
    for one in installed:
        qapp.removeTranslator(one)
    QLocale.setDefault(before)
    assert said != str(error.value)


SENTENCES = [str(sentence) for sentence in SAID if "{" in str(sentence)]


@pytest.mark.parametrize("source", SENTENCES)
def test_the_parts_of_each_sentence_are_found(source: str) -> None:
    parts = [f"<{number}>" for number in range(source.count("{"))]
    assert _changing_in(source.format(*parts), source) == tuple(parts)
    assert _changing_in(source.format(*["x"] * len(parts))[:-1], source) != ("x",) * len(parts)


@given(st.lists(st.sampled_from(["a", " is a number from ", " to ", ", not ", "."]), max_size=12).map("".join))
def test_it_is_found_where_a_regular_expression_finds_it(text: str) -> None:
    source = "{0} is a number from {1} to {2}, not {3}."
    pattern = re.sub(r"\\{\d\\}", "(.+?)", re.escape(source))
    found = re.fullmatch(pattern, text, re.DOTALL)
    assert _changing_in(text, source) == (found.groups() if found else None)


@pytest.mark.parametrize("source", SENTENCES)
def test_a_sentence_made_to_be_slow_is_looked_at_once(source: str) -> None:
    """A regular expression would need minutes for most of these."""
    words = re.split(r"\{\d\}", source)
    text = words[0] + "a" + "".join(f"{part}a" for part in words[1:-1] * 2_000) + words[-1] + "b"
    assert steps(lambda: translate_sentence(text)) < 60 * len(SENTENCES)
