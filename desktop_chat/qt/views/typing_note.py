"""TypingNote: shows the people typing in the room, and tells the room that the person types. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop_chat.clock import now_ms
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.composer import Composer

_LOOK_MS = 1_000


class TypingNote(QObject):
    """`telling` returns False while the person does not want to be shown as typing. It is asked at each change."""

    def __init__(self, composer: Composer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.telling: Callable[[], bool] = lambda: True
        self._composer = composer
        self._network: Network | None = None
        self._room: Room | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.show_typing)
        composer.edited.connect(self.on_edited)

    def show_room(self, network: Network, room: Room) -> None:
        """Show the people typing in another room."""
        self._network, self._room = network, room
        self.show_typing()

    def show_nothing(self) -> None:
        """Let go of the room."""
        self._network = self._room = None
        self.show_typing()

    def on_typing_changed(self, room: Room) -> None:
        if room is self._room:
            self.show_typing()

    def show_typing(self) -> None:
        """Show the people typing now, and check again until nobody types."""
        names: list[str] = []
        if self._network is not None and self._room is not None:
            nicks = self._network.session.nicks_typing(self._room.key, now_ms())
            names = list(map(self._network.name_of, nicks))
        self._composer.set_note(self._typing_text(names))
        if names and not self._timer.isActive():
            self._timer.start()
        elif not names:
            self._timer.stop()

    def _typing_text(self, names: list[str]) -> str:
        match names:
            case []:
                return ""
            case [one]:
                return self.tr("{0} is typing…").format(one)
            case [one, other]:
                return self.tr("{0} and {1} are typing…").format(one, other)
            case _:
                return self.tr("Several people are typing…")

    def on_edited(self, text: str) -> None:
        """Tell the room that the person types, but not for a command."""
        if self._network is None or self._room is None or self._composer.editing is not None or not self.telling():
            return
        self._network.note_typing(self._room, something=bool(text.strip()) and not text.startswith("/"))
