"""The launcher's backups are made by the real commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from pytestqt.qtbot import QtBot

from desktop_chat.qt.hosting import backup_process
from desktop_chat.qt.hosting.backup_process import BackupAnswer, BackupProcess, parse_answer
from tests.e2e.programs import server
from tests.qt.i18n.test_text_translation import russian as russian
from tests.server.test_backup import say, texts_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with server(folder) as running:
        say(running.port, "ann", "one")
    return folder


@pytest.fixture
def commands(qtbot: QtBot, data: Path) -> Iterator[BackupProcess]:
    made = BackupProcess(data)
    yield made
    made.close()


def ask(qtbot: QtBot, do: Callable[[Callable[[BackupAnswer], None]], None]) -> BackupAnswer:
    answers: list[BackupAnswer] = []
    do(answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_backup_is_made_listed_restored_and_undone(qtbot: QtBot, commands: BackupProcess, data: Path) -> None:
    (made,) = ask(qtbot, lambda then: commands.write_backup(None, then)).backups
    assert (made.messages, made.path.parent) == (1, data / "backups")
    assert ask(qtbot, commands.list_backups).backups == (made,)
    with server(data) as running:
        say(running.port, "bob", "two")
    answer = ask(qtbot, lambda then: commands.restore_backup(made.path, then))
    assert (answer.error, texts_in(data / "chat.db")) == ("", ["one"])
    assert Path(answer.former).parent == data
    assert ask(qtbot, commands.undo_restore).error == ""
    assert texts_in(data / "chat.db") == ["one", "two"]


def test_fault_is_a_sentence_in_the_language_of_the_windows(
    qtbot: QtBot, commands: BackupProcess, data: Path, russian: list[QTranslator]
) -> None:
    answer = ask(qtbot, commands.undo_restore)
    assert answer.error == f"В папке {data} не восстанавливали копию, возвращать нечего."


def test_one_command_at_a_time(qtbot: QtBot, commands: BackupProcess) -> None:
    first: list[BackupAnswer] = []
    commands.list_backups(first.append)
    assert ask(qtbot, commands.list_backups).error == "Another backup or restore is under way."
    qtbot.waitUntil(lambda: bool(first))
    assert not commands.is_busy


def test_program_that_cannot_be_started_is_told(
    qtbot: QtBot, commands: BackupProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_process, "program_command", lambda: ["/nowhere/program"])
    assert ask(qtbot, commands.list_backups).error == "The backup program has failed."


def test_damaged_lines_are_left_out() -> None:
    damaged = [b"", b"x", b"[]", b"{}", b'{"backup": {}}', b'{"backup": {"path": 1}}', b"[" * 9000]
    lines = [*damaged, b'{"error": 5, "text": "x"}']
    assert parse_answer(b"\n".join(lines)) == BackupAnswer(error="5")
