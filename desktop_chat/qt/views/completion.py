"""What the Tab key makes of the word before the caret: names, commands, a few emoji. Pure."""

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
"""`:name:` to what it becomes: a small set, for the commonest."""

_WORD = re.compile(r"\S*$")
_SHORT = re.compile(r"(?<![\w:/]):([a-z0-9+-]{1,16})$")
_OPENER = re.compile(r"[^\w\s@#/|^`~-]")
"""Behind these a name may begin in the middle of a word: brackets, quotes, commas. (Some may be in a name, too.)"""
_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9+-]{1,16}):(?![\w:])")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\x11[^\x11\x0f]*", re.DOTALL)


@value
class Completion:
    """The characters from `start` to the caret may become any of `choices`, the likeliest first."""

    start: int
    choices: tuple[str, ...]


def find_completions(text: str, caret: int, nicks: Iterable[str], commands: Sequence[str]) -> Completion | None:
    """What the word that ends at the caret may become; None when nothing fits."""
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
    """The names that this word may become, or, where there are none, what stands behind a bracket or a comma in it."""
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
    """What a person who types a name compares: without regard to case, in any script."""
    return unicodedata.normalize("NFKC", name).casefold()


def fit_in(choice: str, following: str) -> tuple[str, int]:
    """A choice as it is put before the character `following` ("" at the end), and how many characters of what stands
    there the caret skips: no space is doubled, and none is put before a bracket or a comma."""
    if following and following in " \t\u00a0":
        return choice.rstrip(" "), 1
    if following and not following.isalnum() and following not in "\n@#/":
        return choice.rstrip(" ").removesuffix(":"), 0
    return choice, 0


def replace_emoji(text: str) -> str:
    """`:wave:` and the like, where they are known, as what they stand for; not in addresses and code."""
    if ":" not in text:
        return text
    kept = [(found.start(), found.end()) for found in _CODE.finditer(text)]
    kept += [(start, end) for start, end, _ in find_links(text)]

    def become(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in kept)
        return found[0] if inside else EMOJI.get(found[1], found[0])

    return _EMOJI.sub(become, text)


def by_recency(nicks: Iterable[str], recent: Sequence[str]) -> list[str]:
    """Who spoke last comes first, the others by name."""
    places: dict[str, int] = {}
    for place, nick in enumerate(recent):
        places.setdefault(fold_name(nick), place)
    return sorted(nicks, key=lambda nick: (places.get(fold_name(nick), len(places)), fold_name(nick)))
