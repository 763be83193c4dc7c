"""Our client on other people's servers, as installed: in by a password, back after a restart, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import SPOKEN, DeliveryState
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.strict_transport import StrictTransport
from tests.e2e.foreign_servers import PASSWORD, ForeignServer, inspircd, ngircd, znc
from tests.irc_client import IrcClient
from tests.keys import FixedKeys
from tests.patience import MILLISECONDS

pytestmark = [pytest.mark.clients, pytest.mark.timeout(240)]


class Profile:
    """The profile of Ann, which a test may open several times."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: Controller | None = None

    def open(self) -> Controller:
        self.close()
        folder = self._folder
        settings = Settings(folder / "settings.json")
        settings.change_fields(name="ann")
        archive, known = Archive(folder / "archive.db"), KnownServers(folder / "known.json")
        hosting, secrets = Hosting(folder / "server"), SecretStore(folder / "secrets.json")
        transport = StrictTransport(StsPolicies(folder / "sts.json"))
        self._open = Controller(
            settings=settings,
            archive=archive,
            known=known,
            hosting=hosting,
            keys=FixedKeys(),
            secrets=secrets,
            transport=transport,
        )
        self._open.open_last_chats()
        self._open.connect_all()
        return self._open

    def close(self) -> None:
        controller, self._open = self._open, None
        if controller is not None:
            controller.close()
            controller.hosting.close()
            controller.deleteLater()


@pytest.fixture
def profile(qtbot: QtBot, tmp_path: Path) -> Iterator[Profile]:
    made = Profile(tmp_path / "ann")
    yield made
    made.close()


def online(qtbot: QtBot, network: Network) -> None:
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)


@pytest.fixture(params=["ngircd", "inspircd", "znc", "znc without a network"])
def locked(request: pytest.FixtureRequest) -> Iterator[tuple[ForeignServer, str]]:
    """A server with a password, and the password."""
    with ExitStack() as opened:
        if request.param == "ngircd":
            yield opened.enter_context(ngircd()), PASSWORD
        elif request.param == "inspircd":
            yield opened.enter_context(inspircd()), PASSWORD
        else:
            behind = opened.enter_context(ngircd(password="")).port if request.param == "znc" else 0
            yield opened.enter_context(znc(behind)), f"ann:{PASSWORD}"


def test_password_is_asked_for_accepted_and_kept(
    qtbot: QtBot, profile: Profile, locked: tuple[ForeignServer, str]
) -> None:
    server, password = locked
    controller = profile.open()
    network = controller.join_chat(ChatAddress("127.0.0.1", server.port, tls=False))
    for typed in ("wrong", password):
        qtbot.waitUntil(
            lambda: network.phase is Phase.OFFLINE and network.password_wanted is not None, timeout=MILLISECONDS
        )
        network.give_password(typed)
        assert network.password_wanted is None
    online(qtbot, network)
    again = profile.open().networks[0]
    online(qtbot, again)
    record = controller.settings.find_server(network.network)
    assert record is not None
    assert (record.port, record.tls) == (server.port, False)


def said(network: Network, room: str) -> list[str]:
    """Return the texts of a room after the server has confirmed all own messages."""
    log = network.rooms[room].log
    entries = [log.entry_at(index) for index in range(len(log))]
    return [entry.text for entry in entries if entry.kind in SPOKEN and entry.state is not DeliveryState.PENDING]


def await_said(qtbot: QtBot, network: Network, room: str, texts: list[str]) -> None:
    qtbot.waitUntil(lambda: room in network.rooms and said(network, room) == texts, timeout=MILLISECONDS)


def test_repeated_playback_of_a_bouncer_is_shown_once(qtbot: QtBot, profile: Profile) -> None:
    with ngircd(password="") as behind, znc(behind.port, channels="#talk") as bouncer, IrcClient(behind.port) as bob:
        bob.register("bob")
        bob.join("#talk")
        place, password = ChatAddress("127.0.0.1", bouncer.port, tls=False), f"ann:{PASSWORD}"
        network = profile.open().join_chat(place, password=password)
        qtbot.waitUntil(lambda: "#talk" in network.rooms and network.rooms["#talk"].is_entered, timeout=MILLISECONDS)
        expected: list[str] = []
        for mine, theirs in (("good morning", "hello ann"), ("how are you", "fine")):
            network.send_text(network.rooms["#talk"], mine)
            await_said(qtbot, network, "#talk", [*expected, mine])
            bob.send(f"PRIVMSG #talk :{theirs}")
            expected += [mine, theirs]
            await_said(qtbot, network, "#talk", expected)
        network.open_direct_messages("bob")
        network.send_text(network.rooms["bob"], "between us")
        await_said(qtbot, network, "bob", ["between us"])
        bob.until("PRIVMSG")
        profile.close()
        bob.send("PRIVMSG #talk :are you there", "PRIVMSG ann :call me")
        bob.fence()
        expected += ["are you there"]
        direct = ["between us", "call me"]
        for number in range(3):
            network = profile.open().networks[0]
            await_said(qtbot, network, "#talk", expected)
            await_said(qtbot, network, "bob", direct)
            network.send_text(network.rooms["bob"], f"still here {number}")  # behind all that was played back
            direct.append(f"still here {number}")
            await_said(qtbot, network, "bob", direct)
            assert said(network, "#talk") == expected
