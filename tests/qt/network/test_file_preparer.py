"""Files are prepared on a thread, one after the other, until nobody wants them any more."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.network.file_preparer import (
    ChosenFile,
    FilePreparer,
    PreparationOrder,
    choices_in,
    drop_copy,
    rename,
)
from tests.patience import MILLISECONDS
from tests.qt.network.test_file_preparation import noise


def test_each_order_is_answered(qtbot: QtBot, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    old, new = copies / "old.png", copies / "new.png"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    preparer = FilePreparer(copies)
    answers: list[object] = []
    preparer.prepared.connect(lambda order, prepared: answers.append((order.number, prepared.attachment.name)))
    preparer.failed.connect(lambda order, reason: answers.append((order.number, reason)))
    preparer.prepare(PreparationOrder(1, compress=True), ChosenFile(tmp_path))
    preparer.prepare(PreparationOrder(2, compress=True), ChosenFile(None, noise(9, 9), "picture.png"))
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=MILLISECONDS)
    assert answers == [(1, "Folders cannot be sent."), (2, "picture.png")]
    assert (old.exists(), new.exists()) == (False, True), "what nobody has sent for a month goes"
    preparer.close()


def test_clipboard_and_drags_hold_files_pictures_or_neither() -> None:
    mime = QMimeData()
    assert choices_in(mime, "Picture") == []
    mime.setImageData(noise(3, 2))
    [picture] = choices_in(mime, "Picture")
    assert (picture.path, picture.name) == (None, "Picture.png")
    mime.setText("words")
    assert choices_in(mime, "Picture") == []
    mime.setUrls([QUrl("https://example.org/a.png"), QUrl.fromLocalFile("/home/ann/a.png")])
    assert choices_in(mime, "Picture") == [ChosenFile(Path("/home/ann/a.png"))]


def test_copy_goes_and_the_persons_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"x")
    own = PreparedFile(path, False, Attachment("a.png"))
    drop_copy(own)
    assert path.exists()
    assert rename(own, "../b.png").attachment.name == "b.png"
    drop_copy(PreparedFile(path, True, own.attachment))
    assert not path.exists()
