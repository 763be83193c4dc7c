"""Why a server could not start reaches its supervisor whole, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.net.free_port import FreePort
from desktop_chat.server.data_files import START_FAILURE
from desktop_chat.server.errors import StartError
from desktop_chat.server.start_failure import failure_report, leave_report, take_report
from desktop_chat.texts import server as texts
from desktop_chat.texts.codes import decode_text


def test_report_has_text_and_port(tmp_path: Path) -> None:
    text = texts.PORT_BUSY(6697, "127.0.0.1:6697")
    free = FreePort(6699, "listen.addresses", ("127.0.0.1:6699",))
    leave_report(tmp_path, StartError(text, busy_port=6697, free_port=free))
    report = take_report(tmp_path)
    assert report == {
        "reason": text,
        "text": ["PORT_BUSY", 6697, "127.0.0.1:6697"],
        "port": 6697,
        "free_port": 6699,
        "setting": "listen.addresses",
        "value": ["127.0.0.1:6699"],
    }
    assert decode_text(report["text"], "?") == text
    assert take_report(tmp_path) is None


def test_text_without_a_code_is_reported_in_english() -> None:
    assert failure_report("Anything.") == {"reason": "Anything."}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"reason": 5}', "{}"])
def test_damaged_report_is_no_report(tmp_path: Path, content: str) -> None:
    (tmp_path / START_FAILURE).write_text(content)
    assert take_report(tmp_path) is None
    assert not (tmp_path / START_FAILURE).exists()


def test_folder_that_cannot_be_written_stays_without_a_report(tmp_path: Path) -> None:
    leave_report(tmp_path / "missing", StartError("Anything."))
    assert take_report(tmp_path / "missing") is None
