"""The reason of a failed start, left in the data folder for the supervisor."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop_chat.files import write_whole
from desktop_chat.server.errors import StartError
from desktop_chat.texts.codes import encode_text

FILE = "start-failure.json"


def failure_report(reason: str, busy_port: int = 0) -> dict[str, Any]:
    """Return the reason as JSON values: in English, and as a code with arguments if it has one."""
    report: dict[str, Any] = {"reason": reason}
    if coded := encode_text(reason):
        report["text"] = coded
    if busy_port:
        report["port"] = busy_port
    return report


def leave_report(data: Path, error: StartError) -> None:
    """Write the report. A folder that cannot be written stays without it."""
    with suppress(OSError):
        write_whole(data / FILE, json.dumps(failure_report(str(error), error.busy_port)).encode())


def take_report(data: Path) -> dict[str, Any] | None:
    """Return the report and remove its file, or None if there is no report."""
    try:
        report = json.loads((data / FILE).read_bytes())
    except (OSError, ValueError):
        return None
    finally:
        with suppress(OSError):
            (data / FILE).unlink()
    return report if isinstance(report, dict) and isinstance(report.get("reason"), str) else None
