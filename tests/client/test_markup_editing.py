"""Keys and buttons put signs around a selection, and take them away again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.markup_editing import (
    BOLD,
    CODE,
    ITALIC,
    SPOILER,
    TextChange,
    toggle_code_block,
    toggle_quote,
    toggle_sign,
)


def changed(text: str, change: TextChange) -> str:
    """Return the changed text with brackets around the selection."""
    made = text[: change.start] + change.text + text[change.end :]
    first, last = change.selection
    return f"{made[:first]}[{made[first:last]}]{made[last:]}"


def selected(marked: str) -> tuple[str, int, int]:
    """Return text, start and end of a text with brackets around the selection."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    ("before", "sign", "after"),
    [
        ("a [b] c", BOLD, "a **[b]** c"),
        ("a **[b]** c", BOLD, "a [b] c"),
        ("a [**b**] c", BOLD, "a [b] c"),
        ("a[ b ]c", ITALIC, "a _[b]_ c"),
        ("foo[bar]", ITALIC, "foo*[bar]*"),
        ("***[b]***", BOLD, "*****[b]*****"),
        ("a [] c", BOLD, "a **[]** c"),
        ("a **[]** c", BOLD, "a [] c"),
        ("[x]", CODE, "`[x]`"),
        ("[one\n\n> two]", SPOILER, "[||one||\n\n> ||two||]"),
        ("[||one||\n\n> ||two||]", SPOILER, "[one\n\n> two]"),
    ],
)
def test_signs_are_put_and_taken_away(before: str, sign: str, after: str) -> None:
    text, start, end = selected(before)
    assert changed(text, toggle_sign(text, start, end, sign)) == after


@pytest.mark.parametrize(
    ("before", "after"), [("a\nb[b]\nc", "a\n> bb[]\nc"), ("> a\n[> b]", "> a\nb[]"), ("[a\nb]", "> a\n> b[]")]
)
def test_whole_lines_become_a_quote(before: str, after: str) -> None:
    text, start, end = selected(before)
    assert changed(text, toggle_quote(text, start, end)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n[b\nc]", "a\n[```\nb\nc\n```]"),
        ("[```py\nb\nc\n```]", "[b\nc]"),
        ("[]", "```\n[]\n```"),
    ],
)
def test_whole_lines_become_a_code_block(before: str, after: str) -> None:
    text, start, end = selected(before)
    assert changed(text, toggle_code_block(text, start, end)) == after


@given(st.text("ab *_\n>", max_size=12), st.integers(0, 12), st.integers(0, 12), st.sampled_from([BOLD, CODE, SPOILER]))
def test_selection_stays_inside_of_the_text(text: str, one: int, other: int, sign: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for change in (
        toggle_sign(text, start, end, sign),
        toggle_quote(text, start, end),
        toggle_code_block(text, start, end),
    ):
        made = text[: change.start] + change.text + text[change.end :]
        assert 0 <= change.start <= change.end <= len(text)
        assert 0 <= change.selection[0] <= change.selection[1] <= len(made)
