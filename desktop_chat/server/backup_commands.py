"""`desktop-chat backup` and `desktop-chat restore`: backups from the command line, and for the launcher."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_chat.clock import now_ms
from desktop_chat.files import decode_text
from desktop_chat.server.backup import (
    FOLDER,
    BackupError,
    BackupSummary,
    backup_name,
    list_backups,
    read_backup,
    write_backup,
)
from desktop_chat.server.restore import forget_former, former_folders, restore_backup, undo_restore
from desktop_chat.texts.codes import encode_text

FAILED = 1
DECLINED = 2


class Report:
    """Tells a person at a terminal what was done."""

    def show_backup(self, backup: BackupSummary) -> None:
        print(f"{backup.path}\n{describe_backup(backup)}")

    def show_restored(self, former: Path | None) -> None:
        print("The backup was restored.")
        if former is not None:
            print(f"What was there before is in {former}. `desktop-chat restore --undo` puts it back.")

    def show_undone(self) -> None:
        print("What was there before is back.")

    def show_former(self, former: Path) -> None:
        print(f"What was there before the last restore is in {former}.")
        print("`desktop-chat restore --undo` puts it back, `desktop-chat restore --forget` deletes it.")

    def show_forgotten(self) -> None:
        print("What was there before is deleted.")

    def show_declined(self) -> None:
        print("Nothing was changed.")

    def show_error(self, error: BackupError) -> None:
        print(error, file=sys.stderr)


class JsonReport(Report):
    """Tells a program: a line of JSON for each fact. An error has its code beside the English text."""

    def show_backup(self, backup: BackupSummary) -> None:
        fields = {name: getattr(backup, name) for name in ("name", "time", "version", "rooms", "messages", "size")}
        _print_line({"backup": {"path": str(backup.path), **fields}})

    def show_restored(self, former: Path | None) -> None:
        _print_line({"former": str(former or "")})

    def show_undone(self) -> None:
        _print_line({"former": ""})

    def show_former(self, former: Path) -> None:
        _print_line({"former": str(former)})

    def show_forgotten(self) -> None:
        _print_line({"former": ""})

    def show_declined(self) -> None:
        _print_line({"error": "Nothing was changed."})

    def show_error(self, error: BackupError) -> None:
        _print_line({"error": str(error), "text": encode_text(str(error))})


def report_for(*, json_lines: bool) -> Report:
    return JsonReport() if json_lines else Report()


def run_backup(data: Path, target: Path | None, report: Report) -> int:
    """Write a backup to `target`, by default into the data folder. Return the exit status."""
    now = now_ms()
    path = target or data / FOLDER / backup_name(now)
    if path.is_dir():
        path /= backup_name(now)
    try:
        report.show_backup(write_backup(data, path, name=_chat_name(data), now=now))
    except BackupError as error:
        report.show_error(error)
        return FAILED
    return 0


def run_list(data: Path, backup: Path | None, report: Report) -> int:
    """Show one backup, or those in the data folder, newest first, and what was there before the last restore.

    Return the exit status.
    """
    if backup is not None:
        try:
            report.show_backup(read_backup(backup))
        except BackupError as error:
            report.show_error(error)
            return FAILED
        return 0
    for one in list_backups(data):
        report.show_backup(one)
    for former in former_folders(data)[-1:]:
        report.show_former(former)
    return 0


def run_restore(data: Path, backup: Path, report: Report, *, confirm: Callable[[str], bool]) -> int:
    """Show what the backup holds and, if `confirm` agrees, restore the backup. Return the exit status."""
    try:
        report.show_backup(read_backup(backup))
        if not confirm(f"Replace the chat in {data} by this backup? What is there now is kept beside it. [y/N] "):
            report.show_declined()
            return DECLINED
        report.show_restored(restore_backup(backup, data, now=now_ms()))
    except BackupError as error:
        report.show_error(error)
        return FAILED
    return 0


def run_undo(data: Path, report: Report) -> int:
    """Put back what was there before the newest restore. Return the exit status."""
    try:
        undo_restore(data, now=now_ms())
    except BackupError as error:
        report.show_error(error)
        return FAILED
    report.show_undone()
    return 0


def run_forget(data: Path, report: Report) -> int:
    """Delete what was there before earlier restores. Return the exit status."""
    try:
        forget_former(data)
    except BackupError as error:
        report.show_error(error)
        return FAILED
    report.show_forgotten()
    return 0


def ask_terminal(question: str) -> bool:
    """Ask the person at the terminal. No answer is a no."""
    try:
        return input(question).strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def describe_backup(backup: BackupSummary) -> str:
    """Return a sentence about the backup."""
    made = datetime.fromtimestamp(backup.time / 1000).astimezone()
    rooms = "1 room" if backup.rooms == 1 else f"{backup.rooms:,} rooms"
    messages = "1 message" if backup.messages == 1 else f"{backup.messages:,} messages"
    return f"{backup.name or 'A chat'}: {rooms}, {messages}, as of {made:%Y-%m-%d %H:%M} ({backup.size:,} bytes)."


def _print_line(fields: dict[str, Any]) -> None:
    print(json.dumps(fields, ensure_ascii=False), flush=True)


def _chat_name(data: Path) -> str:
    """Return the name in the settings, or "" without one. A name from the command line of the server is not known."""
    try:
        name = tomllib.loads(decode_text((data / "settings.toml").read_bytes())).get("server", {}).get("name", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return str(name)
