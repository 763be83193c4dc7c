"""JumpsModel: the targets of the quick switcher, filtered by the typed text. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.models.item_list import ItemListModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.value_class import value

JUMP = int(Qt.ItemDataRole.UserRole) + 1
_SHOWN = 50


@value
class Jump:
    """A target: a room, or a person without a conversation (`room` is None)."""

    network: Network
    room: Room | None
    name: str
    shown: str = ""
    """The name of a person as people write it; "" for others."""

    @property
    def title(self) -> str:
        return self.shown or shown_name(self.name)


def find_jumps(rows: Sequence[tuple[Network, Room]], network: Network | None, room: Room | None) -> list[Jump]:
    """Return all rooms as targets, and the people of the shown room without a conversation."""
    jumps = [_room_jump(one, row) for one, row in rows]
    if network is None or room is None:
        return jumps
    known = {row.key for one, row in rows if one is network} | {network.session.key_of(network.nick)}
    people = [member.nick for key, member in room.state.members.items() if key not in known]
    return [*jumps, *(Jump(network, None, nick, network.name_of(nick)) for nick in people)]


def _room_jump(network: Network, room: Room) -> Jump:
    name = network.display_name if room.kind == "server" else room.name
    return Jump(network, room, name, room.shown_name if room.kind == "direct" else "")


class JumpsModel(ItemListModel[Jump]):
    """The best matches first, by `match_quality`; among equal matches, rooms with mentions first."""

    def __init__(self, jumps: Sequence[Jump], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = list(jumps)
        self.set_filter("")

    def set_filter(self, text: str) -> None:
        """Show the targets that match `text`. People are shown only for a text."""
        wanted = text.casefold().strip()
        fits = []
        for place, jump in enumerate(self._all):
            ranks = [rank for name in {jump.name, jump.title} if (rank := match_quality(wanted, name)) is not None]
            rank = min(ranks, default=None)
            if rank is not None and (wanted or jump.room is not None):
                unread = 0 if jump.room is not None and jump.room.mentions else 1
                fits.append((rank, jump.room is None, unread, place, jump))
        self.set_items([found[-1] for found in sorted(fits, key=lambda found: found[:-1])][:_SHOWN])

    def item_data(self, item: Jump, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.title}, {item.network.display_name}"
        return item if role == JUMP else None


def match_quality(wanted: str, name: str) -> int | None:
    """Return how well a name matches; None for no match.

    0: the name begins with the text; 1: a word of the name does; 2: the name contains the text;
    3: the name contains the letters of the text in order.
    """
    text = name.casefold()
    bare = text.lstrip("#&")
    if text.startswith(wanted) or bare.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in bare.replace("-", " ").replace("_", " ").split()):
        return 1
    if wanted in text:
        return 2
    letters = iter(text)
    return 3 if all(letter in letters for letter in wanted) else None
