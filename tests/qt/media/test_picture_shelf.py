"""Decoded pictures, within a limit of bytes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_chat.qt.media.picture_shelf import PictureShelf
from tests.patience import MILLISECONDS
from tests.qt.sample_pictures import make_picture

BOX = QSize(100, 100)


def load(shelf: PictureShelf, qtbot: QtBot, address: str, path: Path) -> None:
    if shelf.picture_of(address, path, BOX) is None:
        with qtbot.waitSignal(shelf.changed, timeout=MILLISECONDS) as told:
            pass
        assert told.args == [address]


def test_pictures_that_were_shown_last_stay(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a"
    path.write_bytes(make_picture(200, 200))
    shelf = PictureShelf(limit=2 * 100 * 100 * 4)
    for address in ("a", "b", "a", "c"):
        load(shelf, qtbot, address, path)
    assert shelf.used_bytes == 2 * 100 * 100 * 4
    found = shelf.picture_of("a", path, BOX)
    assert found is not None
    assert found.size() == BOX
    assert shelf.picture_of("b", path, BOX) is None
    load(shelf, qtbot, "b", path)
    shelf.forget_picture("b")
    assert shelf.used_bytes == 100 * 100 * 4


def test_what_cannot_be_shown_is_tried_once(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"no picture")
    shelf = PictureShelf()
    load(shelf, qtbot, "a", path)
    assert shelf.is_unshowable("a")
    assert shelf.picture_of("a", path, BOX) is None
    path.write_bytes(make_picture())
    shelf.forget_picture("a")
    load(shelf, qtbot, "a", path)
    assert shelf.picture_of("a", path, BOX) is not None
    load(shelf, qtbot, "gone", tmp_path / "nothing")
    assert shelf.is_unshowable("gone")
