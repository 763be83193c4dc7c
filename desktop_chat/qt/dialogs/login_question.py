"""LoginQuestion: asks for an account and its password. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.net.code_words import looks_like_words
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox

_LONGEST = 200


class LoginQuestion(ActQuestion):
    """Without a password the certificate of this computer proves the account. `fault`: why the last login failed.

    `takes_codes`: the server makes codes for other devices.
    """

    answered = Signal(str, str, str)  # account, password or "", code of another device or ""

    def __init__(
        self, network: str, account: str, fault: str, parent: QWidget | None, *, takes_codes: bool = True
    ) -> None:
        title = self.tr("Log in")
        text = self.tr("To {0}, with the account that you made there. You are connected again for it.").format(network)
        super().__init__("key", title, text, self.tr("Log in"), "primary", parent)
        self.account_field = self.add_field(self.tr("Account"), _LONGEST)
        self.account_field.setText(account)
        self.code_box = WrappedCheckBox(self.tr("This is a code from another device"))
        if not takes_codes:
            self.code_box.setText(self.tr("This is a code from another device (this server has no codes)"))
        self.code_box.setEnabled(takes_codes)
        self.column.addWidget(self.code_box)
        self.password_field, self._password_caption = self.add_captioned_field(self.tr("Password"), _LONGEST)
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field.textEdited.connect(self.on_password_edited)
        self.code_box.toggled.connect(self.on_code_toggled)
        self.column.addWidget(
            make_label(
                self.tr("Leave the password empty if the account knows the certificate of this computer."),
                "small",
                wrap=True,
            )
        )
        self.fault_label = make_label(fault, "small", wrap=True)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.setVisible(bool(fault))
        self.column.addWidget(self.fault_label)
        self.account_field.textChanged.connect(self.on_changed)
        self.add_buttons()
        self.on_changed()
        (self.password_field if account else self.account_field).setFocus()

    def on_code_toggled(self, is_code: bool) -> None:
        """Show the words of a code, which are good once, and hide a password."""
        self.password_field.setEchoMode(QLineEdit.EchoMode.Normal if is_code else QLineEdit.EchoMode.Password)
        self._password_caption.set_caption(self.tr("Words of the code") if is_code else self.tr("Password"))

    def on_password_edited(self, typed: str) -> None:
        """Show what turns out to be the words of a code: they are no password, and would be refused as one."""
        if self.code_box.isEnabled() and not self.code_box.isChecked() and looks_like_words(typed):
            self.code_box.setChecked(True)

    def on_changed(self) -> None:
        name = self.account_field.text().strip()
        self.go_button.setEnabled(bool(name) and " " not in name)

    def on_go_clicked(self) -> None:
        typed, account = self.password_field.text(), self.account_field.text().strip()
        is_code = self.code_box.isChecked()
        self.answered.emit(account, "" if is_code else typed, typed if is_code else "")
        super().on_go_clicked()
