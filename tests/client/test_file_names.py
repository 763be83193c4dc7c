"""Names that the system would run."""

from __future__ import annotations

import pytest

from desktop_chat.client.file_names import ending_of, is_program


@pytest.mark.parametrize("name", ["a.exe", "photo.jpg.EXE", "x.desktop", "page.html", "run", "a.svg", "b.lnk ", "c."])
def test_what_runs_is_never_opened(name: str) -> None:
    assert is_program(name)


@pytest.mark.parametrize("name", ["a.pdf", "song.mp3", "letter.odt", "photo.jpg"])
def test_documents_are_opened(name: str) -> None:
    assert not is_program(name)


def test_ending() -> None:
    assert ending_of("Archive.tar.GZ") == "gz"
