"""Whole files and folder locks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_chat.files import FolderBusy, FolderLock, make_private, remove_old_copies, write_whole


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_left_by_a_crash_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".key.new").write_bytes(b"half")
    write_whole(tmp_path / "key", b"whole", 0o600)
    assert (tmp_path / "key").read_bytes() == b"whole"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own rights")
def test_a_private_file_is_for_its_owner_only(tmp_path: Path) -> None:
    make_private(tmp_path / "data")
    write_whole(tmp_path / "data" / "key", b"secret", 0o600)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "key").stat().st_mode & 0o777 == 0o600


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
