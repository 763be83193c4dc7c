"""Addressee: the person behind a name. Thread: hub lock.

A name means, in this order: the present User, the account, the last guest of this name. All commands that name a person
ask here, so all commands mean the same person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop_chat.hub.live.user import User
from desktop_chat.hub.records.rooms import UNPROVEN, other_side
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import Account, Room

MOST_ROOMS = 16
"""Direct rooms that are read under one name, at most. More exist only if many strangers took turns with a name."""
_LOOKED_AT = 1000
"""Identities of one name that are searched for a conversation, the oldest first."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person, present or absent."""

    name: str
    """The name in lines about the person."""
    identity: str
    """The owner of the person's direct messages."""
    users: tuple[User, ...] = ()
    """The person's present Users, under any nick; empty if absent."""
    account: Account | None = None

    @property
    def is_proven(self) -> bool:
        """True if a certificate or account proves the identity, so that ownership lasts."""
        return bool(self.identity) and not self.identity.startswith(UNPROVEN)


def find_addressee(state: State, name: str) -> Addressee | None:
    """Return the person behind the name, or None."""
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
    """Return the person of an identity. `name` is the fallback for the name."""
    users = _user_of(state, identity)
    called = users[0].nick if users else state.identities.nick_of(identity) or name
    return Addressee(called, identity, users, state.accounts.account_of(identity))


def is_expected_back(state: State, addressee: Addressee) -> bool:
    """Return whether messages for this person are kept while the person is absent.

    They are for people with an account, and for guests with a certificate while their nick is reserved for them.
    """
    if addressee.account is not None:
        return True
    owner = state.identities.owner_of(fold_name(addressee.name), state.now)
    return addressee.is_proven and owner == addressee.identity


def _user_of(state: State, identity: str) -> tuple[User, ...]:
    if identity.startswith(UNPROVEN):
        user = state.users.get(identity[len(UNPROVEN) :].partition("!")[0])
        return (user,) if user is not None and user.replay_identity == identity else ()
    return tuple(state.census.users_of(identity))


def direct_rooms(state: State, user: User, name: str) -> tuple[Room, ...]:
    """Return the direct rooms of the User under a name.

    The first is the room of new messages to the name. Then follow rooms with other people known by the name, the
    oldest first: a stranger who takes a name hides no earlier conversation.
    """
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
    """Return the other person in a direct room. `name` is the fallback for the name."""
    return addressee_of(state, other_side(room, user.identity), name)


def name_of(state: State, identity: str) -> str:
    """Return the name for messages to an identity, or "" if unknown.

    A person whose nick belongs to another User now is addressed by the account's name.
    """
    nick = state.identities.nick_of(identity)
    account = state.accounts.account_of(identity)
    if account is None:
        return nick
    holder = state.users.get(fold_name(nick)) if nick else None
    return nick if nick and (holder is None or holder.identity == identity) else account.name


def reading_keys(state: State, user: User, name: str) -> tuple[str, ...]:
    """Return the keys of read markers for the name: the first is written, all are read.

    The key of a person with a proven identity is the identity, the same under all names.
    """
    folded = fold_name(name)
    if name.startswith("#"):
        return (folded,)
    addressee = find_addressee(state, name)
    first = [addressee.identity] if addressee is not None and addressee.is_proven else []
    rooms = direct_rooms(state, user, name) if user.identity else ()
    others = [other for room in rooms if not (other := other_side(room, user.identity)).startswith(UNPROVEN)]
    return tuple(dict.fromkeys((*first, folded, *others)))
