"""`desktop-chat backup` and `desktop-chat restore`: backups from the command line."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.files import decode_text
from desktop_chat.server.backup import FOLDER, BackupError, BackupSummary, backup_name, read_backup, write_backup
from desktop_chat.server.restore import restore_backup, undo_restore

FAILED = 1
DECLINED = 2


def run_backup(data: Path, target: Path | None) -> int:
    """Write a backup to `target`, by default into the data folder. Return the exit status."""
    now = now_ms()
    path = target or data / FOLDER / backup_name(now)
    if path.is_dir():
        path /= backup_name(now)
    try:
        made = write_backup(data, path, name=_chat_name(data), now=now)
    except BackupError as error:
        print(error, file=sys.stderr)
        return FAILED
    print(f"{made.path}\n{describe_backup(made)}")
    return 0


def run_restore(data: Path, backup: Path, *, confirm: Callable[[str], bool]) -> int:
    """Show what the backup holds and, if `confirm` agrees, restore the backup. Return the exit status."""
    try:
        print(describe_backup(read_backup(backup)))
        if not confirm(f"Replace the chat in {data} by this backup? What is there now is kept beside it. [y/N] "):
            print("Nothing was changed.")
            return DECLINED
        former = restore_backup(backup, data, now=now_ms())
    except BackupError as error:
        print(error, file=sys.stderr)
        return FAILED
    print("The backup was restored.")
    if former is not None:
        print(f"What was there before is in {former}. `desktop-chat restore --undo` puts it back.")
    return 0


def run_undo(data: Path) -> int:
    """Put back what was there before the newest restore. Return the exit status."""
    try:
        undo_restore(data, now=now_ms())
    except BackupError as error:
        print(error, file=sys.stderr)
        return FAILED
    print("What was there before is back.")
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


def _chat_name(data: Path) -> str:
    """Return the name in the settings, or "" without one. A name from the command line of the server is not known."""
    try:
        name = tomllib.loads(decode_text((data / "settings.toml").read_bytes())).get("server", {}).get("name", "")
    except (OSError, ValueError, AttributeError):
        return ""
    return str(name)
