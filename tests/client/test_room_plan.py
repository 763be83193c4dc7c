"""A room is made with its settings, on our own server and on others; a room of other people stays as it is."""

from __future__ import annotations

import pytest

from desktop_chat.client.room_plan import RoomPlan
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import SessionHarness

PLAN = RoomPlan("#fair", topic="Lamps and cake", flags="is", password="tulip", keep_days=7)


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect("")
    made.sent.clear()
    return made


def enter(harness: SessionHarness, *names: str) -> None:
    harness.receive(":ann!u@h JOIN #fair", f":s 353 ann = #fair :{' '.join(names)}", ":s 366 ann #fair :End")


def test_a_new_room_gets_its_settings(harness: SessionHarness) -> None:
    harness.record(harness.session.make_room(PLAN))
    assert harness.sent == ["JOIN #fair"]
    enter(harness, "@ann")
    assert "MODE #fair +iskH tulip 7d" in harness.sent
    assert "TOPIC #fair :Lamps and cake" in harness.sent
    harness.sent.clear()
    enter(harness, "@ann")
    assert not [line for line in harness.sent if line.startswith(("MODE #fair +", "TOPIC"))], "once"


def test_a_room_of_others_stays_as_it_is(harness: SessionHarness) -> None:
    harness.record(harness.session.make_room(PLAN))
    enter(harness, "ann", "@bob")
    assert not [line for line in harness.sent if line.startswith(("MODE #fair +", "TOPIC"))]
    (told,) = [entry.text for entry in harness.entries("#fair") if "exists already" in entry.text]
    assert told.startswith("#fair exists already")


def test_a_refused_plan_is_forgotten(harness: SessionHarness) -> None:
    harness.record(harness.session.make_room(PLAN))
    harness.receive(":s 474 ann #fair :Cannot join channel (+b)")
    enter(harness, "@ann")
    assert not [line for line in harness.sent if line.startswith(("MODE #fair +", "TOPIC"))]


def test_our_server_makes_the_room() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    ann.apply_events(ann.session.make_room(PLAN, hub.now))
    settle_clients(ann, bob)
    room = ann.session.rooms["#fair"]
    assert (room.topic, room.channel_key) == ("Lamps and cake", "tulip")
    assert set("iskH") <= set(room.modes.partition(" ")[0])
    assert ann.session.read_settings("#fair").keep_days == 7
    bob.apply_events(bob.session.join_channel("#fair"))
    settle_clients(ann, bob)
    assert not bob.session.rooms["#fair"].joined
