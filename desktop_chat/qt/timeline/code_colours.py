"""CodeColours: the tokens of code blocks, found on a separate thread, and the colours of tokens in a theme.

Lexing takes milliseconds, and the first time a lexer must be imported; so code is shown plainly at first.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCharFormat

from desktop_chat.client import code_tokens
from desktop_chat.qt.theme import Theme, qcolor
from desktop_chat.qt.theme.colour import least_contrast
from desktop_chat.qt.timeline.palette import adapt_to_ground

_log = logging.getLogger(__name__)

_KEPT, _WAITING = 200, 64
"""The number of codes whose tokens are kept, and of codes that may wait."""

Key = tuple[str, str]
"""The language of a code, and the code."""

_COLOURS: dict[code_tokens.TokenKind, str] = {
    "keyword": "#8250df",
    "name": "#0b5fc4",
    "string": "#0a7d4f",
    "number": "#b35900",
    "deleted": "#c62a3b",
    "inserted": "#0a7d4f",
}


class CodeColours(QObject):
    """A cache of tokens by code. Thread: GUI, except `_find_waiting`."""

    coloured = Signal()  # the tokens of some codes are known now
    _found = Signal(object, object)  # Key, tuple of Tokens

    def __init__(self) -> None:
        super().__init__()
        self._known: OrderedDict[Key, tuple[code_tokens.Token, ...]] = OrderedDict()
        self._lock = threading.Lock()  # for the two below
        self._waiting: OrderedDict[Key, None] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._found.connect(self.on_found, Qt.ConnectionType.QueuedConnection)

    def tokens_of(self, language: str, code: str) -> tuple[code_tokens.Token, ...]:
        """Return the tokens of a code. For a new code return (); `coloured` follows."""
        key = language, code
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known
        if code_tokens.is_colourable(language, code):
            self._ask(key)
        return ()

    def _ask(self, key: Key) -> None:
        with self._lock:
            self._waiting[key] = None
            if len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._find_waiting, name="code colours")
                self._thread.start()

    def _find_waiting(self) -> None:
        """Find the tokens of all waiting codes, the newest first, and end.

        Thread: code colours.
        """
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                key, _ = self._waiting.popitem()
            try:
                tokens = code_tokens.find_tokens(*key)
            except Exception:  # a lexer that fails costs the colours of one code only
                _log.exception("Code in %s could not be coloured.", key[0])
                tokens = ()
            self._found.emit(key, tokens)

    def on_found(self, key: Key, tokens: tuple[code_tokens.Token, ...]) -> None:
        self._known[key] = tokens
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if tokens:
            self.coloured.emit()


@cache
def code_colours() -> CodeColours:
    """Return the object of the process."""
    return CodeColours()


def token_format(kind: code_tokens.TokenKind, theme: Theme) -> QTextCharFormat:
    """Return the format of a token, readable on the ground of code."""
    made = QTextCharFormat()
    colour = theme.muted if kind == "comment" else _COLOURS[kind]
    made.setForeground(qcolor(adapt_to_ground(colour, theme.sunken, least_contrast(theme))))
    made.setFontItalic(kind == "comment")
    return made
