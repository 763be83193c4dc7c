"""Emoji in colour: a font of the system, or the font of the bundle."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from desktop_chat.qt.theme import emoji_font


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Each test looks for the fonts anew."""
    emoji_font.load_emoji_font.cache_clear()
    yield
    emoji_font.load_emoji_font.cache_clear()


def test_font_of_the_system_is_used(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Arial", "Segoe UI Emoji"])
    assert emoji_font.load_emoji_font() == "Segoe UI Emoji"


def test_without_any_font_everything_counts_as_drawable(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Arial"])
    monkeypatch.setattr(emoji_font, "bundled_font", lambda: tmp_path / "missing.ttf")
    assert emoji_font.load_emoji_font() == ""
    assert emoji_font.can_draw_emoji("😀")


def test_font_of_the_bundle_is_loaded(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any font file stands for the one of the bundle."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "monospace"], capture_output=True, text=True).stdout
    if not Path(found).is_file():
        pytest.skip("no font file is known")
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Arial"])
    monkeypatch.setattr(emoji_font, "bundled_font", lambda: Path(found))
    family = emoji_font.load_emoji_font()
    assert family
    assert emoji_font.can_draw_emoji("a\ufe0f")
    assert not emoji_font.can_draw_emoji("\U0010fffd")
