"""Census: the counts of people who are present, kept as people come and go, so that no command counts anew. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub.live.user import User


class Census:
    """Counts of people, connections and rooms, and the present Users of each identity."""

    __slots__ = ("_users", "invisible", "operators", "rooms", "strangers", "subscribers")

    def __init__(self) -> None:
        self.strangers = 0
        """Connections without registration."""
        self.rooms = 0
        """Channels with members."""
        self.invisible = 0
        """Users with the mode i."""
        self.operators = 0
        self.subscribers = 0
        """Connections that want values of METADATA without asking."""
        self._users: dict[str, tuple[User, ...]] = {}

    def add_user(self, user: User) -> None:
        """Count a User in."""
        self.invisible += "i" in user.modes
        self.operators += user.operator
        self._add_to_identity(user)

    def remove_user(self, user: User) -> None:
        """Count a User out."""
        self.invisible -= "i" in user.modes
        self.operators -= user.operator
        self._remove_from_identity(user)

    def set_mode(self, user: User, letter: str, *, on: bool) -> None:
        """Give a present User a mode, or take the mode away."""
        if on == (letter in user.modes):
            return
        user.modes = user.modes | {letter} if on else user.modes - {letter}
        if letter == "i":
            self.invisible += 1 if on else -1

    def set_operator(self, user: User, *, on: bool) -> None:
        """Make a present User a server operator, or an ordinary User."""
        self.operators += on - user.operator
        user.operator = on

    def set_identity(self, user: User, identity: str) -> None:
        """Give a present User another identity; "" for none."""
        self._remove_from_identity(user)
        user.identity = identity
        self._add_to_identity(user)

    def users_of(self, identity: str) -> Sequence[User]:
        """Return the present Users of an identity."""
        return self._users.get(identity, ())

    def _add_to_identity(self, user: User) -> None:
        if user.identity:
            self._users[user.identity] = (*self.users_of(user.identity), user)

    def _remove_from_identity(self, user: User) -> None:
        left = tuple(other for other in self.users_of(user.identity) if other is not user)
        if left:
            self._users[user.identity] = left
        else:
            self._users.pop(user.identity, None)
