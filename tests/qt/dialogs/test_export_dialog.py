"""A person exports a room from its menu: the whole room or some days, in three formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.export_dialog import ExportDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS


@pytest.fixture
def dialog(window: ChatWindow, network: Network) -> ExportDialog:
    """The dialog, opened from the menu of the room."""
    window.acts.open_room_menu(network, network.rooms["#lobby"], QPoint(0, 0))
    actions = [action for menu in window.findChildren(QMenu) for action in menu.actions()]
    next(action for action in actions if action.text() == "Export messages…").trigger()
    for menu in window.findChildren(QMenu):
        menu.close()
    return window.findChildren(ExportDialog)[-1]


def choose_file(dialog: ExportDialog, path: Path) -> str:
    """Press Export, and choose this file. Return the proposed name."""
    dialog.go_button.click()
    files = dialog.findChildren(QFileDialog)[-1]
    proposed = Path(files.selectedFiles()[0]).name
    files.fileSelected.emit(str(path))
    files.close()
    return proposed


def choose_format(dialog: ExportDialog, name: str) -> None:
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(name))


@pytest.mark.parametrize(("name", "ending"), [("html", ".html"), ("text", ".txt"), ("json", ".json")])
def test_room_is_exported(
    qtbot: QtBot, window: ChatWindow, dialog: ExportDialog, tmp_path: Path, name: str, ending: str
) -> None:
    choose_format(dialog, name)
    target = tmp_path / f"lobby{ending}"
    with qtbot.waitSignal(dialog.accepted, timeout=MILLISECONDS):
        proposed = choose_file(dialog, target)
    assert proposed == f"lobby {QDate.currentDate().toString('yyyy-MM-dd')}{ending}"
    text = target.read_text("utf-8")
    assert "The laser cutter is free until noon." in text
    assert "This message was deleted" in text
    assert "#lobby" in text
    assert window.toast.accessibleName() == f"Saved as lobby{ending}"


def test_only_the_chosen_days_are_exported(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose_format(dialog, "json")
    dialog.days_switch.setChecked(True)
    today = QDate.currentDate()
    dialog.last_day_field.setDate(today.addDays(-1))
    target = tmp_path / "lobby.json"
    with qtbot.waitSignal(dialog.accepted, timeout=MILLISECONDS):
        choose_file(dialog, target)
    assert json.loads(target.read_text("utf-8"))["entries"] == []


def test_today_is_a_day(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose_format(dialog, "json")
    dialog.days_switch.setChecked(True)
    dialog.first_day_field.setDate(QDate.currentDate())
    target = tmp_path / "lobby.json"
    with qtbot.waitSignal(dialog.accepted, timeout=MILLISECONDS):
        choose_file(dialog, target)
    assert len(json.loads(target.read_text("utf-8"))["entries"]) > 9


def test_days_in_the_wrong_order_are_refused(dialog: ExportDialog) -> None:
    dialog.days_switch.setChecked(True)
    dialog.first_day_field.setDate(dialog.last_day_field.date().addDays(1))
    assert not dialog.go_button.isEnabled()
    assert dialog.note_label.text() == "The first day is after the last one."
    dialog.days_switch.setChecked(False)
    assert dialog.go_button.isEnabled()
    dialog.close()


def test_failure_is_said_and_another_file_may_be_chosen(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose_file(dialog, tmp_path / "missing" / "lobby.html")
    qtbot.waitUntil(lambda: dialog.note_label.text().startswith("The export failed: "), timeout=MILLISECONDS)
    assert dialog.go_button.isEnabled()
    assert not dialog.progress_bar.isVisible()
    with qtbot.waitSignal(dialog.accepted, timeout=MILLISECONDS):
        choose_file(dialog, tmp_path / "lobby.html")


def test_cancel_leaves_no_file(
    qtbot: QtBot, window: ChatWindow, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.controller.archive, "flush", lambda _: None)  # the export waits for queued entries
    folder = tmp_path / "exports"
    folder.mkdir()
    choose_file(dialog, folder / "lobby.html")
    exporter = dialog._exporter
    assert exporter is not None
    assert not dialog.go_button.isEnabled()
    with qtbot.waitSignal(exporter.finished, timeout=MILLISECONDS) as finished:
        dialog.cancel_button.click()
    assert finished.args == [False, ""]
    assert list(folder.iterdir()) == []
