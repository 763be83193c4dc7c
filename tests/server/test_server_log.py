"""The log: its last lines for launchers, and a file where there is no stderr."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop_chat.server import server_log
from desktop_chat.server.data_files import LOG
from desktop_chat.server.server_log import ROOT, JsonFormatter, LogRing, report_failure, start_logging
from desktop_chat.texts import hub as texts

_log = logging.getLogger(f"{ROOT}.test")


@pytest.fixture
def ring() -> Iterator[LogRing]:
    made, logger = LogRing(), logging.getLogger(ROOT)
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(made)
    yield made
    logger.removeHandler(made)
    logger.setLevel(level)


def test_ring_gives_the_lines_after_a_number(ring: LogRing) -> None:
    _log.info("one")
    _log.info("two")
    newest, lines = ring.lines_after(0)
    assert (newest, [line.text for line in lines]) == (2, ["one", "two"])
    _log.info("three")
    newest, lines = ring.lines_after(newest)
    assert (newest, [(line.text, line.level) for line in lines]) == (3, [("three", "INFO")])
    assert ring.lines_after(newest) == (3, ())


def test_ring_keeps_the_last_lines_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_log, "KEPT", 3)
    ring = LogRing()
    for number in range(10):
        fields = {"name": ROOT, "levelno": logging.INFO, "levelname": "INFO", "msg": "%d", "args": (number,)}
        ring.handle(logging.makeLogRecord(fields))
    newest, lines = ring.lines_after(2)
    assert (newest, [line.text for line in lines]) == (10, ["7", "8", "9"])


def test_line_of_an_error_names_the_error(ring: LogRing, expected_warnings: list[logging.LogRecord]) -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        _log.exception("It failed")
    assert [line.text for line in ring.lines_after(0)[1]] == ["It failed (ValueError: broken)"]
    assert len(expected_warnings) == 1


def test_without_stderr_the_log_is_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    logger = logging.getLogger(ROOT)
    level = logger.level
    handler = start_logging(tmp_path)
    try:
        _log.info("written")
        report_failure(tmp_path, "The reason.")
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()
    first, last = (tmp_path / LOG).read_text("utf-8").splitlines()
    assert first.endswith(" INFO written")
    assert last == "The reason."
    if sys.platform != "win32":
        assert (tmp_path / LOG).stat().st_mode & 0o077 == 0


def test_reason_of_a_failed_start_is_the_last_line_of_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report_failure(tmp_path, "The reason.")
    assert capsys.readouterr().err == "The reason.\n"
    assert not (tmp_path / LOG).exists()


def _record(message: str, *arguments: object) -> logging.LogRecord:
    fields = {
        "name": f"{ROOT}.test",
        "levelno": logging.WARNING,
        "levelname": "WARNING",
        "msg": message,
        "args": arguments,
    }
    return logging.makeLogRecord(fields)


def test_json_is_one_line_with_time_level_and_message() -> None:
    text = JsonFormatter().format(_record("%s said\n%s", "Ann", "привет"))
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["message"], line["source"]) == ("WARNING", "Ann said\nпривет", f"{ROOT}.test")
    assert datetime.fromisoformat(line["time"]).tzinfo is not None


def test_json_has_the_code_of_a_text_that_has_one() -> None:
    line = json.loads(JsonFormatter().format(_record("%s", texts.NOBODY_HERE("Ann"))))
    assert (line["message"], line["code"]) == ("Nobody named Ann is here.", ["NOBODY_HERE", "Ann"])


def test_json_has_the_traceback_of_an_error() -> None:
    record = _record("It failed")
    try:
        raise ValueError("broken")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    assert "ValueError: broken" in json.loads(JsonFormatter().format(record))["error"]
