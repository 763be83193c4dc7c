"""For how long one room keeps what is said: the channel mode `H`. Thread: hub lock.

Spec: docs/specifications/retention.md
"""

from __future__ import annotations

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.view_bits import TEXT
from desktop_chat.hub.moderation.durations import seconds_of
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.modes import ModeChange
from desktop_chat.texts import CodedText
from desktop_chat.texts import hub as texts

RETENTION_MODE = "H"
_DAY = 86_400


def term_of(state: State, channel: Channel) -> str:
    """Return the term of the room as a parameter of the mode (`7d`); "" if the room has none of its own."""
    days = state.rooms.kept_days.get(channel.room, 0)
    return f"{days}d" if days else ""


def change_term(state: State, channel: Channel, sign: str, argument: str) -> ModeChange | None:
    """Set or remove the term of the room. Return the change as members are told, or None if nothing has changed.

    `argument`: a duration; it counts as whole days, at least one. The caller stores the channel.
    Raises: Refusal (ERR_INVALIDMODEPARAM).
    """
    days, before = 0, state.rooms.kept_days.get(channel.room, 0)
    if sign == "+":
        seconds, most = seconds_of(argument), state.settings.history_days
        if seconds is None:
            raise _invalid_time(channel, argument, texts.TERM_INVALID)
        days = -(-seconds // _DAY)
        if most and days > most:
            raise _invalid_time(channel, argument, texts.TERM_TOO_LONG(most))
    if days == before:
        return None
    state.persist(state.rooms.set_kept_days(channel.folded, days))
    return ModeChange("+", RETENTION_MODE, f"{days}d") if days else ModeChange("-", RETENTION_MODE)


def _invalid_time(channel: Channel, argument: str, text: CodedText) -> Refusal:
    return Refusal(n.ERR_INVALIDMODEPARAM, channel.name, RETENTION_MODE, argument or "*", text)


def term_text(state: State, channel: Channel) -> CodedText:
    """Return for how long the room keeps what is said, as a sentence."""
    days = state.rooms.kept_days.get(channel.room, 0)
    return texts.DELETED_AFTER_DAYS(days) if days else texts.KEPT_AS_IN_CHAT


def tell_term(state: State, channel: Channel) -> None:
    """Say to the members' clients that put no modes into words for how long the room keeps what is said."""
    statement = state.make_statement(state.settings.host, "NOTICE", channel.name, term_text(state, channel))
    seats = [seat for member in channel.members for seat in member.seats if not seat.view_bits & TEXT]
    state.show_statement(seats, statement)
