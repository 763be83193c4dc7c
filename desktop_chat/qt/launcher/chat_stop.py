"""ChatStop: stops the chat hosted here, also to start it again or to close the launcher's window. GUI thread.

Where people are connected, a question comes first.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.dialogs.question import KeepQuestion, MessageQuestion
from desktop_chat.qt.hosting.hosting import Hosting

Closing = Literal["ask", "keep", "stop"]
"""The fate of a running chat when the window is closed."""


class ChatStop(QObject):
    """Knows what is to happen once the chat has stopped."""

    close_requested = Signal()  # close the window now
    start_requested = Signal()  # start the chat again now
    closing_chosen = Signal(str)  # a Closing, to be remembered

    def __init__(self, hosting: Hosting, closing: Closing, window: QWidget) -> None:
        """`closing`: what happens to a running chat when the window is closed. Questions stand above `window`."""
        super().__init__(window)
        self.closing: Closing = closing
        self._hosting = hosting
        self._window = window
        self._stopping_to_close = False
        self._leaving = False
        self._starting_again = False

    def stop_chat(self) -> None:
        """Stop the chat. If people are connected, ask first, and offer to tell them why."""
        if not self._hosting.users:
            self._hosting.stop_server()
            return
        self._ask_to_stop(self.tr("Stop the chat?"), self.tr("Stop"))

    def restart_chat(self) -> None:
        """Stop the chat, and start it again."""
        self._starting_again = True
        self._hosting.stop_server(self.tr("The chat is restarted and is back in a moment."))

    def note_stopped(self) -> None:
        """Close the window or start the chat again, if the stop was a part of closing or restarting."""
        if self._stopping_to_close:
            self.close_requested.emit()
        elif self._starting_again:
            self._starting_again = False
            self.start_requested.emit()

    def may_close(self) -> bool:
        """Return whether the window may close now. If not, ask whether a running chat goes on, unless the person has
        chosen that before; `close_requested` may follow."""
        stopping = self._stopping_to_close or self._hosting.state.phase is ServerPhase.STOPPING
        if not self._hosting.is_active or (not stopping and (self._leaving or self.closing == "keep")):
            self._stopping_to_close = self._leaving = False
            return True
        if stopping:
            self._stopping_to_close = True  # the window closes once the chat has stopped
        elif self.closing == "stop":
            self._stop_and_close()
        else:
            self._ask_to_keep()
        return False

    def _ask_to_stop(self, title: str, action: str) -> None:
        people = self.tr("%n people are connected.", "", len(self._hosting.users))
        text = people + " " + self.tr("All messages are kept. They see what you write here.")
        question = MessageQuestion("stop", title, text, self.tr("Why (optional)"), action, self._window)
        question.answered.connect(self.on_stop_answered)
        question.rejected.connect(self.on_stop_rejected)
        question.open()

    def on_stop_answered(self, message: str) -> None:
        self._hosting.stop_server(message)
        if self._stopping_to_close and not self._hosting.is_active:
            self.close_requested.emit()

    def on_stop_rejected(self) -> None:
        self._stopping_to_close = False

    def _ask_to_keep(self) -> None:
        people = len(self._hosting.users)
        text = self.tr("It can go on without this window; open the program again to find it here.")
        if people:
            text = self.tr("%n people are connected.", "", people) + " " + text
        question = KeepQuestion(self.tr("The chat is running"), text, self._window)
        question.answered.connect(self.on_keep_answered)
        question.open()

    def on_keep_answered(self, keep: bool, remember: bool) -> None:
        if remember:
            self.closing = "keep" if keep else "stop"
            self.closing_chosen.emit(self.closing)
        if keep:
            self._leaving = True
            self.close_requested.emit()
        else:
            self._stop_and_close()

    def _stop_and_close(self) -> None:
        self._stopping_to_close = True
        if self._hosting.users and self._hosting.is_running:
            self._ask_to_stop(self.tr("Stop the chat and close?"), self.tr("Stop"))
        else:
            self._hosting.stop_server()
            if not self._hosting.is_active:
                self.close_requested.emit()
