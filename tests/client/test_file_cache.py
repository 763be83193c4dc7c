"""Downloaded files on disk."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_chat.client.file_cache import FileCache


def keep(cache: FileCache, address: str, data: bytes, used_at: int = 0) -> Path:
    part = cache.make_part()
    part.write_bytes(data)
    path = cache.keep_part(part, address)
    if used_at:
        os.utime(path, (used_at, used_at))
    return path


def test_file_is_found_after_a_restart(tmp_path: Path) -> None:
    keep(FileCache(tmp_path / "files"), "https://a/1", b"one")
    path = FileCache(tmp_path / "files").find_file("https://a/1")
    assert path is not None
    assert path.read_bytes() == b"one"
    assert FileCache(tmp_path / "files").find_file("https://a/2") is None


def test_files_used_last_stay_within_the_limit(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "files", limit=10)
    keep(cache, "old", b"12345", used_at=1_000)
    keep(cache, "older, but used again", b"12345", used_at=900)
    assert cache.find_file("older, but used again") is not None
    keep(cache, "new", b"123")
    assert cache.find_file("old") is None
    assert cache.find_file("older, but used again") is not None
    assert cache.size() == 8


def test_file_above_the_limit_stays_until_the_next_one(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "files", limit=10)
    assert keep(cache, "huge", b"x" * 50, used_at=1_000).exists()
    keep(cache, "small", b"x")
    assert cache.find_file("huge") is None


def test_clearing_leaves_the_downloads_under_way(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "files")
    keep(cache, "a", b"1")
    part = cache.make_part()
    part.write_bytes(b"22")
    cache.clear()
    assert cache.find_file("a") is None
    assert part.exists()


def test_what_an_earlier_run_has_left_goes_after_a_day(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "files")
    kept, part = keep(cache, "a", b"1", used_at=1_000), cache.make_part()
    copy = cache.opened / "x" / "paper.pdf"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"1")
    made = part.stat().st_mtime_ns
    cache.drop_leftovers(made + 3600 * 10**9)
    assert part.exists()
    assert copy.exists()
    cache.drop_leftovers(made + 25 * 3600 * 10**9)
    assert not part.exists()
    assert not copy.exists()
    assert kept.exists()


def test_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "files")
    assert cache.size() == 0
    cache.clear()
    cache.drop_leftovers(1 << 62)
    assert not cache.folder.exists()
