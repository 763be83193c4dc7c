"""The secret of cloaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.server.cloak_key import open_cloak_key
from desktop_chat.server.errors import StartError


def test_the_secret_stays_the_same_and_differs_between_chats(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert len(open_cloak_key(one)) == 32
    assert open_cloak_key(one) == open_cloak_key(one) != open_cloak_key(other)


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"cloak\.key"):
        open_cloak_key(tmp_path / "missing")
