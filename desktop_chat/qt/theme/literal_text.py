"""Literal text: foreign text for the places where Qt or the desktop would interpret markup.

Qt shows a tooltip that looks like HTML as HTML, and loads pictures in the HTML. `&` underlines a letter of a menu or a
button, `[*]` vanishes from a window's title, and desktops read markup in notifications. Every text for such a place
passes through `literal_text`; tests/test_lint.py checks all modules of the windows.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtGui import Qt

_LONGEST_TIP = 4_000
"""The longest tooltip in characters. A server can send megabytes, and a longer tooltip does not fit on a screen."""


class TextSink(Enum):
    """A place that interprets text."""

    TIP = auto()  # QWidget.setToolTip, ToolTipRole, QToolTip.showText: text that looks like HTML is HTML
    CAPTION = (
        auto()
    )  # buttons, menus, actions, tabs: `&` marks a shortcut key, a tab character begins the shortcut's text
    TITLE = auto()  # windows: `[*]` is a placeholder for the star of unsaved documents
    MARKUP = auto()  # a notification's text on desktops that read markup
    PLAIN = auto()  # a notification's title, and its text on desktops without markup


def literal_text(text: str, sink: TextSink) -> str:
    """Return the text in the form for which the sink shows exactly these letters."""
    match sink:
        case TextSink.TIP:
            text = text[:_LONGEST_TIP]
            if not Qt.mightBeRichText(text):
                return text
            return f'<span style="white-space: pre-wrap">{_as_markup(text)}</span>'
        case TextSink.CAPTION:
            return text.replace("&", "&&").replace("\t", " ")
        case TextSink.TITLE:
            return text.replace("[*]", "[*][*]")
        case TextSink.MARKUP:
            return _as_markup(text)
        case TextSink.PLAIN:
            return text


def isolate_direction(text: str) -> str:
    """Return the text, for painting, with marks that keep its direction of reading.

    In a window that reads from right to left, the full stop and the ellipsis of a Latin name stay at the name's end.
    """
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def _as_markup(text: str) -> str:
    from html import escape  # late: a table of two thousand names

    return escape(text, quote=False)
