"""The pictures of people, and the person's own profile."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from desktop_chat.client.profiles import PRONOUNS, STATUS
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.portrait_dialog import PortraitDialog
from desktop_chat.qt.dialogs.profile_dialog import ProfileDialog
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pictures.stage import Picture, dialog, say, workshop_chat
from tests.qt.scenes import Scene


def _paint_person(width: int = 400, height: int = 400) -> QImage:
    """Return a picture of somebody before a sky."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#7fb2e5"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#355c7d"))
        painter.drawEllipse(QPointF(width / 2, height * 1.05), width * 0.36, height * 0.42)
        painter.setBrush(QColor("#f2c9a1"))
        painter.drawEllipse(QPointF(width / 2, height * 0.42), height * 0.2, height * 0.25)
    return image


def _profile() -> QWidget:
    values = {PRONOUNS: "she/her", STATUS: "back on Monday"}
    return ProfileDialog("Ann Example", values, ("Old Server",), None, portrait=_paint_person())


def _profile_without_pictures() -> QWidget:
    lack = say("ClientText", "This server keeps no pictures of people.")
    return ProfileDialog("Ann Example", {}, (), None, portrait_lack=lack)


def _portrait() -> QWidget:
    made = PortraitDialog(_paint_person(900, 600), None)
    made.slider.setValue(130)
    return made


def _people_with_portraits(window: ChatWindow, made: Scene) -> None:
    """People whose pictures the server keeps."""
    network = window.network
    assert network is not None
    address, loader = f"https://{network.name}/files/{'A' * 22}/ann.png", made.controller.file_loader
    part = loader.cache.make_part()
    QImageWriter(str(part), QByteArray(b"png")).write(_paint_person())
    loader.cache.keep_part(part, address)
    network.on_received(tuple(parse_line(f":srv METADATA {nick} avatar * {address}") for nick in ("Bob", "Ann")))


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-portraits", workshop_chat(_people_with_portraits)),
    ("chat-slim-portraits", workshop_chat(_people_with_portraits, 420, 640)),
    ("dialog-profile", dialog(_profile)),
    ("dialog-profile-no-pictures", dialog(_profile_without_pictures)),
    ("dialog-portrait", dialog(_portrait)),
)
