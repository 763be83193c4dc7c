"""What the Tab key makes of a word."""

from __future__ import annotations

import pytest

from desktop_chat.qt.views.completion import by_recency, find_completions, fit_in, replace_emoji

NICKS = ["Ann", "anton", "Bob", "Дарья", "[x]Kay"]
COMMANDS = ["join", "me", "mode", "msg"]


@pytest.mark.parametrize(
    ("text", "start", "choices"),
    [
        ("an", 0, ("Ann: ", "anton: ")),
        ("hello an", 6, ("Ann ", "anton ")),
        ("@bo", 0, ("@Bob ",)),
        ("да", 0, ("Дарья: ",)),
        ("Да", 0, ("Дарья: ",)),
        ("/m", 0, ("/me ", "/mode ", "/msg ")),
        ("say /m", 4, ()),
        ("good :tad", 5, ("🎉 ",)),
        ("", 0, ()),
        ("hello ", 6, ()),
        ("zzz", 0, ()),
        ("ДА", 0, ("Дарья: ",)),
        ("(an", 1, ("Ann ", "anton ")),
        ("tea,bo", 4, ("Bob ",)),
        ("«да", 1, ("Дарья ",)),
        ("(@an", 1, ("@Ann ", "@anton ")),
        ("[x", 0, ("[x]Kay: ",)),
        ("https://example.org/:ok", 20, ()),
    ],
)
def test_a_word_before_the_caret(text: str, start: int, choices: tuple[str, ...]) -> None:
    found = find_completions(text, len(text), NICKS, COMMANDS)
    assert (found.choices if found else ()) == choices
    if found:
        assert found.start == start


def test_the_caret_counts_and_not_the_end() -> None:
    found = find_completions("an and more", 2, NICKS, COMMANDS)
    assert found is not None
    assert found.choices == ("Ann: ", "anton: ")


def test_emoji_by_name_where_they_stand_alone() -> None:
    assert replace_emoji("done :tada: :nothing: at 10:wave:30") == "done 🎉 :nothing: at 10:wave:30"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/:ok:/page",
        "see `dict[:ok:]` there",
        "```\nif x :ok: y\n```",
        "```\nunfinished :ok: block",
        "\x11code :ok:\x11",
        "Foo::ok::bar",
        "www.example.org/?a=:ok:",
    ],
)
def test_no_emoji_in_addresses_and_code(text: str) -> None:
    assert replace_emoji(text) == text


def test_emoji_beside_addresses_and_code() -> None:
    assert replace_emoji("`a` :ok_hand: https://x.org :ok_hand:") == "`a` 👌 https://x.org 👌"


@pytest.mark.parametrize(
    ("choice", "following", "put"),
    [
        ("Ann: ", "", ("Ann: ", 0)),
        ("Ann: ", " ", ("Ann:", 1)),
        ("Ann: ", ",", ("Ann", 0)),
        ("Ann ", ")", ("Ann", 0)),
        ("Ann ", "x", ("Ann ", 0)),
        ("Ann ", "\n", ("Ann ", 0)),
        ("/join ", "#", ("/join ", 0)),
    ],
)
def test_a_choice_fits_in_before_what_follows(choice: str, following: str, put: tuple[str, int]) -> None:
    assert fit_in(choice, following) == put


def test_recent_speakers_come_first() -> None:
    assert by_recency(["Ann", "Bob", "cid"], ["cid", "bob", "cid"]) == ["cid", "Bob", "Ann"]
