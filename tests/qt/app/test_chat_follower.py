"""A chat that moved is followed, over TLS with its known key only. The computers are network namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.qt.app import chat_follower
from desktop_chat.qt.app.chat_follower import ChatFollower
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.lan.chats import AnnouncedChat, make_key
from tests.lan.namespaces import Computer, Networks, networks
from tests.patience import MILLISECONDS, SECONDS
from tests.qt.scenes import Scene


@pytest.fixture
def lan() -> Iterator[Networks]:
    with networks() as made:
        yield made


@pytest.fixture
def follower(qtbot: QtBot, made: Scene) -> Iterator[ChatFollower]:
    follower = ChatFollower(made.controller)
    yield follower
    follower.stop()


def start(computer: Computer, data: Path) -> ChatServer:
    settings = ServerSettings(data, None, ["listen.addresses=0.0.0.0:0", "server.name=Tea", "threads.io=1"])
    server = computer.run(lambda: ChatServer(data, settings))
    computer.run(server.start)
    return server


def test_moved_chat_is_followed_and_a_liar_is_not(
    qtbot: QtBot, made: Scene, lan: Networks, follower: ChatFollower, tmp_path: Path
) -> None:
    old, new, guest = (lan.add_computer(f"10.0.0.{number}/24") for number in (1, 7, 2))
    liar = lan.add_computer("10.0.0.66/24")
    server = start(old, tmp_path / "data")
    key = server.identity.fingerprint
    place = ChatAddress("10.0.0.1", server.listening[0].port, True, "", key)
    with guest.inside():
        network = made.controller.join_chat(place)
        qtbot.waitUntil(lambda: network.phase is Phase.ONLINE)
        assert not follower.finder.is_seeking
        server.stop()
        fake = make_key(tmp_path, "liar")
        with closing(liar.run(lambda: AnnouncedChat(fake, "Tea", claimed_id=key))) as lie:
            qtbot.waitUntil(lambda: follower.finder.is_seeking)
            qtbot.waitUntil(lambda: lie.server.handshakes > 0)
            assert network.phase is not Phase.ONLINE
            moved = start(new, tmp_path / "data")
            try:
                qtbot.waitUntil(lambda: network.phase is Phase.ONLINE)
                record = made.controller.settings.find_server(network.network)
                assert record is not None
                assert (record.host, record.port) == ("10.0.0.7", moved.listening[0].port)
                assert record.fingerprint == key
                qtbot.waitUntil(lambda: not follower.finder.is_seeking)
                made.controller.remove_network(network)
            finally:
                moved.stop()


def test_connected_chat_is_followed_when_it_tells_of_its_new_address(
    qtbot: QtBot,
    made: Scene,
    lan: Networks,
    follower: ChatFollower,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host, guest, liar = (lan.add_computer(f"10.0.0.{number}/24") for number in (1, 2, 66))
    server = start(host, tmp_path / "data")
    key, port = server.identity.fingerprint, server.listening[0].port
    tests: list[float] = []
    try:
        with guest.inside():
            network = made.controller.join_chat(ChatAddress("10.0.0.1", port, True, "", key))
            monkeypatch.setattr(network, "test_answer", tests.append)
            phases = list[Phase]()
            qtbot.waitUntil(lambda: network.phase is Phase.ONLINE)
            network.phase_changed.connect(lambda: phases.append(network.phase))
            assert follower.listener is not None
            assert follower.listener.listening.wait(SECONDS)
            fake = make_key(tmp_path, "liar")
            with closing(liar.run(lambda: AnnouncedChat(fake, "Tea", claimed_id=key))) as lie:
                qtbot.waitUntil(lambda: lie.server.handshakes > 0, timeout=MILLISECONDS)
                assert tests == []
            host.command("ip", "address", "add", "10.0.0.50/24", "brd", "+", "dev", "eth0")
            qtbot.waitUntil(lambda: bool(tests), timeout=MILLISECONDS)
            assert tests[0] == chat_follower.ANSWER_SECONDS
            assert phases == [], "the old address has its time to answer"
            host.command("ip", "address", "flush", "dev", "eth0")
            host.command("ip", "address", "add", "10.0.0.50/24", "brd", "+", "dev", "eth0")
            type(network).test_answer(network, 0.1)
            qtbot.waitUntil(lambda: phases[-1:] == [Phase.ONLINE], timeout=MILLISECONDS)
            record = made.controller.settings.find_server(network.network)
            assert record is not None
            assert (record.host, record.port, record.fingerprint) == ("10.0.0.50", port, key)
            made.controller.remove_network(network)
    finally:
        server.stop()


def test_chat_without_a_known_key_is_not_sought(
    qtbot: QtBot, made: Scene, lan: Networks, follower: ChatFollower
) -> None:
    with lan.add_computer("10.0.0.2/24").inside():
        network = made.controller.join_chat(ChatAddress("10.0.0.2", 9))
        qtbot.waitUntil(lambda: network.seconds_to_retry > 0 or not network.is_seeking)
        assert not follower.finder.is_seeking
        made.controller.remove_network(network)
