"""What must be true after any fault: what was shown is in the history, once, in its order, and all have the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from desktop_chat.client.entry import DeliveryState
from tests.chaos.talker import Talker
from tests.irc_client import IrcClient

Said = tuple[str, str]
"""The msgid and the text."""
CAPABILITIES = "message-tags server-time batch draft/chathistory"
_PAGE = 100


def history(client: IrcClient, room: str) -> list[Said]:
    """All that was said in the room, oldest first, as the server tells it; page by page from the end."""
    said: list[Said] = []
    anchor = "LATEST {} *"
    while True:
        client.send(f"CHATHISTORY {anchor.format(room)} {_PAGE}")
        page = [(one.tags["msgid"], one.params[1]) for one in client.fence() if one.command == "PRIVMSG"]
        said[:0] = page
        if len(page) < _PAGE:
            return said
        anchor = f"BEFORE {{}} msgid={page[0][0]}"


def history_of(port: int, room: str, *, host: str = "127.0.0.1", nick: str = "judge") -> list[Said]:
    """As somebody sees it who was never there before."""
    with IrcClient(port, host=host, tls=True) as client:
        client.register(nick, CAPABILITIES)
        client.join(room)
        return history(client, room)


def is_in_order(some: Iterable[Said], everything: Sequence[Said]) -> bool:
    """Whether `some` are among `everything`, in the same order."""
    rest = iter(everything)
    return all(any(one == other for other in rest) for one in some)


def check(talkers: Sequence[Talker], room: str, kept: Sequence[Said]) -> None:
    """`kept` is the room's history; everybody has settled. Raises AssertionError that says what is wrong."""
    for what in (Counter(msgid for msgid, _ in kept), Counter(text for _, text in kept)):
        doubled = [one for one, count in what.items() if count > 1]
        assert not doubled, f"doubled in the history: {doubled[:5]}"
    everything = set(kept)
    for talker in talkers:
        for number, rooms in enumerate(talker.shown):
            shown = rooms.get(room, [])
            lost = [one for one in shown if one not in everything]
            assert not lost, f"shown to {talker.nick} in connection {number} and lost: {lost[:5]}"
            assert is_in_order(shown, kept), f"{talker.nick} was shown another order in connection {number}"
        lost = [one for one in talker.confirmed if one not in everything]
        assert not lost, f"confirmed to {talker.nick} and lost: {lost[:5]}"
        own = [text for _, text in kept if text.startswith(f"{talker.nick} says ")]
        said = [f"{talker.nick} says {number + 1}" for number in range(talker.said)]
        assert own == said, f"what {talker.nick} said is not all there, once, in order: {difference(own, said)}"
        timeline = talker.timeline(room)
        seen = [(entry.msgid, entry.text) for entry in timeline]
        assert seen == list(kept), f"the timeline of {talker.nick} is another one: {difference(seen, kept)}"
        assert {entry.state for entry in timeline} <= {DeliveryState.SENT, DeliveryState.RECEIVED}


def difference(one: Sequence[object], other: Sequence[object]) -> str:
    """Where two lists part, and how long they are."""
    place = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -1)
    if place < 0:
        place = min(len(one), len(other))
    return f"{len(one)} and {len(other)}, at {place}: {one[place : place + 3]} and {other[place : place + 3]}"


def check_database(data: Path) -> None:
    """It opens, and SQLite finds nothing wrong with it."""
    with closing(sqlite3.connect(f"file:{data / 'chat.db'}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
