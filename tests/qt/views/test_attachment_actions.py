"""Files that other programs show, and wishes that cannot be fulfilled. Saving and copying: test_shown_files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment
from desktop_chat.client.file_cache import FileCache
from desktop_chat.qt.network.file_loader import FileLoader
from desktop_chat.qt.views.attachment_actions import AttachmentActions
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shown_files import ShownFiles
from tests.patience import MILLISECONDS
from tests.qt.timeline.test_file_box import ADDRESS, PAPER, file_entry


@pytest.fixture
def cache(tmp_path: Path) -> FileCache:
    return FileCache(tmp_path / "files")


@pytest.fixture
def actions(qtbot: QtBot, cache: FileCache, tmp_path: Path) -> Iterator[AttachmentActions]:
    pane = RoomPane()
    qtbot.addWidget(pane)
    loader = FileLoader(cache)
    yield AttachmentActions(pane, pane, ShownFiles(pane, loader, pane), tmp_path / "opened")
    loader.close()


def test_other_programs_get_a_copy_with_the_name(
    actions: AttachmentActions, cache: FileCache, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = cache.make_part()
    part.write_bytes(b"%PDF")
    kept = cache.keep_part(part, ADDRESS)
    opened: list[Path] = []

    def refuse(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    for times in (1, 2):
        with qtbot.waitSignal(actions.toast_requested, timeout=MILLISECONDS) as told:
            actions.act_on(file_entry(1, PAPER), "file-open")
        assert told.args == ["No program on this computer opens this file. You can save it."]
        assert len(opened) == times
    assert opened[0] == opened[1] != kept
    assert (opened[0].name, opened[0].read_bytes()) == (PAPER.name, b"%PDF")


def test_wish_without_a_connection_is_refused(actions: AttachmentActions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.toast_requested) as told:
        actions.act_on(file_entry(1, Attachment("a.pdf")), "file-open")
    assert told.args == ["This file cannot be loaded now."]
