"""BlockList: the people of one server whose messages are not shown. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

ACCOUNT_BLOCK = "~a:"
"""Before the name of a blocked account. No nick has a colon."""


def account_block(account: str) -> str:
    """Return the item of a BlockList for an account."""
    return f"{ACCOUNT_BLOCK}{account}"


class BlockList:
    """Nicks and accounts (`account_block`). `fold` folds names as the server does."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._names: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    @property
    def names(self) -> Sequence[str]:
        """The items, sorted."""
        return sorted(self._names.values())

    def restore_names(self, names: Iterable[str]) -> None:
        """Take in the items of the last run."""
        self._names = {self._fold(name): name for name in names}

    def add_name(self, name: str) -> None:
        self._names[self._fold(name)] = name

    def remove_name(self, name: str) -> bool:
        """Remove an item. Return True if there was one."""
        return self._names.pop(self._fold(name), None) is not None

    def has_person(self, nick: str, account: str = "") -> bool:
        """Return True if the nick or the account is blocked."""
        if not self._names:
            return False
        return self._fold(nick) in self._names or (bool(account) and self._fold(account_block(account)) in self._names)
