"""Draft: a person's unfinished message, reply or edit in a room. Pure."""

from __future__ import annotations

from desktop_chat.client.entry import Entry
from desktop_chat.value_class import value


@value
class Draft:
    """An unsent text of a room."""

    text: str = ""
    """The unsent message, kept here during an edit too."""
    answers: Entry | None = None
    """The entry to reply to."""
    corrects: Entry | None = None
    """The entry being edited."""
    correction: str = ""
    """The new text of `corrects`, so far."""


NO_DRAFT = Draft()
