"""Who may read which rooms, and whose an Entry is."""

from __future__ import annotations

from desktop_chat.hub.people.access import is_author, room_among, rooms_behind
from tests.hub.harness import FINGERPRINT, HubHarness

OTHER = "cd" * 32


def test_members_read_their_channels_only() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    assert ann.user is not None
    assert bob.user is not None
    state = harness.hub._state
    rooms = rooms_behind(state, ann.user, "#TEA")
    assert rooms is not None
    assert [(room.kind, room.a) for room in rooms] == [("channel", "#tea")]
    assert room_among(rooms, rooms[0].id) == rooms[0]
    assert room_among(rooms, rooms[0].id + 1) is None
    assert rooms_behind(state, bob.user, "#tea") is None
    assert rooms_behind(state, bob.user, "#nowhere") is None
    assert room_among(None, 1) is None


def test_direct_messages_are_for_known_people() -> None:
    harness = HubHarness()
    ann, bob, guest = (
        harness.register("ann", fingerprint=FINGERPRINT),
        harness.register("bob", fingerprint=OTHER),
        harness.register("guest"),
    )
    harness.exchange(ann, "PRIVMSG bob :psst")
    state = harness.hub._state
    assert ann.user is not None
    assert bob.user is not None
    assert guest.user is not None
    (entry,) = harness.kept_messages
    for user, other in ((ann.user, "bob"), (bob.user, "ann")):
        rooms = rooms_behind(state, user, other)
        assert rooms is not None
        assert [room.id for room in rooms] == [entry.room]
    assert rooms_behind(state, guest.user, "ann") is None
    assert is_author(entry, ann.user)
    assert not is_author(entry, bob.user)


def test_a_guest_is_the_author_until_the_nick_changes() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert ann.user is not None
    harness.exchange(ann, "PRIVMSG #tea :mine")
    (entry,) = harness.kept_messages
    assert is_author(entry, ann.user)
    harness.exchange(ann, "NICK anna", "NICK ann")
    assert not is_author(entry, ann.user)
