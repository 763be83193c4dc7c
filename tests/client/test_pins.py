"""Pinned messages as a value of their room, and on our own server."""

from __future__ import annotations

from desktop_chat.client.pins import MOST, change_pins, parse_pins
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients

LOBBY = "#lobby"


def test_value_is_read_with_its_limits() -> None:
    assert parse_pins("1-b 1-a 1-b") == ("1-b", "1-a")
    assert parse_pins("") == ()
    assert parse_pins("x" * 100 + " 1-a") == ("1-a",)
    assert len(parse_pins(" ".join(f"m{number}" for number in range(50)))) == MOST


def test_newest_pin_comes_first_and_the_oldest_goes() -> None:
    assert change_pins((), "m1", pinned=True) == "m1"
    assert change_pins(("m1", "m2"), "m3", pinned=True) == "m3 m1 m2"
    assert change_pins(("m1", "m2"), "m2", pinned=True) == "m2 m1"
    assert change_pins(("m1", "m2"), "m1", pinned=False) == "m2"
    assert change_pins(("m1",), "m1", pinned=False) == ""
    many = tuple(f"m{number}" for number in range(MOST))
    assert change_pins(many, "new", pinned=True).split() == ["new", *many[:-1]]
    long = tuple(f"{number:060}" for number in range(MOST))
    assert len(change_pins(long, "new", pinned=True)) <= 300


def test_moderator_pins_for_everybody_and_others_cannot() -> None:
    hub = MemoryHub()
    ann, bob, cid = (SimulatedClient(hub, nick) for nick in ("ann", "bob", "cid"))
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    room = "#den"
    ann.apply_events(ann.session.join_channel(room))
    settle_clients(ann, bob)
    bob.apply_events(bob.session.join_channel(room))
    settle_clients(ann, bob)
    ann.send_texts(room, "first", "second")
    settle_clients(ann, bob)
    first, second = ann.entries(room)
    assert not bob.session.can_pin(room, bob.entries(room)[0])
    bob.apply_events(bob.session.pin_entry(room, bob.entries(room)[0], pinned=True))
    settle_clients(ann, bob)
    assert ann.session.rooms[room].pins == ()
    for entry in (first, second):
        ann.apply_events(ann.session.pin_entry(room, entry, pinned=True))
        settle_clients(ann, bob)
    assert ann.session.rooms[room].pins == bob.session.rooms[room].pins == (second.msgid, first.msgid)
    cid.connect()
    settle_clients(ann, bob, cid)
    cid.apply_events(cid.session.join_channel(room))
    settle_clients(ann, bob, cid)
    assert cid.session.rooms[room].pins == (second.msgid, first.msgid)
    for entry in (first, second):
        ann.apply_events(ann.session.pin_entry(room, entry, pinned=False))
        settle_clients(ann, bob, cid)
    assert bob.session.rooms[room].pins == cid.session.rooms[room].pins == ()
