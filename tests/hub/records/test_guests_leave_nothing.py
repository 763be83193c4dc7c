"""Limits on what guests leave behind: empty rooms, direct rooms, identities and nicks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.hub.records import identities as known
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import Room
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness, commands_of
from tests.storage.entries import entry, settle

DAY = 86_400_000


def rows(path: Path) -> dict[str, int]:
    """How many there are in the tables that grow with guests."""
    with closing(sqlite3.connect(path)) as connection:
        names = ("room", "channel_state", "seen", "event", "identity", "entry")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def print_of(number: int) -> str:
    return f"{number:064x}"


def visit(harness: HubHarness, number: int, *lines: str, certified: bool = True) -> None:
    """A guest comes, does something, and goes."""
    guest = harness.register(f"g{number}", fingerprint=print_of(number) if certified else "")
    harness.exchange(guest, *lines, "QUIT")
    harness.hub.detach_seat(guest, "gone", harness.now)
    harness.take_outcome()
    harness.run_until_idle()


@pytest.mark.parametrize("certified", [True, False])
def test_empty_silent_room_is_not_stored(open_store: Open, tmp_path: Path, certified: bool) -> None:
    store = open_store()
    harness = HubHarness(store=store)
    for number in range(30):
        visit(harness, number, *(f"JOIN #r{number}-{room}" for room in range(9)), certified=certified)
    state = harness.hub._state
    assert (state.channels, state.rooms.channels, state.rooms.silent) == ({}, 0, set())
    assert not state.identities._inside
    assert not state.identities._seen
    assert store.wait_until_indexed()
    left = rows(tmp_path / "chat.sqlite")
    assert left == dict.fromkeys(left, 0) | {"identity": 30 * certified}
    harness = HubHarness(store=open_store())
    assert (harness.hub._state.channels, harness.hub._state.rooms.channels) == ({}, 0)


def test_room_with_messages_stays(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    visit(harness, 1, "JOIN #tea", "PRIVMSG #tea :hello", "JOIN #set", "TOPIC #set :About tea")
    harness = HubHarness(store=open_store())
    assert sorted(harness.hub._state.channels) == ["#set", "#tea"]
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    assert "hello" in " ".join(harness.exchange(ann, "CHATHISTORY LATEST #tea * 5"))


def test_rooms_of_accounts_and_lobby_stay(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "JOIN #mine", "CS REGISTER #mine", "PART #mine", "JOIN #passing", "QUIT")
    assert "#mine" in harness.hub._state.channels


def test_empty_rooms_are_forgotten_at_the_next_start(open_store: Open, tmp_path: Path) -> None:
    harness = HubHarness(store=open_store())
    guests = [
        harness.register(f"g{number}", fingerprint=print_of(number), rooms=[f"#r{number}"]) for number in range(5)
    ]
    harness.exchange(guests[0], "PRIVMSG #r0 :hello")
    harness.hub.close_all("stop", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    store = open_store()
    harness = HubHarness(store=store)
    harness.take_outcome()
    assert list(harness.hub._state.channels) == ["#r0"]
    assert store.wait_until_indexed()
    left = rows(tmp_path / "chat.sqlite")
    assert (left["room"], left["channel_state"], left["seen"]) == (1, 1, 1)
    ann = harness.register("ann", rooms=["#r3"])
    harness.exchange(ann, "PRIVMSG #r3 :anew")
    assert harness.hub._state.rooms.channel_room("#r3") is not None


def test_nick_used_once_is_free_after_a_day(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    visit(harness, 1)
    twice = harness.register("g2", fingerprint=print_of(2))
    harness.exchange(twice, "QUIT")
    visit(harness, 2)
    for name in ("g1", "g2"):
        assert "433" in commands_of(harness.exchange(harness.connect(), f"NICK {name}", "USER x 0 * :X"))
    harness.now += DAY + 1000
    assert "001" in commands_of(harness.exchange(harness.connect(), "NICK g1", "USER x 0 * :X"))
    assert "433" in commands_of(harness.exchange(harness.connect(), "NICK g2", "USER x 0 * :X"))
    harness.now += 30 * DAY
    assert "001" in commands_of(harness.exchange(harness.connect(), "NICK g2", "USER x 0 * :X"))


def test_identities_of_throw_away_certificates_are_limited(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "MOST_ONCE", 10)
    store = open_store()
    harness = HubHarness(store=store)
    for _ in range(2):
        visit(harness, 500)
    for number in range(40):
        visit(harness, number)
        harness.now += 1000
    state = harness.hub._state
    assert len(state.identities._known) == 11
    assert state.identities.last_seen(f"cert:{print_of(500)}") is not None
    assert set(state.identities._named) == {"g500", *(f"g{number}" for number in range(30, 40))}
    assert store.wait_until_indexed()
    assert rows(tmp_path / "chat.sqlite")["identity"] == 11
    assert len(HubHarness(store=open_store()).hub._state.identities._known) == 11


def test_host_and_operators_can_free_a_name(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    for _ in range(2):
        visit(harness, 1)
        visit(harness, 2)
    op = harness.register("op")
    assert "Only server operators" in harness.exchange(op, "NS FREE g1")[0]
    assert op.user is not None
    op.user.operator = True
    assert "is free" in harness.exchange(op, "NS FREE G1")[0]
    assert "Nobody has reserved" in harness.exchange(op, "NS FREE g1")[0]
    assert "is here" in harness.exchange(op, "NS FREE op")[0]
    assert harness.hub.host.free_name("g2", harness.now) == "g2"
    harness.take_outcome()
    harness.run_until_idle()
    harness = HubHarness(store=open_store())
    for name in ("g1", "g2"):
        assert "001" in commands_of(harness.exchange(harness.connect(), f"NICK {name}", "USER x 0 * :X"))


def test_rooms_of_guests_are_limited(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_chat.hub.handlers.join.MOST_ROOMS", 3)
    monkeypatch.setattr("desktop_chat.hub.messaging.send.MOST_DIRECT", 2)
    harness = HubHarness(store=store)
    guest = harness.register("guest", fingerprint=FINGERPRINT)
    for number in range(3):
        harness.exchange(guest, f"JOIN #r{number}", f"PRIVMSG #r{number} :hi")
    assert parse_line(harness.exchange(guest, "JOIN #r3")[0]).command == "405"
    others = [harness.register(f"o{number}", fingerprint=print_of(number)) for number in range(4)]
    harness.exchange(guest, *(f"PRIVMSG o{number} :hi" for number in range(4)))
    assert all("hi" in " ".join(harness.read_lines(other)) for other in others)
    assert harness.hub._state.rooms.directs == 2
    harness.exchange(guest, "REGISTER * * sesame-seed")
    assert "JOIN" in " ".join(harness.exchange(guest, "JOIN #r3"))


def test_silent_rooms_of_an_older_version_are_forgotten(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    commit = store.submit(
        [
            Room(1, "channel", "#empty"),
            Room(2, "direct", "cert:aa", "cert:bb"),
            Room(3, "channel", "#tea"),
            entry(1, room=3),
        ]
    )
    settle(store, commit)
    store = open_store()
    harness = HubHarness(store=store)
    harness.take_outcome()
    assert (harness.hub._state.rooms.channels, harness.hub._state.rooms.directs) == (1, 0)
    assert store.wait_until_indexed()
    assert rows(tmp_path / "chat.sqlite")["room"] == 1
