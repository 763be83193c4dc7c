"""Which rooms somebody may read, and which Entries are their own. Under the hub's lock only."""

from __future__ import annotations

from desktop_chat.hub.state import State
from desktop_chat.hub.user import User
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import Entry


def room_behind(state: State, user: User, name: str) -> int | None:
    """The room behind this name, if this user may read it: members theirs, owners their direct messages. 0 for one in
    which nothing has been said yet."""
    if name.startswith("#"):
        channel = state.channels.get(fold(name))
        return channel.room if channel is not None and user in channel.members else None
    if not user.identity:
        return None
    folded = fold(name)
    present = state.users.get(folded)
    if present is not None:
        room = state.rooms.direct(user.identity, present.replayed_as)
    else:
        owner = state.identities.last_owner(folded)
        room = state.rooms.direct(user.identity, owner) if owner else state.rooms.with_guest(user.identity, folded)
    return 0 if room is None else room.id


def is_own(entry: Entry, user: User) -> bool:
    """Whether this user said it: by who they can prove to be, or because they have gone by this name ever since."""
    if entry.identity and entry.identity == user.identity:
        return True
    return entry.sequence > user.named and entry.source == user.source
