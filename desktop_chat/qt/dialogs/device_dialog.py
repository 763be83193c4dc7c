"""DeviceDialog: how another device logs in to the same account: a QR code, a link and a few words. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.labels import make_reachable
from desktop_chat.qt.widgets.qr import QrCode

_CODE = 200


class DeviceDialog(Question):
    """`words` and `link` are good once, for ten minutes."""

    def __init__(self, network: str, account: str, words: str, link: str, parent: QWidget | None) -> None:
        title = self.tr("Add another device")
        text = self.tr(
            "Let the other device read the code or open the link. Or join {0} there, choose “Log in…” in the menu of "
            "your name, and type the account {1} and these words:"
        ).format(network, account)
        super().__init__("qr-code", title, text, parent)
        self._link = link
        self.words_label = make_label(words.replace("-", " "), "heading", wrap=True)
        self.words_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words_label.setAccessibleName(self.tr("Words of the code: {0}").format(self.words_label.text()))
        make_reachable(self.words_label)
        self.code = QrCode(_CODE)
        self.code.set_text(link)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.code)
        row.addStretch(1)
        self.column.addWidget(self.words_label)
        self.column.addLayout(row)
        note = self.tr("It works once, within 10 minutes. Whoever has it is you, so show it to nobody.")
        self.column.addWidget(make_label(note, "small", wrap=True))
        self.copy_button = make_button(self.tr("Copy link"), "secondary", "copy")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.done_button = make_button(self.tr("Done"), "primary")
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        self.buttons.addWidget(self.copy_button)
        self.buttons.addWidget(self.done_button)
        self.add_buttons()
        self.done_button.setFocus()

    def on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.copy_button.setText(self.tr("Copied"))
        set_themed_icon(self.copy_button, "check", "text", 18)
