"""File dialogs begin in the person's own folder."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from desktop_chat.qt.widgets.own_folder import documents_folder

WINDOWS = Path(__file__).parents[3] / "desktop_chat" / "qt"
STATIC = ("getSaveFileName", "getOpenFileName")


def test_documents_or_else_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = QStandardPaths.StandardLocation
    folders = {places.DocumentsLocation: str(tmp_path / "Documents"), places.HomeLocation: str(tmp_path)}
    monkeypatch.setattr(QStandardPaths, "writableLocation", folders.__getitem__)
    assert documents_folder() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents_folder() == tmp_path / "Documents"


def test_no_file_dialog_begins_where_the_program_was_started() -> None:
    found = 0
    for path in WINDOWS.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = ast.unparse(call.func)
            if name == "QFileDialog" or name.removeprefix("QFileDialog.") in STATIC:
                found += 1
                assert not isinstance(call.args[2], ast.Constant), f"{path.name}:{call.lineno}"
                assert name == "QFileDialog" or "folder" in ast.unparse(call.args[2]), f"{path.name}:{call.lineno}"
    assert found > 7
