"""MarkupActions: bold, italic and the like for the selected text of a field, by keys and menu. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from desktop_chat.client import markup_editing
from desktop_chat.client.markup_editing import TextChange, toggle_code_block, toggle_quote, toggle_sign
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.utf16 import Utf16

Toggle = Callable[[str, int, int], TextChange]
_BREAKS = {ord(char): "\n" for char in "\u2028\u2029\ufdd0\ufdd1"}


class MarkupActions(QObject):
    """The actions, in the order of buttons and menu. An action works while `edit` has the focus."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.actions: list[QAction] = []
        self.icons: list[str] = []
        self.extend_menu: Callable[[QMenu, QPoint], None] = lambda menu, at: None
        """Adds further actions for a point of the field to its menu."""
        sign = partial(partial, _toggle_sign)
        self._add("bold", self.tr("Bold"), "Ctrl+B", sign(markup_editing.BOLD))
        self._add("italic", self.tr("Italic"), "Ctrl+I", sign(markup_editing.ITALIC))
        self._add("strike", self.tr("Strikethrough"), "Ctrl+Shift+X", sign(markup_editing.STRIKE))
        self._add("code", self.tr("Code"), "Ctrl+E", sign(markup_editing.CODE))
        self._add("code-block", self.tr("Code block"), "Ctrl+Shift+E", toggle_code_block)
        self._add("quote", self.tr("Quote"), "Ctrl+Shift+B", toggle_quote)
        self._add("eye-off", self.tr("Spoiler"), "Ctrl+Shift+S", sign(markup_editing.SPOILER))

    def _add(self, icon: str, name: str, keys: str, toggle: Toggle) -> None:
        action = QAction(literal_text(name, TextSink.CAPTION), self._edit)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self.apply_toggle(toggle))
        self._edit.addAction(action)
        self.actions.append(action)
        self.icons.append(icon)

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu of the field: the standard actions, and the actions for markup."""
        self._give_icons()
        menu = self._edit.createStandardContextMenu()
        menu.addSeparator()
        menu.addActions(self.actions)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.extend_menu(menu, self._edit.cursorRect().center() if by_key else event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _give_icons(self) -> None:
        """Give the actions their icons: the first menu shows them."""
        if self.actions[0].icon().isNull():
            for action, icon in zip(self.actions, self.icons, strict=True):
                set_themed_icon(action, icon, "muted", 18)

    def apply_toggle(self, toggle: Toggle) -> None:
        """Change the selected text, in one step for the undo."""
        edit = self._edit
        if edit.isReadOnly() or not edit.isEnabled():
            return
        text = edit.document().toRawText().translate(_BREAKS)
        units, cursor = Utf16(text), edit.textCursor()
        start, end = units.char_of_unit(cursor.selectionStart()), units.char_of_unit(cursor.selectionEnd())
        change = toggle(text, start, end)
        cursor.setPosition(units.unit_of_char(change.start))
        cursor.setPosition(units.unit_of_char(change.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(change.text)
        after = Utf16(text[: change.start] + change.text + text[change.end :])
        first, last = change.selection
        cursor.setPosition(after.unit_of_char(first))
        cursor.setPosition(after.unit_of_char(last), QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)


def _toggle_sign(sign: str, text: str, start: int, end: int) -> TextChange:
    return toggle_sign(text, start, end, sign)
