"""Composer: the input field. It grows with the text; Enter sends, Shift+Enter breaks the line. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.client import slash_commands
from desktop_chat.client.entry import Entry
from desktop_chat.qt.theme import RADIUS, Space, Text, appearance, fill_area, qcolor, text_font
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views import completer as completers
from desktop_chat.qt.views import completion, markup_actions
from desktop_chat.qt.views import markup_bar as bars
from desktop_chat.qt.views.composer_field import ComposerField
from desktop_chat.qt.views.edit_text import caret_position, exact_text, replace_range
from desktop_chat.qt.views.input_history import InputHistory
from desktop_chat.qt.widgets import IconButton
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.typing_keys import is_typed_letter
from desktop_chat.value_class import record

FLOOD_LINES = 5
"""More messages at once than this need a confirmation."""
_PAD = 8

Names = Callable[[], list[str]]
Count = Callable[[str], int]


@record
class _Cycle:
    """A completion that further Tabs continue."""

    found: completion.Completion
    choice: int
    end: int  # of the completed word
    text: str  # the composer's whole text
    caret: int  # its caret; any other state begins a new completion


class Composer(Painted):
    """Emits whole texts. A submitted text is removed from the field; `give_back` restores a failed one."""

    submitted = Signal(str)  # a message, even if it begins with a slash
    command_given = Signal(str)  # one line that begins with `/`
    corrected = Signal(object, str)  # the edited Entry and its new text
    flood_confirmation_requested = Signal(str, int)  # a text of many messages: `submitted` follows if the person agrees
    edited = Signal(str)  # the text so far, for the draft
    toast_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: Names = list
        """Returns the nicks for the Tab key, the likeliest first."""
        self.count: Count = lines_in
        """Returns the number of messages in a text."""
        self.edit_last: Callable[[], bool] = lambda: False
        """Begins to edit the last message. Returns True if there is one."""
        self.leave: Callable[[], bool] = lambda: False
        """Ends an edit or a reply. Returns True if there was one."""
        self.editing: Entry | None = None
        """The entry being edited; its text replaces the draft."""
        self.offer_emoji: completers.Source = lambda before: completion.offer_emoji(before)
        self._cycle: _Cycle | None = None
        self._setting = False
        self._history = InputHistory()
        self.note = ""
        self.place: object = None
        """The room of the text. The last sent line is remembered for each room."""
        self.edit = ComposerField()
        self.emoji_button = IconButton("smile", self.tr("Emoji (Ctrl+.)"), role="faint", padding=8)
        self.attach_button = IconButton("paperclip", self.tr("Send files (Ctrl+O)"), role="faint", padding=8)
        self.send_button = IconButton("send", self.tr("Send (Enter)"), role="faint", padding=8)
        self.send_button.clicked.connect(self.submit_text)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.edit, 1)
        row.addWidget(self.attach_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.emoji_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.setAlignment(self.edit, Qt.AlignmentFlag.AlignVCenter)
        self.edit.pressed.connect(self.on_key_pressed)
        self.edit.textChanged.connect(self.on_text_changed)
        self.edit.focused.connect(self.update)
        self.edit.menu_requested.connect(lambda event: self.markup.open_menu(event))
        self.edit.cut_off.connect(self.on_cut_off)
        self.setFocusProxy(self.edit)
        self.edit.fit_height()
        self.on_text_changed()
        self.on_look_changed()

    # Aids that an empty field does without

    def complete_parts(self) -> None:
        """Make the actions for markup and the list of completions. May be called again."""
        for name in ("markup_bar", "completer"):
            getattr(self, name)  # makes the part

    @cached_property
    def markup(self) -> markup_actions.MarkupActions:
        return markup_actions.MarkupActions(self.edit)

    @cached_property
    def markup_bar(self) -> bars.MarkupBar:
        made = bars.MarkupBar(self.edit, self.markup)
        self.edit.focused.connect(made.follow_selection)
        return made

    @cached_property
    def completer(self) -> completers.Completer:
        made = completers.Completer(self.edit, [lambda before: self.offer_emoji(before)])
        made.chosen.connect(self._insert_choice)
        self.edit.focused.connect(made.follow_focus)
        return made

    def _was_made(self, name: str) -> bool:
        return name in vars(self)

    # The text

    def set_place(self, place: object, placeholder: str, draft: str, *, enabled: bool = True) -> None:
        """Write for another room, or update the state of the same room."""
        self.place = place
        if draft != self.text():
            self._set_text(draft)
        if placeholder != self.edit.hint:
            self.edit.set_hint(placeholder)
            if self.edit.isVisible():
                self.edit.viewport().update()  # Qt does not repaint an empty field with the focus
        self.edit.setAccessibleName(placeholder)
        self.edit.setEnabled(enabled)

    def show_files_refusal(self, reason: str) -> None:
        """Grey the button for files, with the reason; "" if files can be sent."""
        self.attach_button.setEnabled(not reason)
        self.attach_button.setToolTip(literal_text(reason or self.attach_button.accessibleName(), TextSink.TIP))
        self.attach_button.setAccessibleDescription(reason)

    def begin_edit(self, entry: Entry, text: str | None = None) -> None:
        """Edit the entry until `end_edit`. `text`: the edit so far; None for the entry's own text."""
        self.editing = entry
        self._set_text(entry.text if text is None else text)
        self.setFocus()

    def end_edit(self, draft: str) -> None:
        """End the edit and restore the draft."""
        if self.editing is not None:
            self.editing = None
            self._set_text(draft)

    def _set_text(self, text: str) -> None:
        """Set the text without marking it as typed."""
        self._setting = True
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._setting = False

    def set_note(self, text: str) -> None:
        """Show small words below the frame, such as the people typing."""
        if text != self.note:
            self.note = text
            self.edit.setAccessibleDescription(text)
            self.update()

    def on_look_changed(self) -> None:
        self._row.setContentsMargins(
            Space.MEDIUM + 14, Space.SMALL + _PAD + 2, Space.MEDIUM + 6, self._note_height() + _PAD
        )
        super().on_look_changed()

    def _note_height(self) -> int:
        return max(Space.MEDIUM, QFontMetrics(text_font(Text.SMALL)).height() + 6)

    def text(self) -> str:
        return exact_text(self.edit)

    def give_back(self, text: str) -> bool:
        """Restore a failed text. Return False if there is another text by now."""
        if self.editing is not None or self.text():
            self._history.add_text(self.place, text)
            return False
        self._set_text(text)
        self.edited.emit(text)
        return True

    def insert_text(self, text: str) -> None:
        """Insert text at the caret."""
        self.edit.insertPlainText(text)
        self.edit.setFocus()

    def replace_text(self, text: str) -> None:
        """Replace the text as if the person had typed it; the caret goes to its end."""
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.setFocus()

    def insert_paste(self, text: str) -> None:
        """Insert a text that the person has seen."""
        self.edit.insert_up_to_limit(text)
        self.edit.setFocus()

    def submit_text(self) -> None:
        """Submit the text, unless it is empty or needs a confirmation first."""
        text = self.text().strip("\n")
        if self.editing is not None:
            self.corrected.emit(self.editing, completion.replace_emoji(text))
            return
        if not lines_in(text):
            return
        if is_command(self.text()):
            self._clear_text(text)
            self.command_given.emit(text)
            return
        if text.startswith("//") and lines_in(text) == 1:
            text = text[1:]
        count = self.count(text)
        if count > FLOOD_LINES:
            self.flood_confirmation_requested.emit(text, count)
        else:
            self.send_text(text)

    def send_text(self, text: str) -> None:
        """Emit the text as a message and clear the field."""
        self._clear_text(text)
        self.submitted.emit(completion.replace_emoji(text))

    def clear(self) -> None:
        """Clear the field after its text was used."""
        self._clear_text(self.text())

    def _clear_text(self, text: str) -> None:
        """Clear the field and remember the text for the Up key."""
        self._history.add_text(self.place, text)
        self._set_text("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._was_made("markup_bar"):
            self.markup_bar.follow_selection()

    def on_cut_off(self) -> None:
        self.toast_requested.emit(self.tr("The text was too long and has been cut off."))

    def on_text_changed(self) -> None:
        self._cycle = None
        full = bool(self.text().strip())
        self.send_button.set_icon("send", "accent" if full else "faint")
        self.send_button.setEnabled(full)
        if not self._setting:
            self.edited.emit(self.text())

    def on_key_pressed(self, event: QKeyEvent) -> None:
        """Handle the composer's own keys. Other keys go to the text field."""
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self._was_made("completer") and self.completer.handle_key(key):
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.submit_text()
            event.accept()
        elif key == Qt.Key.Key_Tab and not modifiers:
            if not self.complete_next():
                self.focusNextChild()
            event.accept()
        elif key == Qt.Key.Key_Backtab:
            self.focusPreviousChild()
            event.accept()
        elif key == Qt.Key.Key_Escape:
            event.setAccepted(self.leave())
        elif key == Qt.Key.Key_Space and not modifiers and self._stands_completed() and self._before_caret() == " ":
            self._cycle = None  # the space came from the completion
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.show_sent(-1 if key == Qt.Key.Key_Up else 1)
            event.accept()
        elif key == Qt.Key.Key_Up and not modifiers and not self.text() and self.editing is None:
            last = self._history.last_text(self.place)
            if is_command(last) or not self.edit_last():
                self.edit.setPlainText(last)
                self.edit.moveCursor(QTextCursor.MoveOperation.End)
            event.accept()

    def show_sent(self, by: int) -> None:
        """Replace the text by the one sent before (-1) or after (1). An edit keeps its text."""
        text = self._history.step(self.place, self.text(), by) if self.editing is None else None
        if text is not None:
            self.replace_text(text)

    def take_key(self, event: QKeyEvent) -> bool:
        """Type a key for which no other part of the window had a use. Return True if the key types or pastes."""
        if not self.edit.isEnabled() or not self.isVisible():
            return False
        if event.matches(QtGui.QKeySequence.StandardKey.Paste):
            self.edit.setFocus()
            self.edit.paste()
        elif is_typed_letter(event):
            self.edit.setFocus()
            self.edit.insertPlainText(event.text())
        else:
            return False
        return True

    def complete_next(self) -> bool:
        """Complete the word before the caret, or take the next choice. Return True if there is a completion."""
        text, cycle = self.text(), self._cycle
        if cycle is not None and self._stands_completed():
            found, choice, end = cycle.found, (cycle.choice + 1) % len(cycle.found.choices), cycle.end
        else:
            choice, end = 0, self._caret_position()
            new = completion.find_completions(text, end, self.names(), list(slash_commands.COMMANDS))
            if new is None:
                return False
            found = new
        end, text, caret = self._insert_choice(found.start, end, found.choices[choice])
        self._cycle = _Cycle(found, choice, end, text, caret)  # set again: the change of the text cleared it
        return True

    def _insert_choice(self, start: int, end: int, choice: str) -> tuple[int, str, int]:
        """Replace the characters from `start` to `end` by a choice. Return its end, the whole text and the caret."""
        before, behind = self.text()[:start], self.text()[end:]
        word, skipped = completion.fit_in(choice, behind[:1])
        replace_range(self.edit, start, end, word, skipped)
        return start + len(word), before + word + behind, start + len(word) + skipped

    def _stands_completed(self) -> bool:
        """True if neither text nor caret has changed since the last completion."""
        cycle, cursor = self._cycle, self.edit.textCursor()
        return (
            cycle is not None
            and not cursor.hasSelection()
            and (self.text(), self._caret_position()) == (cycle.text, cycle.caret)
        )

    def _caret_position(self) -> int:
        return caret_position(self.edit)

    def _before_caret(self) -> str:
        return self.text()[: self._caret_position()][-1:]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        focused = self.edit.hasFocus()
        below = self._note_height()
        frame = QRectF(self.rect()).adjusted(Space.MEDIUM, Space.SMALL, -Space.MEDIUM, -below)
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.focus if focused else theme.outline), 1.5 if focused else 1))
            painter.setBrush(qcolor(theme.raised))
            shift = QPointF(0.5, 0.5)
            inner = QRectF(frame.topLeft() + shift, frame.bottomRight() - shift)
            painter.drawRoundedRect(inner, RADIUS + 2, RADIUS + 2)
            if self.note:
                line = self.rect().adjusted(Space.MEDIUM + 2, self.height() - below, -Space.MEDIUM - 2, 0)
                painter.setFont(text_font(Text.SMALL))
                painter.setPen(qcolor(theme.muted))
                words = painter.fontMetrics().elidedText(self.note, Qt.TextElideMode.ElideRight, line.width())
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)


def lines_in(text: str) -> int:
    """Return the number of lines that are not blank."""
    return sum(bool(line.strip()) for line in text.split("\n"))


def is_command(text: str) -> bool:
    """True for a slash command: a single line beginning with `/`, but not with `//`.

    `//` begins a text with a slash.
    """
    return text.startswith("/") and not text.startswith("//") and "\n" not in text.rstrip("\n")
