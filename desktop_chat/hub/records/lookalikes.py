"""Lookalikes: names of the same look. Pure."""

from __future__ import annotations

from desktop_chat.irc.names import fold_name
from desktop_chat.irc.skeleton import skeletons


class Lookalikes:
    """Names, found by their skeletons."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        """Skeletons by folded name."""
        self._looks: dict[str, tuple[str, ...]] = {}
        """Folded names by skeleton."""

    def add_name(self, name: str) -> None:
        """Add a name, or replace its spelling."""
        folded = fold_name(name)
        self.remove_name(folded)
        self._names[folded] = skeletons(name)
        for key in self._names[folded]:
            self._looks[key] = (*self._looks.get(key, ()), folded)

    def remove_name(self, folded: str) -> None:
        """Remove a name."""
        for key in self._names.pop(folded, ()):
            left = tuple(name for name in self._looks[key] if name != folded)
            if left:
                self._looks[key] = left
            else:
                del self._looks[key]

    def names_like(self, name: str) -> list[str]:
        """Return other folded names of the same look."""
        folded = fold_name(name)
        found = dict.fromkeys(other for key in skeletons(name) for other in self._looks.get(key, ()))
        return [other for other in found if other != folded]
