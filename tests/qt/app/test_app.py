"""The program as a whole, in a process of its own: it opens, is asked twice, and ends leaving nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.preferences import Settings
from desktop_chat.files import FolderBusy, FolderLock
from desktop_chat.qt.app.app import CrashGuard
from desktop_chat.qt.app.single_instance import hand_over
from desktop_chat.qt.i18n.installed_language import install_translation
from tests.e2e.programs import ServerProcess
from tests.patience import SECONDS


class Program:
    """`python -m desktop_chat --profile DIR`."""

    def __init__(self, profile: Path, *arguments: str) -> None:
        self.profile = profile
        command = [sys.executable, "-m", "desktop_chat", "--profile", str(profile), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "profile")
    qtbot.waitUntil(lambda: hand_over(tmp_path / "profile" / "client", ""))
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.communicate()


def test_interrupt_ends_the_program_and_leaves_nothing(program: Program) -> None:
    children = psutil.Process(program.process.pid).children(recursive=True)
    code, said = program.end()
    assert (code, "Traceback" in said) == (0, False), said
    assert children == []
    lock = FolderLock(program.profile / "client")
    lock.release()
    archive = Archive(program.profile / "client" / "archive.db")
    archive.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own rights")
def test_its_files_are_for_their_owner_only_and_an_open_folder_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "profile" / "client"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "settings.json").write_text("{}", "utf-8")
    (folder / "settings.json").chmod(0o644)
    before = os.umask(0)
    try:
        program = Program(tmp_path / "profile")
    finally:
        os.umask(before)
    try:
        qtbot.waitUntil(lambda: hand_over(folder, ""))
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        assert {"archive.db", "archive.db-wal", "archive.db-shm", "settings.json", "lock"} <= set(modes)
        assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
        log = folder / "desktop-chat.log"
        qtbot.waitUntil(lambda: "can look into the folder" in log.read_text("utf-8"))
    finally:
        program.end()


def test_a_second_start_raises_the_first(program: Program) -> None:
    second = Program(program.profile, "ircs://127.0.0.1:1/#lobby")
    said, _ = second.process.communicate(timeout=SECONDS)
    assert (second.process.returncode, said) == (0, "")
    assert program.process.poll() is None
    assert program.end(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_hosted_chat_ends_with_the_session(qtbot: QtBot, tmp_path: Path, number: signal.Signals) -> None:
    _host_and_end(qtbot, tmp_path, number, "ask")


def test_a_hosted_chat_goes_on_where_that_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    _host_and_end(qtbot, tmp_path, signal.SIGTERM, "keep")


def _host_and_end(qtbot: QtBot, folder: Path, number: signal.Signals, choice: Literal["ask", "keep"]) -> None:
    """A program finds the chat of its profile running, and gets a signal."""
    profile = folder / "profile"
    Settings(profile / "client" / "settings.json").change_fields(on_close=choice)
    served = ServerProcess(profile / "server")
    try:
        served.start()
        program = Program(profile)
        log = profile / "client" / "desktop-chat.log"
        qtbot.waitUntil(lambda: log.exists() and "The chat hosted here runs" in log.read_text())
        code, said = program.end(number)
        assert (code, "Traceback" in said) == (0, False), said
        if choice == "keep":
            assert psutil.pid_exists(served.pid)
        else:
            assert served.wait() == 0
    finally:
        served.end()


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    file = tmp_path / "<b>file"
    file.write_text("")
    command = [sys.executable, "-c", _NO_BOX, "--profile", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=os.environ)
    assert done.returncode == 2
    assert "cannot be used" in done.stderr
    assert "<b>file" in done.stdout
    assert "PlainText" in done.stdout
    assert "Traceback" not in done.stderr


_NO_BOX = """
import sys
from PySide6.QtWidgets import QMessageBox
QMessageBox.exec = lambda box: print(box.text(), box.textFormat().name)
from desktop_chat.__main__ import main
sys.exit(main())
"""
"""The program, with nobody there to close the box: it tells what stands in it, and how that is read."""


def test_program_without_its_resources_says_so_in_one_sentence(tmp_path: Path) -> None:
    bundle = f"import sys; sys._MEIPASS = {str(tmp_path / 'bundle')!r}"
    command = [sys.executable, "-c", f"{bundle}\n{_NO_BOX}", "--profile", str(tmp_path / "profile")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=os.environ)
    assert done.returncode == 2
    sentence = f"A part of the program is missing: {tmp_path / 'bundle' / 'resources'}. Install Desktop Chat again."
    assert sentence in done.stderr
    assert sentence in done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "profile").exists()


def test_uncaught_exception_is_logged_and_shown_once(qtbot: QtBot, expected_warnings: list[object]) -> None:
    guard = CrashGuard()
    said: list[str] = []
    guard.stumbled.connect(said.append)
    try:
        for _ in range(2):
            try:
                raise ValueError("oops")
            except ValueError as error:
                sys.excepthook(type(error), error, error.__traceback__)
    finally:
        guard.close()
    assert len(said) == 1
    assert "Traceback" not in said[0]
    assert len(expected_warnings) == 2


def test_one_profile_one_program(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(FolderBusy):
        FolderLock(tmp_path)
    lock.release()


def test_language_follows_setting_and_environment(qapp: QApplication) -> None:
    kept: list[QTranslator] = install_translation(qapp, "")
    assert QLocale().language() == QLocale.Language.English
    assert QCoreApplication.translate("Nothing", "as it is") == "as it is"
    assert QCoreApplication.translate("StartWindow", "Join") == "Join"
    for one in kept:
        qapp.removeTranslator(one)
