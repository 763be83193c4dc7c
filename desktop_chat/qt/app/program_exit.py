"""ProgramExit: decides what the closing of a window means, and ends the program after the last one. GUI thread.

A closed chat window may rest in the tray, and a chat hosted here may go on without a window: the person is asked about
both, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.dialogs import question, tray_question
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher import chat_stop


class ProgramExit(QObject):
    """Emits `finished` once no window is left and the chat hosted here has stopped, if it was to stop."""

    finished = Signal()

    def __init__(
        self, settings: Settings, hosting: Hosting, is_windowless: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """`is_windowless` returns True if no window is visible."""
        super().__init__(parent)
        self.has_tray: Callable[[], bool] = lambda: False
        """Returns True while an icon in the system's tray leads back into the program."""
        self.is_resting = False
        """The program goes on in the tray, without a window."""
        self.is_ending = False
        """A signal or a logout ends the program."""
        self._settings = settings
        self._hosting = hosting
        self._is_windowless = is_windowless
        self._is_quitting = False
        """The person chose to quit: no window rests in the tray."""
        self._was_asked = False
        """The person has answered what becomes of the chat."""
        self._is_stopping = False
        """The program ends after the stop of the chat."""
        hosting.state_changed.connect(self.on_hosting_changed)

    def finish_soon(self) -> None:
        """Emit `finished` after the present event, if no window is left then."""
        QTimer.singleShot(0, self, self._finish_if_empty)

    def _finish_if_empty(self) -> None:
        is_over = self._is_windowless() and not self.is_resting
        if (self.is_ending or is_over) and not self._is_stopping:
            self.finished.emit()

    def on_hosting_changed(self) -> None:
        if self._is_stopping and not self._hosting.is_active:
            self._is_stopping = False
            self.finish_soon()

    @contextmanager
    def quitting(self) -> Iterator[None]:
        """Close windows inside: they leave nothing in the tray."""
        self.is_resting, self._is_quitting = False, True
        try:
            yield
        finally:
            self._is_quitting = False

    def begin_end(self) -> None:
        """End without questions. A chat hosted here is stopped in order, unless the person chose to keep it running."""
        self.is_ending = True
        if self._hosting.is_active and self._settings.preferences.on_close != "keep":
            self._stop_hosting()

    def launcher_closing(self, *, others: bool) -> chat_stop.Closing:
        """Return what the closing of the launcher means for the chat. The question comes only if no other window stays
        open."""
        match self._settings.preferences.on_close:
            case "stop" if not others:
                return "stop"
            case "ask" if not others:
                return "ask"
        return "keep"

    def may_close_chat(self, chat: QWidget, *, others: bool) -> bool:
        """Return whether the chat window may close now. `others`: another window is visible.

        If not, the person is asked first, and the answer closes the window again. If yes and no other window is
        visible, the program rests in the tray, or the chat hosted here goes on or stops, as the person has chosen.
        """
        is_last = not others and not self._was_asked
        match self._settings.preferences.close_to_tray if is_last and not self._is_quitting and self.has_tray() else "":
            case "ask":
                self._ask_about_tray(chat)
                return False
            case "tray":
                self.is_resting = True
        if not is_last or self.is_resting or not self._hosting.is_active:
            return True
        match self._settings.preferences.on_close:
            case "ask":
                self._ask_about_hosting(chat)
                return False
            case "stop":
                self._stop_hosting()
        return True

    def _ask_about_tray(self, chat: QWidget) -> None:
        def keep_answer(choice: str) -> None:
            self._settings.change_fields(close_to_tray=choice)
            chat.close()

        asked = tray_question.TrayQuestion(chat)
        asked.answered.connect(keep_answer)
        asked.open()

    def _ask_about_hosting(self, chat: QWidget) -> None:
        def follow_answer(keep: bool, remember: bool) -> None:
            if remember:
                self._settings.change_fields(on_close="keep" if keep else "stop")
            if not keep:
                self._stop_hosting()
            self._was_asked = True
            chat.close()
            self._was_asked = False

        asked = question.KeepQuestion(
            self.tr("Your chat is running"),
            self.tr("It can go on without a window; open the program again to find it here."),
            chat,
        )
        asked.answered.connect(follow_answer)
        asked.open()

    def _stop_hosting(self) -> None:
        """Stop the chat. The program ends after that."""
        self._is_stopping = True
        self._hosting.stop_server()
        self._is_stopping = self._hosting.is_active
