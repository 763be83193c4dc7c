"""The viewer: a picture and its neighbours in the room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.entry import Entry
from desktop_chat.client.file_cache import FileCache
from desktop_chat.irc.capabilities import TAG_FILE
from desktop_chat.qt.network.file_loader import FileLoader
from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.views.picture_viewer import PictureViewer
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shown_files import ShownFiles
from tests.patience import MILLISECONDS
from tests.qt.sample_pictures import make_animation, make_picture
from tests.qt.timeline.scenes import entry


def picture_entry(number: int, cache: FileCache) -> Entry:
    address = f"https://a.example/{number}.png"
    part = cache.make_part()
    part.write_bytes(make_picture(200 + number, 100))
    cache.keep_part(part, address)
    attachment = Attachment(f"{number}.png", 99, "image/png", 200 + number, 100)
    return replace(entry(number, address), tags={TAG_FILE: format_attachment(attachment)})


@pytest.fixture
def files(tmp_path: Path, qtbot: QtBot) -> Iterator[ShownFiles]:
    pane = RoomPane()
    qtbot.addWidget(pane)
    loader = FileLoader(FileCache(tmp_path / "files"))
    yield ShownFiles(pane, loader, pane)
    loader.close()


@pytest.fixture
def viewer(files: ShownFiles) -> Iterator[PictureViewer]:
    cache = files._loader.cache
    said = [picture_entry(number, cache) if number in (3, 250, 600) else entry(number) for number in range(1, 700)]
    made = PictureViewer(ListTimelineModel(said), files, None)
    made.show_entry(said[249])
    made.show()
    yield made
    if isValid(made):
        made.close()


def wait_for(viewer: PictureViewer, name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: viewer.name_label.text() == name and not viewer.canvas.is_empty, timeout=MILLISECONDS)


def test_arrows_lead_to_the_neighbours(viewer: PictureViewer, qtbot: QtBot) -> None:
    wait_for(viewer, "250.png", qtbot)
    assert viewer.canvas._natural.width() == 450
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    wait_for(viewer, "3.png", qtbot)
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: not viewer.buttons["previous"].isEnabled(), timeout=MILLISECONDS)
    assert viewer.name_label.text() == "3.png"
    viewer.buttons["next"].click()
    wait_for(viewer, "250.png", qtbot)
    assert viewer.buttons["previous"].isEnabled()
    assert "250.png" in viewer.canvas.accessibleName()


def test_keys_enlarge_and_move_the_picture(viewer: PictureViewer, qtbot: QtBot) -> None:
    wait_for(viewer, "250.png", qtbot)
    for _ in range(8):
        QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert not viewer.canvas.fits_whole
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.name_label.text() == "250.png"
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.fits_whole
    with qtbot.waitSignal(viewer.action_requested) as asked:
        QTest.keyClick(viewer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked.args is not None
    assert asked.args[1] == "file-save"


def test_new_messages_do_not_change_the_picture(viewer: PictureViewer, qtbot: QtBot) -> None:
    wait_for(viewer, "250.png", qtbot)
    model = viewer._model
    assert isinstance(model, ListTimelineModel)
    model.insert_entries(0, [entry(1000 + number) for number in range(10)])
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    wait_for(viewer, "600.png", qtbot)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_picture_of_several_frames_moves_until_space_is_pressed(files: ShownFiles, qtbot: QtBot) -> None:
    address, cache = "https://a.example/moving.gif", files._loader.cache
    part = cache.make_part()
    part.write_bytes(make_animation(["#ff0000", "#00ff00"]))
    cache.keep_part(part, address)
    said = replace(entry(1, address), tags={TAG_FILE: format_attachment(Attachment("m.gif", 9, "image/gif", 8, 8))})
    viewer = PictureViewer(ListTimelineModel([said]), files, None)
    viewer.show()
    viewer.show_entry(said)
    colours: set[str] = set()

    def look() -> bool:
        colours.add(viewer.canvas._pixmap.toImage().pixelColor(2, 2).name())
        return {"#ff0000", "#00ff00"} <= colours

    qtbot.waitUntil(look, timeout=MILLISECONDS)
    QTest.keyClick(viewer, Qt.Key.Key_Space)
    assert viewer.buttons["play"].accessibleName() == "Play"
    with qtbot.waitSignal(viewer._animations.advanced, raising=False, timeout=200):
        pass
    stopped = viewer.canvas._pixmap.toImage().pixelColor(2, 2).name()
    viewer.show_picture()
    assert viewer.canvas._pixmap.toImage().pixelColor(2, 2).name() == stopped
    viewer.show_toast("Saved")
    assert viewer.toast.isVisible()
    viewer.close()
