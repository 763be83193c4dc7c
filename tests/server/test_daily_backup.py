"""A backup is made each day, and surplus ones go."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop_chat.server.backup import FOLDER, BackupError, list_backups, write_backup
from desktop_chat.server.daily_backup import DAY_MS, DailyBackup, DailyPlan
from desktop_chat.sqlite_migration import copy_database
from desktop_chat.storage.sql_store import SqlStore
from tests.e2e.programs import server, wait_for

NOW = 1_700_000_000_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    SqlStore.open(tmp_path / "chat.db", now=NOW).close()
    return tmp_path


def daily(data: Path, keep: int) -> DailyBackup:
    def copy(target: Path) -> None:
        store = SqlStore.open(data / "chat.db", now=NOW)
        try:
            store.backup(target)
        finally:
            store.close()

    return DailyBackup(data, copy, DailyPlan(keep, "Tea"))


def test_a_day_has_one_backup(data: Path) -> None:
    backups = daily(data, 7)
    assert backups.back_up_if_due(NOW)
    assert not backups.back_up_if_due(NOW + DAY_MS - 1)
    assert backups.back_up_if_due(NOW + DAY_MS)
    assert [backup.time for backup in list_backups(data)] == [NOW + DAY_MS, NOW]


def test_surplus_backups_go_and_others_stay(data: Path) -> None:
    write_backup(data, data / FOLDER / "mine.zip", name="", now=NOW)
    backups = daily(data, 2)
    for day in range(4):
        assert backups.back_up_if_due(NOW + day * DAY_MS)
    assert [backup.time for backup in list_backups(data)] == [NOW + 3 * DAY_MS, NOW + 2 * DAY_MS, NOW]


def test_no_backup_is_made_unless_the_host_wants_it(data: Path) -> None:
    assert not daily(data, 0).back_up_if_due(NOW)
    assert not (data / FOLDER).exists()


def test_a_backup_from_a_wrong_clock_ends_nothing(data: Path) -> None:
    backups = daily(data, 7)
    assert backups.back_up_if_due(NOW + 100 * DAY_MS)
    assert backups.back_up_if_due(NOW)


def test_failure_is_in_the_log(data: Path, expected_warnings: list[logging.LogRecord]) -> None:
    def copy(target: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(BackupError, match="No space left"):
        DailyBackup(data, copy, DailyPlan(7, "")).back_up_if_due(NOW)
    assert "No space left" in expected_warnings[0].getMessage()
    assert copy_database is not None


def test_running_server_makes_the_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data, "backups.daily=true", "server.name=Tea"):
        wait_for("the backup", lambda: bool(list_backups(data)))
    assert list_backups(data)[0].name == "Tea"
