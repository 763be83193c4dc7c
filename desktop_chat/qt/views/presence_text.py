"""What the header and the sidebar tell of the person of direct messages: presence, and when last seen. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_chat.client.network_services import is_service
from desktop_chat.client.presence import Presence
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.strings import clock_text, local_day, local_moment, today


def presence_text(network: Network, room: Room) -> str:
    """Return the presence of a person in words: if it is unknown, when the person was last seen; else ""."""
    translate = QCoreApplication.translate
    match network.session.presence_of(room.key):
        case Presence.ONLINE:
            return translate("Presence", "Online")
        case Presence.AWAY:
            text = network.session.away_text_of(room.key)
            return translate("Presence", "Away: {0}").format(text) if text else translate("Presence", "Away")
        case Presence.OFFLINE:
            seen = max(network.session.left_at(room.key), room.last_seen())
            return _last_seen(seen, offline=True) if seen else translate("Presence", "Offline")
        case Presence.UNKNOWN if not is_service(room.name) and (seen := room.last_seen()):
            return _last_seen(seen, offline=False)
    return ""


def _last_seen(time: int, *, offline: bool) -> str:
    """Return when a person was last seen; `time` is Unix ms. `offline`: the server tells that the person has left."""
    translate, clock = QCoreApplication.translate, clock_text(time)
    days = today() - local_day(time)
    if days <= 0:
        here, gone = translate("Presence", "Last seen at {0}"), translate("Presence", "Offline, last seen at {0}")
        return (gone if offline else here).format(clock)
    if days == 1:
        here = translate("Presence", "Last seen yesterday at {0}")
        gone = translate("Presence", "Offline, last seen yesterday at {0}")
        return (gone if offline else here).format(clock)
    local = local_moment(time)
    date = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
    here = translate("Presence", "Last seen on {0} at {1}")
    gone = translate("Presence", "Offline, last seen on {0} at {1}")
    return (gone if offline else here).format(date, clock)
