"""One setting of the server as a labelled control. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_chat.net.control import SettingRow
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.sheet import restyle
from desktop_chat.qt.widgets import Pill, Switch, label

Value = str | int | bool | tuple[str, ...]

_NUMBER_MAX = 2**31 - 1


def title_of(key: str) -> str:
    """What a setting is called; a key that is not known here is shown as it is."""
    translate = QCoreApplication.translate
    known = {
        "server.name": translate("Settings", "Name of the chat"),
        "server.host": translate("Settings", "Name on the network"),
        "server.welcome": translate("Settings", "Welcome text"),
        "server.lobby": translate("Settings", "First room"),
        "listen.addresses": translate("Settings", "Addresses to listen on"),
        "listen.plain": translate("Settings", "Who may join without encryption"),
        "access.password": translate("Settings", "Password"),
        "history.replay_on_join": translate("Settings", "Messages shown on joining"),
        "history.page": translate("Settings", "Messages loaded at once"),
        "limits.enabled": translate("Settings", "Protect against floods"),
        "limits.registration_seconds": translate("Settings", "Seconds to sign in"),
        "limits.connections_per_address": translate("Settings", "Connections from one address"),
        "limits.burst": translate("Settings", "Messages in one go"),
        "limits.per_second": translate("Settings", "Messages a second"),
        "limits.outbox_bytes": translate("Settings", "Bytes kept for a slow reader"),
        "limits.ping_seconds": translate("Settings", "Seconds until a silent connection is asked"),
        "threads.io": translate("Settings", "Threads for connections"),
        "oper.name": translate("Settings", "Operator name"),
        "oper.password": translate("Settings", "Operator password"),
    }
    return known.get(key, key)


def choice_text(choice: str) -> str:
    """What a choice is called."""
    translate = QCoreApplication.translate
    known = {
        "loopback": translate("Settings", "Only this computer"),
        "anyone": translate("Settings", "Everybody"),
    }
    return known.get(choice, choice)


class SettingField(QWidget):
    """Title, control, help, and what is wrong. `edited` comes when an edit is complete and differs."""

    edited = Signal(str, object)  # key, value

    def __init__(self, row: SettingRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._value: Value = row.value
        self.title = label(title_of(row.key), "strong")
        self.restart = Pill(self.tr("After a restart"), "neutral", "refresh")
        self.restart.setVisible(row.restart)
        self.help = label(row.help, "small", wrap=True)
        self.help.setVisible(bool(row.help))
        self.error = label(wrap=True)
        self.error.setProperty("tone", "danger")
        self.error.hide()
        self.control = self._make_control()
        self.control.setAccessibleName(self.title.text())
        self.control.setAccessibleDescription(row.help)
        self.title.setBuddy(self.control)
        self._lay_out()
        self._fill(row.value)

    def matches(self, text: str) -> bool:
        """Whether a search for `text` (case-folded) finds this setting."""
        return any(text in one.casefold() for one in (self.title.text(), self.row.help, self.row.key))

    def accepted(self, value: Value) -> None:
        """The server took the new value."""
        self._value = value
        self._say("")

    def refused(self, sentence: str) -> None:
        """The server did not: the sentence says why; what was typed stays for another try."""
        self._say(sentence)
        if isinstance(self.control, Switch | QComboBox):
            self._fill(self._value)

    def _make_control(self) -> QWidget:
        row = self.row
        match row.kind:
            case "flag":
                switch = Switch(title_of(row.key))
                switch.clicked.connect(self.on_edited)
                return switch
            case "number":
                box = QSpinBox()
                box.setRange(
                    row.minimum if row.minimum is not None else 0,
                    min(_NUMBER_MAX, row.maximum if row.maximum is not None else _NUMBER_MAX),
                )
                box.setGroupSeparatorShown(True)
                box.setKeyboardTracking(False)
                box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                box.installEventFilter(self)
                box.editingFinished.connect(self.on_edited)
                return box
            case "choice":
                choice = QComboBox()
                for one in row.choices:
                    choice.addItem(choice_text(one), one)
                choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                choice.installEventFilter(self)
                choice.activated.connect(self.on_edited)
                return choice
        line = QLineEdit()
        if row.key.endswith("password"):
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
            column.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignLeft)
            self.title.setParent(self)
            self.title.hide()
        else:
            head = QHBoxLayout()
            head.addWidget(self.title)
            head.addStretch(1)
            head.addWidget(self.restart)
            column.addLayout(head)
            column.addWidget(self.control)
        column.addWidget(self.error)
        column.addWidget(self.help)

    def _fill(self, value: Value) -> None:
        match self.control:
            case Switch():
                self.control.setChecked(bool(value))
            case QSpinBox():
                self.control.setValue(int(value) if isinstance(value, int) else 0)
            case QComboBox():
                self.control.setCurrentIndex(max(0, self.control.findData(value)))
            case QLineEdit():
                self.control.setText(", ".join(value) if isinstance(value, tuple) else str(value))

    def value(self) -> Value:
        """What the control holds now."""
        match self.control:
            case Switch():
                return self.control.isChecked()
            case QSpinBox():
                return self.control.value()
            case QComboBox():
                return str(self.control.currentData())
            case QLineEdit() if self.row.kind == "list":
                return tuple(part for part in (part.strip() for part in self.control.text().split(",")) if part)
            case QLineEdit():
                return self.control.text()
        return ""

    def on_edited(self) -> None:
        value = self.value()
        if value != self._value:
            self.edited.emit(self.row.key, value)
        else:
            self._say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel that turns over a control scrolls the page and changes no setting, unless it has the focus."""
        if event.type() is QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return False

    def _say(self, error: str) -> None:
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.control.setProperty("invalid", "true" if error else "false")
        restyle(self.control)
