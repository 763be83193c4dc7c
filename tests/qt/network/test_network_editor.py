"""A form's answer, saved and used: proxy, names, rooms, commands and the login by a service, with real servers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.network_options import NO_CERTIFICATE_FILE, NetworkOptions
from desktop_chat.client.network_setup import NetworkSetup
from desktop_chat.client.phase import Phase
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS, PROXY_PASSWORD
from desktop_chat.client.service_secrets import MASK
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, MakeProxy, ServerProcess


def save(controller: Controller, setup: NetworkSetup, qtbot: QtBot) -> Network:
    """Save the setup, connect, and wait for the welcome."""
    controller.editor.save_setup(setup, connect=True)
    network = controller.find_network(setup.key)
    assert network is not None
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    return network


@pytest.mark.parametrize("kind", ["socks5", "http"])
def test_network_is_reached_through_a_proxy(
    kind: str, qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, make_proxy: MakeProxy
) -> None:
    proxy = make_proxy(kind, login="ann:sesame")
    controller = make_controller("ann")
    options = NetworkOptions(proxy=f"{kind}://ann@127.0.0.1:{proxy.port}")
    place = ChatAddress("localhost", server_process.port)
    network = save(controller, NetworkSetup("k", place, options=options, secrets={PROXY_PASSWORD: "sesame"}), qtbot)
    assert proxy.asked == [("localhost", server_process.port)]
    assert not network.is_unencrypted
    network.disconnect_now()
    proxy.close()
    network.connect_now()
    qtbot.waitUntil(lambda: "proxy" in network.reason, timeout=MILLISECONDS)


def test_wrong_password_of_the_proxy_is_told(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, make_proxy: MakeProxy
) -> None:
    proxy = make_proxy("http", login="ann:sesame")
    controller = make_controller("ann")
    options = NetworkOptions(proxy=f"http://ann@127.0.0.1:{proxy.port}")
    place = ChatAddress("127.0.0.1", server_process.port)
    controller.editor.save_setup(NetworkSetup("k", place, options=options), connect=True)
    network = controller.find_network("k")
    assert network is not None
    qtbot.waitUntil(lambda: "407" in network.reason, timeout=MILLISECONDS)
    assert "The proxy" in network.reason


def test_names_rooms_and_commands_are_used(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    place = ChatAddress("127.0.0.1", server_process.port)
    taken = make_controller("bob").join_chat(place)
    qtbot.waitUntil(lambda: taken.phase is Phase.ONLINE, timeout=MILLISECONDS)
    controller = make_controller("ann")
    options = NetworkOptions("robert", "annie", "Ann Lee", rooms="#tea #milk", certificate=NO_CERTIFICATE_FILE)
    secrets = {CONNECT_COMMANDS: "/join #cake\nAWAY :at lunch"}
    network = save(controller, NetworkSetup("k", place, "Work", "bob", options=options, secrets=secrets), qtbot)
    assert network.nick == "robert"
    assert network.display_name == "Work"
    qtbot.waitUntil(
        lambda: all(name in network.rooms and network.rooms[name].state.joined for name in ("#tea", "#milk", "#cake")),
        timeout=MILLISECONDS,
    )
    member = network.rooms["#tea"].state.members["robert"]
    assert member.userhost.partition("@")[0].lstrip("~") == "annie"
    qtbot.waitUntil(lambda: bool(network.session.away_text), timeout=MILLISECONDS)


def test_account_of_the_form_is_used_and_no_password_stays_in_the_files(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, tmp_path: Path
) -> None:
    """The account is made by hand, as people do; the next connection logs in by itself."""
    place = ChatAddress("127.0.0.1", server_process.port)
    controller = make_controller("ann")
    network = save(controller, NetworkSetup("k", place), qtbot)
    network.run_command(network.page, "/msg NickServ REGISTER sesame77 ann@example.org")
    qtbot.waitUntil(lambda: network.session.account == "ann", timeout=MILLISECONDS)
    assert MASK in network.rooms["nickserv"].log.entry_at(0).text
    network = save(controller, NetworkSetup("k", place, account="ann", secrets={ACCOUNT: "sesame77"}), qtbot)
    qtbot.waitUntil(lambda: network.session.account == "ann", timeout=MILLISECONDS)
    controller.close()
    settings = (tmp_path / "ann" / "settings.json").read_text()
    assert json.loads(settings)["servers"][0]["account"] == "ann"
    for path in (tmp_path / "ann").iterdir():
        if path.is_file() and path.name != "secrets.json":
            assert b"sesame77" not in path.read_bytes(), path.name


def test_form_gets_the_kept_secrets_and_changes_survive_a_restart(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    controller = make_controller("ann")
    place = ChatAddress("127.0.0.1", server_process.port)
    secrets = {ACCOUNT: "sesame", CONNECT_COMMANDS: "/away"}
    controller.editor.save_setup(NetworkSetup("k", place, secrets=secrets), connect=False)
    assert controller.find_network("k") is None
    controller.close()
    again = make_controller("ann")
    with qtbot.waitSignal(again.editor.secrets_read, timeout=MILLISECONDS) as read:
        again.editor.read_secrets("k")
    assert read.args == ["k", secrets]
    again.editor.save_setup(NetworkSetup("k", place, secrets={CONNECT_COMMANDS: ""}), connect=False)
    with qtbot.waitSignal(again.editor.secrets_read, timeout=MILLISECONDS) as read:
        again.editor.read_secrets("k")
    assert read.args == ["k", {ACCOUNT: "sesame"}]


def test_autojoin_enters_left_rooms_again_at_the_next_start(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    controller = make_controller("ann")
    place = ChatAddress("127.0.0.1", server_process.port)
    network = save(controller, NetworkSetup("k", place, options=NetworkOptions(rooms="#tea")), qtbot)
    qtbot.waitUntil(lambda: "#tea" in network.rooms and network.rooms["#tea"].state.joined, timeout=MILLISECONDS)
    network.leave_room(network.rooms["#tea"])
    qtbot.waitUntil(lambda: "#tea" not in network.rooms, timeout=MILLISECONDS)
    controller.close()
    again = make_controller("ann")
    again.open_last_chats()
    again.connect_all()
    [network] = again.networks
    qtbot.waitUntil(lambda: "#tea" in network.rooms and network.rooms["#tea"].state.joined, timeout=MILLISECONDS)
