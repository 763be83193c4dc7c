"""SEARCH: find messages by their words.

The Store is read by a Job. The search covers the rooms that the caller is in and the caller's direct messages;
permissions are checked again when the Job has ended.

Spec: docs/specifications/search.md, https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/search.md
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from desktop_chat.hub.announce.render_entry import retell
from desktop_chat.hub.call import Call
from desktop_chat.hub.people.access import first_in_rooms, rooms_behind
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import SEARCH, SOJU_SEARCH
from desktop_chat.irc.message import parse_tags
from desktop_chat.irc.server_time import parse_time
from desktop_chat.storage.records import Entry
from desktop_chat.storage.store_api import SearchQuery, SearchTooWide
from desktop_chat.texts import hub as texts

_ATTRIBUTES = frozenset({"in", "from", "after", "before", "text", "limit"})
_LIMIT = 50
_TEXT = 400
"""Characters of the text to search for; the rest is ignored."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parsed attributes of a search. `target`: name of a room, "" for all."""

    target: str
    author: str
    text: str
    start: int | None
    end: int | None
    limit: int


def search(call: Call) -> None:
    if not call.seat.capabilities & {SEARCH, SOJU_SEARCH}:
        raise Refusal(n.ERR_UNKNOWNCOMMAND, "SEARCH", texts.UNKNOWN_COMMAND)
    state, user, asked = call.state, call.user, _read_attributes(call)
    behind = rooms_behind(state, user, asked.target) if asked.target else None
    if asked.target and behind is None:
        raise fail("SEARCH", "INVALID_PARAMS", "in", text=texts.TARGET_CANNOT_BE_READ)
    first = first_in_rooms(state, user)
    rooms = tuple(first) if behind is None else tuple(room.id for room in behind)
    identity = user.identity if behind is None else ""
    query = SearchQuery(
        rooms=rooms,
        identity=identity,
        text=asked.text,
        author=asked.author,
        start=asked.start,
        end=asked.end,
        limit=asked.limit,
        since=tuple((room, first[room]) for room in rooms if first.get(room)),
    )

    call.read_from_store(query, partial(_show_found, call, asked.target, query), _fail_to_search)


def _show_found(call: Call, target: str, query: SearchQuery, found: tuple[Entry, ...]) -> None:
    """Answer with the Entries that were found, as far as the caller may still read their rooms."""
    state, user = call.state, call.user
    first = first_in_rooms(state, user)
    if target:
        allowed = {room.id for room in rooms_behind(state, user, target) or ()}
    else:
        allowed = set(first)
        if user.identity == query.identity:
            allowed |= {entry.room for entry in found if entry.room not in query.rooms}
    readable = [one for one in found if one.room in allowed and one.sequence >= first.get(one.room, 0)]
    call.in_portions(retell(state, call.reply, (SOJU_SEARCH,), readable, as_meant=True))


def _fail_to_search(error: Exception) -> None:
    if isinstance(error, SearchTooWide):
        raise fail("SEARCH", "TOO_WIDE", text=str(error)) from error
    raise fail("SEARCH", "INTERNAL_ERROR", text=texts.SEARCH_FAILED) from error


def _read_attributes(call: Call) -> _Asked:
    """Parse the attributes.

    Raises: Refusal.
    """
    found = parse_tags(call.params[0])
    unknown = [key for key in found if key not in _ATTRIBUTES]
    if unknown:
        raise fail("SEARCH", "INVALID_PARAMS", unknown[0][:32], text=texts.UNKNOWN_SEARCH_ATTRIBUTE)
    most, limit = min(_LIMIT, call.state.settings.history_page), found.get("limit", str(_LIMIT))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 10 and int(limit)):
        raise fail("SEARCH", "INVALID_PARAMS", "limit", text=texts.LIMIT_NOT_A_NUMBER)
    start, end = (_read_time(key, found[key]) if key in found else None for key in ("after", "before"))
    text = found.get("text", "")[:_TEXT]
    return _Asked(found.get("in", ""), found.get("from", ""), text, start, end, min(int(limit), most))


def _read_time(key: str, text: str) -> int:
    time = parse_time(text)
    if time is None:
        raise fail("SEARCH", "INVALID_PARAMS", key, text=texts.INVALID_TIMESTAMP)
    return time
