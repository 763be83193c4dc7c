"""The profile over chats and restarts on a real server: published once, shown to others, changed by another device."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.client.profiles import DISPLAY_NAME, PRONOUNS, STATUS
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess


def join(qtbot: QtBot, controller: Controller, server: ServerProcess) -> Network:
    network = controller.join_chat(ChatAddress("127.0.0.1", server.port))
    qtbot.waitUntil(
        lambda: "#lobby" in network.rooms and bool(network.rooms["#lobby"].state.members), timeout=MILLISECONDS
    )
    return network


def version(controller: Controller, network: Network) -> int:
    record = controller.settings.find_server(network.network)
    assert record is not None
    return record.profile_version


def test_names_and_profiles_reach_others_and_are_published_once(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("Ann Lee"), make_controller("bob")
    network, other = join(qtbot, ann, server_process), join(qtbot, bob, server_process)
    qtbot.waitUntil(lambda: other.name_of("Ann_Lee") == "Ann Lee", timeout=MILLISECONDS)
    ann.identity.set_profile("Ann Lee", {PRONOUNS: "she/her", STATUS: "at lunch"})
    qtbot.waitUntil(lambda: version(ann, network) == 1, timeout=MILLISECONDS)
    wanted = {DISPLAY_NAME: "Ann Lee", PRONOUNS: "she/her", STATUS: "at lunch"}
    qtbot.waitUntil(lambda: other.profile_of("Ann_Lee") == wanted, timeout=MILLISECONDS)
    ann.identity.set_profile("Ann Lee", {STATUS: ""})
    qtbot.waitUntil(lambda: STATUS not in other.profile_of("Ann_Lee"), timeout=MILLISECONDS)
    ann.close()
    started = make_controller("Ann Lee")
    started.open_last_chats()
    started.networks[0].publish_profile({})
    started.connect_all()
    qtbot.waitUntil(lambda: started.networks[0].phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert version(started, started.networks[0]) == 2
    assert started.settings.preferences.profile[PRONOUNS] == "she/her"


def test_a_new_name_is_the_nick_where_the_nick_was_made_of_the_old_one(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    network, other = join(qtbot, ann, server_process), join(qtbot, bob, server_process)
    ann.set_name("Ann  Lee")
    qtbot.waitUntil(lambda: network.nick == "Ann_Lee", timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: other.name_of("Ann_Lee") == "Ann Lee", timeout=MILLISECONDS)
    assert ann.hosting.person == "Ann Lee"
    network.set_nick("queen")
    qtbot.waitUntil(lambda: network.nick == "queen", timeout=MILLISECONDS)
    ann.set_name("Anna")
    qtbot.waitUntil(lambda: version(ann, network) == 2, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: other.name_of("queen") == "queen", timeout=MILLISECONDS)
    assert network.nick == "queen"
    ann.set_name("Anna")
    assert ann.settings.preferences.profile_version == 2


def test_another_nick_for_a_chat_is_shown_alone(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("Ann Lee"), make_controller("bob")
    network, other = join(qtbot, ann, server_process), join(qtbot, bob, server_process)
    qtbot.waitUntil(lambda: other.name_of("Ann_Lee") == "Ann Lee", timeout=MILLISECONDS)
    network.set_nick("Teapot")
    qtbot.waitUntil(lambda: other.profile_of("Teapot") == {DISPLAY_NAME: "Teapot"}, timeout=MILLISECONDS)
    assert other.name_of("Teapot") == "Teapot"
    network.set_nick("Ann_Lee")
    qtbot.waitUntil(lambda: other.profile_of("Ann_Lee") == {DISPLAY_NAME: "Ann Lee"}, timeout=MILLISECONDS)


def test_a_profile_that_was_changed_offline_is_published_at_the_next_connection(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    network, other = join(qtbot, ann, server_process), join(qtbot, bob, server_process)
    network.disconnect_now()
    ann.identity.set_profile("ann", {STATUS: "back soon"})
    ann.close()
    started = make_controller("ann")
    started.open_last_chats()
    started.connect_all()
    qtbot.waitUntil(lambda: other.profile_of("ann").get(STATUS) == "back soon", timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: version(started, started.networks[0]) == 1, timeout=MILLISECONDS)


def test_names_of_people_are_there_before_the_next_connection(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("Bob Ray")
    join(qtbot, bob, server_process)
    network = join(qtbot, ann, server_process)
    qtbot.waitUntil(lambda: network.name_of("Bob_Ray") == "Bob Ray", timeout=MILLISECONDS)
    ann.close()
    started = make_controller("ann")
    started.open_last_chats()
    assert started.networks[0].phase is Phase.OFFLINE
    assert started.networks[0].name_of("Bob_Ray") == "Bob Ray"
    key = network.network
    started.remove_network(started.networks[0])
    started.forget_chat(key)
    assert "Bob Ray" not in (started.settings.folder / "names.json").read_text("utf-8")
