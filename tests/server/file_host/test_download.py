"""Parts of files, and a body that is read ahead of the client."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_chat.server.file_host import download as download_module
from desktop_chat.server.file_host.download import AHEAD, PIECE_BYTES, FileSource, find_range

DATA = bytes(range(256)) * 8192
Work = deque[Callable[[], None]]


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-9", (0, 10)), ("bytes=90-", (90, 100)), ("bytes=-10", (90, 100)), ("bytes=-200", (0, 100)),
        ("bytes=50-500", (50, 100)), ("bytes=100-", (100, 100)), ("bytes=-0", (100, 100)), ("bytes=9-0", None),
        ("bytes=0-1,5-6", None), ("lines=1-2", None), ("bytes=-", None), ("bytes=" + "9" * 40 + "-", None), ("", None),
    ],
)  # fmt: skip
def test_range(header: str, part: tuple[int, int] | None) -> None:
    assert find_range(header, 100) == part


def open_source(folder: Path, work: Work, start: int = 0, size: int = len(DATA)) -> tuple[FileSource, list[int]]:
    path = folder / "content"
    path.write_bytes(DATA)
    woken: list[int] = []
    return FileSource(path.open("rb", buffering=0), start, size, work.append, lambda: woken.append(1)), woken


@pytest.fixture
def only_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system that does not tell what it has in memory."""
    monkeypatch.setattr(download_module, "read_from_memory", lambda *_: 0)


def read_body(source: FileSource, work: Work, size: int) -> tuple[bytes, int]:
    """Return the body, and how often a file thread has worked."""
    got, runs = b"", 0
    while len(got) < size:
        piece = source.read()
        if piece is None:
            assert work
            work.popleft()()
            runs += 1
        else:
            got += piece
    source.close()
    return got, runs


@pytest.mark.usefixtures("only_on_disk")
def test_body_is_read_by_the_file_threads(tmp_path: Path) -> None:
    work: Work = deque()
    source, woken = open_source(tmp_path, work, 5, 600_000)
    got, _ = read_body(source, work, 600_000)
    assert got == DATA[5:600_005]
    assert woken


@pytest.mark.parametrize(
    ("on_disk", "turns"), [(range(0), 0), (range(PIECE_BYTES + 100, 3 * PIECE_BYTES), 1), (range(len(DATA)), 2)]
)
def test_file_threads_read_only_what_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_disk: range, turns: int
) -> None:
    def read(descriptor: int, buffer: memoryview, position: int) -> int:
        if position in on_disk:
            return 0
        end = on_disk.start if position in range(on_disk.start) else len(DATA)
        part = DATA[position : min(position + len(buffer), end)]
        buffer[: len(part)] = part
        return len(part)

    monkeypatch.setattr(download_module, "read_from_memory", read)
    work: Work = deque()
    source, _ = open_source(tmp_path, work)
    assert read_body(source, work, len(DATA)) == (DATA, turns)


@pytest.mark.usefixtures("only_on_disk")
def test_slow_client_lets_little_wait(tmp_path: Path) -> None:
    work: Work = deque()
    source, _ = open_source(tmp_path, work)
    assert source.read() is None
    runs = 0
    while work:
        work.popleft()()
        runs += 1
    assert runs == 1
    for number in range(AHEAD // 2):
        assert not work
        assert bytes(source.read() or b"") == DATA[number * PIECE_BYTES : (number + 1) * PIECE_BYTES]
    assert len(work) == 1
    source.close()
    work.popleft()()


def test_file_that_has_become_shorter_is_an_error(tmp_path: Path) -> None:
    work: Work = deque()
    source, _ = open_source(tmp_path, work, size=len(DATA) + 1)
    got = 0
    while got < len(DATA):
        piece = source.read()
        if piece is None:
            work.popleft()()
        else:
            got += len(piece)
    while work:
        work.popleft()()
    with pytest.raises(OSError, match="shorter"):
        source.read()
    source.close()


@pytest.mark.usefixtures("only_on_disk")
def test_closing_while_the_disk_is_read_closes_the_file_later(tmp_path: Path) -> None:
    work: Work = deque()
    source, woken = open_source(tmp_path, work)
    assert source.read() is None
    source.close()
    work.popleft()()
    assert not work
    assert not woken
    source.close()
