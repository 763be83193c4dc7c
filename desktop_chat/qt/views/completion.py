"""Completion of the word before the caret: nicks, commands, some emoji. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from desktop_chat.irc.formatting import find_links
from desktop_chat.irc.names import fold_name
from desktop_chat.value_class import value

EMOJI = {
    "+1": "👍", "-1": "👎", "clap": "👏", "cry": "😢", "eyes": "👀", "fire": "🔥", "grin": "😁", "heart": "❤️",
    "joy": "😂", "ok": "👌", "party": "🎉", "pray": "🙏", "rocket": "🚀", "shrug": "🤷", "smile": "😊", "star": "⭐",
    "tada": "🎉", "thinking": "🤔", "wave": "👋", "wink": "😉",
}  # fmt: skip
"""The most common emoji by `:name:`."""

_WORD = re.compile(r"\S*$")
_SHORT = re.compile(r"(?<![\w:/]):([a-z0-9+-]{1,16})$")
_OPENER = re.compile(r"[^\w\s@#/|^`~-]")
"""Characters before a name inside a word: brackets, quotes, commas. Some of these may be part of a name, too."""
_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9+-]{1,16}):(?![\w:])")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\x11[^\x11\x0f]*", re.DOTALL)


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
        choices = [EMOJI[name] + " " for name in EMOJI if name.startswith(short[1])]
    else:
        return _matching_names(word, start, list(nicks))
    return Completion(start, tuple(choices)) if choices else None


def _matching_names(word: str, start: int, nicks: Sequence[str]) -> Completion | None:
    """Return the completions of a word, or else of its part after a bracket or a comma."""
    for skipped in [0, *(opener.end() for opener in _OPENER.finditer(word))]:
        rest = word[skipped:]
        sign = "@" if rest.startswith("@") else ""
        wanted = _as_seen(rest[len(sign) :])
        end = ": " if start + skipped == 0 and not sign else " "
        found = [sign + nick + end for nick in nicks if wanted and _as_seen(nick).startswith(wanted)]
        if found:
            return Completion(start + skipped, tuple(found))
    return None


def _as_seen(name: str) -> str:
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
    if ":" not in text:
        return text
    kept = [(found.start(), found.end()) for found in _CODE.finditer(text)]
    kept += [(start, end) for start, end, _ in find_links(text)]

    def become(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in kept)
        return found[0] if inside else EMOJI.get(found[1], found[0])

    return _EMOJI.sub(become, text)


def by_recency(nicks: Iterable[str], recent: Sequence[str]) -> list[str]:
    """Sort nicks: recent speakers first, then by name."""
    places: dict[str, int] = {}
    for place, nick in enumerate(recent):
        places.setdefault(fold_name(nick), place)
    return sorted(nicks, key=lambda nick: (places.get(fold_name(nick), len(places)), fold_name(nick)))
