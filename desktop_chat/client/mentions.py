"""Mentions: whether a text calls a person, by nick, by name or by a word of their own. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.network_services import is_service
from desktop_chat.irc.formatting import find_links
from desktop_chat.irc.formatting import strip_formatting as plain_text
from desktop_chat.late_pattern import late_pattern

WORDS_MAX = 50
"""How many own words a person may have."""
WORD_MAX = 60
"""Characters of an own word or a name."""
_WORD_MIN = 2
_NICK_SIGNS = r"\-\[\]{}\\|^`"
PEOPLE_MAX = 100
"""People whom one text names by `@`; further ones stay as they were written."""
_AT = late_pattern(rf"(?<![\w@/.+{_NICK_SIGNS}])@([\w{_NICK_SIGNS}]{{1,64}})")
_CALLED = late_pattern(rf"([\w{_NICK_SIGNS}]{{1,64}})[:,](?=\s)")
"""At the beginning of a text: a nick as people of IRC call each other."""


def is_mention(text: str, name: str) -> bool:
    """Return True if the text names the nick or the word as a separate word: in any colour, but not as a part of
    another nick, of an address or of a channel's name."""
    return has_mention(text, (name,))


def has_mention(text: str, names: Sequence[str]) -> bool:
    """Return True if the text names any of these."""
    if not text.isprintable():
        text = plain_text(text)
    lower = text.lower() if text.isascii() else None
    for name in names:
        if lower is not None and name.isascii() and name.lower() not in lower:
            continue  # nearly always, and much cheaper than the pattern
        if _is_word(name, text):
            return True
    return False


def may_mention(entry: Entry) -> bool:
    """Return False for a notice of a service, which names the person in a greeting."""
    return entry.kind is not EntryKind.NOTICE or not is_service(entry.nick)


def find_mentions(texts: Sequence[str], names: Sequence[str]) -> list[bool]:
    """Return for each text whether it names any of these.

    One look at all plain texts at once tells for nearly all rooms that no text does.
    """
    is_plain = [text.isascii() and text.isprintable() for text in texts]
    every = " ".join(compress(texts, is_plain)).lower()
    if not any(name.lower() in every or not name.isascii() for name in names):
        return [not plain and has_mention(text, names) for text, plain in zip(texts, is_plain, strict=True)]
    return [has_mention(text, names) for text in texts]


def find_people(text: str, knows: Callable[[str], bool]) -> list[tuple[int, int, str]]:
    """Return (start, end, nick) of the people that a plain text names as `@nick`, or as `nick:` at its beginning.

    `knows` tells whether a nick belongs to somebody. Signs behind the nick may be punctuation.
    """
    called = _CALLED.match(text)
    found = [(0, called.end(1), called[1])] if called is not None and knows(called[1]) else []
    for match in _AT.finditer(text) if "@" in text else ():
        nick = match[1]
        while nick and not knows(nick):
            nick = nick[:-1] if not nick[-1].isalnum() else ""
        if nick:
            found.append((match.start(), match.start(1) + len(nick), nick))
            if len(found) == PEOPLE_MAX:
                break
    return found


def name_people(text: str, name_of: Callable[[str], str]) -> str:
    """Return a text for reading, with the names of people in place of their nicks behind `@`."""
    pieces: list[str] = []
    at = 0
    for start, end, nick in find_people(text, lambda nick: name_of(nick) != nick):
        pieces += (text[at : start + (text[start] == "@")], name_of(nick))
        at = end
    return "".join(pieces) + text[at:]


def _is_word(name: str, text: str) -> bool:
    found = list(_word_pattern(name).finditer(text))
    if not found:
        return False
    addresses = find_links(text)
    return any(not any(start <= one.start() < end for start, end, _ in addresses) for one in found)


class OwnNames:
    """The words beside the nick that call the person: the name as people write the name, and the own words."""

    def __init__(self) -> None:
        self.words: Sequence[str] = ()
        """Words of the person that count as a mention."""
        self.others: tuple[str, ...] = ()
        """The name and the words, without the nick; beyond WORDS_MAX they do not count."""

    def gather(self, nick: str, *persons: str) -> None:
        """Bring `others` up to date. `persons`: the names as people write them."""
        found: dict[str, str] = {}
        for word in (*persons, *self.words):
            name = " ".join(word.split())
            if _WORD_MIN <= len(name) <= WORD_MAX and name.casefold() != nick.casefold():
                found.setdefault(name.casefold(), name)
        self.others = tuple(found.values())[:WORDS_MAX]


@lru_cache(128)
def _word_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of the name as a word. A sign like `-` between two letters continues a word; at the end of a
    word it is punctuation."""
    before = rf"(?<![\w#&])(?<!\w[{_NICK_SIGNS}.@])(?<![{_NICK_SIGNS}.@][{_NICK_SIGNS}])"
    behind = rf"(?!\w|[{_NICK_SIGNS}]{{1,16}}\w|[.@]\w|!\S{{1,80}}@)"
    return re.compile(before + re.escape(name) + behind, re.IGNORECASE)
