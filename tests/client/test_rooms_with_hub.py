"""What people do with rooms and with each other in rooms: Sessions and the Hub in memory."""

from __future__ import annotations

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.presence import Presence
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.session import Session
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients

ROOM = "#tea"


def two_in_a_room(hub: MemoryHub) -> tuple[SimulatedClient, SimulatedClient]:
    """Ann has made a room, and Bob is in it."""
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
        client.apply_events(client.session.join_channel(ROOM))
        settle_clients(ann, *([bob] if bob.seat is not None else []))
    return ann, bob


def pass_minutes(hub: MemoryHub, minutes: int) -> None:
    hub.now += minutes * 60_000
    hub.hub.advance_second(hub.now)
    hub.take_outcome()


def roles_in(session: Session) -> dict[str, str]:
    return {member.nick: member.prefixes for member in session.rooms[ROOM].members.values()}


def test_mute_with_a_term_ends_by_itself() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    assert ann.session.can_mute()
    assert ann.session.can_set_terms()
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*", 10))
    settle_clients(ann, bob)
    bob.send_texts(ROOM, "hello?")
    settle_clients(ann, bob)
    assert [entry.state for entry in bob.entries(ROOM)] == [DeliveryState.FAILED]
    pass_minutes(hub, 10)
    settle_clients(ann, bob)
    bob.send_texts(ROOM, "hello!")
    settle_clients(ann, bob)
    assert ann.texts(ROOM) == ["hello!"]


def test_banned_person_leaves_and_comes_back_after_the_term() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    ann.apply_events(ann.session.ban_member(ROOM, "bob", "bob!*@*", "too loud", 60))
    settle_clients(ann, bob)
    assert set(roles_in(ann.session)) == {"ann"}
    bob.apply_events(bob.session.join_channel(ROOM))
    settle_clients(ann, bob)
    assert set(roles_in(ann.session)) == {"ann"}
    pass_minutes(hub, 60)
    settle_clients(ann, bob)
    bob.apply_events(bob.session.join_channel(ROOM))
    settle_clients(ann, bob)
    assert set(roles_in(ann.session)) == {"ann", "bob"}


def test_presence_of_a_person_in_direct_messages() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    ann.connect()
    settle_clients(ann)
    ann.apply_events(ann.session.open_direct_messages("bob"))
    settle_clients(ann)
    told = [ann.session.presence_of("bob")]
    bob.connect()
    settle_clients(ann, bob)
    told.append(ann.session.presence_of("bob"))
    bob.apply_events(bob.session.leave_room("#lobby"))
    bob.apply_events(bob.session.set_away("at lunch"))
    settle_clients(ann, bob)
    told.append(ann.session.presence_of("bob"))
    assert ann.session.away_text_of("bob") == "at lunch"
    bob.cut_link()
    settle_clients(ann)
    told.append(ann.session.presence_of("bob"))
    assert told == [Presence.OFFLINE, Presence.ONLINE, Presence.AWAY, Presence.OFFLINE]


def test_invitation_is_accepted_into_a_closed_room() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    ann.apply_events(ann.session.make_room(RoomPlan(ROOM, flags="i")))
    settle_clients(ann, bob)
    ann.apply_events(ann.session.run_command(ROOM, "/invite bob", hub.now))
    settle_clients(ann, bob)
    assert bob.session.rooms[ROOM].invited_by == "ann"
    assert not bob.session.rooms[ROOM].joined
    bob.apply_events(bob.session.join_channel(ROOM))
    settle_clients(ann, bob)
    assert bob.session.rooms[ROOM].joined
    assert bob.session.rooms[ROOM].invited_by == ""
