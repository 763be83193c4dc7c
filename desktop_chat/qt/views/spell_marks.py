"""SpellMarks: underlines misspelt words in a text field, and offers others in its menu. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from desktop_chat.client import spelling
from desktop_chat.qt.theme import appearance, qcolor
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.qt.views.spell_checker import SpellChecker

_LONGEST = 4_000
"""Characters of a paragraph that is checked."""


class SpellMarks(QSyntaxHighlighter):
    """Marks words if the person wants marks. The word at the caret is marked once the caret has left the word."""

    def __init__(self, edit: QPlainTextEdit, checker: SpellChecker) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._checker = checker
        self._caret_block = -1
        self.is_wanted: Callable[[], bool] = lambda: False
        """Returns True if the person wants the spelling checked."""
        self.is_name: Callable[[str], bool] = lambda word: False
        """Returns True for a name, which is right in any spelling."""
        checker.checked.connect(self.rehighlight)
        edit.cursorPositionChanged.connect(self.on_caret_moved)

    def highlightBlock(self, text: str) -> None:
        """Underline the misspelt words of a paragraph."""
        units = Utf16(text)
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        mark.setUnderlineColor(qcolor(appearance().current.danger))
        caret = self._edit.textCursor().position() - self.currentBlock().position()
        for start, end, word in self._words_in(text):
            first, last = units.unit_of_char(start), units.unit_of_char(end)
            if last != caret and self._checker.is_wrong(word) and not self.is_name(word):
                self.setFormat(first, last - first, mark)

    def _words_in(self, text: str) -> list[tuple[int, int, str]]:
        return spelling.find_words(text) if len(text) <= _LONGEST and self.is_wanted() else []

    def on_caret_moved(self) -> None:
        """Look again at the paragraph of the caret and at the paragraph before the motion."""
        document, block = self._edit.document(), self._edit.textCursor().blockNumber()
        if self.is_wanted():
            for number in {block, self._caret_block}:
                found = document.findBlockByNumber(number)
                if found.isValid():
                    self.rehighlightBlock(found)
        self._caret_block = block

    def word_at(self, at: QPoint) -> QTextCursor | None:
        """Return a cursor that selects the misspelt word at a point of the field, or None."""
        cursor = self._edit.cursorForPosition(at)
        block, text = cursor.block(), cursor.block().text()
        units, place = Utf16(text), cursor.positionInBlock()
        for start, end, word in self._words_in(text):
            first, last = units.unit_of_char(start), units.unit_of_char(end)
            if first <= place <= last and self._checker.is_wrong(word) and not self.is_name(word):
                cursor.setPosition(block.position() + first)
                cursor.setPosition(block.position() + last, QTextCursor.MoveMode.KeepAnchor)
                return cursor
        return None

    def extend_menu(self, menu: QMenu, at: QPoint) -> None:
        """Put suggestions at the top of a menu. The suggestions come while the menu is open."""
        cursor = self.word_at(at)
        if cursor is None:
            return
        word, before = cursor.selectedText(), menu.actions()[0] if menu.actions() else None
        waiting = menu.addAction(self.tr("Looking for suggestions…"))
        waiting.setEnabled(False)
        adding = menu.addAction(self.tr("Add to the dictionary"))
        adding.triggered.connect(lambda: self._checker.add_word(word))
        line = menu.addSeparator()
        if before is not None:
            menu.insertActions(before, [waiting, adding, line])

        suggestions = _Suggestions(word, waiting, cursor, menu)
        self._checker.suggested.connect(suggestions.on_suggested)
        menu.aboutToHide.connect(suggestions.deleteLater)
        self._checker.ask_suggestions(word)


class _Suggestions(QObject):
    """Puts suggestions for a word into a menu, which may be gone before they come."""

    def __init__(self, word: str, waiting: QAction, cursor: QTextCursor, menu: QMenu) -> None:
        """`waiting` stands where they come. `cursor` selects the word."""
        super().__init__(menu)
        self._word = word
        self._waiting = waiting
        self._cursor = cursor
        self._menu = menu

    def on_suggested(self, asked: str, words: tuple[str, ...]) -> None:
        if asked != self._word:
            return
        self._waiting.setVisible(not words)
        self._waiting.setText(QCoreApplication.translate("SpellMarks", "No suggestions"))
        for text in words:
            chosen = self._menu.addAction(literal_text(text, TextSink.CAPTION))
            chosen.triggered.connect(lambda _checked=False, text=text: self._cursor.insertText(text))
            self._menu.insertAction(self._waiting, chosen)
