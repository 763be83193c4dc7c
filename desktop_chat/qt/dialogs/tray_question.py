"""TrayQuestion: asks once about the close button, on a desktop with a tray. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.widgets import make_button


class TrayQuestion(Question):
    """The answer counts from now on; the settings change it. Escape leaves the window open."""

    answered = Signal(str)  # one of CLOSE_TO_TRAY

    def __init__(self, parent: QWidget | None) -> None:
        title = QCoreApplication.translate("TrayQuestion", "Stay reachable?")
        text = QCoreApplication.translate(
            "TrayQuestion",
            "The program can go on in the tray without a window, and tell you of new messages. Your answer counts from "
            "now on; the settings change it.",
        )
        super().__init__("bell", title, text, parent)
        self.quit_button = make_button(self.tr("Quit"))
        self.quit_button.setAutoDefault(False)
        self.tray_button = make_button(self.tr("Go on in the tray"), "primary")
        self.tray_button.setDefault(True)
        self.buttons.addWidget(self.quit_button)
        self.buttons.addWidget(self.tray_button)
        self.quit_button.clicked.connect(lambda: self._emit_answer("quit"))
        self.tray_button.clicked.connect(lambda: self._emit_answer("tray"))
        self.add_buttons()
        self.tray_button.setFocus()

    def _emit_answer(self, choice: str) -> None:
        self.answered.emit(choice)
        self.accept()
