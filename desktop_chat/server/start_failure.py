"""Why a server does not run: the reports that it leaves for the supervisor, and the supervisor for the launcher."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop_chat.clock import now_ms
from desktop_chat.files import write_whole
from desktop_chat.net.free_port import FreePort, encode_free_port
from desktop_chat.server.data_files import FAILED, LOG, START_FAILURE
from desktop_chat.server.errors import StartError
from desktop_chat.texts import server as texts
from desktop_chat.texts.codes import encode_text

LAST_LINES = 20
"""Lines of the log in the final report."""


def failure_report(reason: str, busy_port: int = 0, free_port: FreePort | None = None) -> dict[str, Any]:
    """Return the reason as JSON values: in English, and as a code with arguments if it has one."""
    report: dict[str, Any] = {"reason": reason}
    if coded := encode_text(reason):
        report["text"] = coded
    if busy_port:
        report["port"] = busy_port
    if free_port is not None:
        report |= encode_free_port(free_port)
    return report


def leave_report(data: Path, error: StartError) -> None:
    """Write the report. A folder that cannot be written stays without it."""
    with suppress(OSError):
        report = failure_report(str(error), error.busy_port, error.free_port)
        write_whole(data / START_FAILURE, json.dumps(report).encode())


def take_report(data: Path) -> dict[str, Any] | None:
    """Return the report and remove its file, or None if there is no report."""
    try:
        report = json.loads((data / START_FAILURE).read_bytes())
    except (OSError, ValueError):
        return None
    finally:
        with suppress(OSError):
            (data / START_FAILURE).unlink()
    return report if isinstance(report, dict) and isinstance(report.get("reason"), str) else None


def leave_final_report(data: Path, *, crashed: bool) -> str:
    """Write for the launcher why the server is not started again, and the last lines of the log. Return the reason.

    `crashed`: it was started too often; False: a person must correct something first.
    """
    lines: list[str] = []
    with suppress(OSError):
        lines = (data / LOG).read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
    left = take_report(data)
    if crashed:
        report = failure_report(texts.KEEPS_CRASHING)
    else:
        report = left or failure_report(lines[-1] if lines else texts.COULD_NOT_START)
    report |= {"time": now_ms(), "log": lines}
    with suppress(OSError):
        write_whole(data / FAILED, json.dumps(report, ensure_ascii=False).encode())
    return str(report["reason"])
