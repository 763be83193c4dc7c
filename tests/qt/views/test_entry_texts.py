"""Each obstacle has words of its own, and a person who is being let in is not told anything."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.entry_texts import can_write_later, entry_text, is_shut


@pytest.fixture
def room(network: Network) -> Room:
    room = network.rooms["#lamps"]
    room.state.joined = room.state.wanted = False
    return room


def test_each_obstacle_has_its_own_words(network: Network, room: Room) -> None:
    texts = set()
    for obstacle in Obstacle:
        room.state.problem = EntryProblem(obstacle, by="Bob" if obstacle is Obstacle.KICKED else "")
        texts.add(entry_text(network, room))
    assert len(texts) == len(Obstacle)
    assert all(text.endswith(".") for text in texts)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (None, "You are not in this room."),
        (EntryProblem(Obstacle.PASSWORD), "#lamps has a password."),
        (
            EntryProblem(Obstacle.INVITATION, knocked=True),
            "The moderators were asked. Once they invite you, you are in.",
        ),
        (EntryProblem(Obstacle.KICKED, by="Bob", reason="too loud"), "Bob kicked you from this room: too loud"),
        (EntryProblem(Obstacle.KICKED, by="Bob"), "Bob kicked you from this room."),
        (EntryProblem(Obstacle.REMOVED, reason="spam"), "You were removed from this room: spam"),
        (EntryProblem(Obstacle.REMOVED), "You were removed from this room."),
    ],
)
def test_words(network: Network, room: Room, problem: EntryProblem | None, text: str) -> None:
    room.state.problem = problem
    assert entry_text(network, room) == text


def test_room_is_shut_while_the_person_is_connected_and_outside(network: Network, room: Room) -> None:
    assert is_shut(network, room)
    room.state.invited_by = "bob"  # the card of the invitation tells it
    assert not is_shut(network, room)
    room.state.wanted = True  # JOIN is under way
    assert not is_shut(network, room)
    room.state.problem = EntryProblem(Obstacle.FULL)
    assert is_shut(network, room)
    assert not is_shut(network, network.rooms["bob"])
    assert not is_shut(network, network.page)
    assert not is_shut(network, network.rooms["#lobby"])
    network.disconnect_now()
    assert not is_shut(network, room)


def test_messages_wait_only_for_a_protected_name(room: Room) -> None:
    assert not can_write_later(room)
    room.state.problem = EntryProblem(Obstacle.UNAVAILABLE, retry_at=5)
    assert can_write_later(room)
    room.state.problem = EntryProblem(Obstacle.FULL, retry_at=5)
    assert not can_write_later(room)
