"""Letters: foreign words exactly as they were written, in the places where Qt and desktops interpret a text.

A tooltip that looks like HTML is shown as HTML (a picture in it is loaded), `&` underlines a letter of a menu or a
button, `[*]` vanishes from a window's title, and notifications of the desktop are markup. Whatever goes to such a place
goes through `as_written`; tests/test_lint.py holds every module of the windows to that.
"""

from __future__ import annotations

from enum import Enum, auto
from html import escape

from PySide6.QtGui import Qt

_LONGEST_TIP = 4_000
"""Characters of a tooltip; what is longer than a screen helps nobody, and a server can send megabytes."""


class TextSink(Enum):
    """A place that interprets the text that it is given."""

    TIP = auto()  # QWidget.setToolTip, ToolTipRole, QToolTip.showText: HTML, if it looks like that
    CAPTION = auto()  # buttons, menus, actions, tabs: `&` marks a shortcut, and a tab begins one
    TITLE = auto()  # windows: `[*]` stands for a star that means unsaved
    MARKUP = auto()  # a notification's text where the desktop takes markup
    COMMAND = auto()  # a notification's text given to notify-send, which reads backslashes
    COMMAND_MARKUP = auto()  # the same where the desktop takes markup
    PLAIN = auto()  # a notification's title, and its text where the desktop takes none


def literal_text(text: str, sink: TextSink) -> str:
    """The text in the form in which this sink shows exactly its letters."""
    match sink:
        case TextSink.TIP:
            text = text[:_LONGEST_TIP]
            if not Qt.mightBeRichText(text):
                return text
            return f'<span style="white-space: pre-wrap">{escape(text, quote=False)}</span>'
        case TextSink.CAPTION:
            return text.replace("&", "&&").replace("\t", " ")
        case TextSink.TITLE:
            return text.replace("[*]", "[*][*]")
        case TextSink.MARKUP:
            return escape(text, quote=False)
        case TextSink.COMMAND:
            return text.replace("\\", "\\\\")
        case TextSink.COMMAND_MARKUP:
            return escape(text, quote=False).replace("\\", "\\\\")
        case TextSink.PLAIN:
            return text


def isolate_direction(text: str) -> str:
    """The text in its own direction, wherever it stands: of a Latin name in a window that reads from right to left the
    full stop and the ellipsis stay at its end. For painting."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
