"""Roles: who leads a room, whoever comes and goes. They belong to identities; MODE and ChanServ give and take them.

founder q, admin a, operator o, half-operator h, voice v; highest first. The caller keeps the channel afterwards.
"""

from __future__ import annotations

from desktop_chat.hub.live.channel import PREFIXES, RANKS, Channel
from desktop_chat.hub.live.user import User

MOST = 1_000
"""People whose roles a room remembers: all of them are written whenever anything about the room changes."""


def sorted_letters(letters: str) -> str:
    """Each known letter once, highest first."""
    return "".join(letter for letter in PREFIXES if letter in letters)


def register_channel(channel: Channel, identity: str) -> None:
    """The room is this identity's from now on."""
    channel.founder = identity
    channel.roles[identity] = "qo"
    channel.modes.add("r")


def drop_founder(channel: Channel) -> None:
    """The room is nobody's any more; the other roles stay."""
    channel.roles.pop(channel.founder, None)
    channel.founder = ""
    channel.modes.discard("r")


def set_role(channel: Channel, identity: str, letters: str) -> None:
    """What the identity is given whenever it comes in; "" for nothing."""
    kept = sorted_letters(letters)
    if kept and len(channel.roles) >= MOST and identity not in channel.roles:
        return  # it has the role for as long as it stays
    if kept:
        channel.roles[identity] = kept
    else:
        channel.roles.pop(identity, None)


def letters_at_entry(channel: Channel, user: User) -> str:
    """The roles that a person who comes in has: those kept, or the first one's."""
    kept = channel.roles.get(user.identity, "") if user.identity else ""
    if not kept and not channel.founder and len(channel.members) == 1:
        return "o"
    return kept


def can_always_enter(channel: Channel, user: User) -> bool:
    """Who leads the room is never kept out."""
    return bool(user.identity) and not {"q", "a", "o"}.isdisjoint(channel.roles.get(user.identity, ""))


def can_change_role(channel: Channel, giver: User, sign: str, letter: str, taker: User) -> bool:
    """Whether one member may give another this role, or take it. Nobody changes who ranks above them, nor gives what
    is above their own; half-operators give voices; everybody may step down."""
    if giver is taker and sign == "-":
        return True
    mine, theirs = channel.rank_of(giver), channel.rank_of(taker)
    if mine >= max(RANKS["o"] if letter in "ohv" else RANKS[letter], theirs):
        return True
    return letter == "v" and mine == RANKS["h"] and theirs <= mine
