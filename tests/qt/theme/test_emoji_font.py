"""Emoji in colour: a font of the system, or Noto, of the system or of the bundle."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from desktop_chat.qt.theme import emoji_font
from desktop_chat.qt.theme.emoji_font import NOTO, EmojiFont


@pytest.fixture
def font(qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> EmojiFont:
    """No font is bundled."""
    monkeypatch.setattr(emoji_font, "bundled_font", lambda: tmp_path / "missing.ttf")
    return EmojiFont()


def install(monkeypatch: pytest.MonkeyPatch, *families: str) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: list(families))


def test_font_of_the_system_is_used(monkeypatch: pytest.MonkeyPatch, font: EmojiFont) -> None:
    install(monkeypatch, "Arial", "Segoe UI Emoji", NOTO)
    assert font.family == "Segoe UI Emoji"


def test_noto_is_used_on_request_and_the_other_font_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, font: EmojiFont
) -> None:
    install(monkeypatch, "Segoe UI Emoji", NOTO)
    assert font.use_style("noto") == NOTO
    assert font.use_style("system") == "Segoe UI Emoji"
    install(monkeypatch, "Segoe UI Emoji")
    assert font.use_style("noto") == "Segoe UI Emoji"
    install(monkeypatch, NOTO)
    assert font.use_style("system") == NOTO


def test_without_any_font_everything_counts_as_drawable(monkeypatch: pytest.MonkeyPatch, font: EmojiFont) -> None:
    install(monkeypatch, "Arial")
    assert font.family == ""
    assert not font.has_noto()
    assert font.can_draw("😀")


def test_font_of_the_bundle_is_loaded(monkeypatch: pytest.MonkeyPatch, font: EmojiFont) -> None:
    """Any font file stands for the one of the bundle."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "monospace"], capture_output=True, text=True).stdout
    if not Path(found).is_file():
        pytest.skip("no font file is known")
    install(monkeypatch, "Arial")
    monkeypatch.setattr(emoji_font, "bundled_font", lambda: Path(found))
    assert font.has_noto()
    assert font.family
    assert font.can_draw("a\ufe0f")
    assert not font.can_draw("\U0010fffd")
