"""RecordDialog: for how long a chat keeps what is said in a room, and what people can do about it. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.dialogs.question import Question
from desktop_chat.qt.widgets import make_button, make_label


class RecordDialog(Question):
    """Offers to export and to delete the own messages. Deletion asks once more."""

    export_requested = Signal()
    deletion_requested = Signal()

    def __init__(self, room: str, kept: str, lack: str, parent: QWidget | None, *, later_only: bool = False) -> None:
        """`kept`: for how long messages are kept. `lack`: why own messages cannot be deleted, "" if they can.

        `later_only`: newcomers see only what is said after they came.
        """
        text = self.tr("People who enter later can read what was said. Your own computer keeps its own copy.")
        if later_only:
            text = self.tr("People who enter later see only what is said then. Your own computer keeps its own copy.")
        super().__init__("clock", kept, text, parent)
        self._asked = False
        self.export_button = make_button(self.tr("Export my messages…"))
        self.delete_button = make_button(self.tr("Delete my messages…"), "danger")
        self.close_button = make_button(self.tr("Close"), "primary")
        self.lack_label = make_label(lack, "small", wrap=True)
        self.lack_label.setVisible(bool(lack))
        self.column.addWidget(self.lack_label)
        warning = self.tr("All your messages in {room} are deleted from the chat, for everybody.")
        self._warning = warning.format(room=room)
        self.delete_button.setEnabled(not lack)
        self.delete_button.setAccessibleDescription(lack)
        for button in (self.delete_button, self.export_button, self.close_button):
            self.buttons.addWidget(button)
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.add_buttons()
        self.export_button.clicked.connect(self.on_export_clicked)
        self.delete_button.clicked.connect(self.on_delete_clicked)
        self.close_button.clicked.connect(self.reject)

    def on_export_clicked(self) -> None:
        self.accept()
        self.export_requested.emit()

    def on_delete_clicked(self) -> None:
        """Say what happens at the first click, and delete at the second."""
        if self._asked:
            self.accept()
            self.deletion_requested.emit()
            return
        self._asked = True
        self.lack_label.setText(self._warning)
        self.lack_label.setVisible(True)
        self.delete_button.setText(self.tr("Delete now"))
        self.fit_height()
