"""Parts of programs have kinds, by which they are coloured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.code_tokens import (
    CODE_MAX,
    LANGUAGES,
    LINE_MAX,
    LINES_MAX,
    find_language,
    find_tokens,
    is_colourable,
)


def test_tokens_of_python() -> None:
    code = 'def tea(x):\n    return "cup" + 1  # hot'
    assert [(code[start:end], kind) for start, end, kind in find_tokens("py", code)] == [
        ("def", "keyword"),
        ("tea", "name"),
        ("return", "keyword"),
        ('"cup"', "string"),
        ("1", "number"),
        ("# hot", "comment"),
    ]


@pytest.mark.parametrize("alias", sorted(LANGUAGES))
def test_each_language_has_a_lexer(alias: str) -> None:
    """The code has something that each language colours, so a wrong name of a lexer would be seen."""
    code = 'key: 1 # a\n+a\n# b\nint c = 1; "d" /* e */ <f g="h">\n// i\n-- j\n[k]\n.l { color: red }\nFROM m\n'
    assert find_tokens(alias, code)
    assert find_language(alias.upper()) is LANGUAGES[alias]


@given(st.sampled_from(sorted(LANGUAGES)), st.text("ab1 \"'/*#{}()<>é😀\n", max_size=60))
def test_tokens_are_inside_of_the_code_and_in_order(alias: str, code: str) -> None:
    at = 0
    for start, end, _ in find_tokens(alias, code):
        assert at <= start < end <= len(code)
        at = end


@pytest.mark.parametrize(
    ("alias", "code", "colourable"),
    [
        ("py", "x = 1", True),
        ("", "x = 1", False),
        ("nonsense", "x = 1", False),
        ("c", "x" * LINE_MAX, True),
        ("c", "x" * (LINE_MAX + 1), False),
        ("c", "\n" * (LINES_MAX - 1), True),
        ("c", "\n" * LINES_MAX, False),
        ("c", ("x" * 99 + "\n") * (CODE_MAX // 100 + 1), False),
    ],
)
def test_code_of_strangers_has_limits(alias: str, code: str, colourable: bool) -> None:
    assert is_colourable(alias, code) is colourable
    if not colourable:
        assert find_tokens(alias, code) == ()
