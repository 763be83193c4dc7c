"""From the start window into a chat: what arrives, what a failed join leaves behind, what is cancelled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.app.start_flow import StartFlow
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.recent_row import RecentRow
from tests.patience import MILLISECONDS
from tests.ports import refusing_port
from tests.qt.scenes import Scene, Script, room_lines
from tests.qt.servers import LoopbackServer

Arrived = list[tuple[Network, ChatAddress]]


@pytest.fixture
def flow(qtbot: QtBot, made: Scene) -> Iterator[StartFlow]:
    flow = StartFlow(made.controller, made.hosting)
    yield flow
    flow.close()


@pytest.fixture
def arrived(flow: StartFlow) -> Arrived:
    noted: Arrived = []
    flow.arrived.connect(lambda network, place: noted.append((network, place)))
    return noted


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    server = LoopbackServer(Script(lines=room_lines("#tea", ("Ann",))).serve)
    yield server
    server.close()


def test_a_join_arrives_and_closes_the_window(
    qtbot: QtBot, made: Scene, flow: StartFlow, arrived: Arrived, server: LoopbackServer
) -> None:
    flow.ask_for_chat()
    assert flow.is_visible
    assert flow.window is not None
    assert flow.window.focusWidget() is flow.window.address_field
    place = ChatAddress("127.0.0.1", server.port, tls=False)
    flow.on_join_wanted(place, "Ann Example", "")
    assert flow.is_joining(made.controller.networks[0])
    made.controller.networks[0].connect_again()  # as for a server that insists on encryption
    assert flow.is_joining(made.controller.networks[0])
    qtbot.waitUntil(lambda: len(arrived) == 1, timeout=MILLISECONDS)
    assert arrived == [(made.controller.networks[0], place)]
    assert not flow.is_visible
    assert not flow.is_joining(made.controller.networks[0])
    assert made.controller.person_name == "Ann Example"


def test_a_failed_join_says_why_and_leaves_nothing_behind(qtbot: QtBot, made: Scene, flow: StartFlow) -> None:
    window = flow.show_window()
    with refusing_port() as port:
        flow.join_chat(ChatAddress("127.0.0.1", port, tls=False))
        qtbot.waitUntil(lambda: not made.controller.networks, timeout=MILLISECONDS)
    assert flow.window is window
    assert str(port) in window.error.text()
    assert made.controller.settings.preferences.servers == ()


def test_a_cancelled_join_is_forgotten(
    qtbot: QtBot, made: Scene, flow: StartFlow, arrived: Arrived, server: LoopbackServer
) -> None:
    window = flow.show_window()
    flow.join_chat(ChatAddress("127.0.0.1", server.port, tls=False))
    network = made.controller.networks[0]
    window.cancel_requested.emit()
    assert made.controller.networks == []
    assert made.controller.settings.preferences.servers == ()
    with qtbot.waitSignal(network.destroyed, timeout=MILLISECONDS):
        pass
    assert arrived == []


def test_a_chat_that_is_left_elsewhere_ends_the_join(made: Scene, flow: StartFlow, server: LoopbackServer) -> None:
    flow.show_window()
    flow.join_chat(ChatAddress("127.0.0.1", server.port, tls=False))
    network = made.controller.networks[0]
    made.controller.remove_network(network)
    assert not flow.is_joining(network)
    assert flow.is_visible


def test_a_chat_that_is_online_is_entered_at_once(made: Scene, flow: StartFlow, arrived: Arrived) -> None:
    network = made.enter(Script(lines=room_lines("#tea", ("Ann",))))
    record = made.controller.settings.find_server(network.network)
    assert record is not None
    flow.join_chat(record.address)
    assert [joined for joined, _ in arrived] == [network]
    assert flow.window is None


def test_recent_chats_are_those_that_are_not_open(qtbot: QtBot, made: Scene, flow: StartFlow) -> None:
    network = made.enter(Script())
    key = network.network
    window = flow.show_window()
    assert recent_names(flow) == []
    made.controller.remove_network(network)
    flow.show_window()
    assert [name.partition(",")[0] for name in recent_names(flow)] == ["Join Workshop"]
    record = made.controller.settings.find_server(key)
    window.forget_requested.emit(record)
    assert recent_names(flow) == []


def recent_names(flow: StartFlow) -> list[str]:
    assert flow.window is not None
    rows = flow.window.recent.findChildren(RecentRow)
    return [row.accessibleName() for row in rows if not row.isHidden()]


@pytest.mark.parametrize(("link", "host"), [("irc://127.0.0.1:1/#tea", "127.0.0.1"), ("[::1]:6667", "::1")])
def test_links_and_addresses_lead_to_a_place(flow: StartFlow, link: str, host: str) -> None:
    place, fault = flow.parse_link(link)
    assert fault == ""
    assert place is not None
    assert place.host == host


def test_a_fault_of_a_link_is_a_sentence(flow: StartFlow, arrived: Arrived) -> None:
    assert flow.follow_link("irc://:none/").endswith(".")
    assert flow.window is None
    assert arrived == []
