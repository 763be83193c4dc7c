"""Reactions to an Entry: who has reacted with which emoji or short text. Pure.

The archive keeps the reactions as a tag of the Entry. A reaction that was taken back is kept too, with its time, so
that an older page of the history does not bring it back.

Spec: https://ircv3.net/specs/client-tags/react
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import EntryReacted
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.late_pattern import late_pattern
from desktop_chat.value_class import value

TAG_REACTIONS = "desktop-chat/reacted"
"""Never on the wire: the reactions as JSON, a list of [text, person, nick, time in ms, bits]."""

LONGEST = 64
"""Characters of a reaction; longer ones are ignored."""
MOST_TEXTS = 40
"""Different reactions to one Entry; further ones are ignored."""
MOST_RECORDS = 400
"""Pairs of a person and a reaction to one Entry; beyond them the oldest are forgotten."""
MOST_LOOSE = 1_000
"""Reactions to Entries that were not received yet; beyond them the oldest are forgotten."""

_PRESENT, _OWN = 1, 2
_REACT = (capabilities.TAG_REACT, "+react")
_UNREACT = (capabilities.TAG_UNREACT, "+unreact")
_EMOJI = late_pattern(
    "[#*0-9\u00a9\u00ae\u200d\u203c\u2049\u20e3\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)


@value
class Reaction:
    """One emoji or text with all people who react so."""

    text: str
    nicks: tuple[str, ...]
    """In the order in which the people reacted, but the person first."""
    own: bool
    """True if the person is one of the people."""


_Record = tuple[str, str, str, int, int]
"""Text, person (account or folded nick), nick, time in ms, bits."""


def find_reaction(tags: Mapping[str, str]) -> tuple[str, bool] | None:
    """Return the text of a reaction and True, or of a reaction that is taken back and False; None without either."""
    for names, present in ((_REACT, True), (_UNREACT, False)):
        for name in names:
            text = tags.get(name, "")
            if text and len(text) <= LONGEST and (text.isprintable() or _EMOJI.fullmatch(text)):
                return text, present
    return None


def reactions_of(entry: Entry) -> tuple[Reaction, ...]:
    """Return the present reactions, in the order in which their texts came."""
    if entry.tags is NO_TAGS:
        return ()  # nearly always; painting asks at each frame
    kept = entry.tags.get(TAG_REACTIONS, "")
    return _grouped(kept) if kept else ()


@lru_cache(512)
def _grouped(kept: str) -> tuple[Reaction, ...]:
    grouped: dict[str, list[_Record]] = {}
    for record in _decode(kept):
        if record[4] & _PRESENT:
            grouped.setdefault(record[0], []).append(record)
    made = []
    for text, records in grouped.items():
        records.sort(key=lambda record: not record[4] & _OWN)
        made.append(Reaction(text, tuple(record[2] for record in records), bool(records[0][4] & _OWN)))
    return tuple(made)


def apply_reaction(entry: Entry, change: EntryReacted) -> Entry | None:
    """Return the Entry with a reaction added or taken back, or None if nothing changes."""
    if entry.kind not in SPOKEN:
        return None
    records = _decode(entry.tags.get(TAG_REACTIONS, ""))
    known = next((at for at, record in enumerate(records) if _is_same(record, change)), None)
    if known is not None:
        before = records[known]
        if change.at < before[3] or bool(before[4] & _PRESENT) == change.present:
            return None
    elif len({change.text, *(record[0] for record in records)}) > MOST_TEXTS:
        return None
    bits = _PRESENT * change.present | _OWN * change.own
    record: _Record = (change.text, change.person, change.nick, change.at, bits)
    if known is None:
        records.append(record)
    else:
        records[known] = record
    kept = json.dumps(records[-MOST_RECORDS:], ensure_ascii=False, separators=(",", ":"))
    return replace(entry, tags={**entry.tags, TAG_REACTIONS: kept})


def _is_same(record: _Record, change: EntryReacted) -> bool:
    """Return whether a record is of the same reaction of the same person, who may have another nick by now."""
    own = bool(record[4] & _OWN)
    return record[0] == change.text and (own if change.own else not own and record[1] == change.person)


def _decode(kept: str) -> list[_Record]:
    """Return the records of a tag, or none if it is damaged."""
    try:
        rows = json.loads(kept) if kept else []
        return [(str(text), str(person), str(nick), int(at), int(bits)) for text, person, nick, at, bits in rows]
    except (ValueError, TypeError):
        return []


def shown_reaction(text: str) -> str:
    """Return a reaction for people: an emoji as it is, any other text without invisible characters."""
    return text if _EMOJI.fullmatch(text) else shown_name(text)


class LooseReactions:
    """The reactions of one room to Entries that were not received yet: an older page may bring the Entries."""

    def __init__(self) -> None:
        self._changes: dict[str, list[EntryReacted]] = {}
        self._count = 0

    def keep_change(self, change: EntryReacted) -> None:
        self._changes.setdefault(change.msgid, []).append(change)
        self._count += 1
        while self._count > MOST_LOOSE:
            self._count -= len(self._changes.pop(next(iter(self._changes))))

    def take_changes(self, msgid: str) -> list[EntryReacted]:
        """Return the changes for the Entry and forget them."""
        found = self._changes.pop(msgid, []) if self._changes else []
        self._count -= len(found)
        return found
