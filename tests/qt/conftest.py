"""What tests of the windows share: a real server process, a profile with its controller, the look."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.net.identity import open_identity
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.strict_transport import StrictTransport
from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.theme.choices import NO_CHOICES
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.server.control_folder import remove_left_folder
from tests.keys import FixedKeys
from tests.ports import free_port
from tests.qt.proxies import LoopbackProxy
from tests.qt.scenes import Scene, Script, workshop, workshop_is_full
from tests.server_forks import ForkedServer, ServerForks

MakeController = Callable[[str], Controller]
MakeProxy = Callable[..., LoopbackProxy]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The light theme. It is applied only after another one: each application polishes all living widgets."""
    look = appearance()
    if (look.mode, look.zoom, look.choices) != (Mode.LIGHT, 1.0, NO_CHOICES) or not qapp.styleSheet():
        look.apply_mode(qapp, Mode.LIGHT)


@pytest.fixture(autouse=True)
def _no_window_left_over(qapp: QApplication) -> Iterator[None]:
    """A window that stays on the screen would take the mouse from the windows of later tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.windowTitle()!r}" for window in left]
    for window in left:
        window.hide()
    assert not left, f"windows left over: {names}"


@pytest.fixture
def make_controller(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeController]:
    """A profile by the person's name, opened; the same name again opens the same folder once it was closed."""
    made: list[Controller] = []

    def make(name: str) -> Controller:
        folder = tmp_path / name
        settings = Settings(folder / "settings.json")
        settings.change_fields(name=name)
        hosting = Hosting(folder / "server")
        known = KnownServers(folder / "known.json")
        own = open_identity(folder, "guest", "desktop-chat", datetime.datetime.now(datetime.UTC))
        files = own.certificate, own.key
        made.append(
            Controller(
                settings=settings,
                archive=Archive(folder / "archive.db"),
                known=known,
                hosting=hosting,
                keys=FixedKeys(*files),
                secrets=SecretStore(folder / "secrets.json"),
                transport=StrictTransport(StsPolicies(folder / "sts.json")),
            )
        )
        return made[-1]

    yield make
    for controller in made:
        controller.close()
        controller.hosting.close()
        controller.deleteLater()


class ServerProcess:
    """`serve` in a process of its own, on a free port that stays the same when it is started again."""

    def __init__(self, data: Path, forks: ServerForks) -> None:
        self._data = data
        self._forks = forks
        self._process: ForkedServer | None = None
        self.port = free_port()
        self.settings: tuple[str, ...] = ()
        self.start()

    def start(self) -> None:
        words = ["serve", "--data", str(self._data)]
        words += ["--listen", f"127.0.0.1:{self.port}", "--set", "limits.enabled=false"]
        words += [part for setting in self.settings for part in ("--set", setting)]
        self._process = self._forks.start_server(words, os.environ)
        line = self._process.stdout.readline()
        assert line == f"listening on 127.0.0.1:{self.port}\n", line

    def kill(self) -> None:
        self._end(hard=True)

    def stop(self) -> None:
        self._end(hard=False)

    def _end(self, *, hard: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            if hard:
                process.kill()
            else:
                process.terminate()
            process.wait()
            remove_left_folder(self._data)


@pytest.fixture(scope="session")
def server_forks() -> Iterator[ServerForks]:
    forks = ServerForks()
    yield forks
    forks.close()


@pytest.fixture
def server_process(tmp_path: Path, server_forks: ServerForks) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path / "served", server_forks)
    yield server
    server.stop()


# A chat window of somebody in the middle of a morning


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def script() -> Script:
    """What the server says, and what it hears."""
    return workshop()


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=workshop_is_full)


@pytest.fixture
def window(qtbot: QtBot, made: Scene, network: Network) -> ChatWindow:
    chat = ChatWindow(made.controller)
    qtbot.addWidget(chat)
    with qtbot.waitActive(chat):
        chat.show()
        chat.activateWindow()
    chat.show_room(network, network.rooms["#lobby"])
    return chat


@pytest.fixture
def make_proxy() -> Iterator[MakeProxy]:
    made: list[LoopbackProxy] = []

    def make(
        kind: str, *, login: str = "", refusal: int = 0, slowly: bool = False, eagerly: bool = False
    ) -> LoopbackProxy:
        made.append(LoopbackProxy(kind, login=login, refusal=refusal, slowly=slowly, eagerly=eagerly))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()
