"""The card with the state of the chat, and buttons to start, stop and open the chat. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.qt.hosting.server_process import Failure
from desktop_chat.qt.i18n.durations import duration_text
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.launcher.notice import Notice
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import Card, Dot, ElidedLabel, Spinner, StatusDot, make_button

_DOTS = {
    ServerPhase.STOPPED: Dot.OFF,
    ServerPhase.STARTING: Dot.BUSY,
    ServerPhase.RUNNING: Dot.GOOD,
    ServerPhase.STOPPING: Dot.BUSY,
    ServerPhase.FAILED: Dot.BAD,
}
_GAP = 4
_BUSY = (ServerPhase.STARTING, ServerPhase.STOPPING)


class StateCard(Card):
    """The state, buttons to start, stop and open the chat, and a Notice with a remedy."""

    start_requested = Signal()
    stop_requested = Signal()
    chat_requested = Signal()
    port_requested = Signal(object)  # FreePort, to start on instead
    log_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._state = ServerState(ServerPhase.STOPPED, 0, "", "", 0)
        self._failure: Failure | None = None
        self._restarted = 0
        self._dot = StatusDot(size=14)
        self._spinner = Spinner(16)
        self.phase_label = ElidedLabel(kind="title")
        self.since_label = ElidedLabel(kind="muted")
        self.main_button = make_button("", "primary")
        self.chat_button = make_button(self.tr("Open the chat"), "primary", "message")
        self.notice = Notice()
        self._lay_out()
        self.main_button.clicked.connect(self.on_main_clicked)
        self.chat_button.clicked.connect(self.chat_requested)
        self.notice.acted.connect(self.on_notice_acted)
        self.set_state(self._state, 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL + Space.TINY)
        mark = QVBoxLayout()
        mark.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignCenter)
        mark.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignCenter)
        head.addLayout(mark)
        head.addWidget(self.phase_label, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.since_label)
        self.body.addSpacing(Space.SMALL)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(Space.SMALL)
        for button in (self.chat_button, self.main_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button, 1)
        self.body.addWidget(self.notice)
        self.body.addLayout(row)

    def set_tight(self, *, tight: bool) -> None:
        """Place the buttons below each other if `tight`."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if tight else directions.LeftToRight)

    def set_state(self, state: ServerState, now: int, failure: Failure | None = None) -> None:
        """Show a state. `now`: Unix ms."""
        self._state, self._failure = state, failure
        if state.phase is not ServerPhase.RUNNING:
            self._restarted = 0
        busy = state.phase in _BUSY
        self._dot.setVisible(not busy)
        self._spinner.setVisible(busy)
        self.phase_label.setText(self._phase_words())
        self._dot.set_state(_DOTS[state.phase], self.phase_label.text())
        self._set_buttons()
        self._set_notice()
        self.set_now(now)
        self.setAccessibleName(self.phase_label.text())

    def set_restarted(self, when: int, now: int) -> None:
        """Show until the next change of the phase that the chat crashed and restarted at `when` (Unix ms)."""
        self._restarted = when
        self._set_notice(now)

    def set_now(self, now: int) -> None:
        """Update the running time. `now`: Unix ms."""
        self.since_label.setText(self._since_words(now))

    def on_main_clicked(self) -> None:
        if self._state.phase is ServerPhase.RUNNING or self._state.phase is ServerPhase.STARTING:
            self.stop_requested.emit()
        else:
            self.start_requested.emit()

    def on_notice_acted(self) -> None:
        if self._failure is not None and self._failure.free_port is not None:
            self.port_requested.emit(self._failure.free_port)
        else:
            self.log_requested.emit()

    def _phase_words(self) -> str:
        match self._state.phase:
            case ServerPhase.STOPPED:
                return self.tr("Stopped")
            case ServerPhase.STARTING:
                return self.tr("Starting")
            case ServerPhase.RUNNING:
                return self.tr("Running")
            case ServerPhase.STOPPING:
                return self.tr("Stopping")
            case ServerPhase.FAILED:
                return self.tr("Failed")

    def _since_words(self, now: int) -> str:
        state = self._state
        match state.phase:
            case ServerPhase.RUNNING:
                time = duration_text((now - state.since) // 1000)
                return self.tr("{name}, running for {time}").format(name=state.name, time=time)
            case ServerPhase.STARTING:
                return state.reason or self.tr("This takes a moment.")
            case ServerPhase.STOPPING:
                return self.tr("Everybody is told. All messages are kept.")
            case ServerPhase.FAILED:
                return self.tr("Since {time}").format(time=strings.moment_text(state.since, now))
        return self.tr("Start it, and others can join from their computers.")

    def _set_buttons(self) -> None:
        phase = self._state.phase
        running = phase is ServerPhase.RUNNING
        self.chat_button.setVisible(running)
        if running and self.main_button.hasFocus():
            self.chat_button.setFocus()  # so that a second press on Space does not stop the chat
        self.main_button.setEnabled(phase is not ServerPhase.STOPPING)
        match phase:
            case ServerPhase.RUNNING | ServerPhase.STOPPING:
                self._dress_button(self.main_button, self.tr("Stop"), "secondary", "stop", "text")
            case ServerPhase.STARTING:
                self._dress_button(self.main_button, self.tr("Cancel"), "secondary", "close", "text")
            case ServerPhase.FAILED:
                mends = self._failure is not None and self._failure.free_port is not None
                role, colour = ("secondary", "text") if mends else ("primary", "accent_text")
                self._dress_button(self.main_button, self.tr("Try again"), role, "refresh", colour)
            case _:
                self._dress_button(self.main_button, self.tr("Start"), "primary", "play", "accent_text")

    @staticmethod
    def _dress_button(button: QPushButton, text: str, role: str, icon: str, colour: str) -> None:
        button.setText(literal_text(text, TextSink.CAPTION))
        button.setProperty("role", role)
        set_themed_icon(button, icon, colour, 18, _GAP)
        refresh_style(button)

    def _set_notice(self, now: int = 0) -> None:
        state, failure = self._state, self._failure
        if state.phase is ServerPhase.FAILED:
            free = failure.free_port if failure is not None else None
            action = self.tr("Show the log") if free is None else self.tr("Use port {port}").format(port=free.port)
            self.notice.show_notice("danger", state.reason, action, strong=free is not None)
        elif state.phase is ServerPhase.RUNNING and state.trouble:
            self.notice.show_notice("warning", state.trouble, self.tr("Show the log"))
        elif self._restarted:
            text = self.tr("It ended unexpectedly and was started again at {time}. No messages were lost.")
            self.notice.show_notice(
                "warning", text.format(time=strings.moment_text(self._restarted, now)), self.tr("Show the log")
            )
        else:
            self.notice.hide()
