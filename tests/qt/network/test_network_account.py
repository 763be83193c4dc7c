"""An account on a real server: made, kept over a restart, used by a second device, refused, and given up."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess

PASSWORD = "open sesame, please"


def join(qtbot: QtBot, controller: Controller, server: ServerProcess) -> Network:
    network = controller.join_chat(ChatAddress("127.0.0.1", server.port))
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    return network


def register(qtbot: QtBot, network: Network) -> None:
    with qtbot.waitSignals([network.account.registered, network.account.kept, network.account.changed]):
        network.account.register(PASSWORD)


def test_a_made_account_is_kept_and_its_password_is_in_no_settings(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    network = join(qtbot, ann, server_process)
    register(qtbot, network)
    assert network.account.name == "ann"
    record = ann.settings.find_server(network.network)
    assert record is not None
    assert record.account == "ann"
    ann.close()
    assert PASSWORD not in (ann.archive.path.parent / "settings.json").read_text("utf-8")
    started = make_controller("ann")
    started.open_last_chats()
    started.connect_all()
    again = started.networks[0]
    qtbot.waitUntil(lambda: again.phase is Phase.ONLINE and again.account.name == "ann", timeout=MILLISECONDS)
    assert again.session.person.account_password == PASSWORD


def test_a_second_device_is_the_same_person_in_the_same_rooms(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    first = join(qtbot, make_controller("ann"), server_process)
    register(qtbot, first)
    first.join_channel("#tea")
    qtbot.waitUntil(lambda: "#tea" in first.rooms and first.rooms["#tea"].state.joined, timeout=MILLISECONDS)
    tablet = make_controller("tablet")
    second = join(qtbot, tablet, server_process)
    with qtbot.waitSignal(second.account.kept, timeout=MILLISECONDS) as kept:
        second.account.log_in("ann", PASSWORD)
    assert kept.args == ["ann"]
    qtbot.waitUntil(lambda: "#tea" in second.rooms and second.rooms["#tea"].state.joined, timeout=MILLISECONDS)
    assert (second.nick, second.account.name) == ("ann", "ann")
    tablet.close()
    started = make_controller("tablet")
    started.open_last_chats()
    started.connect_all()
    again = started.networks[0]
    qtbot.waitUntil(lambda: again.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert (again.nick, again.account.name, again.session.person.account_password) == ("ann", "ann", PASSWORD)


def test_a_wrong_password_is_told_and_not_kept(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    first = join(qtbot, make_controller("ann"), server_process)
    register(qtbot, first)
    tablet = make_controller("tablet")
    second = join(qtbot, tablet, server_process)
    kept: list[str] = []
    second.account.kept.connect(kept.append)
    with qtbot.waitSignal(second.account.login_refused, timeout=MILLISECONDS) as refused:
        second.account.log_in("ann", "something else")
    assert refused.args is not None
    assert refused.args[0] == "ann"
    assert refused.args[1]
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert kept == []
    assert (second.nick, second.account.name) == ("tablet", "")


def test_logging_out_forgets_the_account(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    first = join(qtbot, make_controller("ann"), server_process)
    register(qtbot, first)
    tablet = make_controller("tablet")
    second = join(qtbot, tablet, server_process)
    with qtbot.waitSignal(second.account.kept, timeout=MILLISECONDS):
        second.account.log_in("ann", PASSWORD)
    second.account.log_out()
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert (second.nick, second.account.name) == ("tablet", "")
    record = tablet.settings.find_server(second.network)
    assert record is not None
    assert record.account == ""


def test_a_refused_account_is_told(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    server_process.stop()
    server_process.settings = ("limits.enabled=true",)
    server_process.start()
    network = join(qtbot, make_controller("ann"), server_process)
    with qtbot.waitSignal(network.account.registration_refused, timeout=MILLISECONDS) as refused:
        network.account.register("x")
    assert refused.args is not None
    assert "password" in refused.args[0].lower()
    entries = [network.page.log.entry_at(index) for index in range(len(network.page.log))]
    assert [entry for entry in entries if entry.kind is EntryKind.ERROR] == []
