"""Questions are answered on a thread, which ends with the last answer."""

from __future__ import annotations

from collections.abc import Sequence

from pytestqt.qtbot import QtBot

from desktop_chat.client.spelling import Dictionaries
from desktop_chat.qt.views.spell_checker import SpellChecker
from tests.client.test_spelling import FixedWords


def checker(*words: str) -> SpellChecker:
    def open_lists(languages: Sequence[str]) -> Dictionaries:
        return Dictionaries({language: FixedWords(*words) for language in languages})

    return SpellChecker(["en_US"], open_lists)


def test_word_is_wrong_once_the_dictionary_has_answered(qtbot: QtBot) -> None:
    made = checker("tea")
    with qtbot.waitSignal(made.checked):
        assert not made.is_wrong("teh")
        assert not made.is_wrong("tea")
    assert (made.is_wrong("teh"), made.is_wrong("tea"), made.is_available) == (True, False, True)


def test_suggestions_follow(qtbot: QtBot) -> None:
    made = checker("tea", "ten")
    with qtbot.waitSignal(made.suggested) as suggested:
        made.ask_suggestions("teh")
    assert suggested.args == ["teh", ("tea", "ten")]


def test_added_word_is_right_at_once(qtbot: QtBot) -> None:
    made = checker("tea")
    with qtbot.waitSignal(made.checked):
        made.is_wrong("teh")
    with qtbot.waitSignal(made.checked):
        made.add_word("teh")
    assert not made.is_wrong("teh")


def test_system_without_dictionaries_finds_nothing_wrong(qtbot: QtBot) -> None:
    made = SpellChecker(["en_US"], lambda languages: None)
    with qtbot.waitSignal(made.availability_changed):
        made.begin()
    assert made.is_available is False
    assert not made.is_wrong("teh")
