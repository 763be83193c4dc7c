"""Why a person is not in a room, or may not write or send files there: words for the bar above the timeline and for
the composer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.client.entry_problem import Obstacle
from desktop_chat.client.phase import Phase
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.isupport import FILES
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views import silence_bar
from desktop_chat.texts import QT_TRANSLATE_NOOP

_TEXTS = {
    Obstacle.PASSWORD: QT_TRANSLATE_NOOP("EntryBar", "{0} has a password."),
    Obstacle.INVITATION: QT_TRANSLATE_NOOP("EntryBar", "Only invited people can enter this room."),
    Obstacle.ACCOUNT: QT_TRANSLATE_NOOP(
        "EntryBar", "Only people with an account can enter. Once you are logged in, you are in."
    ),
    Obstacle.ENCRYPTION: QT_TRANSLATE_NOOP("EntryBar", "Only people with an encrypted connection can enter this room."),
    Obstacle.OPERATORS: QT_TRANSLATE_NOOP("EntryBar", "Only operators of the network can enter this room."),
    Obstacle.BANNED: QT_TRANSLATE_NOOP("EntryBar", "You are banned from this room."),
    Obstacle.FULL: QT_TRANSLATE_NOOP("EntryBar", "This room is full."),
    Obstacle.UNAVAILABLE: QT_TRANSLATE_NOOP("EntryBar", "This room cannot be entered at the moment."),
    Obstacle.TOO_MANY_ROOMS: QT_TRANSLATE_NOOP("EntryBar", "You are in too many rooms. Leave another one first."),
    Obstacle.NO_SUCH_ROOM: QT_TRANSLATE_NOOP("EntryBar", "There is no room of this name."),
    Obstacle.FORWARDED: QT_TRANSLATE_NOOP("EntryBar", "This room leads to another one."),
}


def is_shut(network: Network, room: Room) -> bool:
    """Return True if the person is connected and not in this channel, and is neither invited nor just being let in."""
    state = room.state
    out = room.kind == "channel" and not state.joined and network.phase is Phase.ONLINE
    return out and (state.problem is not None or not (state.wanted or state.leaving or state.invited_by))


def can_write_later(room: Room) -> bool:
    """Return True if a message waits in the room until it is sent: the name of the room is protected for a while."""
    problem = room.state.problem
    return problem is not None and problem.obstacle is Obstacle.UNAVAILABLE and bool(problem.retry_at)


def refusal_text(network: Network, room: Room) -> str:
    """Return why the person cannot write in a room now, or ""."""
    if is_shut(network, room):
        return "" if can_write_later(room) else entry_text(network, room)
    silence = network.session.silence_of(room.key)
    return silence_bar.silence_text(silence, network) if silence is not None else ""


def files_refusal(network: Network | None, room: Room | None) -> str:
    """Return why no files can be sent to a room now, or ""."""
    translate = QCoreApplication.translate
    if network is None or room is None or room.kind == "server":
        return translate("EntryBar", "Files can be sent in rooms and to people.")
    if is_shut(network, room) and not can_write_later(room):
        return refusal_text(network, room)
    if network.phase is not Phase.ONLINE and FILES not in network.session.isupport:
        return translate("EntryBar", "Files can be sent while you are connected.")
    return translate_text(network.session.uploads.refusal)


def entry_text(network: Network, room: Room) -> str:
    """Return a sentence: why the person is not in the room."""
    problem = room.state.problem
    if problem is None:
        return QCoreApplication.translate("EntryBar", "You are not in this room.")
    if problem.obstacle in (Obstacle.KICKED, Obstacle.REMOVED):
        return _removal_text(network.name_of(problem.by) if problem.by else "", problem.reason)
    if problem.knocked:
        return QCoreApplication.translate("EntryBar", "The moderators were asked. Once they invite you, you are in.")
    return QCoreApplication.translate("EntryBar", _TEXTS[problem.obstacle]).format(shown_name(room.name))


def _removal_text(name: str, reason: str) -> str:
    translate = QCoreApplication.translate
    if name and reason:
        return translate("EntryBar", "{0} kicked you from this room: {1}").format(name, reason)
    if name:
        return translate("EntryBar", "{0} kicked you from this room.").format(name)
    if reason:
        return translate("EntryBar", "You were removed from this room: {0}").format(reason)
    return translate("EntryBar", "You were removed from this room.")
