"""What the rows of the sidebar say of servers and rooms in tooltips and to screen readers, and their names in
sentences. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_chat.client.phase import Phase
from desktop_chat.client.presence import Presence
from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room

_DAY_MS = 86_400_000


def name_in_sentence(network: Network, room: Room) -> str:
    """Return the name of a room in a sentence: of a server's page the name of the server."""
    return network.display_name if room.kind == "server" else room.shown_name


def network_state(network: Network) -> str:
    """Return the state of a connection."""
    translate = QCoreApplication.translate
    match network.phase:
        case Phase.ONLINE:
            if network.is_unencrypted:
                return translate("RoomsModel", "Connected, not encrypted")
            return translate("RoomsModel", "Connected")
        case Phase.OFFLINE:
            return network.reason or translate("RoomsModel", "Not connected")
    return translate("RoomsModel", "Connecting")


def tip_text(network: Network, room: Room) -> str:
    """Return the tooltip of a row."""
    if room.kind == "server":
        return network_state(network)
    if room.state.invited_by:
        text = QCoreApplication.translate("RoomsModel", "{0} invites you to {1}")
        return text.format(network.name_of(room.state.invited_by), shown_name(room.name))
    return f"{room.shown_name}, {mute_text(room)}" if room.muted else room.shown_name


def mute_text(room: Room) -> str:
    """Return in words that a room is muted, and until when."""
    if not room.marks.muted_until:
        return QCoreApplication.translate("RoomsModel", "muted")
    end, short = QDateTime.fromMSecsSinceEpoch(room.marks.muted_until), QLocale.FormatType.ShortFormat
    soon = room.marks.muted_until - now_ms() < _DAY_MS
    text = QCoreApplication.translate("RoomsModel", "muted until {0}")
    return text.format(QLocale().toString(end.time() if soon else end, short))


def standing_words(network: Network, room: Room) -> list[str]:
    """Return what a screen reader says of a room before its counts: presence, group, invitation."""
    translate = QCoreApplication.translate
    words = []
    if room.kind == "direct":
        presence = {
            Presence.ONLINE: translate("RoomsModel", "online"),
            Presence.AWAY: translate("RoomsModel", "away"),
            Presence.OFFLINE: translate("RoomsModel", "offline"),
        }
        words.append(presence.get(network.session.presence_of(room.key), ""))
    if room.marks.group and not room.pinned:
        words.append(translate("RoomsModel", "group {0}").format(room.marks.group))
    if room.state.invited_by:
        words.append(translate("RoomsModel", "invitation of {0}").format(network.name_of(room.state.invited_by)))
    return [word for word in words if word]
