"""Question, the base of dialogs that ask before an act, and the questions of several windows. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import IconLabel, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.buttons import Role
from desktop_chat.qt.widgets.field_caption import FieldCaption, add_captioned
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox

_WIDTH = 420
_TITLE_BAR = 40
"""Pixels that the frame of the window takes of the screen's height."""
MAX_REASON_LENGTH = 200
"""Characters of a message that fits into one IRC line in any script."""


class Question(QDialog):
    """A dialog with a heading, a text, the controls of the subclass, and buttons."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(literal_text(title, TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._page = PageScroll()
        self.column = QVBoxLayout(self._page.inside)
        self.column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.MEDIUM)
        self.column.setSpacing(Space.SMALL + Space.TINY)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL + Space.TINY)
        head.addWidget(IconLabel(icon, "link", 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(make_label(title, "heading", wrap=True), 1)
        self.column.addLayout(head)
        self.column.addWidget(make_label(text, "muted", wrap=True))
        self.buttons = ButtonRow()
        self.buttons.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.LARGE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._page, 1)

    def add_field(self, caption: str, longest: int, *, hint: str = "") -> QLineEdit:
        """Add a field of at most `longest` characters below its caption.

        `hint` is an example, shown while the field is empty. Without a caption the caller sets the accessible name.
        """
        if caption:
            return self.add_captioned_field(caption, longest, hint=hint)[0]
        field = _make_field(longest, hint)
        self.column.addWidget(field)
        return field

    def add_captioned_field(self, caption: str, longest: int, *, hint: str = "") -> tuple[QLineEdit, FieldCaption]:
        """Add a field as `add_field` does. Return it with its caption, which the caller changes later."""
        field = _make_field(longest, hint)
        return field, add_captioned(self.column, caption, field)

    def add_buttons(self) -> None:
        """Add the buttons; called last. Escape presses Cancel."""
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.addLayout(self.buttons)

    def fit_height(self) -> None:
        """Be as high as the wrapped lines need, which Qt guesses wrongly before it wraps them, but no higher than the
        screen: what is above the buttons scrolls then.
        """
        width = self.width()
        needed = self.column.totalHeightForWidth(width) + self.buttons.heightForWidth(width)
        self.resize(width, min(needed, self.screen().availableGeometry().height() - _TITLE_BAR))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._page.scroll_by_key(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit_height()
        super().showEvent(event)


def _make_field(longest: int, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setMaxLength(longest)
    return field


class ActQuestion(Question):
    """A question with Cancel and a button that goes on, also with Return."""

    def __init__(self, icon: str, title: str, text: str, action: str, role: Role, parent: QWidget | None) -> None:
        super().__init__(icon, title, text, parent)
        self.cancel_button = make_button(self.tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.go_button = make_button(action, role)
        self.go_button.setDefault(True)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.go_button)
        self.cancel_button.clicked.connect(self.reject)
        self.go_button.clicked.connect(self.on_go_clicked)

    def on_go_clicked(self) -> None:
        """Emit the answer and close the question."""
        self.accept()


class MessageQuestion(ActQuestion):
    """Asks for an optional line of text before an act."""

    answered = Signal(str)

    def __init__(self, icon: str, title: str, text: str, hint: str, action: str, parent: QWidget | None) -> None:
        super().__init__(icon, title, text, action, "danger", parent)
        self.message_field = self.add_field(hint, MAX_REASON_LENGTH)
        self.add_buttons()

    def on_go_clicked(self) -> None:
        self.answered.emit(self.message_field.text().strip())
        super().on_go_clicked()


class KeepQuestion(Question):
    """Asks whether the chat runs on when the launcher closes, and whether to remember the answer."""

    answered = Signal(bool, bool)  # keep, remember

    def __init__(self, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__("server", title, text, parent)
        self.remember_box = WrappedCheckBox(self.tr("Do not ask again"))
        self.column.addWidget(self.remember_box)
        self.cancel_button = make_button(self.tr("Cancel"), "quiet")
        self.cancel_button.setAutoDefault(False)
        self.stop_button = make_button(self.tr("Stop the chat"), "danger")
        self.stop_button.setAutoDefault(False)
        self.keep_button = make_button(self.tr("Keep running"), "primary")
        self.keep_button.setDefault(True)
        for button in (self.cancel_button, self.stop_button, self.keep_button):
            self.buttons.addWidget(button)
        self.cancel_button.clicked.connect(self.reject)
        self.stop_button.clicked.connect(lambda: self._emit_answer(keep=False))
        self.keep_button.clicked.connect(lambda: self._emit_answer(keep=True))
        self.add_buttons()
        self.keep_button.setFocus()

    def _emit_answer(self, *, keep: bool) -> None:
        self.answered.emit(keep, self.remember_box.isChecked())
        self.accept()
