"""One setting of the server as a labelled control. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_chat.net.control_values import SettingRow
from desktop_chat.qt.launcher.setting_texts import PORT, choice_title, setting_help, setting_title
from desktop_chat.qt.theme import Space, appearance
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import Pill, Switch, make_label
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.number_field import pad_text

Value = str | int | bool | tuple[str, ...]

_NUMBER_MAX = 2**31 - 1
_LARGE = 1.5
"""Size of letters from which the tag stands below the title."""


class _Paragraph(QPlainTextEdit):
    """A text field of several lines. Its text is complete when the focus leaves the field."""

    completed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + Space.LARGE)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.completed.emit()


class SettingField(QWidget):
    """Title, control, help and error of a setting. A complete edit that changes the value emits `edited`."""

    edited = Signal(str, object)  # key, value

    def __init__(self, row: SettingRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._value: Value = row.value
        self.title_label = make_label(setting_title(row), "strong", wrap=True)
        self.restart_pill = Pill(self.tr("After a restart"), "neutral", "refresh", self)
        self.restart_pill.setVisible(row.restart)
        self.help_label = make_label(setting_help(row), "small", self, wrap=True)
        self.help_label.setVisible(bool(self.help_label.text()))
        self.error_label = make_label(wrap=True)
        self.error_label.setProperty("tone", "danger")
        self.error_label.hide()
        self.control = self._make_control()
        self.control.setAccessibleName(self.title_label.text())
        self.control.setAccessibleDescription(self.help_label.text())
        self.title_label.setBuddy(self.control)
        self._lay_out()
        self._fill_control(row.value)

    def matches_search(self, text: str) -> bool:
        """Return True if title, help or key contains `text` (case-folded)."""
        return any(
            text in shown.casefold() for shown in (self.title_label.text(), self.help_label.text(), self.row.key)
        )

    def show_accepted(self, value: Value) -> None:
        """Show the value that the server accepted, from here or from another launcher."""
        self._value = value
        self._fill_control(value)
        self._show_error("")

    def show_refused(self, sentence: str) -> None:
        """Show why the server refused the value. Typed text stays for another try."""
        self._show_error(sentence)
        if isinstance(self.control, Switch | QComboBox):
            self._fill_control(self._value)

    def _make_control(self) -> QWidget:
        row = self.row
        match row.kind:
            case "flag":
                switch = Switch(setting_title(row))
                switch.clicked.connect(self.on_edited)
                return switch
            case "number":
                box = QSpinBox()
                pad_text(box)
                box.setRange(
                    row.minimum if row.minimum is not None else 0,
                    min(_NUMBER_MAX, row.maximum if row.maximum is not None else _NUMBER_MAX),
                )
                box.setGroupSeparatorShown(row.key != PORT)  # a port is a name, not a quantity
                box.setKeyboardTracking(False)
                box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                box.installEventFilter(self)
                box.editingFinished.connect(self.on_edited)
                return box
            case "choice":
                choice = ElidedComboBox()
                for word in row.choices:
                    choice.addItem(choice_title(row, word), word)
                choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                choice.installEventFilter(self)
                choice.activated.connect(self.on_edited)
                return choice
            case "paragraph":
                paragraph = _Paragraph()
                paragraph.completed.connect(self.on_edited)
                return paragraph
        line = QLineEdit()
        if row.kind == "password":
            line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
            line.setPlaceholderText(self.tr("None"))
        line.editingFinished.connect(self.on_edited)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        if self.row.kind == "flag":
            column.addWidget(self.control)
            column.addWidget(self.restart_pill, 0, Qt.AlignmentFlag.AlignLeft)
            self.title_label.setParent(self)
            self.title_label.hide()
        else:
            is_tight = appearance().zoom >= _LARGE
            head = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight)
            head.addWidget(self.title_label, 1)
            head.addWidget(self.restart_pill)
            column.addLayout(head)
            column.addWidget(self.control)
        column.addWidget(self.error_label)
        column.addWidget(self.help_label)

    def _fill_control(self, value: Value) -> None:
        match self.control:
            case Switch():
                self.control.setChecked(bool(value))
            case QSpinBox():
                self.control.setValue(int(value) if isinstance(value, int) else 0)
            case QComboBox():
                self.control.setCurrentIndex(max(0, self.control.findData(value)))
            case QPlainTextEdit() if self.control.toPlainText() != value:
                self.control.setPlainText(str(value))
            case QLineEdit() as line:
                line.setText(", ".join(value) if isinstance(value, tuple) else str(value))

    def current_value(self) -> Value:
        """Return the value in the control."""
        match self.control:
            case Switch():
                return self.control.isChecked()
            case QSpinBox():
                return self.control.value()
            case QComboBox():
                return str(self.control.currentData())
            case QLineEdit() if self.row.kind == "list":
                return tuple(part for part in (part.strip() for part in self.control.text().split(",")) if part)
            case QPlainTextEdit():
                return self.control.toPlainText()
            case QLineEdit():
                return self.control.text()
        return ""

    def on_edited(self) -> None:
        value = self.current_value()
        if value != self._value:
            self.edited.emit(self.row.key, value)
        else:
            self._show_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page, unless the control has the focus."""
        if event.type() is QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return False

    def _show_error(self, error: str) -> None:
        self.error_label.setText(error)
        self.error_label.setVisible(bool(error))
        self.control.setProperty("invalid", "true" if error else "false")
        refresh_style(self.control)
