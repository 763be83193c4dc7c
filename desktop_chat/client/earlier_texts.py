"""The earlier texts of an edited message, as far as they were received. Pure.

The archive keeps the texts as a tag of the Entry. A redaction erases the tag together with the text.
"""

from __future__ import annotations

import json
from dataclasses import replace

from desktop_chat.client.entry import TAG_BEFORE, Entry
from desktop_chat.value_class import value

TAG_EARLIER = "desktop-chat/earlier"
"""Never on the wire: the earlier texts as JSON, a list of [text, time of the edit that made it]."""

MOST_TEXTS = 20
"""Texts of one message; beyond them the oldest are forgotten."""
MOST_CHARACTERS = 20_000
"""Characters in all earlier texts of one message; beyond them the oldest are forgotten."""


@value
class EarlierText:
    """One text of a message. `at`: the time of the edit that made it, as servers write times; "" for the first."""

    text: str
    at: str


def keep_earlier_text(before: Entry, now: Entry) -> Entry:
    """Return `now`, which is `before` after an edit, with what the message said before."""
    text = before.tags.get(TAG_BEFORE, before.text)
    if text == now.text:
        return now
    texts = [*earlier_texts(before), EarlierText(text, before.edited_at)][-MOST_TEXTS:]
    while sum(len(one.text) for one in texts) > MOST_CHARACTERS:
        del texts[0]
    known = json.dumps([(one.text, one.at) for one in texts], ensure_ascii=False, separators=(",", ":"))
    return replace(now, tags={**now.tags, TAG_EARLIER: known})


def earlier_texts(entry: Entry) -> tuple[EarlierText, ...]:
    """Return what the message said before, oldest first."""
    try:
        known = json.loads(entry.tags.get(TAG_EARLIER, "[]"))
        return tuple(EarlierText(str(text), str(at)) for text, at in known)
    except (ValueError, TypeError):  # the archive was damaged
        return ()
