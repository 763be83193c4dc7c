"""Pictures of the chat window in its sizes and states of connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pictures.stage import Picture, as_it_is, opened_menu, scene, shown, workshop_chat
from tests.qt.scenes import Scene


def _rooms(window: ChatWindow, made: Scene) -> None:
    window.on_rooms_wanted()


def _people(window: ChatWindow, made: Scene) -> None:
    window.on_members_wanted()


def _app_menu(window: ChatWindow, made: Scene) -> QWidget:
    window.acts.open_app_menu(window.sidebar.menu_button)
    return opened_menu(window)


@contextmanager
def _no_chat() -> Iterator[QWidget]:
    with scene() as made:
        window = ChatWindow(made.controller)
        with shown(window):
            yield window


@contextmanager
def _connecting() -> Iterator[QWidget]:
    with scene() as made:
        made.controller.join_chat(parse_chat_address("chat.example.invalid"))
        window = ChatWindow(made.controller)
        with shown(window):
            yield window


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-full", workshop_chat(as_it_is)),
    ("chat-narrow", workshop_chat(as_it_is, 700, 600)),
    ("chat-narrow-people", workshop_chat(_people, 700, 600)),
    ("chat-slim", workshop_chat(as_it_is, 400, 640)),
    ("chat-slim-rooms", workshop_chat(_rooms, 400, 640)),
    ("chat-slim-people", workshop_chat(_people, 400, 640)),
    ("chat-none", _no_chat),
    ("chat-connecting", _connecting),
    ("menu-app", workshop_chat(_app_menu)),
)
