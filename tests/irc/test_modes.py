from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.modes import ModeChange, format_mode_changes, pack_mode_changes, parse_modes

_letters = st.sampled_from("bklovimnt")
_signs = st.sampled_from("+-")


@st.composite
def _changes(draw: st.DrawFn) -> list[ModeChange]:
    found = []
    for sign, letter in draw(st.lists(st.tuples(_signs, _letters), max_size=8)):
        takes = letter in "bkov" or (letter == "l" and sign == "+")
        found.append(ModeChange(sign, letter, draw(st.text("xyz!@*", min_size=1, max_size=5)) if takes else ""))
    return found


@given(_changes())
def test_formatted_changes_parse_to_the_same(changes: list[ModeChange]) -> None:
    text, *arguments = format_mode_changes(changes) or ("",)
    assert parse_modes(text, arguments) == changes


def test_signs_and_arguments_are_parsed() -> None:
    assert parse_modes("+o-k+l-li", ["ann", "secret", "10"]) == [
        ModeChange("+", "o", "ann"), ModeChange("-", "k", "secret"), ModeChange("+", "l", "10"),
        ModeChange("-", "l"), ModeChange("-", "i"),
    ]  # fmt: skip
    assert parse_modes("n", []) == [ModeChange("+", "n")]
    assert parse_modes("", ["x"]) == parse_modes("+-", []) == []


def test_a_list_mode_without_an_argument_asks_for_the_list() -> None:
    assert parse_modes("b", []) == [ModeChange("+", "b")]
    assert parse_modes("+ob", ["ann"]) == [ModeChange("+", "o", "ann"), ModeChange("+", "b")]


def test_mode_changes_are_formatted() -> None:
    changes = [ModeChange("+", "o", "ann"), ModeChange("+", "i"), ModeChange("-", "v", "bob")]
    assert format_mode_changes(changes) == ("+oi-v", "ann", "bob")
    assert format_mode_changes([]) == ()
    assert [change.is_set for change in changes] == [True, True, False]


@given(_changes(), st.integers(1, 4))
def test_lines_hold_no_more_than_allowed(changes: list[ModeChange], limit: int) -> None:
    lines = pack_mode_changes(changes, limit, most_bytes=30)
    again = [parse_modes(text, arguments) for text, *arguments in lines]
    assert [change for line in again for change in line] == changes
    assert all(0 < len(line) <= limit for line in again)
    assert all(len(" ".join(line)) <= 30 for line in lines)
