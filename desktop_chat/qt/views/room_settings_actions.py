"""RoomSettingsActions: opens the settings and the lists of a channel, and carries out what a person changes there.
GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.client.room_settings import RoomSettings
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs import mask_lists_dialog, room_settings_dialog
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.mask_delegate import MaskDelegate

_MOST_NAMES = 20
"""People of one role that are named."""


class RoomSettingsActions(QObject):
    """Acts on channels. A dialog of a chat that was left does nothing more."""

    def __init__(self, window: QWidget, controller: Controller) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller

    def open_settings(self, network: Network, room: Room) -> None:
        """Show the settings of a channel."""
        session = network.session
        dialog = room_settings_dialog.RoomSettingsDialog(
            shown_name(room.name),
            session.read_settings(room.key),
            session.isupport,
            self._role_sentences(network, room),
            self._window,
            moderator=session.is_moderator(room.key),
        )
        dialog.saved.connect(lambda before, after: self._save(network, room, before, after))
        dialog.lists_requested.connect(lambda: self.open_lists(network, room, dialog))
        dialog.open()

    def open_lists(self, network: Network, room: Room, parent: QWidget) -> None:
        """Show the bans, exceptions and invitations of a channel. Only moderators see all lists."""
        session = network.session
        moderator = session.is_moderator(room.key)
        letters = session.list_letters() if moderator else "b"
        dialog = mask_lists_dialog.MaskListsDialog(
            shown_name(room.name), letters, MaskDelegate(), parent, moderator=moderator, terms=session.can_set_terms()
        )

        def show_masks(told: Room, letter: str, masks: object) -> None:
            if told is room and isinstance(masks, tuple):
                dialog.set_masks(letter, masks)

        def ask_list(letter: str) -> None:
            if self._is_open(network):
                network.ask_list(room, letter)

        def add(letter: str, mask: str, minutes: int) -> None:
            if self._is_open(network):
                network.change_list(room, letter, mask, minutes, listed=True)

        def remove(letter: str, mask: str) -> None:
            if self._is_open(network):
                network.change_list(room, letter, mask, listed=False)

        network.mask_list_told.connect(show_masks)
        dialog.finished.connect(lambda: network.mask_list_told.disconnect(show_masks))
        dialog.list_requested.connect(ask_list)
        dialog.added.connect(add)
        dialog.removed.connect(remove)
        dialog.open()
        ask_list(dialog.letter)

    def _save(self, network: Network, room: Room, before: RoomSettings, after: RoomSettings) -> None:
        if self._is_open(network):
            network.change_settings(room, before, after)

    def _is_open(self, network: Network) -> bool:
        return network in self._controller.networks

    def _role_sentences(self, network: Network, room: Room) -> list[str]:
        """Return who has which role, highest first."""
        texts = {
            "~": self.tr("Owners: {0}"),
            "&": self.tr("Administrators: {0}"),
            "@": self.tr("Moderators: {0}"),
            "%": self.tr("Helpers: {0}"),
            "+": self.tr("With a voice: {0}"),
        }
        sentences = []
        for sign, text in texts.items():
            names = sorted(
                (network.name_of(one.nick) for one in room.state.members.values() if one.prefixes[:1] == sign),
                key=str.casefold,
            )
            more = self.tr("%n more", "", len(names) - _MOST_NAMES) if len(names) > _MOST_NAMES else ""
            if names:
                sentences.append(text.format(", ".join([*names[:_MOST_NAMES], *([more] if more else [])])))
        return sentences
