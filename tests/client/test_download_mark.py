"""Files of other people carry the mark of the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_chat.client.download_mark import mark_download


def test_windows_is_told_the_zone(tmp_path: Path) -> None:
    """The stream is a file of its own on systems without streams."""
    path = tmp_path / "game.exe"
    path.write_bytes(b"MZ")
    assert mark_download(path, "win32")
    with open(f"{path}:Zone.Identifier", encoding="ascii", newline="") as stream:
        assert stream.read() == "[ZoneTransfer]\r\nZoneId=3\r\n"
    assert path.read_bytes() == b"MZ"
    assert not mark_download(tmp_path / "no folder" / "a", "win32")


@pytest.mark.skipif(sys.platform == "win32", reason="the function is one of Unix")
def test_file_stays_where_the_attribute_is_impossible(tmp_path: Path) -> None:
    path = tmp_path / "game"
    path.write_bytes(b"bytes")
    assert mark_download(path, "darwin") is (sys.platform == "darwin")
    assert not mark_download(path, "linux")
    assert path.read_bytes() == b"bytes"
