"""Quotes and code in texts of several lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.formatting import strip_formatting
from desktop_chat.irc.text_blocks import Block, BlockKind, split_blocks, without_fences
from tests.steps import steps

TEXT, QUOTE, CODE = BlockKind.TEXT, BlockKind.QUOTE, BlockKind.CODE


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("hello", [Block(TEXT, "hello")]),
        ("a\nb", [Block(TEXT, "a\nb")]),
        ("> one", [Block(QUOTE, "one", depth=1)]),
        ("> a\n> b\n>\n> > c\nd", [Block(QUOTE, "a\nb\n", depth=1), Block(QUOTE, "c", depth=2), Block(TEXT, "d")]),
        ("see\n```py\n\x11x = 1\x11\n\n\x11y\x11\n```\nok",
         [Block(TEXT, "see"), Block(CODE, "x = 1\n\ny", "py"), Block(TEXT, "ok")]),
        ("```\nplain\n```", [Block(CODE, "plain")]),
        ("```c++\n\x02bold\x02\n```", [Block(CODE, "bold", "c++")]),
        ("\x11a\x11\n\x11b\x11\nend", [Block(CODE, "a\nb"), Block(TEXT, "end")]),
    ],
)  # fmt: skip
def test_lines_become_blocks(text: str, blocks: list[Block]) -> None:
    assert split_blocks(text) == blocks


@pytest.mark.parametrize(
    "text",
    [">>> print(1)", ">joke", "\x02\x02> sign", "```", "```py\nno end", "```\n\n```", "\x11one line\x11\nand text"],
)
def test_what_only_resembles_a_block_is_text(text: str) -> None:
    assert split_blocks(text) == [Block(TEXT, text)]


def test_code_that_was_cut_into_two_messages_is_code_in_both() -> None:
    assert split_blocks("```py\n\x11a\x11\n\x11b\x11") == [Block(CODE, "a\nb", "py")]
    assert split_blocks("\x11c\x11\n```\nend") == [Block(CODE, "c"), Block(TEXT, "end")]


def test_fences_are_left_out_where_each_line_is_a_message() -> None:
    assert without_fences("see\n```py\n\x11x\x11\n```\nok") == "see\n\x11x\x11\nok"
    assert without_fences("a ```\n```\nb") == "a ```\n```\nb"


@given(st.lists(st.sampled_from(["```", "```py", "\x11a\x11", "> q", "> > r", ">", "", "text", "\x02b\x02"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    shown = "".join(block.text for block in split_blocks(text))
    for word in ("a", "q", "r", "text", "b"):
        assert strip_formatting(shown).count(word) == strip_formatting(text).count(word)


@pytest.mark.parametrize("line", ["```py\n", "```\n", "> a\n", "\x11a\x11\n", "\x11a\x11\nb\n", "```x\n\x11a\x11\n"])
def test_work_grows_with_the_length_only(line: str) -> None:
    once = steps(lambda: split_blocks(line * 1_000))
    assert steps(lambda: split_blocks(line * 4_000)) < 6 * once
