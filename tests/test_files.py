"""Whole files and folder locks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_chat.files import (
    FolderBusy,
    FolderLock,
    begin_write_back,
    is_open_to_others,
    keep_database_private,
    make_private,
    open_to_append,
    read_from_memory,
    remove_old_copies,
    restrict_files,
    write_whole,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own rights")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_partial_file_of_a_crash_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".key.new").write_bytes(b"half")
    write_whole(tmp_path / "key", b"whole")
    assert (tmp_path / "key").read_bytes() == b"whole"


@posix
def test_a_private_file_is_for_its_owner_only(tmp_path: Path) -> None:
    make_private(tmp_path / "data")
    write_whole(tmp_path / "data" / "key", b"secret")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "key").stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_new_files_are_private_with_every_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_private(tmp_path / "above" / "data")
        data = tmp_path / "above" / "data"
        write_whole(data / "whole", b"x")
        with open_to_append(data / "log") as file:
            file.write(b"x")
        keep_database_private(data / "chat.db")
        FolderLock(data).release()
    finally:
        os.umask(before)
    assert {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()} == dict.fromkeys(
        ("whole", "log", "chat.db", "lock"), 0o600
    )
    assert [path.stat().st_mode & 0o777 for path in (data, data.parent)] == [0o700, 0o700]


@posix
def test_files_of_older_versions_become_private(tmp_path: Path) -> None:
    for name in ("chat.db", "chat.db-wal", "chat.db-shm", "chat.search.db", "chat.db.before-v5", "foreign"):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(0o644)
    keep_database_private(tmp_path / "chat.db")
    assert _modes(tmp_path, "chat.db*") == {0o600, 0o644}
    restrict_files(tmp_path, ("chat.",))
    assert _modes(tmp_path, "chat.*") == {0o600}
    assert _modes(tmp_path, "foreign") == {0o644}
    restrict_files(tmp_path / "none", ("",))


@posix
def test_an_open_folder_is_found(tmp_path: Path) -> None:
    for mode, is_open in ((0o700, False), (0o711, True), (0o755, True), (0o770, True)):
        tmp_path.chmod(mode)
        assert is_open_to_others(tmp_path) is is_open
    assert not is_open_to_others(tmp_path / "none")


def _modes(folder: Path, pattern: str) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.glob(pattern)}


def test_a_folder_has_one_holder(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "data")
    with pytest.raises(FolderBusy):
        FolderLock(tmp_path / "data")
    lock.release()
    lock.release()
    FolderLock(tmp_path / "data").release()


def test_a_process_that_dies_leaves_its_lock(tmp_path: Path) -> None:
    code = "import os, sys, pathlib; from desktop_chat.files import FolderLock\n"
    code += "lock = FolderLock(pathlib.Path(sys.argv[1])); os._exit(3)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], timeout=30, check=False)
    assert done.returncode == 3
    FolderLock(tmp_path).release()


def test_copies_of_an_upgrade_are_kept_for_a_week(tmp_path: Path) -> None:
    path = tmp_path / "chat[1].db"
    old, new, other = (
        tmp_path / name for name in ("chat[1].db.before-v2", "chat[1].db.before-v3", "chat1.db.before-v2")
    )
    for file in (path, old, new, other):
        file.touch()
    for file in (path, old, other):
        os.utime(file, (time.time() - 8 * 86_400,) * 2)
    remove_old_copies(path)
    assert sorted(tmp_path.iterdir()) == sorted([path, new, other])


def test_to_begin_with_the_disk_is_only_a_hint(tmp_path: Path) -> None:
    with (tmp_path / "a").open("w+b", buffering=0) as file:
        file.write(b"x" * 100_000)
        begin_write_back(file.fileno(), 0, 100_000)
        descriptor = file.fileno()
        assert (tmp_path / "a").read_bytes() == b"x" * 100_000
    begin_write_back(descriptor, 0, 100_000)  # closed: no error


def test_what_is_in_memory_is_read_without_the_disk(tmp_path: Path) -> None:
    data, buffer = bytes(range(256)) * 40, bytearray(1000)
    (tmp_path / "a").write_bytes(data)
    with (tmp_path / "a").open("rb") as file:
        count = read_from_memory(file.fileno(), buffer, 5)
        assert buffer == data[5 : 5 + count] + bytes(1000 - count)
        assert read_from_memory(file.fileno(), memoryview(buffer), len(data)) == 0
        descriptor = file.fileno()
    assert read_from_memory(descriptor, buffer, 0) == 0  # closed
