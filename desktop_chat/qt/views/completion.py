"""Completion of the word before the caret: nicks, commands, emoji. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from desktop_chat.client import emoji_catalogue
from desktop_chat.irc.formatting import find_links
from desktop_chat.irc.names import fold_name
from desktop_chat.value_class import value

_WORD = re.compile(r"\S*$")
_SHORT = re.compile(r"(?<![\w:/]):([^\W_][\w+-]{0,31}|[+-][\w+-]{0,31})$")
_OPENER = re.compile(r"[^\w\s@#/|^`~-]")
"""Characters before a name inside a word: brackets, quotes, commas. Some of these may be part of a name, too."""
_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9_+-]{1,64}):(?![\w:])")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\x11[^\x11\x0f]*", re.DOTALL)


_OFFERED = 30
"""Emoji to choose from at most."""
_LETTERS = 2
"""Characters after the colon with which emoji are offered: `:D` and `:p` are texts."""


@value
class Choice:
    """A completion in a list."""

    text: str
    """What replaces the word; a space at the end is left out before another space or a comma."""
    title: str
    detail: str = ""
    """Muted words behind the title, such as help."""
    mark: str = ""
    """A sign before the title, such as an emoji."""
    person: str = ""
    """The nick of the person whose picture stands before the title."""


@value
class Offer:
    """The characters from `start` to the caret may become any of the choices, the likeliest first."""

    start: int
    choices: tuple[Choice, ...]
    is_help: bool = False
    """The choices only inform: keys and clicks stay with the field."""


@value
class Completion:
    """The characters from `start` to the caret may become any of `choices`, the likeliest first."""

    start: int
    choices: tuple[str, ...]


def find_completions(text: str, caret: int, nicks: Iterable[str], commands: Sequence[str]) -> Completion | None:
    """Return the completions of the word before the caret, or None."""
    before = text[:caret]
    found = _WORD.search(before)
    start = found.start() if found else caret
    word = before[start:]
    if start == 0 and word.startswith("/"):
        choices = [f"/{name} " for name in commands if name.startswith(word[1:].lower())]
    elif short := _SHORT.search(word):
        start += short.start()
        choices = [one.text + " " for one in emoji_catalogue.emoji_catalogue().search(short[1], _OFFERED)]
    else:
        return _matching_names(word, start, list(nicks))
    return Completion(start, tuple(choices)) if choices else None


def offer_emoji(before: str, language: str = "en", tone: int = 0) -> Offer | None:
    """Return the emoji for a `:shortcode` at the end of the text before the caret, or None.

    `tone`: the skin tone as in `Emoji.with_tone`.
    """
    short = _SHORT.search(before)
    if short is None or len(short[1]) < _LETTERS:
        return None
    found = emoji_catalogue.emoji_catalogue(language).search(short[1], _OFFERED)
    choices = [
        Choice(f"{one.with_tone(tone)} ", f":{one.shortcodes[0]}:", one.name, one.with_tone(tone)) for one in found
    ]
    return Offer(short.start(), tuple(choices)) if choices else None


def _matching_names(word: str, start: int, nicks: Sequence[str]) -> Completion | None:
    """Return the completions of a word, or else of its part after a bracket or a comma."""
    for skipped in [0, *(opener.end() for opener in _OPENER.finditer(word))]:
        rest = word[skipped:]
        sign = "@" if rest.startswith("@") else ""
        wanted = as_seen(rest[len(sign) :])
        end = ": " if start + skipped == 0 and not sign else " "
        found = [sign + nick + end for nick in nicks if wanted and as_seen(nick).startswith(wanted)]
        if found:
            return Completion(start + skipped, tuple(found))
    return None


def as_seen(name: str) -> str:
    """Return a name in a form for comparing without case, in any script."""
    return unicodedata.normalize("NFKC", name).casefold()


def fit_in(choice: str, following: str) -> tuple[str, int]:
    """Return a choice as inserted before `following` ("" at the end), and how many characters the caret skips.

    A space is not doubled, and not put before a bracket or a comma.
    """
    if following and following in " \t\u00a0":
        return choice.rstrip(" "), 1
    if following and not following.isalnum() and following not in "\n@#/":
        return choice.rstrip(" ").removesuffix(":"), 0
    return choice, 0


def replace_emoji(text: str) -> str:
    """Replace known `:name:` by emoji, except in addresses and code."""
    if ":" not in text or not _EMOJI.search(text):
        return text
    kept = [(found.start(), found.end()) for found in _CODE.finditer(text)]
    kept += [(start, end) for start, end, _ in find_links(text)]

    def become(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in kept)
        one = None if inside else emoji_catalogue.emoji_catalogue().find_shortcode(found[1])
        return found[0] if one is None else one.text

    return _EMOJI.sub(become, text)


def by_recency(nicks: Iterable[str], recent: Sequence[str]) -> list[str]:
    """Sort nicks: recent speakers first, then by name."""
    places: dict[str, int] = {}
    for place, nick in enumerate(recent):
        places.setdefault(fold_name(nick), place)
    return sorted(nicks, key=lambda nick: (places.get(fold_name(nick), len(places)), fold_name(nick)))
