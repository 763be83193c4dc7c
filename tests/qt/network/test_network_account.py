"""An account on a real server: made, kept over a restart, used by a second device, refused, and given up."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress, make_link, parse_chat_address
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.profiles import STATUS
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


def device_code(qtbot: QtBot, network: Network) -> tuple[str, str]:
    with qtbot.waitSignal(network.account.device_code_told, timeout=MILLISECONDS) as told:
        network.account.request_device_code()
    assert told.args is not None
    return told.args[0], told.args[1]


def test_a_link_with_a_code_makes_a_new_device_the_same_person_for_good(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    first = join(qtbot, make_controller("ann"), server_process)
    assert not first.session.can_add_device()
    register(qtbot, first)
    account, words = device_code(qtbot, first)
    link = make_link(ChatAddress("127.0.0.1", server_process.port, account=account, code=words))
    tablet = make_controller("tablet")
    tablet.identity.set_profile("Somebody", {STATUS: "new here"})
    second = tablet.join_chat(parse_chat_address(link))
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE and second.account.name == "ann", timeout=MILLISECONDS)
    assert second.nick == "ann"
    qtbot.waitUntil(lambda: "#lobby" in second.rooms and second.rooms["#lobby"].state.joined, timeout=MILLISECONDS)
    second.send_text(second.rooms["#lobby"], "here too")
    log = first.rooms["#lobby"].log
    qtbot.waitUntil(lambda: "here too" in [log.entry_at(index).text for index in range(len(log))], timeout=MILLISECONDS)
    assert (first.name_of("ann"), first.profile_of("ann").get(STATUS, "")) == ("ann", "")
    tablet.close()
    assert words not in "".join(path.read_text("utf-8") for path in tablet.archive.path.parent.glob("*.json"))
    started = make_controller("tablet")
    started.open_last_chats()
    started.connect_all()
    again = started.networks[0]
    qtbot.waitUntil(lambda: again.phase is Phase.ONLINE and again.account.name == "ann", timeout=MILLISECONDS)


def test_a_link_changes_the_account_of_no_known_chat(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    first = join(qtbot, make_controller("ann"), server_process)
    register(qtbot, first)
    account, words = device_code(qtbot, first)
    tablet = make_controller("tablet")
    second = join(qtbot, tablet, server_process)
    assert tablet.join_chat(ChatAddress("127.0.0.1", server_process.port, account=account, code=words)) is second
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert second.session.person.account == ""
    with qtbot.waitSignal(second.account.kept, timeout=MILLISECONDS):
        second.account.log_in(account, "", words.replace("-", " "))
    assert second.account.name == "ann"


def test_a_new_device_has_the_rooms_and_conversations_while_the_first_is_off(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    first, other = join(qtbot, ann, server_process), join(qtbot, bob, server_process)
    register(qtbot, first)
    for network in (other, first):
        network.join_channel("#tea")
    qtbot.waitUntil(lambda: "#tea" in first.rooms and first.rooms["#tea"].state.joined, timeout=MILLISECONDS)
    other.open_direct_messages("ann")
    other.send_text(other.rooms["ann"], "see you")
    qtbot.waitUntil(lambda: "bob" in first.rooms and len(first.rooms["bob"].log) > 0, timeout=MILLISECONDS)
    ann.close()
    second = join(qtbot, make_controller("tablet"), server_process)
    second.account.log_in("ann", PASSWORD)
    qtbot.waitUntil(lambda: "#tea" in second.rooms and second.rooms["#tea"].state.joined, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: "bob" in second.rooms and len(second.rooms["bob"].log) > 0, timeout=MILLISECONDS)
    log = second.rooms["bob"].log
    assert "see you" in [log.entry_at(index).text for index in range(len(log))]
