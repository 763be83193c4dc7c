"""Notifications: one for what came together, and a click or a reply leads to the message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.preferences import Preferences
from desktop_chat.qt.app import notifier
from desktop_chat.qt.app.notifier import Notifier
from desktop_chat.qt.network.network import Network
from tests.qt.scenes import Script, workshop


class Wall:
    """Where notifications hang."""

    def __init__(self) -> None:
        self.is_ready = True
        self.shown: list[tuple[str, str]] = []
        self.withdrawn: list[str] = []
        self.keys: list[str] = []
        self.more: list[tuple[str, bool]] = []

    def show(self, key: str, title: str, text: str, *, reply: str, sound: bool) -> None:
        self.keys.append(key)
        self.shown.append((title, text))
        self.more.append((reply, sound))

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)


@pytest.fixture
def script() -> Script:
    return workshop()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    monkeypatch.setattr(notifier, "REST_MS", 50)
    return Wall()


def said(text: str, nick: str = "Bob") -> Entry:
    return Entry(1, EntryKind.MESSAGE, 1, nick, text)


def test_notification_shows_author_and_text(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    told.notify_of(network, network.rooms["#lamps"], said("Ann, \x02come\x02 and\nsee"))
    qtbot.waitUntil(lambda: wall.shown == [("Bob in #lamps", "Ann, come and see")])
    assert wall.more == [("Reply", True)]


def test_a_direct_message_needs_no_room(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    told.notify_of(network, network.rooms["bob"], said("x" * 1000))
    qtbot.waitUntil(lambda: bool(wall.shown))
    assert wall.shown == [("Bob", "x" * 160 + "…")]


def test_text_and_sound_are_choices(qtbot: QtBot, network: Network, wall: Wall) -> None:
    preferences = replace(Preferences(), notify_text=False, notify_sound=False)
    told = Notifier([wall], lambda: preferences)
    told.notify_of(network, network.rooms["bob"], said("a secret"))
    qtbot.waitUntil(lambda: wall.shown == [("Bob", "New message")])
    assert wall.more == [("Reply", False)]


def test_an_invitation_has_no_reply(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    told.notify_of(network, network.page, Entry(1, EntryKind.INVITE, 1, "Bob", "#tea"))
    qtbot.waitUntil(lambda: wall.more == [("", True)])


def test_messages_at_the_same_time_are_one_notification(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    for number in range(3):
        told.notify_of(network, network.rooms["#lamps"], said(f"Ann! {number}"))
    qtbot.waitUntil(lambda: bool(wall.shown))
    told.notify_of(network, network.rooms["bob"], said("and you?"))  # while it rests
    assert wall.shown == [("3 messages for you", "Bob in #lamps: Ann! 2")]
    qtbot.waitUntil(lambda: wall.shown[1:] == [("Bob", "and you?")])


def test_a_click_leads_to_its_message(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    lamps, bob = network.rooms["#lamps"], network.rooms["bob"]
    told.notify_of(network, lamps, said("first"))
    qtbot.waitUntil(lambda: len(wall.keys) == 1)
    told.notify_of(network, bob, said("second"))
    qtbot.waitUntil(lambda: len(wall.keys) == 2)
    for key, room, text in ((wall.keys[0], lamps, "first"), (wall.keys[1], bob, "second"), ("", bob, "second")):
        with qtbot.waitSignal(told.chosen) as chosen:
            told.on_clicked(key)
        assert chosen.args == [network, room, said(text)]
    with qtbot.assertNotEmitted(told.chosen):
        told.on_clicked("giraffe")


def test_a_reply_leads_to_its_room(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    told.notify_of(network, network.rooms["bob"], said("hello"))
    qtbot.waitUntil(lambda: len(wall.keys) == 1)
    with qtbot.waitSignal(told.replied) as replied:
        told.on_replied(wall.keys[0], "on my way")
    assert replied.args == [network, network.rooms["bob"], "on my way"]


def test_what_was_read_is_withdrawn(qtbot: QtBot, network: Network, wall: Wall) -> None:
    told = Notifier([wall], Preferences)
    bob = network.rooms["bob"]
    assert bob.unread
    told.notify_of(network, bob, said("hello"))
    qtbot.waitUntil(lambda: len(wall.keys) == 1)
    told.withdraw_read()
    assert wall.withdrawn == []
    network.mark_read(bob)
    told.withdraw_read()
    assert wall.withdrawn == wall.keys
    with qtbot.assertNotEmitted(told.chosen):
        told.on_clicked(wall.keys[0])


def test_the_first_way_that_is_ready_is_taken(qtbot: QtBot, network: Network, wall: Wall) -> None:
    other = Wall()
    told = Notifier([wall, other], Preferences)
    wall.is_ready = False
    told.notify_of(network, network.rooms["bob"], said("hello"))
    qtbot.waitUntil(lambda: other.shown == [("Bob", "hello")])
    assert wall.shown == []
    other.is_ready = False
    told.notify_of(network, network.rooms["bob"], said("nobody hears"))
    told.on_due()
    assert len(other.shown) == 1
