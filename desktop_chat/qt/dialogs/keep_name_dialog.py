"""KeepNameDialog: makes an account, so that nobody else can use the person's name. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox

_LONGEST = 200


class KeepNameDialog(ActQuestion):
    """Asks for a password, and for the code of the mail if the server sends one. The receiver of the wishes reports
    the outcome by `show_fault`, `ask_code` or `accept`."""

    register_requested = Signal(str, str)  # password, e-mail or ""
    verify_requested = Signal(str, str)  # account, code

    def __init__(self, nick: str, network: str, parent: QWidget | None, *, email_required: bool) -> None:
        title = self.tr("Keep your name")
        text = self.tr(
            "With an account nobody else on {0} can be {1}, and you are the same person on each of your devices."
        ).format(network, shown_name(nick))
        super().__init__("key", title, text, self.tr("Keep it"), "primary", parent)
        self._email_required = email_required
        self._account = ""
        """The account that waits for its code, or ""."""
        self.password_field = self.add_field(self.tr("Password"), _LONGEST)
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_box = WrappedCheckBox(self.tr("Show the password"))
        self.column.addWidget(self.show_box)
        self.email_field = self.add_field(
            self.tr("E-mail") if email_required else self.tr("E-mail (optional)"), _LONGEST
        )
        self.code_field = self.add_field(self.tr("Code from the e-mail"), _LONGEST)
        self.code_field.setVisible(False)
        self.note_label = make_label(
            self.tr("The password is saved on this computer, in its keyring if there is one."), "small", wrap=True
        )
        self.column.addWidget(self.note_label)
        self.fault_label = make_label("", "small", wrap=True)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.setVisible(False)
        self.column.addWidget(self.fault_label)
        for field in (self.password_field, self.email_field, self.code_field):
            field.textChanged.connect(self.on_changed)
        self.show_box.toggled.connect(self.on_show_toggled)
        self.add_buttons()
        self.on_changed()
        self.password_field.setFocus()

    def on_show_toggled(self, shown: bool) -> None:
        self.password_field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def on_changed(self) -> None:
        """Allow to go on once everything is there."""
        self.show_fault("")
        if self._account:
            ready = bool(self.code_field.text().strip())
        else:
            ready = bool(self.password_field.text()) and (not self._email_required or "@" in self.email_field.text())
        self.go_button.setEnabled(ready)

    def on_go_clicked(self) -> None:
        """Emit the wish, and wait for its outcome."""
        if self._account:
            self.verify_requested.emit(self._account, self.code_field.text().strip())
        else:
            self.register_requested.emit(self.password_field.text(), self.email_field.text().strip())
        self.go_button.setEnabled(False)

    def ask_code(self, account: str, text: str) -> None:
        """Ask for the code that the server has sent for the account. `text`: a sentence of the server."""
        self._account = account
        for widget in (self.password_field, self.show_box, self.email_field):
            widget.setVisible(False)
        self.code_field.setVisible(True)
        self.note_label.setText(text or self.tr("A code was sent to you by e-mail."))
        self.go_button.setText(self.tr("Confirm"))
        self.on_changed()
        self.fit_height()
        self.code_field.setFocus()

    def show_fault(self, fault: str) -> None:
        """Show why it was not done, "" for nothing; the person may try again."""
        field = self.code_field if self._account else self.password_field
        field.setProperty("invalid", bool(fault))
        refresh_style(field)
        self.fault_label.setText(fault)
        if self.fault_label.isHidden() == bool(fault):
            self.fault_label.setVisible(bool(fault))
            self.fit_height()
        if fault:
            self.go_button.setEnabled(True)
