"""Own messages are sent once the archive has them, and no later message overtakes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.irc.message import Message
from desktop_chat.qt.network.archive_first import ArchiveFirstSender
from tests.qt.network.test_paced_sender import HeardLink

PING = (Message("PING", ("1",)),)


def text(words: str) -> tuple[Message, ...]:
    return (Message("PRIVMSG", ("#tea", words)),)


class Desk:
    """A sender over a real archive. What the archive has confirmed waits in `confirmed` until a test runs it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.link = HeardLink()
        self.confirmed: list[Callable[[], None]] = []
        self.sender = ArchiveFirstSender(archive, lambda do: lambda: self.confirmed.append(do))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(Archive(tmp_path / "archive.db"))
    yield made
    made.archive.close()
    made.link.stop()
    made.link.start()
    made.link.wait()


def test_durable_messages_are_sent_at_once(desk: Desk) -> None:
    desk.sender.send_after_archive(desk.link, PING, durable=True)
    assert desk.link.heard == list(PING)


def test_messages_wait_for_the_archive_and_keep_their_order(qtbot: QtBot, desk: Desk) -> None:
    desk.sender.send_after_archive(desk.link, text("one"), durable=False)
    desk.sender.send_after_archive(desk.link, PING, durable=True)
    desk.sender.send_after_archive(desk.link, text("two"), durable=False)
    assert desk.link.heard == []
    qtbot.waitUntil(lambda: len(desk.confirmed) == 2)
    desk.confirmed[1]()  # the second confirmation first
    assert desk.link.heard == []
    desk.confirmed[0]()
    assert desk.link.heard == [*text("one"), *PING, *text("two")]
    desk.sender.send_after_archive(desk.link, PING, durable=True)
    assert desk.link.heard[-1:] == list(PING)


def test_dropped_messages_are_never_sent(qtbot: QtBot, desk: Desk) -> None:
    desk.sender.send_after_archive(desk.link, text("one"), durable=False)
    desk.sender.drop_held()
    qtbot.waitUntil(lambda: len(desk.confirmed) == 1)
    desk.confirmed[0]()
    assert desk.link.heard == []


def test_without_link_or_messages_nothing_is_held(desk: Desk) -> None:
    desk.sender.send_after_archive(None, text("one"), durable=False)
    desk.sender.send_after_archive(desk.link, (), durable=False)
    desk.sender.send_after_archive(desk.link, PING, durable=True)
    assert desk.link.heard == list(PING)
