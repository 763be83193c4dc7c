"""FloodQuestion: whether many lines are meant to be sent. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.launcher.questions import Question
from desktop_chat.qt.widgets import button


class FloodQuestion(Question):
    """Many lines are about to be sent as many messages."""

    agreed = Signal()

    def __init__(self, lines: int, parent: QWidget | None) -> None:
        text = self.tr("Each line becomes a message of its own. Servers slow down those who send many at once.")
        super().__init__("message", self.tr("Send %n lines?", "", lines), text, parent)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.go = button(self.tr("Send"), "primary")
        self.go.setDefault(True)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.go)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.on_go_clicked)
        self.finish()

    def on_go_clicked(self) -> None:
        self.agreed.emit()
        self.accept()
