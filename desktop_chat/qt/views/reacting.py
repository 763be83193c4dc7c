"""Reacting: reactions to messages, and emoji for the composer, with the picker of a chat window. Thread: GUI."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

from PySide6.QtCore import QLocale, QObject, QRect, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_chat.client import emoji_catalogue, recent_emoji
from desktop_chat.client.entry import Entry
from desktop_chat.client.preferences import Settings
from desktop_chat.client.reactions import reactions_of
from desktop_chat.client.session import Session
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.chips import cannot_react
from desktop_chat.qt.views import emoji_picker
from desktop_chat.qt.views.completion import Offer, offer_emoji
from desktop_chat.qt.views.room_pane import RoomPane

_QUICK = 6
"""Reactions in the menu of a message."""
_LOAD_MS = 2_000
"""The names of emoji are loaded so long after the window was made."""


class Reacting(QObject):
    """Remembers the emoji used last and the skin tone in the settings."""

    def __init__(self, window: QWidget, pane: RoomPane, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._pane = pane
        self._settings = settings
        timeline, composer = pane.timeline, pane.composer
        timeline.may_react = partial(pane.writing.is_allowed, Session.can_react)
        timeline.react_refusal = self.react_refusal
        timeline.quick_reactions = lambda: recent_emoji.quick_emoji(settings.preferences.recent_emoji, _QUICK)
        timeline.reaction_requested.connect(self.on_reaction_requested)
        timeline.picker_requested.connect(self.on_picker_requested)
        composer.emoji_button.clicked.connect(self.open_for_composer)
        composer.offer_emoji = self.offer
        QShortcut(QKeySequence("Ctrl+."), window).activated.connect(self.open_for_composer)
        QTimer.singleShot(_LOAD_MS, self, self.load_names)

    def load_names(self) -> None:
        """Load the names of emoji on a thread, before a person asks for emoji: the GUI thread would stand still for
        30 to 60 ms."""
        if not emoji_catalogue.emoji_catalogue.cache_info().currsize:
            Thread(target=emoji_catalogue.emoji_catalogue, args=(_language(),), name="emoji names").start()

    def offer(self, before: str) -> Offer | None:
        """Return the emoji for a `:shortcode` at the end of a text, in the person's language and skin tone."""
        return offer_emoji(before, _language(), self._settings.preferences.skin_tone)

    def react_refusal(self, entry: Entry) -> str:
        """Return why nobody can react to a message, or "". On the page of a server nobody wants to."""
        is_page = self._pane.room is not None and self._pane.room.kind == "server"
        return cannot_react() if entry.is_settled and not is_page else ""

    def on_reaction_requested(self, entry: Entry, text: str) -> None:
        """Add a reaction to an entry of the shown room, or take it back if it is there."""
        network, room = self._pane.network, self._pane.room
        if network is None or room is None:
            return
        self._toggle_reaction(network, room, entry, text)

    def _toggle_reaction(self, network: Network, room: Room, entry: Entry, text: str) -> None:
        present = not any(one.own and one.text == text for one in reactions_of(room.current_entry(entry)))
        if present:
            self._note_used(text)
        network.react(room, entry, text, present=present)

    def on_picker_requested(self, entry: Entry, place: QRect) -> None:
        """Let the person choose a reaction to an entry of the shown room."""
        network, room = self._pane.network, self._pane.room
        if network is not None and room is not None:
            self._open_picker(place, partial(self._toggle_reaction, network, room, entry))

    def open_for_composer(self) -> None:
        """Let the person choose an emoji for the composer."""
        button = self._pane.composer.emoji_button
        if self._pane.composer.edit.isEnabled() and button.isVisible():
            self._open_picker(QRect(button.mapToGlobal(button.rect().topLeft()), button.size()), self._insert_emoji)

    def _insert_emoji(self, text: str) -> None:
        self._note_used(text)
        self._pane.composer.insert_text(text)

    def _open_picker(self, place: QRect, chosen: Callable[[str], None]) -> None:
        kept = self._settings.preferences
        first = recent_emoji.quick_emoji(kept.recent_emoji, recent_emoji.MOST)
        picker = emoji_picker.EmojiPicker(first, kept.skin_tone, self._window)
        picker.chosen.connect(chosen)
        picker.tone_chosen.connect(self.on_tone_chosen)
        picker.open_beside(place)

    def on_tone_chosen(self, tone: int) -> None:
        self._settings.change_fields(skin_tone=tone)

    def _note_used(self, text: str) -> None:
        self._settings.change_fields(
            recent_emoji=recent_emoji.note_emoji(self._settings.preferences.recent_emoji, text)
        )


def _language() -> str:
    """Return the language of the names of emoji."""
    return QLocale().name()[:2]
