"""What is sent of a file: pictures become smaller, tell no place, and say how they look before they are there."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader

from desktop_chat.client.attachment import Attachment
from desktop_chat.qt.network.file_preparation import (
    LONGEST_SIDE,
    SMALL_BYTES,
    PreparationError,
    PreparedFile,
    prepare_file,
    prepare_image,
)


def noise(width: int, height: int, form: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """A picture that no lossless format makes small."""
    data = random.Random(1).randbytes(width * height * 4)
    return QImage(data, width, height, QImage.Format.Format_ARGB32).convertToFormat(form)


def saved(path: Path, image: QImage, quality: int = -1) -> Path:
    assert image.save(str(path), None, quality)
    return path


def size_of(prepared: PreparedFile) -> QSize:
    return QImageReader(str(prepared.path)).size()


def test_large_photo_becomes_smaller(tmp_path: Path) -> None:
    photo = saved(tmp_path / "Photo 1.jpg", noise(3000, 1000), 100)
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0) + b"48.8584 N"
    data = photo.read_bytes()
    photo.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:])
    small = prepare_file(photo, tmp_path / "copies", compress=True)
    assert (small.attachment.name, small.attachment.media_type) == ("Photo 1.jpg", "image/jpeg")
    assert (small.attachment.height, small.attachment.width) == (LONGEST_SIDE, LONGEST_SIDE // 3)
    assert small.attachment.size == small.path.stat().st_size < len(data) / 2
    assert size_of(small) == QSize(small.attachment.width, small.attachment.height), "it is turned for good"
    assert small.is_copy
    assert small.is_compressible
    assert small.path.stat().st_mode & 0o077 == 0
    whole = prepare_file(photo, tmp_path / "copies", compress=False)
    assert (whole.attachment.width, whole.attachment.height) == (1000, 3000)
    assert b"48.8584" not in whole.path.read_bytes()
    assert whole.attachment.size == whole.path.stat().st_size > len(data) - 100
    assert whole.is_cleaned
    assert whole.is_copy


def test_small_picture_and_other_files_stay_where_they_are(tmp_path: Path) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    data = prepare_image(image, "dot.png", tmp_path, compress=True).path.read_bytes()
    path = tmp_path / "dot.png"
    path.write_bytes(data)
    prepared = prepare_file(path, tmp_path / "copies", compress=True)
    assert (prepared.path, prepared.is_copy, prepared.is_compressible) == (path, False, False)
    assert prepared.attachment == Attachment("dot.png", len(data), "image/png", 30, 20, "336699")
    notes = tmp_path / "notes.txt"
    notes.write_text("tea")
    prepared = prepare_file(notes, tmp_path / "copies", compress=True)
    assert (prepared.path, prepared.attachment) == (notes, Attachment("notes.txt", 3, "text/plain"))
    assert prepared.thumbnail is None
    assert not (tmp_path / "copies").exists()


def test_picture_of_the_clipboard(tmp_path: Path) -> None:
    shot = noise(1200, 800)
    whole = prepare_image(shot, "picture.png", tmp_path, compress=False)
    assert (whole.attachment.media_type, size_of(whole)) == ("image/png", QSize(1200, 800))
    assert whole.attachment.size > SMALL_BYTES
    small = prepare_image(shot, "picture.png", tmp_path, compress=True)
    assert (small.attachment.name, size_of(small)) == ("picture.jpg", QSize(1200, 800))
    seen_through = prepare_image(noise(900, 900, QImage.Format.Format_ARGB32), "a.png", tmp_path, compress=True)
    assert seen_through.attachment.media_type == "image/webp"
    assert QImage(str(seen_through.path)).hasAlphaChannel()


def test_animation_is_never_made_still(tmp_path: Path) -> None:
    frame = b"\x21\xf9\x04\x00\x0a\x00\x00\x00\x2c\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x03\x44\x02\x05\x00"
    head = b"GIF89a\x02\x00\x02\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff"
    comment = b"\x21\xfe\xff" + b"x" * 255 + b"\x00"
    path = tmp_path / "dance.gif"
    path.write_bytes(head + comment * 1500 + frame * 2 + b";")
    assert path.stat().st_size > SMALL_BYTES
    prepared = prepare_file(path, tmp_path / "copies", compress=True)
    assert (prepared.path, prepared.attachment.media_type) == (path, "image/gif")
    assert (prepared.attachment.width, prepared.is_compressible) == (2, False)


def test_what_only_looks_like_a_picture_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    prepared = prepare_file(path, tmp_path, compress=True)
    assert (prepared.attachment.width, prepared.thumbnail, prepared.is_cleaned) == (0, None, False)


@pytest.mark.parametrize(("name", "reason"), [("folder", "Folders"), ("empty", "empty"), ("none", "cannot be read")])
def test_what_cannot_be_sent(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    with pytest.raises(PreparationError, match=reason):
        prepare_file(tmp_path / name, tmp_path, compress=True)
