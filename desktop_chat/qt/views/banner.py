"""Banner: the state of a troubled connection, and a button to help. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop_chat.client.events import Phase
from desktop_chat.qt.i18n import durations
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import IconLabel, Spinner, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow, has_room_beside, room_of_text
from desktop_chat.qt.widgets.painted import Painted


class Banner(Painted):
    """Hidden while connected. Counts down to the next attempt."""

    connect_requested = Signal()
    host_requested = Signal()
    password_requested = Signal()  # of the chat

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._hosted = False
        self._icon = IconLabel("wifi-off", "warning", 20)
        self._spinner = Spinner(18, self.tr("Connecting"))
        self.text_label = make_label("", "body", wrap=True)
        self.action_button = make_button("", "secondary")
        self.action_button.clicked.connect(self.on_action)
        self.password_button = make_button(self.tr("Enter the password…"), "primary")
        self.password_button.clicked.connect(self.password_requested)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        self._row.setSpacing(Space.SMALL)
        message = QHBoxLayout()
        message.setSpacing(Space.SMALL)
        message.addWidget(self._icon)
        message.addWidget(self._spinner)
        message.addWidget(self.text_label, 1)
        self._row.addLayout(message, 1)
        self._buttons = ButtonRow(self.action_button, self.password_button)
        self._row.addLayout(self._buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.show_state)
        self.setVisible(False)

    def show_network(self, network: Network | None, *, hosted: bool) -> None:
        """Show the state of a server. `hosted`: the chat of this computer."""
        self._network, self._hosted = network, hosted
        self.show_state()

    def show_state(self) -> None:
        network = self._network
        if network is None or network.phase is Phase.ONLINE:
            self._timer.stop()
            self.setVisible(False)
            return
        busy = network.phase is not Phase.OFFLINE
        self._spinner.setVisible(busy)
        self._icon.setVisible(not busy)
        self.text_label.setText(self._busy_words(network) if busy else self._offline_words(network))
        self.action_button.setVisible(not busy)
        self.password_button.setVisible(not busy and network.password_wanted is not None)
        start = self._hosted and not network.is_seeking
        words = self.tr("Start the chat") if start else self._action_words(network)
        self.action_button.setText(literal_text(words, TextSink.CAPTION))
        self.setAccessibleName(self.text_label.text())
        self._arrange()
        self.setVisible(True)
        self.update()
        if network.seconds_to_retry and not self._timer.isActive():
            self._timer.start()

    def _arrange(self) -> None:
        """Place the buttons beside the text, or below it if the text had too little room."""
        beside = has_room_beside((self.text_label,), room_of_text(self, self._icon, self._buttons))
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _busy_words(self, network: Network) -> str:
        return network.reason or self.tr("Connecting to {0}…").format(network.display_name)

    def _offline_words(self, network: Network) -> str:
        if self._hosted and not network.is_seeking:
            return self.tr("Your chat is stopped. Its messages are kept.")
        reason = network.reason or self.tr("You are disconnected.")
        seconds = network.seconds_to_retry
        if not seconds:
            return reason
        again = self.tr("Reconnecting in {0}.").format(durations.duration_text(seconds))
        return f"{_sentence(reason)} {again}"

    def _action_words(self, network: Network) -> str:
        return self.tr("Reconnect now") if network.is_seeking else self.tr("Connect")

    def on_action(self) -> None:
        if self._hosted and self._network is not None and not self._network.is_seeking:
            self.host_requested.emit()
        else:
            self.connect_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        offline = self._network is not None and self._network.phase is Phase.OFFLINE
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.warning_soft if offline else theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _sentence(words: str) -> str:
    """End the words with a full stop: servers and people often leave it out."""
    words = words.rstrip()
    return words if not words or words[-1] in ".!?…:;。！？" else f"{words}."
