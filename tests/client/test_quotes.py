"""Quotes are lines that the markup of messages knows."""

from __future__ import annotations

from desktop_chat.client.markup import encode_markup
from desktop_chat.client.quotes import quote_text
from desktop_chat.irc.text_blocks import BlockKind, split_blocks


def test_each_line_is_quoted_and_the_first_tells_the_author() -> None:
    assert quote_text("one\ntwo", "Bob") == "> Bob: one\n> two\n"
    assert quote_text("one") == "> one\n"


def test_answer_below_a_quote_is_no_quote() -> None:
    blocks = split_blocks(encode_markup(quote_text("one\n\ntwo", "Bob") + "three"))
    assert [block.kind for block in blocks] == [BlockKind.QUOTE, BlockKind.TEXT]
    assert blocks[1].text == "three"
