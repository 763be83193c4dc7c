"""The Pacer with a clock of its own: a Link that is told what may leave, when it may, and not before it is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.events import EntryAdded
from desktop_chat.client.person import Person
from desktop_chat.client.session import Session
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.qt.network import paced_sender as pacer_module
from desktop_chat.qt.network.link import Link, LinkTarget
from desktop_chat.qt.network.paced_sender import PacedSender


class HeardLink(Link):
    """A Link that is never started: what it is given is looked at."""

    def __init__(self) -> None:
        super().__init__(LinkTarget("127.0.0.1", 1, False))
        self.heard: list[Message] = []

    def send_messages(self, messages: tuple[Message, ...]) -> None:
        self.heard += messages

    def said(self) -> list[str]:
        return [message.param_at(1) for message in self.heard if message.command == "PRIVMSG"]


class Desk:
    """A Session that is in #tea, on a server that counts half a second a line."""

    def __init__(self, archive: Archive) -> None:
        ids = itertools.count(1)
        self.archive = archive
        self.session = Session("net", Person("ann", "ann", "Ann"), ids=lambda: next(ids), tokens=lambda: "0" * 32)
        self.link: HeardLink | None = HeardLink()
        self.pacer = PacedSender(self.session, archive, lambda: self.link, lambda do: do)
        self.session.note_connecting(1)
        self.session.note_opened(1)
        self.hear(":s 001 ann :Hi", ":s 004 ann s ngircd-26.1 a b", ":s 422 ann :none", ":ann!u@h JOIN #tea")

    def hear(self, *lines: str) -> None:
        self.session.receive_messages([parse_line(line) for line in lines], 1)
        self.pacer.send_due()

    def say(self, text: str) -> None:
        for event in self.session.send_text("#tea", text, 1):
            if isinstance(event, EntryAdded):
                self.archive.add_entries("net", event.room, (event.entry,))
        self.pacer.send_due()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time in ms."""
    now = [100_000]
    monkeypatch.setattr(pacer_module, "monotonic_ms", lambda: now[0])
    return now


@pytest.fixture
def desk(qtbot: QtBot, clock: list[int], tmp_path: Path) -> Iterator[Desk]:
    archive = Archive(tmp_path / "archive.db")
    made = Desk(archive)
    clock[0] += 60_000
    made.pacer.send_due()
    clock[0] += 60_000
    link = made.link
    yield made
    made.pacer.deleteLater()
    archive.close()
    assert link is not None
    link.stop()
    link.start()
    link.wait()


def flushed(qtbot: QtBot, desk: Desk, count: int) -> list[str]:
    """What was said, once so much has passed the Gate."""
    link = desk.link
    assert link is not None
    qtbot.waitUntil(lambda: len(link.said()) >= count)
    return link.said()


def test_the_rest_leaves_when_it_is_due(qtbot: QtBot, desk: Desk, clock: list[int]) -> None:
    desk.say("\n".join(f"line {number}" for number in range(7)))
    assert flushed(qtbot, desk, 5) == [f"line {number}" for number in range(5)]
    assert desk.pacer.progress_of("#tea").lines == 2
    with qtbot.waitSignal(desk.pacer.progressed):
        clock[0] += 3_000  # the timer asks again
    assert flushed(qtbot, desk, 7) == [f"line {number}" for number in range(7)]
    assert desk.pacer.progress_of("#tea").lines == 0


def test_words_leave_once_they_are_kept(qtbot: QtBot, desk: Desk) -> None:
    desk.say("hello")
    flushed(qtbot, desk, 1)
    assert [entry.text for _, entry in desk.archive.pending_entries("net")] == ["hello"]


def test_messages_held_for_an_ended_link_are_not_sent(qtbot: QtBot, desk: Desk) -> None:
    link = desk.link
    assert link is not None
    desk.say("hello")
    desk.link = None
    desk.pacer.drop_waiting()
    desk.session.note_closed("cut", 2)
    desk.pacer.send_due()
    desk.archive.close()  # whatever it still had to tell has been told
    assert link.said() == []


def test_nothing_is_told_where_nothing_waits(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.assertNotEmitted(desk.pacer.progressed):
        desk.hear("PING x")
