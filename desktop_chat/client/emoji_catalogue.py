"""EmojiCatalogue: all emoji with their names, shortcodes, groups and skin tones. Pure; the data is that of `emoji`.

The first catalogue of a language takes some 30 ms, so it is made once a person asks for emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from desktop_chat.client.emoji_groups import EmojiGroup, group_of, order_in_group
from desktop_chat.value_class import value

TONES = "🏻🏼🏽🏾🏿"
"""The skin tones, from light to dark."""

_TONE = re.compile(f"[{TONES}]")
_PICTURE = "\ufe0f"
"""The sign that asks for a picture. Sequences with a skin tone leave it out."""
_BREAK = re.compile(r"[\W_]+")


@value
class Emoji:
    """One emoji, in the neutral skin tone."""

    text: str
    name: str
    """In the language of the catalogue."""
    shortcodes: tuple[str, ...]
    """Without colons; the first one is the usual one."""
    group: EmojiGroup
    tones: tuple[str, ...] = ()
    """The emoji in the five TONES, or empty."""

    def with_tone(self, tone: int) -> str:
        """Return the emoji in a tone: 1 to 5, or 0 for the neutral one."""
        return self.tones[tone - 1] if self.tones and tone else self.text


class EmojiCatalogue:
    """The emoji of `groups`, in the order of keyboards."""

    def __init__(self, found: list[Emoji], english: Mapping[str, str]) -> None:
        """`english`: the English name of each emoji, by which it is found in every language."""
        self.groups: dict[EmojiGroup, tuple[Emoji, ...]] = {
            group: tuple(sorted((one for one in found if one.group is group), key=lambda one: order_in_group(one.text)))
            for group in EmojiGroup
        }
        self._by_shortcode = {one.shortcodes[-1]: one for one in found}
        self._by_shortcode |= {code: one for one in found for code in one.shortcodes[:-1]}  # these names win
        self._by_text = {text.replace(_PICTURE, ""): one for one in found for text in (one.text, *one.tones)}
        self._words = {
            one.text: tuple(_words_of(" ".join((one.name, english[one.text], *one.shortcodes)))) for one in found
        }

    def __iter__(self) -> Iterator[Emoji]:
        for group in self.groups.values():
            yield from group

    def find_shortcode(self, code: str) -> Emoji | None:
        """Return the emoji of a shortcode without colons, or None."""
        return self._by_shortcode.get(code)

    def find_emoji(self, text: str) -> Emoji | None:
        """Return the emoji of a text, which may have a skin tone, or None if the text is no emoji."""
        return self._by_text.get(text.replace(_PICTURE, ""))

    def search(self, query: str, most: int) -> list[Emoji]:
        """Return the emoji whose names or shortcodes have all words of the query, the likeliest first.

        A word of the query may be the beginning of a word. `most`: the number of results at most.
        """
        code = query.strip(": ").casefold()
        wanted = _words_of(query)
        if not wanted and not code:
            return []
        ranked = []
        for place, one in enumerate(self):
            rank = self._rank(one, code, wanted)
            if rank is not None:
                ranked.append((rank, place, one))
        ranked.sort(key=lambda item: item[:2])
        return [one for _, _, one in ranked[:most]]

    def _rank(self, one: Emoji, code: str, wanted: list[str]) -> tuple[int, int] | None:
        """Return how well an emoji fits, (0, 0) for best, or None if it does not. Of shortcodes with the same
        beginning, the shortest fits best."""
        if code in one.shortcodes:
            return 0, 0
        lengths = [len(shortcode) for shortcode in one.shortcodes if code and shortcode.startswith(code)]
        if lengths:
            return 1, min(lengths)
        words = self._words[one.text]
        if not wanted or not all(any(word.startswith(part) for word in words) for part in wanted):
            return None
        return (2, 0) if wanted[0] in words else (3, 0)


@cache
def emoji_catalogue(language: str = "en") -> EmojiCatalogue:
    """Return the catalogue with names in a language (`ru`), or in English where there are no names in the language: the
    bundle has only those of the program's own languages."""
    import emoji  # half a megabyte of names, only for people who ask for emoji

    try:
        emoji.config.load_language(language if language in emoji.LANGUAGES else "en")
    except OSError:
        language = "en"
    usable = emoji.STATUS["fully_qualified"]
    toned: dict[str, list[str]] = {}
    plain: list[tuple[str, dict[str, object]]] = []
    for text, facts in emoji.EMOJI_DATA.items():
        if facts["status"] != usable:
            continue
        tones = _TONE.findall(text)
        if not tones:
            plain.append((text, facts))
        elif len(set(tones)) == 1:
            toned.setdefault(_TONE.sub("", text).replace(_PICTURE, ""), []).append(text)
    found = []
    for text, facts in plain:
        variants = sorted(toned.get(text.replace(_PICTURE, ""), ()), key=lambda one: _TONE.findall(one))
        all_tones = tuple(variants) if len(variants) == len(TONES) else ()
        name = str(facts.get(language) or facts["en"]).strip(":").replace("_", " ")
        found.append(Emoji(text, name, _shortcodes_of(facts), group_of(text), all_tones))
    return EmojiCatalogue(found, {text: str(facts["en"]) for text, facts in plain})


def _shortcodes_of(facts: Mapping[str, object]) -> tuple[str, ...]:
    """Return the shortcodes: the short ones that people know from elsewhere, then the full name."""
    aliases = facts.get("alias")
    known = [str(one) for one in aliases] if isinstance(aliases, list) else []
    return tuple(dict.fromkeys(code.strip(":").casefold() for code in [*known, str(facts["en"])]))


def _words_of(text: str) -> list[str]:
    return [word for word in _BREAK.split(unicodedata.normalize("NFKC", text).casefold()) if word]
