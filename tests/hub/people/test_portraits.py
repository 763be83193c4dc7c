"""Files with the pictures of people, and the Metadata that names them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_chat.hub.hub import FILE_SECONDS
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.people.file_desk import FileFault, FileRefusal
from desktop_chat.hub.people.portraits import NAMELESS_MS
from desktop_chat.hub.records.shared_files import PORTRAIT_BYTES
from desktop_chat.storage.records import SharedFile
from tests.hub.harness import SETTINGS, HubHarness

Send = Callable[[Seat], SharedFile]


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(SETTINGS)


@pytest.fixture
def send(harness: HubHarness) -> Send:
    """Return a function that sends a picture of a person."""

    def send_portrait(seat: Seat) -> SharedFile:
        answer = harness.exchange(seat, "FILEHOST AVATAR")[-1].split()
        assert (answer[1:3], answer[4:]) == (["FILEHOST", "AVATAR"], ["3600", str(PORTRAIT_BYTES)])
        desk = harness.hub.files
        permit = desk.permit_of_token(answer[3].removeprefix("/upload/"))
        reserved, content = desk.reserve(permit, 5), f"bytes {harness.hub._state.nonces.next_nonce()}"
        return desk.finish(
            permit, reserved, content=content, name="me.png", media_type="image/png", size=5, now=harness.now
        )[0]

    return send_portrait


def name(harness: HubHarness, seat: Seat, file: SharedFile | None) -> None:
    """Publish a picture, or none, and let a second pass."""
    harness.exchange(seat, f"METADATA * SET avatar{f' https://a.example/files/{file.id}/me.png' if file else ''}")
    harness.hub.advance_second(harness.now)


def kept(harness: HubHarness, *files: SharedFile) -> list[bool]:
    return [harness.hub._state.files.get(file.id) is not None for file in files]


def wait(harness: HubHarness, milliseconds: int) -> None:
    """Let time pass, until late files were looked for."""
    harness.now += milliseconds
    for _ in range(FILE_SECONDS):
        harness.hub.advance_second(harness.now)


def test_picture_lives_as_long_as_it_is_named(harness: HubHarness, send: Send) -> None:
    ann = harness.register("ann", fingerprint="a" * 10)
    first = send(ann)
    name(harness, ann, first)
    assert harness.hub.files.find_readable(first.id, "", first.link_until + 1).id == first.id, "no link ends"
    wait(harness, 10_000 * 86_400_000)
    assert kept(harness, first) == [True], "nor does age delete a picture"
    second = send(ann)
    assert kept(harness, first, second) == [True, True]
    name(harness, ann, second)
    assert kept(harness, first, second) == [False, True]
    assert not harness.hub.files.is_content_used(first.content)
    third = send(ann)
    assert kept(harness, second, send(ann), third) == [True, True, False], "one waits for its name, at most"
    name(harness, ann, None)
    assert kept(harness, second) == [False]
    assert not len(harness.hub._state.files)


def test_picture_that_nobody_names_goes(harness: HubHarness, send: Send) -> None:
    file = send(harness.register("ann", fingerprint="a" * 10))
    wait(harness, NAMELESS_MS - 1)
    assert kept(harness, file) == [True]
    wait(harness, 1)
    assert kept(harness, file) == [False]


def test_guest_without_a_key_has_a_picture_while_connected(harness: HubHarness, send: Send) -> None:
    ann, bob = harness.register("ann"), harness.register("bob", fingerprint="b" * 10)
    file = send(ann)
    name(harness, ann, file)
    wait(harness, NAMELESS_MS)
    name(harness, bob, file)
    assert kept(harness, file) == [True]
    harness.hub.detach_seat(ann, "gone", harness.now)
    harness.hub.advance_second(harness.now)
    assert kept(harness, file) == [False], "another person's word keeps no picture"


def test_picture_of_a_guest_follows_to_the_account(harness: HubHarness, send: Send) -> None:
    ann = harness.register("ann")
    file = send(ann)
    name(harness, ann, file)
    user, state = ann.user, harness.hub._state
    assert user is not None
    for change in state.metadata.move_values(user.guest_key, "key:ann"):
        state.persist(change)
    harness.hub.advance_second(harness.now)
    moved = state.files.get(file.id)
    assert moved is not None
    assert moved.owner == "key:ann"
    assert state.files.portraits_of("key:ann") == [file.id]


def test_picture_has_a_limit(harness: HubHarness) -> None:
    answer = harness.exchange(harness.register("ann"), "FILEHOST AVATAR")[-1].split()
    permit = harness.hub.files.permit_of_token(answer[3].removeprefix("/upload/"))
    with pytest.raises(FileRefusal) as refused:
        harness.hub.files.reserve(permit, PORTRAIT_BYTES + 1)
    assert refused.value.fault is FileFault.TOO_LARGE
    assert harness.hub.files.reserve(permit, None) == PORTRAIT_BYTES
