"""A mute with a term ends by the clock, and the room says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network import mute_terms
from desktop_chat.qt.network.mute_terms import MuteTerms
from desktop_chat.qt.network.room import Room


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    archive, parent = Archive(tmp_path / "archive.db"), QObject()
    yield Room("n", RoomState("#tea", "#tea", "channel"), archive, parent)
    archive.close()


def test_mute_ends_after_its_term(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 999
    monkeypatch.setattr(mute_terms, "now_ms", lambda: now)
    terms, marked = MuteTerms(), list[RoomMarks]()
    room.marked.connect(terms.follow_room)
    room.marked.connect(lambda one: marked.append(one.marks))
    room.set_marks(RoomMarks(muted=True, muted_until=1_000, pinned=True))
    terms.check_clock()
    assert len(marked) == 1
    now = 1_000
    terms.check_clock()
    terms.check_clock()
    assert marked[1:] == [RoomMarks(pinned=True)]


def test_mute_without_a_term_is_not_followed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mute_terms, "now_ms", lambda: 1 << 60)
    terms = MuteTerms()
    room.marked.connect(terms.follow_room)
    room.set_marks(RoomMarks(muted=True, muted_until=1_000))
    room.set_marks(RoomMarks(muted=True))
    terms.check_clock()
    assert room.muted
