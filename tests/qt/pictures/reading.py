"""Pictures of reading: unread lines, days, search, mentions."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_chat.client.search_filters import parse_filters
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.day_dialog import DayDialog
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.mentions_view import MentionsView
from desktop_chat.qt.views.switcher import Switcher
from tests.client.archive_searching import find
from tests.qt.pictures.stage import Picture, opened_menu, say, workshop_chat
from tests.qt.scenes import Clock, Scene, pump_until, talk


def _first_unread(window: ChatWindow, made: Scene) -> None:
    """A room whose unread messages need more than a screen."""
    network = window.network
    assert network is not None
    lamps = network.rooms["#lamps"]
    network.mark_read(lamps)
    said = [(("Bob", "Cid")[number // 3 % 2], f"Shade {number} is ready") for number in range(1, 41)]
    network.on_received(tuple(map(parse_line, talk("#lamps", said, Clock()))))
    window.show_room(network, lamps)


def _going_to_a_day(window: ChatWindow, made: Scene) -> QWidget:
    window.pane.day_jump.ask_day()
    return window.findChildren(DayDialog)[-1]


def _searching(window: ChatWindow, made: Scene) -> None:
    window.on_search_wanted()
    pump_until(lambda: bool(find(made.controller.archive, "the")))
    _search_for(window, "the")


def _searching_everywhere(window: ChatWindow, made: Scene) -> None:
    _searching(window, made)
    window.search.everywhere_switch.setChecked(True)
    _search_for(window, "a")


def _searching_with_filters(window: ChatWindow, made: Scene) -> None:
    _searching(window, made)
    _search_for(window, "from:cid in:lobby has:link shade")


def _choosing_a_filter(window: ChatWindow, made: Scene) -> QWidget:
    window.on_search_wanted()
    window.search.open_filter_menu()
    return opened_menu(window)


def _searching_nothing(window: ChatWindow, made: Scene) -> None:
    window.on_search_wanted()
    window.search.field.setText("giraffe")
    window.search.search_again()
    nothing = say("SearchPanel", "Nothing was found for “{0}”.").format("giraffe")
    pump_until(lambda: window.search.note_label.text() == nothing)


def _search_for(window: ChatWindow, typed: str) -> None:
    window.search.field.setText(typed)
    window.search.search_again()
    words = parse_filters(typed, date.today()).words
    pump_until(lambda: window.search.results.count() > 0 and window.search.words_delegate.words == words)


def _mentions(window: ChatWindow, made: Scene) -> QWidget:
    network = made.controller.networks[0]
    made.controller.set_mention_words(["laser"])
    line = "@time=2026-02-03T10:00:00.000Z;msgid=r1;+draft/reply={0} :Bob!b@192.168.1.31 PRIVMSG #lobby :{1}"
    own = next(
        entry
        for entry in map(network.rooms["#lobby"].log.entry_at, range(len(network.rooms["#lobby"].log)))
        if entry.own
    )
    network.on_received((parse_line(line.format(own.msgid, "Sixty is plenty, I take twenty of them")),))
    flushed: list[bool] = []
    made.controller.archive.flush(lambda: flushed.append(True))
    pump_until(lambda: bool(flushed))
    window.messages.show_mentions()
    return next(one for one in window.findChildren(MentionsView) if one.isVisible())


def _jumping(window: ChatWindow, made: Scene) -> QWidget:
    window.on_jump_wanted()
    return window.findChildren(Switcher)[-1]


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-day", workshop_chat(_going_to_a_day)),
    ("chat-first-unread", workshop_chat(_first_unread)),
    ("chat-search", workshop_chat(_searching)),
    ("chat-search-everywhere", workshop_chat(_searching_everywhere)),
    ("chat-search-filters", workshop_chat(_searching_with_filters)),
    ("chat-search-filter-menu", workshop_chat(_choosing_a_filter)),
    ("chat-search-nothing", workshop_chat(_searching_nothing)),
    ("switcher", workshop_chat(_jumping)),
    ("mentions", workshop_chat(_mentions)),
    ("mentions-slim", workshop_chat(_mentions, 400, 640)),
)
