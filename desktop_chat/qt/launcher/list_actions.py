"""ListActions: what the acts on each list page of the launcher have in common. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.net.control_values import ControlAnswer, ControlError
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.widgets import Toast

_Row = TypeVar("_Row")


class ListActions(QObject):
    """Asks the server for rows, and tells the outcome of requests by a toast. The page learns whether the chat runs."""

    def __init__(self, hosting: Hosting, page: ListPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page_running = page.set_running
        self._toast = toast
        self._window = window
        page.refresh_requested.connect(self.refresh)
        hosting.state_changed.connect(self.on_state_changed)
        self.on_state_changed()

    def on_state_changed(self) -> None:
        self._page_running(running=self._hosting.is_running)

    def refresh(self) -> None:
        """Ask for the present rows."""
        raise NotImplementedError

    def request_rows(
        self,
        kind: str,
        parse: Callable[[object], tuple[_Row, ...]],
        show: Callable[[tuple[_Row, ...]], None],
    ) -> None:
        """Request rows of a running server, and call `show`: with () for the unknown form of a newer server."""

        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                try:
                    rows = parse(answer.value)
                except ControlError:
                    rows = ()
                show(rows)
            elif self._hosting.is_running:
                self._toast.show_toast(answer.error, icon="alert")

        if self._hosting.is_running:
            self._hosting.send_request(kind, then=on_answered)

    def send_change(self, do: str, arguments: dict[str, Any], done: str) -> None:
        """Send a request, show `done` or the error, and refresh the rows."""

        def on_answered(answer: ControlAnswer) -> None:
            self._toast.show_toast(done if answer.ok else answer.error, icon="check" if answer.ok else "alert")
            self.refresh()

        self._hosting.send_request(do, arguments, on_answered)

    def known_rooms(self) -> list[str]:
        """Return the rooms with people, the lobby first."""
        lobby = self._hosting.state.lobby
        rooms = {room for user in self._hosting.users for room in user.rooms} - {lobby}
        return [*([lobby] if lobby else []), *sorted(rooms, key=str.casefold)]
