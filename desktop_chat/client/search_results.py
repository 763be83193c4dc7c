"""Results of one search from archive and servers, joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.archive_words import has_file, has_link, plain_words
from desktop_chat.client.search_filters import SearchFilters


def join_results(archived: Iterable[SearchResult], told: Iterable[SearchResult], limit: int) -> list[SearchResult]:
    """Return the results of both, newest first, each message once. `told`: by servers."""
    found = list(archived)
    known = {_identity(one) for one in found}
    for one in told:
        if _identity(one) not in known:
            known.add(_identity(one))
            found.append(one)
    found.sort(key=lambda one: (one.entry.time, one.entry.id), reverse=True)
    return found[:limit]


def _identity(found: SearchResult) -> tuple[object, ...]:
    entry = found.entry
    told = (entry.msgid,) if entry.msgid else (entry.time, entry.nick, entry.text)
    return (found.network, found.room, *told)


def is_wanted(found: SearchResult, filters: SearchFilters) -> bool:
    """Return True if a result meets the filters that a server may not know."""
    entry = found.entry
    people, rooms = {name.lower() for name in filters.authors}, {name.lower() for name in filters.rooms}
    if people and not people & {entry.nick.lower(), entry.account.lower()}:
        return False
    if rooms and not rooms & {found.room.lower(), found.room.lower().removeprefix("#")}:
        return False
    plain = plain_words(entry.text) if filters.has_link or filters.has_file else ""
    return (not filters.has_link or has_link(plain)) and (not filters.has_file or has_file(plain))
