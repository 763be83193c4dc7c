"""A refused command is given back, recognised by its label or by its parameters."""

from __future__ import annotations

from desktop_chat.client.events import CommandFailed, Event
from desktop_chat.irc.message import parse_line
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness

LOBBY = "#lobby"


def given_back(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, CommandFailed)]


def test_refusal_with_its_label_gives_the_command_back_once() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea")
    harness.record(harness.session.run_command("#tea", "/kick bob too loud", 5))
    label = parse_line(harness.sent[-1]).tags["label"]
    assert given_back(harness.receive(":s 482 ann #tea :You're not an operator")) == []  # about something else
    assert given_back(harness.receive(f"@label={label} :s 482 ann #tea :You're not an operator")) == [
        "/kick bob too loud"
    ]
    assert given_back(harness.receive(f"@label={label} :s 482 ann #tea :You're not an operator")) == []


def test_room_that_cannot_be_entered_gives_nothing_back() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.run_command("", "/join #milk", 5))
    label = parse_line(harness.sent[-1]).tags["label"]
    events = harness.receive(f"@label={label} :s 473 ann #milk :Cannot join channel (+i)")
    assert given_back(events) == []  # the room tells why, and offers what helps
    assert harness.session.rooms["#milk"].problem is not None


def test_without_labels_a_refusal_is_matched_by_its_parameters() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.run_command("#tea", "/kick bob too loud", 5))
    assert "label" not in parse_line(harness.sent[-1]).tags
    assert given_back(harness.receive(":s 403 ann #milk :No such channel")) == []
    assert given_back(harness.receive(":s 482 ann #tea :You're not an operator")) == ["/kick bob too loud"]
    harness.record(harness.session.run_command("#tea", "/kick bob", 5))
    harness.now = 60_000
    assert given_back(harness.receive(":s 482 ann #tea :You're not an operator")) == []


def test_name_that_is_taken_gives_the_command_back() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.record(harness.session.run_command("", "/nick bob", 5))
    assert given_back(harness.receive(":s 433 ann bob :Nickname is already in use")) == ["/nick bob"]


def test_refused_message_of_a_command_fails_in_its_room() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#tea")
    harness.record(harness.session.run_command("#tea", "/msg nobody hello", 5))
    assert given_back(harness.receive(":s 401 ann nobody :No such nick")) == []
    assert [entry.state.value for entry in harness.entries("nobody") if entry.own] == ["failed"]


def test_new_connection_forgets_commands() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.record(harness.session.run_command("", "/whois bob", 5))
    harness.record(harness.session.note_closed("cut", 6))
    harness.connect("")
    assert given_back(harness.receive(":s 401 ann bob :No such nick")) == []


def test_refusal_of_our_server_gives_the_command_back() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    settle_clients(ann, bob)
    events: list[Event] = list(bob.session.run_command(LOBBY, "/kick ann too loud", hub.now))
    bob.send_lines()
    assert bob.seat is not None
    events += bob.session.receive_messages([parse_line(line) for line in hub.read_lines(bob.seat)], hub.now)
    assert given_back(events) == ["/kick ann too loud"]
