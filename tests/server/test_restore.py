"""A restore exchanges the files whole, whenever it is interrupted, and can be taken back."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop_chat.files import FolderLock
from desktop_chat.server.backup import DATABASE, BackupError, write_backup
from desktop_chat.server.restore import JOURNAL, finish_exchange, former_folders, restore_backup, undo_restore
from tests.e2e.programs import server
from tests.irc_client import IrcClient
from tests.server.http_client import ask
from tests.server.test_backup import say, texts_in

NOW = 1_700_000_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a chat that went on after its backup, both beside each other."""
    folder = tmp_path_factory.mktemp("made")
    with server(folder / "data") as running:
        say(running.port, "ann", "old")
        write_backup(folder / "data", folder / "backup.zip", name="Tea", now=NOW)
        say(running.port, "ann", "new")
    return folder


@pytest.fixture
def chat(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "data", tmp_path / "data", ignore=shutil.ignore_patterns("control.*"))
    return tmp_path / "data"


def test_restored_chat_runs_with_its_messages_and_its_key(made: Path, chat: Path) -> None:
    former = restore_backup(made / "backup.zip", chat, now=NOW)
    assert texts_in(chat / DATABASE) == ["old"]
    assert former is not None
    assert texts_in(former / DATABASE) == ["old", "new"]
    assert (chat / "server.key").read_bytes() == (made / "data" / "server.key").read_bytes()
    with server(chat) as running, IrcClient(running.port) as bob:
        bob.register("bob", "batch draft/chathistory message-tags")
        bob.join("#tea")
        bob.send("CHATHISTORY LATEST #tea * 10")
        assert "old" in [message.params[-1] for message in bob.fence() if message.command == "PRIVMSG"]


def test_restore_is_taken_back_and_taken_back_again(made: Path, chat: Path) -> None:
    restore_backup(made / "backup.zip", chat, now=NOW)
    undo_restore(chat, now=NOW + 1)
    assert texts_in(chat / DATABASE) == ["old", "new"]
    undo_restore(chat, now=NOW + 2)
    assert texts_in(chat / DATABASE) == ["old"]
    assert len(former_folders(chat)) == 1


def test_a_backup_moves_a_chat_to_another_computer(made: Path, tmp_path: Path) -> None:
    assert restore_backup(made / "backup.zip", tmp_path / "empty", now=NOW) is None
    assert texts_in(tmp_path / "empty" / DATABASE) == ["old"]
    assert former_folders(tmp_path / "empty") == []


def test_running_chat_is_left_alone(made: Path, chat: Path) -> None:
    lock = FolderLock(chat)
    try:
        with pytest.raises(BackupError, match="is running"):
            restore_backup(made / "backup.zip", chat, now=NOW)
        with pytest.raises(BackupError, match="is running"):
            undo_restore(chat, now=NOW)
    finally:
        lock.release()
    assert texts_in(chat / DATABASE) == ["old", "new"]


def test_a_bad_backup_changes_nothing(chat: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_text("x")
    before = sorted(os.listdir(chat))
    with pytest.raises(BackupError, match="no backup"):
        restore_backup(tmp_path / "bad.zip", chat, now=NOW)
    assert sorted(os.listdir(chat)) == sorted({*before, "lock"})
    with pytest.raises(BackupError, match="nothing to put back"):
        undo_restore(chat, now=NOW)


class Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("moves", range(12))
def test_a_restore_that_was_interrupted_is_finished_at_the_next_start(
    made: Path, chat: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    done, complete = 0, False

    def move(source: Path, target: Path) -> None:
        nonlocal done
        if done == moves:
            raise Crash
        done += 1
        Path(source).rename(target)

    with monkeypatch.context() as patched:
        patched.setattr("desktop_chat.server.restore.os.replace", move)
        with suppress(Crash):
            restore_backup(made / "backup.zip", chat, now=NOW)
            complete = True
    begun = (chat / JOURNAL).exists()
    assert finish_exchange(chat) is begun
    assert not (chat / JOURNAL).exists()
    assert (chat / "server.key").is_file()
    assert texts_in(chat / DATABASE) == (["old"] if begun or complete else ["old", "new"])
    if begun:
        assert texts_in(former_folders(chat)[-1] / DATABASE) == ["old", "new"]


def test_journal_that_cannot_be_read_is_told(chat: Path) -> None:
    (chat / JOURNAL).write_text("[]")
    with pytest.raises(BackupError, match=JOURNAL):
        finish_exchange(chat)


def send_file(port: int, body: bytes) -> str:
    """Send a file, and return its path."""
    with IrcClient(port) as ann:
        ann.register("ann")
        ann.send("FILEHOST UPLOAD")
        answer = ask(port, "POST", ann.until("FILEHOST")[-1].params[2], body)
        ann.leave()
    return urlsplit(answer.headers["location"]).path


def test_files_are_in_the_backup_and_come_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data) as running:
        kept = send_file(running.port, b"kept")
        write_backup(data, tmp_path / "backup.zip", name="Tea", now=NOW)
        later = send_file(running.port, b"later")
    restore_backup(tmp_path / "backup.zip", data, now=NOW)
    with server(data) as running:
        assert ask(running.port, "GET", kept).body == b"kept"
        assert ask(running.port, "GET", later).status == 404
    undo_restore(data, now=NOW + 1)
    with server(data) as running:
        assert ask(running.port, "GET", later).body == b"later"
