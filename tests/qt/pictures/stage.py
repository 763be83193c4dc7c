"""The stage of the pictures: widgets that are shown and go afterwards, the chat window in the workshop, dialogs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script, room_lines, workshop, workshop_is_full

Picture = Callable[[], AbstractContextManager[QWidget]]


KEY = "3f9a51c02be7d4480c6f1a2b9d83e5f7" * 2


@contextmanager
def shown(widget: QWidget) -> Iterator[QWidget]:
    """A widget as it is; it goes afterwards."""
    yield widget
    widget.close()
    widget.deleteLater()


@contextmanager
def scene() -> Iterator[Scene]:
    with tempfile.TemporaryDirectory() as folder:
        made = Scene(Path(folder))
        try:
            yield made
        finally:
            made.close()


def workshop_chat(
    prepare: Callable[[ChatWindow, Scene], QWidget | None], width: int = 1080, height: int = 720
) -> Picture:
    """The chat window in the workshop; `prepare` brings it into its state, and may give another widget to paint."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            network = made.enter(workshop(), entries=workshop_is_full)
            made.enter(Script(network="Family", lines=room_lines("#kitchen", ("Ann", "Grandma"))))
            window = ChatWindow(made.controller)
            window.resize(width, height)
            window.show()
            window.activateWindow()
            window.show_room(network, network.rooms["#lobby"])
            painted = prepare(window, made)
            yield painted or window
            window.close()
            window.deleteLater()

    return build


def as_it_is(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText("")


def say(context: str, text: str) -> str:
    """In the language of the picture, what the window says by itself elsewhere."""
    return QCoreApplication.translate(context, text)


def opened_menu(window: ChatWindow) -> QWidget:
    """The menu that was opened just now. It is painted even when it is closed because the window in front changes."""
    menu = [menu for menu in window.findChildren(QMenu) if not isinstance(menu.parent(), QMenu)][-1]
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return menu


def dialog(make: Callable[[], QWidget]) -> Picture:
    return lambda: shown(make())
