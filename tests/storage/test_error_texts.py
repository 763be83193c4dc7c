from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop_chat.storage.error_texts import explain_error

PATH = Path("chat.db")


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error) as raised:
        sqlite3.connect(tmp_path / "no" / "chat.db")
    assert (
        explain_error(raised.value, PATH)
        == "chat.db cannot be opened: its folder is missing, or this user has no permission."
    )


def test_an_error_without_a_name_is_quoted() -> None:
    assert explain_error(ValueError("bad"), PATH) == "chat.db cannot be used (bad)."
    assert explain_error(sqlite3.ProgrammingError("closed"), PATH) == "chat.db cannot be used (closed)."
