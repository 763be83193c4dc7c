"""A backup holds the chat as it was, is checked, and is written while the chat goes on."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.server.backup import (
    DATABASE,
    FOLDER,
    MANIFEST,
    BackupError,
    backup_name,
    extract_backup,
    list_backups,
    read_backup,
    write_backup,
)
from tests.e2e.programs import server
from tests.irc_client import IrcClient

NOW = 1_700_000_000_000


def say(port: int, nick: str, *texts: str) -> None:
    with IrcClient(port) as client:
        client.register(nick, "echo-message")
        client.join("#tea")
        client.send(*(f"PRIVMSG #tea :{text}" for text in texts))
        for _ in texts:
            client.until("PRIVMSG")  # the echo comes once the message is on disk


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a chat with three messages, which is stopped."""
    data = tmp_path_factory.mktemp("chat") / "data"
    with server(data) as running:
        say(running.port, "ann", "one", "two", "three")
    return data


def texts_in(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [str(text) for (text,) in connection.execute("SELECT text FROM entry ORDER BY sequence")]


def test_backup_of_a_running_chat_holds_what_was_said_until_then(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data) as running:
        say(running.port, "ann", "before")
        made = write_backup(data, tmp_path / "backup.zip", name="Tea", now=NOW)
        say(running.port, "bob", "after")
    assert (made.name, made.time, made.messages) == ("Tea", NOW, 1)
    assert read_backup(made.path) == made
    (tmp_path / "out").mkdir()
    extract_backup(made.path, tmp_path / "out")
    assert texts_in(tmp_path / "out" / DATABASE) == ["before"]
    for name in ("server.key", "server.crt", "cloak.key"):
        assert (tmp_path / "out" / name).read_bytes() == (data / name).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights")
def test_backup_is_private_and_nothing_is_left_over(chat: Path, tmp_path: Path) -> None:
    before = set(os.listdir(chat))
    made = write_backup(chat, tmp_path / "new" / "backup.zip", name="", now=NOW)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert os.listdir(made.path.parent) == ["backup.zip"]
    assert set(os.listdir(chat)) == before


def test_an_older_backup_stays_if_the_new_one_fails(chat: Path, tmp_path: Path) -> None:
    made = write_backup(chat, tmp_path / "backup.zip", name="", now=NOW)

    def copy(path: Path) -> None:
        path.write_bytes(b"no database")

    with pytest.raises(BackupError):
        write_backup(chat, made.path, name="", now=NOW + 1, copy=copy)
    assert read_backup(made.path) == made
    assert os.listdir(tmp_path) == ["backup.zip"]


def test_database_of_another_program_is_no_chat(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(BackupError, match="another program"):
        write_backup(tmp_path, tmp_path / "backup.zip", name="", now=NOW)


def test_folder_without_a_chat_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="There is no chat in"):
        write_backup(tmp_path, tmp_path / "backup.zip", name="", now=NOW)


def test_place_that_cannot_be_written_is_told(chat: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BackupError, match="cannot be written"):
        write_backup(chat, tmp_path / "file" / "backup.zip", name="", now=NOW)


def damaged_zip(path: Path, source: Path) -> None:
    data = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as archive:
        offset = archive.getinfo(DATABASE).header_offset
    data[offset + 100] ^= 0xFF
    path.write_bytes(data)


def test_damage_in_the_file_is_found(chat: Path, tmp_path: Path) -> None:
    made = write_backup(chat, tmp_path / "backup.zip", name="", now=NOW)
    damaged_zip(tmp_path / "damaged.zip", made.path)
    (tmp_path / "out").mkdir()
    with pytest.raises(BackupError):
        extract_backup(tmp_path / "damaged.zip", tmp_path / "out")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {MANIFEST: b"{}"},
        {DATABASE: b""},
        {MANIFEST: b"x", DATABASE: b""},
        {MANIFEST: b"[]", DATABASE: b""},
        {MANIFEST: b'{"format": 2}', DATABASE: b""},
        {MANIFEST: b'{"format": 1, "time": "now"}', DATABASE: b""},
        {MANIFEST: b"[" * 100_000, DATABASE: b""},
        {MANIFEST: b" " * (2 << 20), DATABASE: b""},
    ],
)
def test_other_archives_are_no_backups(tmp_path: Path, files: dict[str, bytes]) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    with pytest.raises(BackupError):
        read_backup(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive", os.urandom(1000)])
def test_other_files_are_no_backups(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file.zip").write_bytes(data)
    with pytest.raises(BackupError, match="no backup"):
        read_backup(tmp_path / "file.zip")
    with pytest.raises(BackupError, match="cannot be read"):
        read_backup(tmp_path / "missing.zip")


def test_only_known_names_are_taken_from_an_archive(chat: Path, tmp_path: Path) -> None:
    made = write_backup(chat, tmp_path / "backup.zip", name="", now=NOW)
    with zipfile.ZipFile(made.path, "a") as archive:
        archive.writestr("../escaped", "x")
        archive.writestr("lock", "x")
        archive.writestr("files/../server.key2", "x")
        archive.writestr(f"files/ab/{'cd' * 32}", "x")
    out = tmp_path / "a" / "out"
    out.mkdir(parents=True)
    extract_backup(made.path, out)
    assert not (tmp_path / "a" / "escaped").exists()
    assert sorted(os.listdir(out)) == sorted([DATABASE, "server.key", "server.crt", "cloak.key"])


def test_backups_of_a_folder_are_listed_newest_first(chat: Path) -> None:
    for number in (2, 3, 1):
        write_backup(chat, chat / FOLDER / f"{number}.zip", name="", now=NOW + number)
    (chat / FOLDER / "other.zip").write_text("x")
    assert [backup.path.name for backup in list_backups(chat)] == ["3.zip", "2.zip", "1.zip"]
    assert backup_name(0) == "chat-19700101-000000.zip"
    with zipfile.ZipFile(chat / FOLDER / "1.zip") as archive:
        assert json.loads(archive.read(MANIFEST))["format"] == 1
