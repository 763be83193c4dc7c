"""Panes stand side by side in a wide window, over each other in a narrow one, and one at a time in a slim one."""

from __future__ import annotations

from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.pane_layout import NARROW, SLIM


def arrange(window: ChatWindow, width: int) -> None:
    window.resize(width, 500)
    window._arrange_panes()


def test_people_stand_beside_the_room_in_a_wide_window(window: ChatWindow) -> None:
    arrange(window, 1200)
    assert window.sidebar.isVisible()
    assert window.people.isVisible()
    assert window.people.geometry().left() >= window.pane.mapTo(window, window.pane.rect().topRight()).x()


def test_people_are_hidden_at_first_in_a_narrow_window_and_lie_over_the_room(window: ChatWindow) -> None:
    arrange(window, NARROW - 10)
    assert window.sidebar.isVisible()
    assert not window.people.isVisible()
    window.places.toggle_people()
    window._arrange_panes()
    assert window.people.isVisible()
    assert window.people.geometry().intersects(window.pane.geometry().translated(window.sidebar.width(), 0))


def test_wide_and_narrow_windows_remember_their_own_choice(window: ChatWindow) -> None:
    arrange(window, 1200)
    window.places.toggle_people()
    window._arrange_panes()
    assert not window.people.isVisible()
    arrange(window, NARROW - 10)
    window.places.toggle_people()
    window._arrange_panes()
    assert window.people.isVisible()
    arrange(window, 1200)
    assert not window.people.isVisible()


def test_a_slim_window_shows_either_the_rooms_or_the_room(window: ChatWindow) -> None:
    arrange(window, SLIM - 10)
    assert window.pane.isVisible()
    assert not window.sidebar.isVisible()
    window.on_rooms_wanted()
    assert window.sidebar.isVisible()
    assert not window.pane.isVisible()


def test_the_search_takes_the_place_of_the_people(window: ChatWindow) -> None:
    arrange(window, 1200)
    window.on_search_wanted()
    assert window.search.isVisible()
    assert not window.people.isVisible()


def test_direct_messages_have_no_people(window: ChatWindow) -> None:
    assert window.network is not None
    arrange(window, 1200)
    window.show_room(window.network, window.network.rooms["bob"])
    assert not window.people.isVisible()
