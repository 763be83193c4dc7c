"""EarlierTexts: what edited messages of a room said before, as far as this run of the program has seen it. Pure.

Nothing of it reaches the disk: an edit erases the old text from the archive, and a redaction erases it here too.
"""

from __future__ import annotations

from desktop_chat.client.entry import TAG_BEFORE, Entry, EntryKind
from desktop_chat.value_class import value

MOST_MESSAGES = 300
"""Edited messages that are remembered; beyond them the oldest are forgotten."""
MOST_TEXTS = 20
"""Texts of one message; beyond them the oldest are forgotten."""


@value
class EarlierText:
    """One text of a message. `at`: the time of the edit that made it, as servers write times; "" for the first."""

    text: str
    at: str


class EarlierTexts:
    """The earlier texts of one room, by msgid."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[EarlierText, ...]] = {}

    def note_change(self, before: Entry, now: Entry) -> None:
        """Note that an Entry has changed from `before` to `now`."""
        if now.kind is EntryKind.DELETED:
            self._texts.pop(now.msgid, None)
            return
        text = before.tags.get(TAG_BEFORE, before.text)
        if not now.msgid or before.edited_at == now.edited_at or text == now.text:
            return
        known = self._texts.pop(now.msgid, ())
        self._texts[now.msgid] = (*known, EarlierText(text, before.edited_at))[-MOST_TEXTS:]
        while len(self._texts) > MOST_MESSAGES:
            del self._texts[next(iter(self._texts))]

    def texts_of(self, entry: Entry) -> tuple[EarlierText, ...]:
        """Return what the message said before, oldest first."""
        return self._texts.get(entry.msgid, ()) if entry.msgid else ()
