"""Pictures that move while they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_chat.qt.media import animation
from desktop_chat.qt.media.animation import MOST_ANIMATIONS, Animations
from tests.patience import MILLISECONDS
from tests.qt.sample_pictures import make_animation, make_picture, make_webp_animation

BOX = QSize(8, 8)


def write(folder: Path, data: bytes) -> Path:
    path = folder / "picture"
    path.write_bytes(data)
    return path


def colour_of(moving: Animations, path: Path) -> str:
    frame = moving.frame_of("a", path, BOX)
    return "" if frame is None else frame.toImage().pixelColor(2, 2).name()


@pytest.mark.parametrize("make", [make_animation, make_webp_animation])
def test_frames_follow_each_other_and_begin_again(
    tmp_path: Path, qtbot: QtBot, make: Callable[[Sequence[str]], bytes]
) -> None:
    path, moving = write(tmp_path, make(["#ff0000", "#00ff00", "#0000ff"])), Animations()
    seen = [colour_of(moving, path)]
    for _ in range(5):
        with qtbot.waitSignal(moving.advanced, timeout=MILLISECONDS) as told:
            pass
        assert told.args == ["a"]
        seen.append(colour_of(moving, path))
    assert seen == ["", "#ff0000", "#00ff00", "#0000ff", "#ff0000", "#00ff00"]
    moving.stop_all()


def test_picture_that_is_not_painted_stops(tmp_path: Path, qtbot: QtBot) -> None:
    path, moving = write(tmp_path, make_animation(["#ff0000", "#00ff00"])), Animations()
    told: list[str] = []
    moving.advanced.connect(told.append)
    colour_of(moving, path)
    qtbot.waitUntil(lambda: told == ["a"], timeout=MILLISECONDS)
    (one,) = moving._moving.values()
    assert not one._timer.isActive()
    assert not one._is_reading
    assert colour_of(moving, path) == "#ff0000"
    qtbot.waitUntil(lambda: told == ["a", "a"], timeout=MILLISECONDS)
    moving.stop_all()


@pytest.mark.parametrize("data", [make_animation(["#ff0000"]), make_picture(8, 8), b"GIF89a", b""])
def test_picture_of_one_frame_stands_still(tmp_path: Path, qtbot: QtBot, data: bytes) -> None:
    path, moving = write(tmp_path, data), Animations()
    assert colour_of(moving, path) == ""
    qtbot.waitUntil(lambda: "a" in moving._still, timeout=MILLISECONDS)
    assert moving._moving == {}
    assert colour_of(moving, path) == ""


def test_large_picture_stands_still(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(animation, "MOST_PIXELS", 63)
    path, moving = write(tmp_path, make_animation(["#ff0000", "#00ff00"])), Animations()
    colour_of(moving, path)
    qtbot.waitUntil(lambda: "a" in moving._still, timeout=MILLISECONDS)


def test_few_pictures_move_at_one_time(tmp_path: Path, qtbot: QtBot) -> None:
    path, moving = write(tmp_path, make_animation(["#ff0000", "#00ff00"])), Animations()
    for number in range(MOST_ANIMATIONS + 3):
        moving.frame_of(str(number), path, BOX)
    assert len(moving._moving) == MOST_ANIMATIONS
    with qtbot.waitSignal(moving.advanced, timeout=MILLISECONDS):
        pass
    moving.stop_all()
    assert moving._moving == {}
