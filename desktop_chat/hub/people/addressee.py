"""Addressee: whom a name means. Under the hub's lock only.

A name means, in this order: who goes by it now, the account of this name, who went by it last. Everything that names a
person asks here, so all commands mean the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop_chat.hub.live.user import User
from desktop_chat.hub.records.rooms import UNPROVEN, other_side
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.store_api import Account, Room

MOST_ROOMS = 16
"""Direct rooms that are read under one name: more have to do with it only where strangers took turns in taking it."""
_LOOKED_AT = 1000
"""Identities of one name among which a conversation is looked for, those known for longest first."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """`users` are here for it, by whatever nick; none: absent. `identity` is what its direct messages belong to, and
    `name` what it is called in lines about it."""

    name: str
    identity: str
    users: tuple[User, ...] = ()
    account: Account | None = None

    @property
    def is_proven(self) -> bool:
        """Whether it can prove who it is, so that what it owns is its own for good."""
        return bool(self.identity) and not self.identity.startswith(UNPROVEN)


def find_addressee(state: State, name: str) -> Addressee | None:
    """The one whom this name means, or None."""
    folded = fold_name(name)
    user = state.users.get(folded)
    if user is not None:
        return Addressee(user.nick, user.replay_identity, (user,), state.accounts.account_of(user.identity))
    account = state.accounts.get(name)
    if account is not None:
        return Addressee(account.name, account.identity, _user_of(state, account.identity), account)
    identity = state.identities.last_owner(folded)
    return addressee_of(state, identity, name) if identity else None


def addressee_of(state: State, identity: str, name: str) -> Addressee:
    """The one to whom an identity belongs; `name` is what it is called where nothing better is known."""
    users = _user_of(state, identity)
    called = users[0].nick if users else state.identities.nick_of(identity) or name
    return Addressee(called, identity, users, state.accounts.account_of(identity))


def _user_of(state: State, identity: str) -> tuple[User, ...]:
    if identity.startswith(UNPROVEN):
        user = state.users.get(identity[len(UNPROVEN) :].partition("!")[0])
        return (user,) if user is not None and user.replay_identity == identity else ()
    return tuple(user for user in state.users.values() if user.identity == identity)


def direct_rooms(state: State, user: User, name: str) -> tuple[Room, ...]:
    """The direct rooms that this user has under a name. The one in which words to this name stand comes first; then
    those with whoever else is known by it, the oldest first: who takes the name hides nothing."""
    found: dict[int, Room] = {}
    addressee = find_addressee(state, name)
    first = state.rooms.direct_room(user.identity, addressee.identity) if addressee is not None else None
    if first is not None:
        found[first.id] = first
    for room in sorted(_other_identities(state, user.identity, name), key=lambda one: one.id):
        found.setdefault(room.id, room)
    return tuple(islice(found.values(), MOST_ROOMS))


def _other_identities(state: State, mine: str, name: str) -> Iterator[Room]:
    folded = fold_name(name)
    account = state.accounts.get(name)
    known = [account.identity] if account is not None else []
    for identity in (*known, *islice(state.identities.identities_named(folded), _LOOKED_AT)):
        room = state.rooms.direct_room(mine, identity)
        if room is not None:
            yield room
    yield from state.rooms.with_guests(mine, folded)


def other_in(state: State, user: User, room: Room, name: str) -> Addressee:
    """The other one in a direct room of this user, who was asked for by `name`."""
    return addressee_of(state, other_side(room, user.identity), name)


def name_of(state: State, identity: str) -> str:
    """The name by which an identity is spoken to: its nick, or its account's name while another person has the nick. ""
    if none is known."""
    nick = state.identities.nick_of(identity)
    account = state.accounts.account_of(identity)
    if account is None:
        return nick
    holder = state.users.get(fold_name(nick)) if nick else None
    return nick if nick and (holder is None or holder.identity == identity) else account.name


def reading_keys(state: State, user: User, name: str) -> tuple[str, ...]:
    """Under what it stands how far this user has read there: the first is written, all are looked at. A person's is
    their identity, so it is the same by whichever name they are asked for."""
    folded = fold_name(name)
    if name.startswith("#"):
        return (folded,)
    addressee = find_addressee(state, name)
    first = [addressee.identity] if addressee is not None and addressee.is_proven else []
    rooms = direct_rooms(state, user, name) if user.identity else ()
    others = [other for room in rooms if not (other := other_side(room, user.identity)).startswith(UNPROVEN)]
    return tuple(dict.fromkeys((*first, folded, *others)))
