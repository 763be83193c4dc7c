"""BackupProcess: runs `desktop-chat backup` and `desktop-chat restore` for the launcher, and understands the answers.

A process of its own, because a backup of a large chat takes a while and the server may be running or not. GUI thread.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from desktop_chat.qt.hosting.server_process import program_command
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.texts.codes import decode_text
from desktop_chat.value_class import value


@value
class BackupRow:
    """One backup. `time`: Unix ms. `size`: bytes."""

    path: Path
    name: str
    time: int
    rooms: int
    messages: int
    size: int


@value
class BackupAnswer:
    """The answer of a command. `error`: a sentence in the language of the windows, or ""."""

    backups: tuple[BackupRow, ...] = ()
    former: str = ""
    """The folder with the files that were there before a restore."""
    error: str = ""


Then = Callable[[BackupAnswer], None]


class BackupProcess(QObject):
    """Runs one command at a time. `close` ends a running one; a backup that is not complete leaves nothing."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._process: QProcess | None = None
        self._then: Then | None = None

    @property
    def is_busy(self) -> bool:
        return self._process is not None

    def list_backups(self, then: Then) -> None:
        self._run(["backup", "--list"], then)

    def read_backup(self, backup: Path, then: Then) -> None:
        """Tell what a backup holds, wherever it lies."""
        self._run(["backup", "--list", str(backup)], then)

    def write_backup(self, target: Path | None, then: Then) -> None:
        """Write a backup to `target`, or into the chat's own folder for backups."""
        self._run(["backup", *([str(target)] if target else [])], then)

    def restore_backup(self, backup: Path, then: Then) -> None:
        self._run(["restore", "--yes", str(backup)], then)

    def undo_restore(self, then: Then) -> None:
        self._run(["restore", "--undo"], then)

    def forget_former(self, then: Then) -> None:
        """Delete what was there before earlier restores."""
        self._run(["restore", "--forget"], then)

    def close(self) -> None:
        """End a running command, without an answer."""
        process, self._process, self._then = self._process, None, None
        if process is not None:
            process.kill()
            process.waitForFinished()
            process.deleteLater()

    def _run(self, words: list[str], then: Then) -> None:
        if self._process is not None:
            then(BackupAnswer(error=self.tr("Another backup or restore is under way.")))
            return
        program, *before = program_command()
        process = self._process = QProcess(self)
        self._then = then
        process.finished.connect(self.on_finished)
        process.errorOccurred.connect(self.on_error_occurred)
        process.start(program, [*before, words[0], "--json", "--data", str(self._data), *words[1:]])

    def on_finished(self) -> None:
        if self._process is None:
            return
        answer = parse_answer(bytes(self._process.readAllStandardOutput().data()))
        if self._process.exitCode() and not answer.error:
            lines = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").splitlines()
            answer = BackupAnswer(error=lines[-1] if lines else self.tr("The backup program has failed."))
        self._answer(answer)

    def on_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._answer(BackupAnswer(error=self.tr("The backup program has failed.")))

    def _answer(self, answer: BackupAnswer) -> None:
        process, self._process = self._process, None
        then, self._then = self._then, None
        if process is not None:
            process.deleteLater()
        if then is not None:
            then(answer)


def parse_answer(data: bytes) -> BackupAnswer:
    """Return what the lines of JSON tell. Damaged lines are left out."""
    backups: list[BackupRow] = []
    former = error = ""
    for line in data.splitlines():
        try:
            fields = json.loads(line)
            if "backup" in fields:
                one = fields["backup"]
                numbers = [int(one[name]) for name in ("time", "rooms", "messages", "size")]
                backups.append(BackupRow(Path(one["path"]), str(one["name"]), *numbers))
            former = str(fields.get("former", former))
            if "error" in fields:
                error = translate_text(decode_text(fields.get("text"), str(fields["error"])))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    return BackupAnswer(tuple(backups), former, error)
