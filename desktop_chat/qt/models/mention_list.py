"""MentionList: the messages of all rooms that call the person, newest first. GUI thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import SPOKEN
from desktop_chat.client.mentions import has_mention, may_mention
from desktop_chat.qt.network.network import Network

MENTIONS_MAX = 200
_SEARCHED = 300
"""Messages that are read for each name. Some have its words in other places."""


def find_mentions(archive: Archive, networks: Iterable[Network]) -> list[SearchResult]:
    """Return messages of others that name the person or reply to the person, newest first, at most MENTIONS_MAX."""
    found: dict[tuple[str, int], SearchResult] = {}
    for network in networks:
        for result in (*_find_calls(archive, network), *archive.read_replies(network.network, limit=MENTIONS_MAX)):
            if not network.session.is_blocked(result.entry.nick):
                found[result.network, result.entry.id] = result
    return sorted(found.values(), key=lambda result: -result.entry.time)[:MENTIONS_MAX]


def _find_calls(archive: Archive, network: Network) -> Iterator[SearchResult]:
    names = (network.nick, *network.session.other_names)
    for name in names:
        for result in archive.read_calls(network.network, name, limit=_SEARCHED):
            entry = result.entry
            if entry.kind in SPOKEN and may_mention(entry) and has_mention(entry.text, names):
                yield result
