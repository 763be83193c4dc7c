"""Pictures of files in the chat: cards, pictures, the viewer, the sending."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from desktop_chat.client.attachment import Attachment, format_attachment, join_file_text
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_FILE
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.attach_dialog import AttachDialog
from desktop_chat.qt.network.file_preparation import prepare_file
from desktop_chat.qt.network.file_preparer import ChosenFile
from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pictures.stage import Picture, workshop_chat
from tests.qt.scenes import Scene, pump_until

_FILES = (
    ("Bob", "Look at the first lamp!", Attachment("lamp.png", 812_000, "image/png", 1200, 800, "6c7a89")),
    ("Cid", "", Attachment("Timetable of the spring fair, second draft.pdf", 345_678, "application/pdf")),
    ("Дарья", "", Attachment("лампа крупным планом.png", 4_300_000, "image/png", 900, 500, "9c5b48")),
    ("Finn", "", Attachment("morning song.ogg", 1_200_000, "audio/ogg")),
    ("Cid", "", Attachment("screw.png", 900, "image/png", 48, 32, "8899aa")),
)


def _files(window: ChatWindow, made: Scene) -> None:
    """A picture, cards, and a picture on another server."""
    said = []
    for number, (nick, caption, attachment) in enumerate(_FILES, 1):
        address = f"https://pictures.example.org/files/{number}"
        if number in (1, 5):
            _keep_picture(made, address, attachment)
        tags = {TAG_FILE: format_attachment(attachment)}
        text = join_file_text(caption, address)
        said.append(Entry(number, EntryKind.MESSAGE, 1_700_000_000_000 + number, nick, text, tags=tags))
    window.pane.timeline.set_model(ListTimelineModel(said, window))
    shelf = window.attachment_actions.files.shelf
    window.pane.timeline.scroll_to_top()  # a picture is decoded when it is painted
    pump_until(lambda: bool(window.pane.timeline.grab()) and shelf.used_bytes > 200_000)


def _keep_picture(made: Scene, address: str, attachment: Attachment) -> None:
    """Put a picture into the cache, as if it had been loaded."""
    image = QImage(attachment.width, attachment.height, QImage.Format.Format_RGB32)
    slope = QLinearGradient(0, 0, attachment.width, attachment.height)
    slope.setColorAt(0, QColor("#27408b"))
    slope.setColorAt(1, QColor("#ffb347"))
    with QPainter(image) as painter:
        painter.fillRect(image.rect(), slope)
        painter.setBrush(QColor("#fff4c2"))
        painter.drawEllipse(image.rect().center(), attachment.height // 4, attachment.height // 4)
    part = made.controller.file_loader.cache.make_part()
    QImageWriter(str(part), QByteArray(b"png")).write(image)
    made.controller.file_loader.cache.keep_part(part, address)


def _viewer(window: ChatWindow, made: Scene) -> QWidget:
    """The picture alone."""
    _files(window, made)
    viewer = window.attachment_actions.show_viewer(window.pane.timeline.model.entry_at(0))
    viewer.resize(700, 520)
    pump_until(lambda: not viewer.canvas.is_empty)
    return viewer


def _example_files(folder: Path) -> list[Path]:
    """A photo, a drawing and a text."""
    photo = QImage(2600, 1800, QImage.Format.Format_RGB32)
    with QPainter(photo) as painter:
        sky = QLinearGradient(0, 0, 0, 1800)
        sky.setColorAt(0, QColor("#8ec5fc"))
        sky.setColorAt(1, QColor("#e0c3fc"))
        painter.fillRect(photo.rect(), sky)
        for number in range(4_000):
            painter.fillRect(number * 37 % 2600, 900 + number * 53 % 900, 9, 30, QColor(20, 90 + number % 90, 60))
    paths = [folder / name for name in ("Garden in May.jpg", "lamp shade v5.svg", "minutes 2026-05-10.pdf")]
    photo.save(str(paths[0]), None, 95)
    paths[1].write_text("<svg/>" * 3_000)
    paths[2].write_bytes(b"%PDF-" + bytes(7_600_000))
    return paths


def _attaching(window: ChatWindow, made: Scene) -> QWidget:
    """Files before they are sent; the last one is too large."""
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    paths = _example_files(made.controller.archive.path.parent)
    window.pane.composer.edit.setPlainText("The beds are ready!")
    window.attaching.attach([ChosenFile(path) for path in paths])
    dialog = window.findChildren(AttachDialog)[-1]
    pump_until(lambda: dialog.compress_switch.isVisibleTo(dialog) and not dialog.send_button.isEnabled())
    return dialog


def _attaching_too_much(window: ChatWindow, made: Scene) -> QWidget:
    """Files of kinds that the server does not take, and more than there is space for."""
    dialog = _attaching(window, made)
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv FILEHOST LIMITS #lobby 9000000 100000 image/*,audio/*,video/*"),))
    return dialog


def _sending_files(window: ChatWindow, made: Scene) -> None:
    """A file on its way, one that waits, one that was not sent."""
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    first, second, third = _example_files(made.controller.archive.path.parent)
    for path, caption in ((third, ""), (first, "The beds are ready!"), (second, "")):
        file = prepare_file(path, path.parent / "uploads", compress=False)
        network.send_file(room, file, caption=caption)
    refused, way = room.log.entry_at(len(room.log) - 3), room.log.entry_at(len(room.log) - 2)
    network.uploader.cancel_upload(refused)
    sent = patch.object(network.uploader, "sent_bytes", lambda entry: 660_000 if entry.id == way.id else None)
    sent.start()  # the uploader goes with the scene
    room.note_upload(way.id)
    window.pane.timeline.scroll_to_end()


def _dropping_files(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile("/home/ann/photo.jpg")])
    window.attaching.show_drop(dragged)


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-attaching", workshop_chat(_attaching)),
    ("chat-slim-attaching", workshop_chat(_attaching, 420, 640)),
    ("chat-attaching-too-much", workshop_chat(_attaching_too_much)),
    ("chat-slim-attaching-too-much", workshop_chat(_attaching_too_much, 420, 640)),
    ("chat-sending-files", workshop_chat(_sending_files)),
    ("chat-slim-sending-files", workshop_chat(_sending_files, 420, 640)),
    ("chat-dropping-files", workshop_chat(_dropping_files)),
    ("chat-slim-dropping-files", workshop_chat(_dropping_files, 420, 640)),
    ("chat-files", workshop_chat(_files)),
    ("chat-slim-files", workshop_chat(_files, 420, 900)),
    ("picture-viewer", workshop_chat(_viewer)),
)
