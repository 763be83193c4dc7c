"""From the start window into a chat of the network, with one key. The computers are network namespaces."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.clock import now_ms
from desktop_chat.net.addresses import DEFAULT_PORT
from desktop_chat.qt.app.chat_finder import ChatFinder
from desktop_chat.qt.app.start_flow import StartFlow
from desktop_chat.qt.dialogs.why_dialog import WhyDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.lan.chats import AnnouncedChat, TlsServer, make_key
from tests.lan.namespaces import Networks, networks
from tests.qt.scenes import Scene


@pytest.fixture
def lan() -> Iterator[Networks]:
    with networks() as made:
        yield made


@pytest.fixture
def flow(qtbot: QtBot, made: Scene) -> Iterator[StartFlow]:
    flow = StartFlow(made.controller, made.hosting)
    flow.begin_seeking()
    yield flow
    flow.close()


def names(flow: StartFlow) -> list[str]:
    return [row.chat.beacon.name for row in flow.window.found_list.rows()] if flow.window is not None else []


def test_one_key_joins_a_chat_of_the_network(
    qtbot: QtBot, made: Scene, lan: Networks, flow: StartFlow, tmp_path: Path
) -> None:
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    settings = ["listen.addresses=0.0.0.0:0", "server.name=Tea", "threads.io=1"]
    server = host.run(lambda: ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, settings)))
    host.run(server.start)
    arrived: list[Network] = []
    flow.arrived.connect(lambda network, place: arrived.append(network))
    try:
        with guest.inside():
            window = flow.show_window()
            qtbot.waitUntil(lambda: names(flow) == ["Tea"])
            QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: len(arrived) == 1)
        record = made.controller.settings.preferences.servers[0]
        assert record.fingerprint == server.identity.fingerprint
        assert record.host == "10.0.0.1"
        assert not flow.is_visible
        with guest.inside():
            flow.show_window()
            qtbot.waitUntil(lambda: flow.finder.sighting is not None and bool(flow.finder.sighting.chats))
            assert names(flow) == [], "a chat that is open is not offered"
    finally:
        server.stop()


def test_own_chat_is_not_offered(qtbot: QtBot, made: Scene, lan: Networks, flow: StartFlow, tmp_path: Path) -> None:
    computer = lan.add_computer("10.0.0.1/24")
    own, other = make_key(tmp_path, "own"), make_key(tmp_path, "other")
    with (
        closing(computer.run(lambda: AnnouncedChat(own, "Own"))),
        closing(computer.run(lambda: AnnouncedChat(other, "Other"))),
        computer.inside(),
    ):
        made.hosting.state = replace(made.hosting.state, fingerprint=own.fingerprint)
        flow.show_window()
        qtbot.waitUntil(lambda: flow.finder.sighting is not None and len(flow.finder.sighting.chats) == 2)
        assert names(flow) == ["Other"]


def test_finder_is_silent_after_its_stop(qtbot: QtBot, lan: Networks) -> None:
    finder = ChatFinder()
    with lan.add_computer("10.0.0.1/24").inside():
        with qtbot.waitSignal(finder.changed):
            assert finder.start(())
        assert finder.start(()), "a second start goes on with the search"
        finder.cancel_sweep()
        finder.stop()
        assert finder.sighting is None
        with qtbot.assertNotEmitted(finder.changed, wait=50):
            pass
        with qtbot.waitSignal(finder.changed):
            assert finder.start(())
        finder.stop()


def test_switched_off_by_the_environment(qtbot: QtBot) -> None:
    finder = ChatFinder()
    assert not finder.start(())
    assert not finder.is_seeking
    finder.stop()


def test_why_is_asked_and_its_address_used(qtbot: QtBot, made: Scene, lan: Networks, flow: StartFlow) -> None:
    """A chat whose announcements do not arrive is named, and its address gets into the field."""
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    with tempfile.TemporaryDirectory() as folder:
        key = make_key(Path(folder), "chat")
        with closing(host.run(lambda: TlsServer(key, port=DEFAULT_PORT))), guest.inside():
            window = flow.show_window()
            window.found_list.end_patience()
            QTest.mouseClick(window.found_list.why_button, Qt.MouseButton.LeftButton)
            dialog = window.findChild(WhyDialog)
            assert dialog is not None
            qtbot.waitUntil(lambda: dialog.finding is not None)
            QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
            assert window.address_field.text() == "10.0.0.1:6697"


def test_four_words_join_the_chat_of_the_words(
    qtbot: QtBot, made: Scene, lan: Networks, flow: StartFlow, tmp_path: Path
) -> None:
    host, guest = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
    settings = ["listen.addresses=0.0.0.0:0", "server.name=Tea", "threads.io=1", "access.entry=link"]
    server = host.run(lambda: ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, settings)))
    host.run(server.start)
    with server.core.locked_hub() as hub:
        words = hub.host.make_link("Class", now_ms(), words=True).token
    arrived: list[Network] = []
    flow.arrived.connect(lambda network, place: arrived.append(network))
    try:
        with guest.inside():
            window = flow.show_window()
            window.address_field.setText(words.replace("-", " ").title())
            QTest.keyClick(window.address_field, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: len(arrived) == 1)
        record = made.controller.settings.preferences.servers[0]
        assert (record.host, record.fingerprint) == ("10.0.0.1", server.identity.fingerprint)
        with server.core.locked_hub() as hub:
            assert [row.uses for row in hub.host.link_rows() if row.token == words] == [1]
    finally:
        server.stop()


def test_words_of_no_chat_say_so(qtbot: QtBot, lan: Networks, flow: StartFlow) -> None:
    computer = lan.add_computer("10.0.0.2/24")
    with computer.inside():
        window = flow.show_window()
        flow.words_end.setInterval(1)
        window.address_field.setText("olive lemon tiger cello")
        window.join_button.click()
        qtbot.waitUntil(lambda: "these words" in window.error.text())
