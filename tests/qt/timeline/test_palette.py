"""Formatted text has the colours of the IRC palette and stays readable."""

from __future__ import annotations

from desktop_chat.qt.theme import THEMES, contrast_ratio
from desktop_chat.qt.timeline.palette import COLOURS, text_colours, value_of


def test_palette_has_99_colours() -> None:
    assert len(COLOURS) == 99
    assert value_of(99) is None
    assert value_of("#FF0080") == value_of("ff0080") == "#ff0080"
    assert value_of("#nothex") is None


def test_every_colour_combination_is_readable() -> None:
    for theme in THEMES:
        for foreground in [None, *range(99)]:
            for background in [None, 0, 1, 4, 8, 15]:
                text, ground = text_colours(foreground, background, theme)
                assert contrast_ratio(text, ground or theme.surface) >= 4.5
            text, _ = text_colours(foreground, None, theme, under=theme.code)
            assert contrast_ratio(text, theme.code) >= 4.5
            text, _ = text_colours(foreground, None, theme)
            assert contrast_ratio(text, theme.surface) >= (7 if theme.name == "contrast" else 4.5)


def test_reverse_exchanges_text_and_ground() -> None:
    for theme in THEMES:
        text, ground = text_colours(None, None, theme, reverse=True)
        assert (text, ground) == (theme.surface, theme.text)
        for foreground, background in ((4, None), (None, 8), (4, 8)):
            text, ground = text_colours(foreground, background, theme, reverse=True)
            assert ground == (value_of(foreground) or theme.text)
            assert contrast_ratio(text, ground) >= 4.5
