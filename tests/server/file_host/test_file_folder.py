"""The folder of contents: whole or not at all, shared by files with the same bytes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_chat.server.file_host.file_folder import FileFolder

CONTENT = "ab" * 32


def add(folder: FileFolder, name: str = "one", content: str = CONTENT) -> None:
    with folder.open_partial(name) as file:
        file.write(b"hello")
    folder.adopt(name, content, lambda: None)


def read(folder: FileFolder, content: str = CONTENT) -> bytes:
    with folder.open_content(content) as file:
        return file.read()


def test_content_appears_when_it_is_adopted(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    with folder.open_partial("one") as file:
        file.write(b"hello")
        assert list(folder.contents()) == []
    seen: list[list[str]] = []
    folder.adopt("one", CONTENT, lambda: seen.append(list(folder.contents())))
    assert seen == [[CONTENT]]
    assert read(folder) == b"hello"


def test_same_bytes_are_kept_once(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    add(folder)
    with folder.open_content(CONTENT):
        add(folder, "two")
    assert list(folder.contents()) == [CONTENT]
    assert not list((tmp_path / "files" / "partial").iterdir())


def test_used_content_is_not_deleted(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    add(folder)
    assert not folder.delete_unused(CONTENT, lambda _: True)
    assert read(folder) == b"hello"
    assert folder.delete_unused(CONTENT, lambda _: False)
    assert folder.delete_unused(CONTENT, lambda _: False)
    with pytest.raises(FileNotFoundError):
        read(folder)


def test_record_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    with folder.open_partial("one"):
        pass

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        folder.adopt("one", CONTENT, fail)


def test_new_start_drops_what_was_not_complete(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    add(folder)
    folder.open_partial("half").close()
    folder = FileFolder(tmp_path)
    assert not list((tmp_path / "files" / "partial").iterdir())
    assert list(folder.contents()) == [CONTENT]
    folder.drop_partial("half")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_folder_is_private(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    add(folder)
    modes = [path.stat().st_mode & 0o77 for path in (tmp_path / "files").rglob("*")]
    assert modes == [0] * 3
