"""Roles: prefix modes that a channel remembers by identity. MODE and ChanServ change roles; the caller persists the
channel.

From the highest: founder q, admin a, operator o, half-operator h, voice v.
"""

from __future__ import annotations

from desktop_chat.hub.live.channel import PREFIXES, RANKS, Channel
from desktop_chat.hub.live.user import User

MOST = 1_000
"""Roles of one channel. Each change of the channel writes all of them."""


def sorted_letters(letters: str) -> str:
    """Return each known letter once, highest first."""
    return "".join(letter for letter in PREFIXES if letter in letters)


def register_channel(channel: Channel, identity: str) -> None:
    """Make the identity the founder of the channel."""
    channel.founder = identity
    channel.roles[identity] = "qo"
    channel.modes.add("r")


def drop_founder(channel: Channel) -> None:
    """Remove the founder. Other roles stay."""
    channel.roles.pop(channel.founder, None)
    channel.founder = ""
    channel.modes.discard("r")


def set_role(channel: Channel, identity: str, letters: str) -> None:
    """Set the prefix modes that the identity gets on joining; "" for none."""
    kept = sorted_letters(letters)
    if kept and len(channel.roles) >= MOST and identity not in channel.roles:
        return  # the member has the role until leaving
    if kept:
        channel.roles[identity] = kept
    else:
        channel.roles.pop(identity, None)


def letters_at_entry(channel: Channel, user: User) -> str:
    """Return the prefix modes of a joining User: stored ones, or `o` for the first member."""
    kept = channel.roles.get(user.identity, "") if user.identity else ""
    if not kept and not channel.founder and len(channel.members) == 1:
        return "o"
    return kept


def can_always_enter(channel: Channel, user: User) -> bool:
    """Return whether the User is a moderator, whom no mode keeps out."""
    return bool(user.identity) and not {"q", "a", "o"}.isdisjoint(channel.roles.get(user.identity, ""))


def can_change_role(channel: Channel, giver: User, sign: str, letter: str, taker: User) -> bool:
    """Return whether `giver` may give `taker` the prefix mode, or take the mode away.

    A member of a higher rank is out of reach, and so is a mode above the own rank. Half-operators give voices. All
    members may give up a mode.
    """
    if giver is taker and sign == "-":
        return True
    mine, theirs = channel.rank_of(giver), channel.rank_of(taker)
    if mine >= max(RANKS["o"] if letter in "ohv" else RANKS[letter], theirs):
        return True
    return letter == "v" and mine == RANKS["h"] and theirs <= mine
