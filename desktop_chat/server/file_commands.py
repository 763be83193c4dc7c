"""`desktop-chat files`: the files that people have sent, from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from desktop_chat.net.control import file_rows
from desktop_chat.net.control_values import ControlError, FileRow
from desktop_chat.server.control_client import ask_server

FAILED = 1


def run_list(data: Path, *, json_lines: bool) -> int:
    """Show the newest files of a running chat, a line for each. Return the exit status."""
    try:
        rows = file_rows(ask_server(data, "files"))
    except ControlError as error:
        return _fail(error)
    for row in rows:
        print(json.dumps(asdict(row), ensure_ascii=False) if json_lines else describe_file(row))
    return 0


def run_delete(data: Path, ids: Sequence[str]) -> int:
    """Delete files of a running chat. Return the exit status."""
    for id_ in ids:
        try:
            ask_server(data, "delete_file", {"file": id_})
        except ControlError as error:
            return _fail(error)
    return 0


def describe_file(row: FileRow) -> str:
    """Return one line about a file."""
    sent = datetime.fromtimestamp(row.time / 1000).astimezone()
    where = f" in {row.room}" if row.room else ""
    return f"{row.id}  {sent:%Y-%m-%d %H:%M}  {row.size:>13,}  {row.name} ({row.by}{where})"


def _fail(error: ControlError) -> int:
    print(error, file=sys.stderr)
    return FAILED
