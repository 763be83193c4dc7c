"""InputHistory: what a person has sent from a text field, by room, to be called back by keys. Pure; GUI thread."""

from __future__ import annotations

from desktop_chat.value_class import record

_TEXTS_MAX = 50
_CHARACTERS_MAX = 50_000
"""Of all texts of one room; the oldest texts are forgotten first, the last one never."""


@record
class _Walk:
    """A walk through the texts of a room. `at` counts from the oldest; past the newest stands the text from before."""

    place: object
    at: int
    unsent: str
    shown: str


class InputHistory:
    """The last texts of each room. A walk ends once the person changes the text or the room."""

    def __init__(self) -> None:
        self._texts: dict[object, list[str]] = {}
        self._walk: _Walk | None = None

    def add_text(self, place: object, text: str) -> None:
        """Remember a sent text as the newest of its room."""
        self._walk = None
        if not text.strip():
            return
        texts = self._texts.setdefault(place, [])
        if text in texts:
            texts.remove(text)
        texts.append(text)
        while len(texts) > _TEXTS_MAX or (len(texts) > 1 and sum(map(len, texts)) > _CHARACTERS_MAX):
            del texts[0]

    def last_text(self, place: object) -> str:
        """Return the newest text of a room, or ""."""
        return self._texts.get(place, [""])[-1]

    def step(self, place: object, shown: str, by: int) -> str | None:
        """Return the text before (-1) or after (1) the shown text; None at either end. The text from before the walk
        follows the newest text."""
        texts, walk = self._texts.get(place, []), self._walk
        if walk is None or (walk.place, walk.shown) != (place, shown):
            walk = self._walk = _Walk(place, len(texts), shown, shown)
        at = walk.at + by
        if not 0 <= at <= len(texts):
            return None
        walk.at, walk.shown = at, texts[at] if at < len(texts) else walk.unsent
        return walk.shown
