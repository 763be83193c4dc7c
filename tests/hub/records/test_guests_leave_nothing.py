"""What guests leave is bounded: empty rooms, direct rooms, identities and names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.hub.records import identities as known
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Room
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, Stage, numerics
from tests.storage.making import entry, settle

DAY = 86_400_000


def rows(path: Path) -> dict[str, int]:
    """How many there are in the tables that grow with guests."""
    with closing(sqlite3.connect(path)) as connection:
        names = ("room", "channel_state", "seen", "event", "identity", "entry")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def print_of(number: int) -> str:
    return f"{number:064x}"


def visit(stage: Stage, number: int, *lines: str, certified: bool = True) -> None:
    """A guest comes, does something, and goes."""
    guest = stage.enter(f"g{number}", fingerprint=print_of(number) if certified else "")
    stage.talk(guest, *lines, "QUIT")
    stage.hub.detach_seat(guest, "gone", stage.now)
    stage.take()
    stage.settle()


@pytest.mark.parametrize("certified", [True, False])
def test_an_empty_room_in_which_nothing_was_said_is_not_kept(open_store: Open, tmp_path: Path, certified: bool) -> None:
    store = open_store()
    stage = Stage(store=store)
    for number in range(30):
        visit(stage, number, *(f"JOIN #r{number}-{room}" for room in range(9)), certified=certified)
    state = stage.hub._state
    assert (state.channels, state.rooms.channels, state.rooms.silent) == ({}, 0, set())
    assert not state.identities._inside
    assert not state.identities._seen
    assert store.wait_until_indexed()
    left = rows(tmp_path / "chat.sqlite")
    assert left == dict.fromkeys(left, 0) | {"identity": 30 * certified}
    stage = Stage(store=open_store())
    assert (stage.hub._state.channels, stage.hub._state.rooms.channels) == ({}, 0)


def test_a_room_with_words_in_it_stays(open_store: Open) -> None:
    stage = Stage(store=open_store())
    visit(stage, 1, "JOIN #tea", "PRIVMSG #tea :hello", "JOIN #set", "TOPIC #set :About tea")
    stage = Stage(store=open_store())
    assert sorted(stage.hub._state.channels) == ["#set", "#tea"]
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    assert "hello" in " ".join(stage.talk(ann, "CHATHISTORY LATEST #tea * 5"))


def test_rooms_of_accounts_and_the_lobby_stay(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", fingerprint=PRINT)
    stage.talk(ann, "REGISTER * * sesame-seed")
    stage.talk(ann, "JOIN #mine", "CS REGISTER #mine", "PART #mine", "JOIN #passing", "QUIT")
    assert "#mine" in stage.hub._state.channels


def test_what_a_stop_left_of_empty_rooms_is_gone_after_the_start(open_store: Open, tmp_path: Path) -> None:
    stage = Stage(store=open_store())
    guests = [stage.enter(f"g{number}", fingerprint=print_of(number), rooms=[f"#r{number}"]) for number in range(5)]
    stage.talk(guests[0], "PRIVMSG #r0 :hello")
    stage.hub.close_all("stop", stage.now)
    stage.take()
    stage.settle()
    store = open_store()
    stage = Stage(store=store)
    stage.take()
    assert list(stage.hub._state.channels) == ["#r0"]
    assert store.wait_until_indexed()
    left = rows(tmp_path / "chat.sqlite")
    assert (left["room"], left["channel_state"], left["seen"]) == (1, 1, 1)
    ann = stage.enter("ann", rooms=["#r3"])
    stage.talk(ann, "PRIVMSG #r3 :anew")
    assert stage.hub._state.rooms.channel_room("#r3") is not None


def test_a_name_that_was_used_once_is_free_after_a_day(store: SqlStore) -> None:
    stage = Stage(store=store)
    visit(stage, 1)
    twice = stage.enter("g2", fingerprint=print_of(2))
    stage.talk(twice, "QUIT")
    visit(stage, 2)
    for name in ("g1", "g2"):
        assert "433" in numerics(stage.talk(stage.connect(), f"NICK {name}", "USER x 0 * :X"))
    stage.now += DAY + 1000
    assert "001" in numerics(stage.talk(stage.connect(), "NICK g1", "USER x 0 * :X"))
    assert "433" in numerics(stage.talk(stage.connect(), "NICK g2", "USER x 0 * :X"))
    stage.now += 30 * DAY
    assert "001" in numerics(stage.talk(stage.connect(), "NICK g2", "USER x 0 * :X"))


def test_identities_of_throw_away_certificates_are_bounded(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "MOST_ONCE", 10)
    store = open_store()
    stage = Stage(store=store)
    for _ in range(2):
        visit(stage, 500)
    for number in range(40):
        visit(stage, number)
        stage.now += 1000
    state = stage.hub._state
    assert len(state.identities._known) == 11
    assert state.identities.last_seen(f"cert:{print_of(500)}") is not None
    assert set(state.identities._named) == {"g500", *(f"g{number}" for number in range(30, 40))}
    assert store.wait_until_indexed()
    assert rows(tmp_path / "chat.sqlite")["identity"] == 11
    assert len(Stage(store=open_store()).hub._state.identities._known) == 11


def test_the_host_and_operators_free_any_name(open_store: Open) -> None:
    stage = Stage(store=open_store())
    for _ in range(2):
        visit(stage, 1)
        visit(stage, 2)
    op = stage.enter("op")
    assert "Only operators" in stage.talk(op, "NS FREE g1")[0]
    assert op.user is not None
    op.user.operator = True
    assert "is free" in stage.talk(op, "NS FREE G1")[0]
    assert "Nobody has reserved" in stage.talk(op, "NS FREE g1")[0]
    assert "is here" in stage.talk(op, "NS FREE op")[0]
    assert stage.hub.free_name("g2", stage.now) == "g2"
    stage.take()
    stage.settle()
    stage = Stage(store=open_store())
    for name in ("g1", "g2"):
        assert "001" in numerics(stage.talk(stage.connect(), f"NICK {name}", "USER x 0 * :X"))


def test_guests_make_no_more_rooms_than_there_may_be(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_chat.hub.handlers.join.MOST_ROOMS", 3)
    monkeypatch.setattr("desktop_chat.hub.messaging.send.MOST_DIRECT", 2)
    stage = Stage(store=store)
    guest = stage.enter("guest", fingerprint=PRINT)
    for number in range(3):
        stage.talk(guest, f"JOIN #r{number}", f"PRIVMSG #r{number} :hi")
    assert parse_line(stage.talk(guest, "JOIN #r3")[0]).command == "405"
    others = [stage.enter(f"o{number}", fingerprint=print_of(number)) for number in range(4)]
    stage.talk(guest, *(f"PRIVMSG o{number} :hi" for number in range(4)))
    assert all("hi" in " ".join(stage.heard(other)) for other in others)
    assert stage.hub._state.rooms.directs == 2
    stage.talk(guest, "REGISTER * * sesame-seed")
    assert "JOIN" in " ".join(stage.talk(guest, "JOIN #r3"))


def test_rooms_without_a_word_that_an_older_version_kept_are_forgotten(open_store: Open, tmp_path: Path) -> None:
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
    stage = Stage(store=store)
    stage.take()
    assert (stage.hub._state.rooms.channels, stage.hub._state.rooms.directs) == (1, 0)
    assert store.wait_until_indexed()
    assert rows(tmp_path / "chat.sqlite")["room"] == 1
