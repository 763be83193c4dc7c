"""What rows of the sidebar say."""

from __future__ import annotations

from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.clock import now_ms
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.models.room_texts import mute_text, network_state, standing_words, tip_text
from desktop_chat.qt.network.network import Network


def test_mute_says_its_end(network: Network) -> None:
    room = network.rooms["#lobby"]
    room.set_marks(RoomMarks(muted=True))
    assert mute_text(room) == "muted"
    room.set_marks(RoomMarks(muted=True, muted_until=now_ms() + 3_600_000))
    soon = mute_text(room)
    room.set_marks(RoomMarks(muted=True, muted_until=now_ms() + 7 * 86_400_000))
    assert soon.startswith("muted until ")
    assert len(mute_text(room)) > len(soon), "a far end has a date"
    assert tip_text(network, room).startswith("#lobby, muted until ")


def test_presence_group_and_invitation_are_said(network: Network) -> None:
    network.on_received((parse_line(":Bob!u@h INVITE Ann #garden"),))
    network.rooms["#lamps"].set_marks(RoomMarks(group="Work"))
    assert standing_words(network, network.rooms["bob"]) == ["online"]
    assert standing_words(network, network.rooms["#lamps"]) == ["group Work"]
    assert standing_words(network, network.rooms["#garden"]) == ["invitation of Bob"]
    assert tip_text(network, network.rooms["#garden"]) == "Bob invites you to #garden"


def test_server_says_its_state(network: Network) -> None:
    assert network_state(network) == tip_text(network, network.page)
    network.disconnect_now()
    assert network_state(network) == "You are disconnected."
