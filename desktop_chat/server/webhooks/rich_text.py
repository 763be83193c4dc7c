"""The block `rich_text` of Slack as lines: sections, lists, quotes and code. Pure.

Spec: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.server.webhooks.fields import find_list, find_text, find_value
from desktop_chat.server.webhooks.markup import BOLD, ITALIC, STRIKE, clean_words, one_line

MOST_PARTS = 50
"""Parts of a block, and items of a list."""
MOST_WORDS = 200
"""Pieces of text in a part."""
_STYLES = (("bold", BOLD), ("italic", ITALIC), ("strike", STRIKE), ("code", "`"))


def rich_text_lines(block: object) -> Iterator[str]:
    """Yield the lines of a block."""
    for part in find_list(block, "elements")[:MOST_PARTS]:
        kind = find_text(part, "type")
        if kind == "rich_text_list":
            yield from _list_lines(part)
        elif kind == "rich_text_preformatted":
            yield from ("```", *_lines_of(part), "```")
        else:
            sign = "> " if kind == "rich_text_quote" else ""
            yield from (f"{sign}{line}" for line in _lines_of(part))


def _list_lines(part: object) -> Iterator[str]:
    is_ordered = find_text(part, "style") == "ordered"
    for number, item in enumerate(find_list(part, "elements")[:MOST_PARTS], start=1):
        sign = f"{number}." if is_ordered else "•"
        yield f"{sign} {' '.join(_lines_of(item))}"


def _lines_of(part: object) -> list[str]:
    words = "".join(_words_of(one) for one in find_list(part, "elements")[:MOST_WORDS])
    return [line for line in words.split("\n") if line.strip()]


def _words_of(piece: object) -> str:
    """Return a piece with its style; "" for a person or a room of Slack: they are unknown here."""
    kind = find_text(piece, "type")
    value = find_value(piece, "text")
    text = clean_words(value) if isinstance(value, str) else ""
    if kind == "link":
        link = one_line(find_text(piece, "url"), 2000)
        text = f"{text} ({link})" if text and text != link else link
    elif kind == "emoji":
        text = f":{one_line(find_text(piece, 'name'), 60)}:"
    elif kind == "broadcast":
        text = f"@{one_line(find_text(piece, 'range'), 60)}"
    elif kind == "date":
        text = one_line(find_text(piece, "fallback"))
    for style, sign in _STYLES:
        if text.strip() and find_value(piece, "style", style) is True:
            text = f"{sign}{text}{sign}"
    return text
