"""The settings of files."""

from __future__ import annotations

import pytest

from desktop_chat.server.errors import StartError
from desktop_chat.server.file_rows import FILES
from desktop_chat.server.setting import Setting


def row(key: str) -> Setting:
    return next(setting for setting in FILES if setting.key == key)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), (" https://chat.example/ ", "https://chat.example"), ("http://[fd00::2]:80", "http://[fd00::2]:80")],
)
def test_web_address(typed: str, kept: str) -> None:
    assert row("files.address").check_value(typed) == kept


@pytest.mark.parametrize("typed", ["chat.example", "https://", "ftp://chat.example", "https://chat.example/files"])
def test_other_address_is_refused(typed: str) -> None:
    with pytest.raises(StartError, match="begins with https"):
        row("files.address").check_value(typed)
