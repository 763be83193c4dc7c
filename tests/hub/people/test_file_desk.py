"""Uploads and downloads of clients without a Seat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.people.file_desk import FileDesk, FileFault, FileRefusal, code_of, make_permit, token_of
from desktop_chat.storage.records import PasswordSecret, SharedFile
from tests.hub.harness import SETTINGS, HubHarness

LIMITED = replace(SETTINGS, file_mb=1, file_person_mb=2, file_room_mb=3, file_total_mb=4, login_attempts_per_address=2)


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(LIMITED)


def finish(harness: HubHarness, desk: FileDesk, size: int = 5, *, owner: str = "key:ann", room: int = 0) -> SharedFile:
    permit = make_permit(harness.hub._state, owner=owner, source="ann!ann@a", room=room)
    reserved = desk.reserve(permit, size)
    file, _ = desk.finish(permit, reserved, content="x", name="a", media_type="text/plain", size=size, now=harness.now)
    return file


def fault_of(refused: pytest.ExceptionInfo[FileRefusal]) -> FileFault:
    return refused.value.fault


def test_space_is_reserved_and_becomes_a_file(harness: HubHarness) -> None:
    desk = harness.hub.files
    permit = make_permit(harness.hub._state, owner="key:ann", source="ann!ann@a")
    assert desk.reserve(permit, 700_000) == 700_000
    assert harness.hub._state.files.total == 700_000
    file, commit = desk.finish(
        permit, 700_000, content="x", name="a", media_type="text/plain", size=600_000, now=harness.now
    )
    assert (harness.hub._state.files.total, commit) == (600_000, harness.hub._state.next_commit)
    assert file.link_until == harness.now + LIMITED.file_link_days * 86_400_000
    assert [row.id for row in desk.list_files()] == [file.id]
    assert desk.is_content_used("x")
    assert desk.delete_file(file.id, harness.now)
    assert not desk.is_content_used("x")
    assert harness.hub._state.files.total == 0


def test_client_that_knows_no_size_gets_what_is_left(harness: HubHarness) -> None:
    desk = harness.hub.files
    finish(harness, desk, 1_000_000)
    finish(harness, desk, 400_000)
    permit = make_permit(harness.hub._state, owner="key:ann", source="ann!ann@a")
    assert desk.reserve(permit, None) == 600_000
    desk.give_back(permit, 600_000)
    assert harness.hub._state.files.total == 1_400_000


@pytest.mark.parametrize(
    ("others", "size", "fault", "words"),
    [
        ([], 1_000_001, FileFault.TOO_LARGE, "1 MB at most"),
        ([("key:ann", 0)] * 2, 1, FileFault.NO_SPACE, "Your files"),
        ([("key:bob", 1)] * 2 + [("key:eve", 1)], 1, FileFault.NO_SPACE, "this room"),
        ([("key:bob", 0)] * 2 + [("key:eve", 0)] * 2, 1, FileFault.NO_SPACE, "no space left"),
    ],
)  # fmt: skip
def test_limits(harness: HubHarness, others: list[tuple[str, int]], size: int, fault: FileFault, words: str) -> None:
    desk = harness.hub.files
    for owner, room in others:
        finish(harness, desk, 1_000_000, owner=owner, room=room)
    permit = make_permit(harness.hub._state, owner="key:ann", source="ann!ann@a", room=1)
    with pytest.raises(FileRefusal, match=words) as refused:
        desk.reserve(permit, size)
    assert fault_of(refused) is fault


def test_nothing_is_taken_while_the_store_fails_or_files_are_off(harness: HubHarness) -> None:
    desk = harness.hub.files
    permit = make_permit(harness.hub._state, owner="key:ann", source="ann!ann@a")
    harness.hub._state.store_error = "The disk is full."
    with pytest.raises(FileRefusal, match="disk is full"):
        desk.reserve(permit, 1)
    with pytest.raises(FileRefusal, match="disk is full"):
        desk.finish(permit, 1, content="x", name="a", media_type="a/b", size=1, now=harness.now)
    harness.hub._state.store_error = ""
    harness.hub._state.settings = replace(LIMITED, files_enabled=False)
    with pytest.raises(FileRefusal, match="cannot be sent"):
        desk.reserve(permit, 1)


def test_token_stands_for_a_seat_until_it_leaves(harness: HubHarness) -> None:
    desk, ann = harness.hub.files, harness.register("ann")
    token = token_of(harness.hub._state, ann)
    assert desk.permit_of_seat(token).source == "ann!ann@127.0.0.1"
    for wrong in ("", token[:-1], f"{ann.id}.x", "99.x", "²", "x" * 50):
        with pytest.raises(FileRefusal):
            desk.permit_of_seat(wrong)
    harness.hub.detach_seat(ann, "gone", harness.now)
    with pytest.raises(FileRefusal, match="connect first"):
        desk.permit_of_seat(token)


def test_wrong_passwords_are_counted(harness: HubHarness) -> None:
    desk = harness.hub.files
    for _ in range(2):
        assert desk.secret_of("nobody", "10.0.0.2") == PasswordSecret()
        with pytest.raises(FileRefusal):
            desk.permit_of_account("nobody", "10.0.0.2", proven=False)
    with pytest.raises(FileRefusal) as refused:
        desk.secret_of("nobody", "10.0.0.2")
    assert fault_of(refused) is FileFault.TRY_LATER
    assert desk.secret_of("nobody", "10.0.0.3") == PasswordSecret()


def test_address_is_enough_until_the_link_ends(harness: HubHarness) -> None:
    desk = harness.hub.files
    file = finish(harness, desk)
    assert desk.find_readable(file.id, "", file.link_until - 1) == file
    with pytest.raises(FileRefusal, match="link has ended"):
        desk.find_readable(file.id, "", file.link_until)
    stranger = token_of(harness.hub._state, harness.register("eve"))
    with pytest.raises(FileRefusal, match="Only members"):
        desk.find_readable(file.id, stranger, file.link_until)
    with pytest.raises(FileRefusal, match="no such file"):
        desk.find_readable("other", "", 0)


def test_unknown_upload_address(harness: HubHarness) -> None:
    with pytest.raises(FileRefusal, match="ask for a new one"):
        harness.hub.files.permit_of_token("nonsense")


def test_a_code_is_no_option_of_a_command_line() -> None:
    codes = [code_of(bytes([first, 250, 190]), 3) for first in range(256)]
    assert not [code for code in codes if code.startswith("-")]
    assert any("-" in code for code in codes)
    assert {len(code) for code in codes} == {4}
