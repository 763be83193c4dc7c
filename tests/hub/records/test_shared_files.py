"""Files, their space, and permits for uploads."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.records.shared_files import MOST_PERMITS, PERMIT_SECONDS, FileQuota, SharedFiles, UploadPermit
from desktop_chat.storage.records import SharedFile

QUOTA = FileQuota(one=0, person=100, room=200, total=300)


def file(
    id_: str, *, size: int = 10, owner: str = "key:ann", room: int = 1, content: str = "", time: int = 0
) -> SharedFile:
    return SharedFile(
        id=id_,
        content=content or id_,
        name="a",
        media_type="text/plain",
        size=size,
        owner=owner,
        source="ann!ann@a",
        room=room,
        reader="",
        time=time,
        link_until=0,
    )


def permit(token: str, owner: str = "key:ann", until: int = 100) -> UploadPermit:
    return UploadPermit(token, owner, "ann!ann@a", 1, "", until)


def test_space_is_counted_for_person_room_and_server() -> None:
    files = SharedFiles([file("a", size=10), file("b", size=20, owner="key:bob"), file("c", size=30, room=2)])
    assert (len(files), files.total) == (3, 60)
    assert files.free_bytes("key:ann", 1, QUOTA) == (60, 170, 240)
    files.reserve("key:ann", 1, 50)
    assert files.free_bytes("key:ann", 1, QUOTA) == (10, 120, 190)
    files.give_back("key:ann", 1, 50)
    dropped = files.drop_file("a")
    assert dropped == replace(file("a", size=10), dropped=True)
    assert files.free_bytes("key:ann", 1, QUOTA) == (70, 180, 250)
    assert files.drop_file("a") is None


def test_old_files_are_found_in_all_rooms_and_in_one() -> None:
    files = SharedFiles([file("a", time=1), file("b", time=2, room=2), file("c", time=3), file("d", time=9)])
    assert files.files_before(5) == ["a", "b", "c"]
    assert files.files_before(5, 1) == ["a", "c"]
    files.drop_file("b")
    assert [files.files_of_room(room) for room in (1, 2)] == [["a", "c", "d"], []]


def test_without_limits_and_room_there_is_space() -> None:
    files = SharedFiles([file("a", room=0, size=1000)])
    assert min(files.free_bytes("key:ann", 0, FileQuota(0, 0, 0, 0))) > 1 << 60
    assert files.free_bytes("key:bob", 0, QUOTA)[1] > 1 << 60, "files of no room have no room that could be full"


def test_content_is_known_until_the_last_file_goes() -> None:
    files = SharedFiles([file("a", content="x"), file("b", content="x")])
    files.drop_file("a")
    assert files.has_content("x")
    files.drop_file("b")
    assert not files.has_content("x")


def test_old_files_are_found() -> None:
    files = SharedFiles([file("a", time=1), file("b", time=2), file("c", time=3)])
    assert files.files_before(3) == ["a", "b"]
    assert [one.id for one in files] == ["a", "b", "c"]
    assert files.get("b") == file("b", time=2)


def test_permit_counts_once_and_for_a_while() -> None:
    files = SharedFiles([])
    files.open_permit(permit("a"))
    files.open_permit(permit("b"))
    assert files.take_permit("a", 99) == permit("a")
    assert files.take_permit("a", 99) is None
    assert files.take_permit("b", 100) is None


def test_permits_are_bounded_for_each_person() -> None:
    files = SharedFiles([])
    files.open_permit(permit("bob", owner="key:bob"))
    for number in range(MOST_PERMITS + 1):
        files.open_permit(permit(str(number)))
    assert files.take_permit("0", 0) is None
    assert files.take_permit("1", 0) is not None
    assert files.take_permit("bob", 0) is not None


def test_late_permits_are_forgotten() -> None:
    files = SharedFiles([])
    files.open_permit(permit("a", until=10))
    files.open_permit(permit("b", until=20))
    files.forget_late_permits(10 + PERMIT_SECONDS)
    assert not files.end_permit("a")
    assert files.find_permit("b", 0) == files.take_permit("b", 0) is not None


def test_upload_may_end_after_its_permit() -> None:
    files = SharedFiles([])
    files.open_permit(permit("a", until=10))
    files.forget_late_permits(10)
    assert files.find_permit("a", 10) is None
    assert files.end_permit("a")
    assert not files.end_permit("a")
