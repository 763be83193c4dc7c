"""The seeker on loopback: what it finds, proves and forgets, and what it does not believe."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.lan.interfaces import InterfaceAddress
from tests.lan.chats import LOOPBACK, AnnouncedChat, make_key, seeking
from tests.patience import SECONDS
from tests.ports import refusing_port


@pytest.fixture
def port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def chat(tmp_path: Path, port: int) -> Iterator[AnnouncedChat]:
    with closing(AnnouncedChat(make_key(tmp_path, "a"), "Tea", interfaces=lambda: (LOOPBACK,), port=port)) as chat:
        yield chat


def on_loopback() -> tuple[InterfaceAddress, ...]:
    return (LOOPBACK,)


@pytest.mark.usefixtures("quick_search")
def test_chat_is_found_and_its_end_noticed(chat: AnnouncedChat, port: int) -> None:
    with seeking(interfaces=on_loopback, port=port) as (seen, _):
        (found,) = seen.wait_for_names("Tea").chats
        assert found.address.host == "127.0.0.1"
        chat.stop_announcing()
        seen.wait_for_names()


def test_key_is_proved_before_a_chat_is_told_of(tmp_path: Path, port: int, chat: AnnouncedChat) -> None:
    key = make_key(tmp_path, "liar")
    claimed = AnnouncedChat(key, "Lie", interfaces=on_loopback, port=port, claimed_id="ef" * 32)
    with closing(claimed), seeking(interfaces=on_loopback, port=port) as (seen, _):
        seen.wait_for_names("Tea")
        while not claimed.server.handshakes:
            assert claimed.server.key is key
        assert all("Lie" not in [found.beacon.name for found in sighting.chats] for sighting in seen.all)


def test_chat_that_cannot_be_joined_is_told_as_such(chat: AnnouncedChat, port: int) -> None:
    with refusing_port() as closed:
        chat.beacon = type(chat.beacon)(id=chat.beacon.id, name="Tea", host="", port=closed, people=1)
        chat.announcer.renew()
        with seeking(interfaces=on_loopback, port=port) as (seen, _):
            sighting = seen.wait_until(lambda sighting: bool(sighting.unreachable))
    assert sighting.chats == ()
    assert sighting.unreachable[0].beacon.name == "Tea"


def test_without_an_interface_it_can_send_nothing(port: int) -> None:
    with seeking(interfaces=lambda: (), port=port) as (seen, _):
        seen.wait_until(lambda sighting: not sighting.can_send)
        assert seen.last.interfaces == ()


def test_stop_is_quick_while_a_server_says_nothing(chat: AnnouncedChat, port: int) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        silent.settimeout(SECONDS)
        chat.beacon = type(chat.beacon)(id=chat.beacon.id, name="Tea", host="", port=silent.getsockname()[1], people=1)
        with seeking(interfaces=on_loopback, port=port):
            connected, _ = silent.accept()
        connected.close()


def test_chat_of_the_words_is_found_and_no_other(tmp_path: Path, chat: AnnouncedChat, port: int) -> None:
    key = make_key(tmp_path, "b")
    words = ("owl-owl-owl-owl", "olive-lemon-tiger-cello")
    cake = AnnouncedChat(key, "Cake", interfaces=on_loopback, port=port, words=words)
    with closing(cake), seeking(interfaces=on_loopback, port=port, words=words[1]) as (seen, _):
        (found,) = seen.wait_for_names("Cake").chats
        assert found.beacon.id == key.fingerprint
