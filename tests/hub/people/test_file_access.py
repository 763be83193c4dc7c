"""Who may read and delete a file, and what takes files along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.file_access import (
    DAY_MS,
    drop_file,
    drop_files_of_message,
    drop_files_of_room,
    drop_old_files,
    file_owner,
    is_file_owner,
    may_delete_file,
    may_read_file,
)
from desktop_chat.hub.state import State
from desktop_chat.storage.records import Entry, SharedFile
from tests.hub.harness import SETTINGS, HubHarness

ID = "A" * 22


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(replace(SETTINGS, history_days=0))


def add(
    harness: HubHarness, seat: Seat, *, id_: str = ID, room: int = 0, reader: str = "", content: str = "x"
) -> SharedFile:
    user = seat.user
    assert user is not None
    made = SharedFile(
        id=id_,
        content=content,
        name="cat.png",
        media_type="image/png",
        size=5,
        owner=file_owner(user, seat),
        source=user.source,
        room=room,
        reader=reader,
        time=harness.now,
        link_until=0,
    )
    return harness.hub._state.files.add_file(made)


def rights(
    harness: HubHarness, has_right: Callable[[State, User, SharedFile], bool], sent: SharedFile, *seats: Seat
) -> list[bool]:
    return [has_right(harness.hub._state, seat.user, sent) for seat in seats if seat.user is not None]


def entry(harness: HubHarness, seat: Seat, text: str, room: int) -> Entry:
    assert seat.user is not None
    return Entry(
        room=room,
        sequence=1,
        time=harness.now,
        command="PRIVMSG",
        source=seat.user.source,
        target="#tea",
        text=text,
        identity=seat.user.identity,
    )


def test_members_read_and_moderators_delete(harness: HubHarness) -> None:
    ann, bob, eve = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob", rooms=["#tea"]),
        harness.register("eve"),
    )
    room = harness.hub._state.channels["#tea"].room
    sent = add(harness, bob, room=room)
    assert [may_read_file(harness.hub._state, seat.user, sent) for seat in (ann, bob, eve) if seat.user] == [
        True,
        True,
        False,
    ]
    assert [may_delete_file(harness.hub._state, seat.user, sent) for seat in (ann, bob, eve) if seat.user] == [
        True,
        True,
        False,
    ]


def test_newcomer_reads_files_since_the_first_visit(harness: HubHarness) -> None:
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +W", "PRIVMSG #tea :cat")
    room, sequence = harness.hub._state.channels["#tea"].room, harness.hub._state.last_sequence
    early = replace(add(harness, ann, room=room), sequence=sequence)
    harness.exchange(bob, "JOIN #tea")
    late = replace(early, sequence=harness.hub._state.last_sequence)
    assert rights(harness, may_read_file, early, ann, bob) == [True, False]
    assert rights(harness, may_read_file, late, ann, bob) == [True, True]


def test_reader_of_a_direct_file_reads_it(harness: HubHarness) -> None:
    ann, bob, eve = (harness.register(nick, fingerprint=nick * 10) for nick in ("ann", "bob", "eve"))
    assert bob.user is not None
    sent = add(harness, ann, reader=bob.user.identity)
    assert [may_read_file(harness.hub._state, seat.user, sent) for seat in (ann, bob, eve) if seat.user] == [
        True,
        True,
        False,
    ]


def test_guest_owns_by_name_and_others_by_identity(harness: HubHarness) -> None:
    guest, known = harness.register("ann"), harness.register("bob", fingerprint="b" * 10)
    assert guest.user is not None
    assert known.user is not None
    loose, own = add(harness, guest), add(harness, known, id_="B" * 22)
    assert is_file_owner(loose, "", guest.user.source)
    assert not is_file_owner(loose, "", "eve!eve@a")
    assert not is_file_owner(loose, known.user.identity, guest.user.source)
    assert is_file_owner(own, known.user.identity, "anything")
    assert not is_file_owner(own, "", known.user.source)


def test_message_takes_the_authors_files_along(harness: HubHarness) -> None:
    ann, bob = harness.register("ann"), harness.register("bob")
    mine, other = add(harness, ann), add(harness, ann, id_="B" * 22, room=7)
    text = f"see https://a/files/{mine.id}/cat.png and https://a/files/{other.id}/x and /files/{'C' * 22}/y"
    drop_files_of_message(harness.hub._state, 1, [entry(harness, bob, text, 1)])
    assert len(harness.hub._state.files) == 2
    drop_files_of_message(harness.hub._state, 1, [entry(harness, ann, text, 1)])
    assert [file.id for file in harness.hub._state.files] == [other.id], "a file of another room stays"


def test_dropped_file_is_stored_and_its_bytes_are_given_up_once(harness: HubHarness) -> None:
    ann = harness.register("ann")
    add(harness, ann)
    add(harness, ann, id_="B" * 22)
    harness.take_outcome()
    assert drop_file(harness.hub._state, ID)
    assert harness.take_outcome().unused_contents == ()
    assert drop_file(harness.hub._state, "B" * 22)
    outcome = harness.take_outcome()
    assert outcome.unused_contents == ("x",)
    assert [change.dropped for change in outcome.changes if isinstance(change, SharedFile)] == [True]
    assert not drop_file(harness.hub._state, ID)


def test_room_takes_its_files_along(harness: HubHarness) -> None:
    ann = harness.register("ann")
    add(harness, ann, room=3)
    add(harness, ann, id_="B" * 22, room=4)
    drop_files_of_room(harness.hub._state, 3)
    assert [file.room for file in harness.hub._state.files] == [4]


@pytest.mark.parametrize(
    ("file_days", "history_days", "gone"), [(0, 0, False), (2, 0, True), (0, 2, True), (9, 2, True)]
)
def test_age(harness: HubHarness, file_days: int, history_days: int, gone: bool) -> None:
    add(harness, harness.register("ann"))
    harness.hub._state.settings = replace(SETTINGS, file_days=file_days, history_days=history_days)
    harness.hub._state.now += 2 * DAY_MS
    drop_old_files(harness.hub._state)
    assert len(harness.hub._state.files) == 1
    harness.hub._state.now += 1
    drop_old_files(harness.hub._state)
    assert len(harness.hub._state.files) == (not gone)
