"""RoomSettings: the modes of a channel as a person sees them, and the mode changes between two settings. Pure.

Spec: https://modern.ircdocs.horse/#channel-modes
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_chat.irc.isupport import RETENTION, ISupport
from desktop_chat.irc.modes import ModeChange
from desktop_chat.value_class import value

LONGEST_LIMIT = 99_999
TERM_MODE = "H"
"""The mode of our server for how long a room keeps its messages: `+H 7d`."""


class RoomRule(StrEnum):
    """A rule of a channel, with its mode letter on our server, InspIRCd, UnrealIRCd and Ergo."""

    INVITED_ONLY = "i"
    ACCOUNTS_ONLY = "R"
    ENCRYPTED_ONLY = "z"
    MEMBERS_SPEAK = "n"
    MODERATED = "m"
    ACCOUNTS_SPEAK = "M"
    TOPIC_BY_MODERATORS = "t"
    HIDDEN = "s"
    NO_FORMATTING = "c"
    NO_CTCP = "C"
    NEWCOMERS_SEE_LATER = "W"  # our server alone


_OF_CHARYBDIS: Mapping[RoomRule, str] = {
    RoomRule.ACCOUNTS_ONLY: "r",
    RoomRule.ENCRYPTED_ONLY: "S",
    RoomRule.ACCOUNTS_SPEAK: "",
}
"""Letters of Solanum and its relatives, whose channels have quiets (`+q`)."""


@value
class RoomSettings:
    """The settings of a channel."""

    rules: frozenset[RoomRule] = frozenset()
    password: str = ""
    limit: int = 0
    """Most people in the channel; 0 for any number."""
    keep_days: int = 0
    """For how many days the channel keeps messages; 0: as the server says."""


def letter_of(support: ISupport, rule: RoomRule) -> str:
    """Return the mode letter of a rule, or "" if the server lacks the rule."""
    if rule is RoomRule.NEWCOMERS_SEE_LATER and RETENTION not in support:
        return ""  # the letter means something else elsewhere
    letter = _OF_CHARYBDIS.get(rule, rule.value) if "q" in support.chanmodes[0] else rule.value
    return letter if letter and letter in support.chanmodes[3] else ""


def has_terms(support: ISupport) -> bool:
    """Return whether each channel of the server can keep its messages for a time of its own."""
    return RETENTION in support and TERM_MODE in support.chanmodes[2]


def days_kept(support: ISupport, modes: str) -> int | None:
    """Return for how many days a channel with these modes keeps messages, 0 for good; None if the server does not
    say."""
    days = support.retention_days
    own = read_settings(support, modes, "").keep_days if days is not None else 0
    return days if days is None or not own else min(days, own) if days else own


def read_settings(support: ISupport, modes: str, password: str) -> RoomSettings:
    """Return the settings of a channel with these modes, as in RPL_CHANNELMODEIS (`+ntkl key 9`).

    `password`: the key that we know; servers hide the key from some people.
    """
    changes = support.parse_mode_changes(modes.split(" "))
    letters = {change.letter: change.argument for change in changes if change.is_set}
    rules = frozenset(rule for rule in RoomRule if letter_of(support, rule) in letters)
    key, limit = letters.get("k"), letters.get("l", "")
    known = "" if key is None else password if key in ("", "*") else key
    term = letters.get(TERM_MODE, "").removesuffix("d") if has_terms(support) else ""
    return RoomSettings(rules, known, int(limit) if _is_number(limit) else 0, int(term) if _is_number(term) else 0)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def changes_between(support: ISupport, before: RoomSettings, after: RoomSettings) -> list[ModeChange]:
    """Return the mode changes that turn one setting into the other. Rules that the server lacks are left out."""
    changes = [ModeChange("-", letter_of(support, rule)) for rule in RoomRule if rule in before.rules - after.rules]
    changes += [ModeChange("+", letter_of(support, rule)) for rule in RoomRule if rule in after.rules - before.rules]
    if before.password != after.password:
        if before.password:
            changes.append(ModeChange("-", "k", before.password))
        if after.password:
            changes.append(ModeChange("+", "k", after.password))
    if before.limit != after.limit:
        changes.append(ModeChange("+", "l", str(after.limit)) if after.limit else ModeChange("-", "l"))
    if before.keep_days != after.keep_days and has_terms(support):
        days = after.keep_days
        changes.append(ModeChange("+", TERM_MODE, f"{days}d") if days else ModeChange("-", TERM_MODE))
    return [change for change in changes if change.letter]
