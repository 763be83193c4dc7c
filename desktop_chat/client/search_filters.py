"""SearchFilters: a typed search, taken apart into words and filters. Pure.

The filters: `from:ann`, `from:"Ann Lee"`, `in:#tea`, `before:2026-05-01`, `after:2026-05-01`, `has:link`, `has:file`.
Several people or rooms are alternatives; all else must be met together. A filter with an impossible value counts as
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from desktop_chat.value_class import value

HAS_LINK, HAS_FILE = "has:link", "has:file"
KEYS = ("from:", "in:", "before:", "after:", HAS_LINK, HAS_FILE)
"""The beginnings of all filters."""
TODAY, YESTERDAY = "today", "yesterday"
"""Days by name."""
_MOST = 20
"""People or rooms of one search."""
_PART = re.compile(r'(?:from|in):@?"[^"]*"?|\S+', re.IGNORECASE)
"""A word, or a filter whose value may have spaces between quotation marks."""
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?|(\d{1,2})\.(\d{1,2})\.(\d{4})")


@value
class SearchFilters:
    """`before` and `since` are days of this computer's calendar: before the beginning of the one, from the beginning
    of the other on."""

    words: str = ""
    authors: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    before: date | None = None
    since: date | None = None
    has_link: bool = False
    has_file: bool = False

    @property
    def is_empty(self) -> bool:
        return self == SearchFilters()


def parse_filters(typed: str, today: date) -> SearchFilters:
    """Take a typed search apart."""
    words: list[str] = []
    authors: list[str] = []
    rooms: list[str] = []
    before: date | None = None
    since: date | None = None
    held: set[str] = set()
    for part in _PART.findall(typed):
        key, _, given = part.partition(":")
        name = _bare_name(given)
        day = parse_day(given, today) if given else None
        match key.lower():
            case "from" if name:
                authors.append(name)
            case "in" if name:
                rooms.append(name)
            case "before" if day is not None:
                before = day if before is None else min(before, day)
            case "after" if day is not None:
                since = day if since is None else max(since, day)
            case "has" if given.lower() in ("link", "file"):
                held.add(given.lower())
            case "from" | "in" | "before" | "after" | "has" if not name:
                continue  # not finished yet
            case _:
                words.append(part)
    open_end = bool(words) and typed[-1:].isspace()
    return SearchFilters(
        words=" ".join(words) + " " * open_end,
        authors=tuple(authors[:_MOST]),
        rooms=tuple(rooms[:_MOST]),
        before=before,
        since=since,
        has_link="link" in held,
        has_file="file" in held,
    )


def _bare_name(given: str) -> str:
    """Return a typed name without its `@` and its quotation marks."""
    return given.removeprefix("@").removeprefix('"').removesuffix('"').strip()


def name_authors(filters: SearchFilters, people: Iterable[tuple[str, str]]) -> SearchFilters:
    """Return the filters with nicks in place of the beginnings of names that a person typed. What is nobody's name
    stays.

    `people`: the nicks that may be meant, each with the name that windows show. A whole nick or name means nobody else.
    """
    if not filters.authors:
        return filters
    known = list(people)
    nicks = {nick.lower() for nick, _ in known}
    found: list[str] = []
    for typed in filters.authors:
        if typed.lower() in nicks:
            found.append(typed)
            continue
        whole = [nick for nick, name in known if name.lower() == typed.lower()]
        found += whole or [nick for nick, name in known if _is_named(nick, name, typed)] or [typed]
    return replace(filters, authors=tuple(dict.fromkeys(found))[:_MOST])


def _is_named(nick: str, name: str, typed: str) -> bool:
    """Return True if a nick, a part of the nick, or a word of a name begins with what was typed."""
    given = typed.lower()
    words = (nick, *nick.split("_"), name, *name.split())
    return any(word.lower().startswith(given) for word in words)


def parse_day(text: str, today: date) -> date | None:
    """Return the first day of `2026`, `2026-05` or `2026-05-01`, or the day of `1.5.2026` or a name; None for other
    texts."""
    match text.lower():
        case word if word == TODAY:
            return today
        case word if word == YESTERDAY:
            return today - timedelta(days=1)
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day, other_day, other_month, other_year = (int(one) if one else 1 for one in found.groups())
    try:
        return date(year, month, day) if found[1] else date(other_year, other_month, other_day)
    except ValueError:
        return None


def unfinished_filter(typed: str) -> str:
    """Return the last part of a typed search if a person may be typing a filter there, or ""."""
    *_, last = ("", *(found[0] for found in _PART.finditer(typed) if found.end() == len(typed)))
    return last


def suggest_filters(part: str, people: Iterable[tuple[str, str]], rooms: Iterable[str], today: date) -> list[str]:
    """Return the filters that begin with the unfinished `part`, the likeliest first.

    `people`: nicks, each with the name that windows show.
    """
    key, colon, given = part.partition(":")
    if not colon:
        return [name for name in KEYS if len(part) > 1 and name.startswith(part.lower())]
    given = given.lower()
    match key.lower():
        case "from":
            found = [_filter_value(name, nick) for nick, name in people if _is_named(nick, name, _bare_name(given))]
        case "in":
            found = [name for name in rooms if name.lower().removeprefix("#").startswith(given.removeprefix("#"))]
        case "before" | "after":
            found = [name for name in _days_to_suggest(today) if name.startswith(given)]
        case "has":
            found = [name for name in ("link", "file") if name.startswith(given)]
        case _:
            found = []
    whole = [f"{key.lower()}:{name}" for name in found if name]
    return [] if whole == [part] else whole[:_MOST]


def _filter_value(name: str, nick: str) -> str:
    """Return a name as the value of a filter; the nick if a filter cannot carry the name, "" if it carries neither."""
    fit = next((one for one in (name, nick) if one and '"' not in one), "")
    return f'"{fit}"' if " " in fit else fit


def _days_to_suggest(today: date) -> list[str]:
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    days = (today - timedelta(days=7), month, year)
    return [TODAY, YESTERDAY, *dict.fromkeys(day.isoformat() for day in days)]


def complete_filter(typed: str, filter_text: str) -> str:
    """Return the typed search with the unfinished filter replaced; a complete filter gets a space behind it."""
    rest = typed.removesuffix(unfinished_filter(typed))
    return f"{rest}{filter_text}{'' if filter_text.endswith(':') else ' '}"
