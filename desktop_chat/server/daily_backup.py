"""DailyBackup: a backup a day while the server runs, and no more of them than the host wants to keep."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.server.backup import FOLDER, BackupError, backup_name, list_backups, write_backup
from desktop_chat.texts import log

DAY_MS = 86_400_000
CHECK_SECONDS = 600.0
"""Seconds between two looks at the clock."""
_PREFIX = "daily-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DailyPlan:
    """`keep`: how many daily backups stay; 0: none is made. `name`: the chat's name."""

    keep: int
    name: str


class DailyBackup(threading.Thread):
    """The thread that makes the backups. `plan` may be replaced at any time."""

    def __init__(self, data: Path, copy: Callable[[Path], None], plan: DailyPlan) -> None:
        """`copy` copies the database to a path while the chat goes on."""
        super().__init__(name="backups")
        self.plan = plan
        self._data = data
        self._copy = copy
        self._stopping = threading.Event()

    def run(self) -> None:
        while True:
            with suppress(BackupError):  # the log has the sentence; the next look tries again
                self.back_up_if_due(now_ms())
            if self._stopping.wait(CHECK_SECONDS):
                return

    def stop(self) -> None:
        """End after a backup that is being written. Thread: any."""
        self._stopping.set()

    def back_up_if_due(self, now: int) -> bool:
        """Make a backup if a day has passed since the last one, and delete surplus ones. Return True if one was made.

        `now`: Unix ms.
        Raises: BackupError.
        """
        plan = self.plan
        daily = [backup for backup in list_backups(self._data) if backup.path.name.startswith(_PREFIX)]
        # A backup from the future, made while the clock was wrong, must not end the backups.
        if not plan.keep or any(0 <= now - backup.time < DAY_MS for backup in daily):
            return False
        target = self._data / FOLDER / f"{_PREFIX}{backup_name(now)}"
        try:
            made = write_backup(self._data, target, name=plan.name, now=now, copy=self._copy)
        except BackupError as error:
            _log.warning("%s", log.NO_BACKUP(str(error)))
            raise
        _log.info("%s", log.BACKUP_WRITTEN(made.messages, str(target)))
        for surplus in daily[plan.keep - 1 :]:
            with suppress(OSError):
                surplus.path.unlink()
        return True
