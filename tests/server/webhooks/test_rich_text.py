"""The block `rich_text`, as the documentation of Slack shows it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_chat.server.webhooks.rich_text import MOST_PARTS, rich_text_lines


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, "style": style}


def part(kind: str, *pieces: object, **more: object) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(pieces), **more}


def lines_of(*parts: object) -> list[str]:
    return list(rich_text_lines({"type": "rich_text", "elements": list(parts)}))


def test_parts_are_lines() -> None:
    link = {"type": "link", "url": "https://example.org/7", "text": "ticket 7"}
    assert lines_of(
        part("section", text("The soup is "), text("cold", bold=True, italic=True), text(": "), link, text(".\n")),
        part("list", part("section", text("heat it")), part("section", text("stir")), style="ordered"),
        part("list", part("section", text("salt"))),
        part("quote", text("Who\nwas it?")),
        part("preformatted", text("stove --on\n  --high")),
    ) == [
        "The soup is \x1d\x02cold\x02\x1d: ticket 7 (https://example.org/7).",
        "1. heat it",
        "2. stir",
        "• salt",
        "> Who",
        "> was it?",
        "```",
        "stove --on",
        "  --high",
        "```",
    ]


def test_signs_and_names() -> None:
    pieces = [
        {"type": "broadcast", "range": "here"},
        text(" "),
        {"type": "emoji", "name": "tada"},
        {"type": "user", "user_id": "U012AB3CDE"},
        {"type": "link", "url": "https://example.org"},
    ]
    assert lines_of(part("section", *pieces)) == ["@here :tada:https://example.org"]


@pytest.mark.parametrize("damaged", [5, {}, {"elements": 5}, {"type": "rich_text_list", "elements": [None]}])
def test_damaged_parts_raise_nothing(damaged: object) -> None:
    assert "".join(lines_of(damaged)) in ("", "• ")


def test_the_number_of_parts_is_limited() -> None:
    assert len(lines_of(*[part("section", text("x"))] * 1000)) == MOST_PARTS
