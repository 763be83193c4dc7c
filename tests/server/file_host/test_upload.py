"""One upload: a queue that never grows large, errors of the disk, an end that comes once."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest

from desktop_chat.hub.records.shared_files import UploadPermit
from desktop_chat.net.media_types import SNIFFED_BYTES
from desktop_chat.server.file_host import upload as upload_module
from desktop_chat.server.file_host.content_hash import new_content_hash
from desktop_chat.server.file_host.file_folder import FileFolder
from desktop_chat.server.file_host.upload import (
    QUEUE_BYTES,
    SLOW_PIECE,
    TURN_BYTES,
    WRITE_BACK_AT_MOST,
    WRITE_BACK_SECONDS,
    Upload,
    UploadHead,
)
from desktop_chat.server.http.exchange import HttpRefusal

PERMIT = UploadPermit("token", "key:ann", "ann!ann@a", 0, "", 100)


class Disk:
    """The file threads, which the test runs by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = FileFolder(folder)
        self.work: deque[Callable[[], None]] = deque()
        self.complete: list[Upload] = []
        self.abandoned: list[Upload] = []

    def begin(self, most: int = 1 << 30, require_kind: Callable[[Upload], object] = bool) -> Upload:
        return Upload(
            "one",
            PERMIT,
            UploadHead("a", "", None),
            most=most,
            folder=self.folder,
            submit=self.work.append,
            require_kind=require_kind,
            complete=self.complete.append,
            abandoned=self.abandoned.append,
        )

    def run(self) -> None:
        while self.work:
            self.work.popleft()()


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


def test_bytes_are_hashed_and_kept_in_order(disk: Disk) -> None:
    upload = disk.begin()
    pieces = [bytes([number]) * SLOW_PIECE for number in range(50)]
    for piece in pieces:
        upload.add_bytes(piece)
    assert not disk.work
    upload.add_bytes(b"slow")
    pieces.append(b"slow")
    assert len(disk.work) == 1
    upload.finish()
    disk.run()
    assert disk.complete == [upload]
    expected = new_content_hash()
    expected.update(b"".join(pieces))
    assert upload.content == expected.hexdigest()
    disk.folder.adopt("one", upload.content, lambda: None)
    with disk.folder.open_content(upload.content) as file:
        assert file.read() == b"".join(pieces)
    assert upload.start == bytes(64)


def test_client_waits_while_the_disk_is_behind(disk: Disk) -> None:
    upload = disk.begin()
    told: list[bool] = []
    upload.on_change = lambda: told.append(upload.is_full)
    while not upload.is_full:
        upload.add_bytes(bytes(TURN_BYTES // 4))
    assert upload.received == QUEUE_BYTES + TURN_BYTES // 4
    disk.run()
    assert told == [False]
    upload.cancel()
    disk.run()


@pytest.mark.parametrize(
    ("pause", "turns_at_once"), [(2 * WRITE_BACK_SECONDS, 1), (0.0, WRITE_BACK_AT_MOST // TURN_BYTES)]
)
def test_the_disk_begins_before_the_end(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, pause: float, turns_at_once: int
) -> None:
    """The sync at the end waits for a small part. Bytes of a slow client never go to the disk many at once; those of a
    fast one do, because small parts take longer.
    """
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(upload_module, "begin_write_back", lambda descriptor, *part: asked.append(part))
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    upload = disk.begin()
    upload.add_bytes(bytes(TURN_BYTES))
    disk.run()
    assert asked == [(0, TURN_BYTES)]
    for _ in range(2 * turns_at_once):
        now[0] += pause
        upload.add_bytes(bytes(TURN_BYTES))
        disk.run()
    size = turns_at_once * TURN_BYTES
    assert asked[1:] == [(TURN_BYTES, size), (TURN_BYTES + size, size)]
    upload.cancel()
    disk.run()


def test_ended_upload_is_left_alone(disk: Disk) -> None:
    """The connection tells an upload to rest, or to end, whatever has become of it."""
    upload = disk.begin()
    upload.add_bytes(bytes(TURN_BYTES))
    disk.run()
    upload.cancel()
    disk.run()
    upload.pause()
    upload.cancel()
    disk.run()
    assert disk.abandoned == [upload]


def test_long_queue_is_written_in_turns(disk: Disk) -> None:
    upload = disk.begin()
    for _ in range(12):
        upload.add_bytes(bytes(TURN_BYTES // 4))
    turns = 0
    while disk.work:
        disk.work.popleft()()
        turns += 1
    assert turns == 3
    upload.cancel()
    disk.run()


def test_more_than_reserved_is_refused(disk: Disk) -> None:
    upload = disk.begin(most=10)
    upload.add_bytes(bytes(10))
    with pytest.raises(HttpRefusal, match="larger than announced"):
        upload.add_bytes(b"x")
    upload.cancel()
    disk.run()


def test_first_bytes_are_judged_once(disk: Disk) -> None:
    starts: list[bytes] = []
    upload = disk.begin(require_kind=lambda upload: starts.append(upload.start))
    for piece in (bytes(SNIFFED_BYTES - 1), b"ab", b"c"):
        upload.add_bytes(piece)
    assert starts == [bytes(SNIFFED_BYTES - 1) + b"a"]
    upload.cancel()
    disk.run()


def test_cancelled_upload_leaves_nothing_and_is_abandoned_once(disk: Disk, tmp_path: Path) -> None:
    upload = disk.begin()
    upload.add_bytes(b"abc")
    disk.run()
    upload.cancel()
    upload.cancel()
    disk.run()
    assert disk.abandoned == [upload]
    assert not list((tmp_path / "files" / "partial").iterdir())
    assert upload.is_over


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk of this chat is full"), (errno.EIO, "written")])
def test_error_of_the_disk_is_told_and_abandons_the_upload(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, expected_warnings: list[object], number: int, words: str
) -> None:
    def fail(name: str) -> object:
        raise OSError(number, "no")

    monkeypatch.setattr(disk.folder, "open_partial", fail)
    upload = disk.begin()
    told: list[str] = []
    upload.on_change = lambda: told.append(str(upload.refusal))
    upload.add_bytes(b"abc")
    upload.pause()
    disk.run()
    assert len(told) == 1
    assert words in told[0]
    assert disk.abandoned == [upload]
    with pytest.raises(HttpRefusal, match=words):
        upload.add_bytes(b"d")
    upload.finish()
    disk.run()
    assert disk.abandoned == [upload]
    assert expected_warnings


def test_refusal_at_the_end_abandons_the_upload(disk: Disk, tmp_path: Path) -> None:
    upload = disk.begin()

    def refuse(_: Upload) -> None:
        raise HttpRefusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "No.")

    upload._complete = refuse
    upload.finish()
    disk.run()
    assert str(upload.refusal) == "No."
    assert disk.abandoned == [upload]
    assert not list((tmp_path / "files" / "partial").iterdir())
