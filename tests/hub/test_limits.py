"""Clipping and cleaning of texts from people."""

from __future__ import annotations

import pytest

from desktop_chat.hub.limits import clip_bytes, strip_controls


@pytest.mark.parametrize(
    ("text", "limit", "cut"), [("tea", 3, "tea"), ("tea", 2, "te"), ("чай", 5, "ча"), ("🐈🐈", 7, "🐈"), ("", 0, "")]
)
def test_text_is_clipped_between_characters(text: str, limit: int, cut: str) -> None:
    assert clip_bytes(text, limit) == cut


@pytest.mark.parametrize(
    ("text", "clean"),
    [("Ann\x01\x07 B", "Ann B"), ("  Ann ", "Ann"), ("\x1b[31m", "[31m"), ("👩\u200d🚀", "👩\u200d🚀")],
)
def test_control_characters_are_stripped(text: str, clean: str) -> None:
    assert strip_controls(text) == clean
