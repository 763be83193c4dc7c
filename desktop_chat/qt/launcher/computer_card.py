"""The card about this computer: the chat starts with it. GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.hosting import autostart
from desktop_chat.qt.widgets import Card, Switch, make_label


class ComputerCard(Card):
    """A switch that takes effect at once, whether the chat runs or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This computer"), parent)
        self._data = Path()
        self.start_switch = Switch(self.tr("Start the chat with the computer"))
        self.state_label = make_label("", "small", wrap=True)
        self.body.addWidget(self.start_switch)
        self.body.addWidget(self.state_label)
        self.start_switch.clicked.connect(self.on_start_clicked)

    def set_data(self, data: Path) -> None:
        """Show the state of the chat in the folder `data`."""
        self._data = data
        self.start_switch.setChecked(autostart.is_autostart_on(data))
        self._show_state()

    def on_start_clicked(self, on: bool) -> None:
        try:
            autostart.set_autostart(self._data, on=on)
        except OSError as error:
            self.start_switch.setChecked(not on)
            reason = self.tr("This cannot be changed: {reason}.").format(reason=error.strerror or error)
            self.state_label.setText(reason)
            return
        self._show_state()

    def _show_state(self) -> None:
        self.state_label.setText(
            self.tr("After your next login the chat runs in the background. Open this window to see it.")
            if self.start_switch.isChecked()
            else self.tr("The chat runs when you start it here.")
        )
