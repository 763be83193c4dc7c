"""What the Tab key makes of a word."""

from __future__ import annotations

import pytest

from desktop_chat.qt.views.completion import by_recency, complete, replace_emoji

NICKS = ["Ann", "anton", "Bob", "Дарья"]
COMMANDS = ["join", "me", "mode", "msg"]


@pytest.mark.parametrize(
    ("text", "start", "choices"),
    [
        ("an", 0, ("Ann: ", "anton: ")),
        ("hello an", 6, ("Ann ", "anton ")),
        ("@bo", 0, ("@Bob ",)),
        ("да", 0, ()),
        ("Да", 0, ("Дарья: ",)),
        ("/m", 0, ("/me ", "/mode ", "/msg ")),
        ("say /m", 4, ()),
        ("good :wav", 5, ("👋 ",)),
        ("", 0, ()),
        ("hello ", 6, ()),
        ("zzz", 0, ()),
    ],
)
def test_a_word_before_the_caret(text: str, start: int, choices: tuple[str, ...]) -> None:
    found = complete(text, len(text), NICKS, COMMANDS)
    assert (found.choices if found else ()) == choices
    if found:
        assert found.start == start


def test_the_caret_counts_and_not_the_end() -> None:
    found = complete("an and more", 2, NICKS, COMMANDS)
    assert found is not None
    assert found.choices == ("Ann: ", "anton: ")


def test_emoji_by_name_where_they_stand_alone() -> None:
    assert replace_emoji("done :tada: :nothing: at 10:wave:30") == "done 🎉 :nothing: at 10:wave:30"


def test_who_spoke_last_comes_first() -> None:
    assert by_recency(["Ann", "Bob", "cid"], ["cid", "bob", "cid"]) == ["cid", "Bob", "Ann"]
