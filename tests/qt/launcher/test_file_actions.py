"""The host sees, opens, saves and deletes files, with a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.net.control_values import FileRow
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.launcher.file_actions import name_for_opening
from desktop_chat.qt.launcher.window import FILES, LauncherWindow
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.server.http_client import ask

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


def _send_picture(port: int) -> None:
    """Send a picture to #lobby."""
    with IrcClient(port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        ann.send("FILEHOST UPLOAD #lobby")
        path = ann.until("FILEHOST")[-1].params[2]
        head = {"content_type": "image/png", "content_disposition": 'attachment; filename="cat.png"'}
        assert ask(port, "POST", path, PICTURE, tls=True, **head).status == 201
        ann.leave()


def test_the_host_opens_saves_and_deletes_a_file(
    qtbot: QtBot, live_window: LauncherWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, page = live_window, live_window.files
    opened: list[Path] = []

    def open_address(address: QUrl) -> bool:
        opened.append(Path(address.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_address)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "saved.png"), ""))
    _send_picture(parse_address(window.hosting.state.listening[0]).port)
    window.navigation.choose_page(FILES)
    qtbot.waitUntil(lambda: page.space_label.text().startswith("1 file"), timeout=MILLISECONDS)
    assert page.model.file_count == 1
    page.open_button.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=MILLISECONDS)
    assert (opened[0].name, opened[0].read_bytes()) == ("cat.png", PICTURE)
    page.copy_button.click()
    qtbot.waitUntil(lambda: window.toast.text() == "The file is saved", timeout=MILLISECONDS)
    assert (tmp_path / "saved.png").read_bytes() == PICTURE
    page.delete_button.click()
    next(one for one in window.findChildren(ActQuestion) if one.isVisible()).go_button.click()
    qtbot.waitUntil(lambda: window.toast.text() == "The file is deleted", timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: page.model.file_count == 0, timeout=MILLISECONDS)
    window.file_acts.close()
    assert not opened[0].exists()


def test_the_ending_of_an_opened_file_fits_its_kind() -> None:
    names = (("cat.png", "image/png"), ("cat.exe", "image/png"), ("run.sh", "text/plain"), ("cat", "x/y"))
    told = [
        name_for_opening(FileRow(id="a", name=name, media_type=kind, size=1, by="bob", room="", time=0))
        for name, kind in names
    ]
    assert told == ["cat.png", "cat.png", "run.txt", "cat.bin"]
