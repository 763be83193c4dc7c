"""Our client on other people's servers, as installed: in by a password, back after a restart, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.address import Place
from desktop_chat.client.archive import Archive
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.secrets import Secrets
from desktop_chat.client.settings import Settings
from desktop_chat.qt.controller import Controller
from desktop_chat.qt.hosting import Hosting
from desktop_chat.qt.network import Network
from tests.e2e.foreign_servers import PASSWORD, ForeignServer, inspircd, ngircd, znc
from tests.patience import MILLISECONDS

pytestmark = [pytest.mark.clients, pytest.mark.timeout(240)]


class Profile:
    """Ann's, opened as often as one likes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: Controller | None = None

    def open(self) -> Controller:
        self.close()
        folder = self._folder
        settings = Settings(folder / "settings.json")
        settings.change(name="ann")
        archive, known = Archive(folder / "archive.db"), KnownServers(folder / "known.json")
        hosting, secrets = Hosting(folder / "server"), Secrets(folder / "secrets.json")
        self._open = Controller(settings, archive, known, hosting, lambda: None, secrets)
        self._open.resume()
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
    """A server that wants a password, and the password."""
    with ExitStack() as opened:
        if request.param == "ngircd":
            yield opened.enter_context(ngircd()), PASSWORD
        elif request.param == "inspircd":
            yield opened.enter_context(inspircd()), PASSWORD
        else:
            behind = opened.enter_context(ngircd(password="")).port if request.param == "znc" else 0
            yield opened.enter_context(znc(behind)), f"ann:{PASSWORD}"


def test_a_password_is_asked_for_taken_and_kept(
    qtbot: QtBot, profile: Profile, locked: tuple[ForeignServer, str]
) -> None:
    server, password = locked
    controller = profile.open()
    network = controller.join(Place("127.0.0.1", server.port, tls=False))
    for typed in ("wrong", password):
        qtbot.waitUntil(
            lambda: network.phase is Phase.OFFLINE and network.password_wanted is not None, timeout=MILLISECONDS
        )
        network.give_password(typed)
        assert network.password_wanted is None
    online(qtbot, network)
    again = profile.open().networks[0]
    online(qtbot, again)
    record = controller.settings.server(network.network)
    assert record is not None
    assert (record.port, record.tls) == (server.port, False)
