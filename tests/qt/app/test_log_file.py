"""The log on disk: one file that is written, and the one before it."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop_chat.qt.app.log_file import LogFile


def _line(text: str) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "here", "levelno": logging.INFO, "levelname": "INFO", "msg": text})


def test_no_file_before_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "own.log"
    log = LogFile(path)
    assert not path.exists()
    log.handle(_line("the first"))
    log.close()
    assert path.read_text().endswith("INFO here: the first\n")


def test_a_full_file_is_kept_beside_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "own.log"
    for text in ("one", "two", "three"):
        log = LogFile(path, most=60)
        log.handle(_line(text * 10))
        log.handle(_line(text))
        log.close()
    assert "three" in path.read_text()
    assert "two" in path.with_name("own.log.1").read_text()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_put_aside_is_written_on(tmp_path: Path) -> None:
    path = tmp_path / "own.log"
    (tmp_path / "own.log.1").mkdir()
    log = LogFile(path, most=10)
    log.handle(_line("one"))
    log.handle(_line("two"))
    log.close()
    assert path.read_text().count("\n") == 2
