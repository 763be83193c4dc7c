"""Draft: what a person has begun to write in a room, be it something new, a reply or a correction. Pure."""

from __future__ import annotations

from desktop_chat.client.entry import Entry
from desktop_chat.value_class import value


@value
class Draft:
    """`text` are words that were not said yet; they are a reply to `answers`, where that is something. While `corrects`
    is corrected, `correction` stands in the composer, and `text` comes back afterwards."""

    text: str = ""
    answers: Entry | None = None
    corrects: Entry | None = None
    correction: str = ""


NO_DRAFT = Draft()
