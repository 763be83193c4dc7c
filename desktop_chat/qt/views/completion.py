"""What the Tab key makes of the word before the caret: names, commands, a few emoji. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_chat.irc.names import fold
from desktop_chat.values import value

EMOJI = {
    "+1": "👍", "-1": "👎", "clap": "👏", "cry": "😢", "eyes": "👀", "fire": "🔥", "grin": "😁", "heart": "❤️",
    "joy": "😂", "ok": "👌", "party": "🎉", "pray": "🙏", "rocket": "🚀", "shrug": "🤷", "smile": "😊", "star": "⭐",
    "tada": "🎉", "thinking": "🤔", "wave": "👋", "wink": "😉",
}  # fmt: skip
"""`:name:` to what it becomes: a small set, for the commonest."""

_WORD = re.compile(r"\S*$")
_SHORT = re.compile(r":([a-z0-9+-]{1,16})$")


@value
class Completion:
    """The characters from `start` to the caret may become any of `choices`, the likeliest first."""

    start: int
    choices: tuple[str, ...]


def complete(text: str, caret: int, nicks: Iterable[str], commands: Sequence[str]) -> Completion | None:
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
        sign = "@" if word.startswith("@") else ""
        wanted = fold(word[len(sign) :])
        end = ": " if start == 0 and not sign else " "
        choices = [sign + nick + end for nick in nicks if wanted and fold(nick).startswith(wanted)]
    return Completion(start, tuple(choices)) if choices else None


def replace_emoji(text: str) -> str:
    """`:wave:` and the like, where they are known, as what they stand for."""
    return re.sub(r"(?<!\w):([a-z0-9+-]{1,16}):(?!\w)", lambda found: EMOJI.get(found[1], found[0]), text)


def by_recency(nicks: Iterable[str], recent: Sequence[str]) -> list[str]:
    """Who spoke last comes first, the others by name."""
    places: dict[str, int] = {}
    for place, nick in enumerate(recent):
        places.setdefault(fold(nick), place)
    return sorted(nicks, key=lambda nick: (places.get(fold(nick), len(places)), fold(nick)))
