"""The card that offers to let people from the internet in, through the router. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.net.control_values import ServerState
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import Card, IconLabel, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow


class RouterQuestion(ActQuestion):
    """Asks before the router is asked to open a port."""

    def __init__(self, parent: QWidget | None) -> None:
        text = self.tr(
            "Your router then lets everybody on the internet reach this chat; the page Links says who may come in."
            " The port is closed again when the chat stops."
        )
        title, action = self.tr("Open the chat to the internet?"), self.tr("Open it")
        super().__init__("globe", title, text, action, "primary", parent)
        self.add_buttons()


class RouterCard(Card):
    """Says whether the internet reaches the chat. The router is asked only after the host has agreed."""

    change_requested = Signal(bool)  # open or close the port

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("From the internet"), parent)
        self._is_wanted = False
        self._icon = IconLabel("globe", "muted", 18)
        self.state_label = make_label(kind="muted", wrap=True)
        self.button = make_button("")
        self.button.clicked.connect(self.on_clicked)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.state_label, 1)
        self.body.addLayout(row)
        self.body.addLayout(ButtonRow(self.button))

    def set_state(self, state: ServerState) -> None:
        self._is_wanted = state.router
        tone, text = self._state_words(state)
        self._icon.set_icon("globe" if tone != "warning" else "alert", tone)
        self.state_label.setText(text)
        if not state.router:
            self.button.setText(self.tr("Open the port…"))
        else:
            self.button.setText(self.tr("Close it") if state.outside else self.tr("Stop asking"))

    def _state_words(self, state: ServerState) -> tuple[str, str]:
        """Return the tone and the sentence."""
        if not state.router:
            return "muted", self.tr("Your router keeps people from the internet out. It can open a port for this chat.")
        if state.router_trouble:
            return "warning", state.router_trouble
        if state.outside:
            text = self.tr("The router lets people from the internet in at {address}. It is in the link, too.")
            return "success", text.format(address=state.outside)
        return "muted", self.tr("The router is being asked…")

    def on_clicked(self) -> None:
        """Ask before the port is opened; close it at once."""
        if self._is_wanted:
            self.change_requested.emit(False)
            return
        question = RouterQuestion(self.window())
        question.accepted.connect(lambda: self.change_requested.emit(True))
        question.open()
