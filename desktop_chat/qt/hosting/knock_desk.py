"""KnockDesk: people who ask to be let into the chat hosted here, on a bar of a window. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.net.control_values import ControlAnswer, KnockRow
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.widgets import knock_bar


class KnockDesk(QObject):
    """Makes the bar for the first person who asks. The task bar marks the window when somebody new asks."""

    def __init__(
        self, hosting: Hosting, window: QWidget, place: Callable[[QWidget], object], say: Callable[[str], object]
    ) -> None:
        """`place` puts the bar into the window; `say` shows a sentence there."""
        super().__init__(window)
        self._hosting = hosting
        self._window = window
        self._place = place
        self._say = say
        self._seen = 0
        self.bar: knock_bar.KnockBar | None = None
        hosting.knocks_changed.connect(self.show_knocks)
        self.show_knocks(hosting.knocks)

    def show_knocks(self, knocks: tuple[KnockRow, ...]) -> None:
        if self.bar is None:
            if not knocks:
                return
            self.bar = knock_bar.KnockBar()
            self.bar.answered.connect(self.on_answered)
            self._place(self.bar)
        self.bar.set_knocks(knocks)
        newest = max((knock.id for knock in knocks), default=0)
        if newest > self._seen:
            self._seen = newest
            QApplication.alert(self._window)

    def on_answered(self, knock: KnockRow, answer: str) -> None:
        def on_done(done: ControlAnswer) -> None:
            if not done.ok:
                self._say(done.error)

        self._hosting.send_request("answer_knock", {"number": knock.id, "answer": answer}, on_done)
