"""The real windows under random steps: whatever is joined, left, closed and removed, the chat window shows what there
is and can be used. The servers are real ones, in processes of their own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import Phase
from desktop_chat.irc.message import Message
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.models.jumps import JUMP
from desktop_chat.qt.models.rooms import RoomRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.switcher import Switcher
from tests.irc_client import IrcClient
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.scenes import pump_until
from tests.server_forks import ServerForks

CHATS = st.integers(0, 1)
CHANNELS = st.sampled_from(["#tea", "#cake"])
ANY = st.integers(0, 100)
"""Which of those that there are."""
HURRY = st.booleans()
"""Whether the next step comes before the server has answered."""
_names = itertools.count(1)
_fences = itertools.count(1)


class Chat:
    """A server, and Bob who was there first, so that he is an operator of its rooms."""

    def __init__(self, process: ServerProcess) -> None:
        self.process = process
        self.bob = IrcClient(process.port)
        self.bob.register("bob")
        for room in ("#tea", "#cake"):
            self.bob.send(f"JOIN {room}")
        self.bob.fence()

    def settle(self) -> None:
        """All that Bob has sent has been handled."""
        for message in self.bob.fence():
            if message.command == "PING":
                self.bob.send(f"PONG :{message.params[-1]}")

    def close(self) -> None:
        self.bob.close()
        self.process.stop()


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory, server_forks: ServerForks) -> Iterator[list[Chat]]:
    folder = tmp_path_factory.mktemp("served")
    started = [Chat(ServerProcess(folder / str(number), server_forks)) for number in range(2)]
    yield started
    for chat in started:
        chat.close()


class Steps(RuleBasedStateMachine):
    """One person's windows; a rule is something that the person, the server or Bob does."""

    make_windows: ClassVar[list[Callable[[str], Windows]]]
    chats: ClassVar[list[Chat]]

    def __init__(self) -> None:
        super().__init__()
        self.name = f"ann{next(_names)}"
        self.windows = self.make_windows[0](self.name)
        self.stale: list[Callable[[], None]] = []
        """What a switcher or a menu does that was opened some steps ago."""

    # What there is

    @property
    def window(self) -> ChatWindow:
        assert self.windows.chat is not None
        return self.windows.chat

    @property
    def networks(self) -> list[Network]:
        return self.windows.controller.networks

    def network(self, which: int) -> Network:
        return self.networks[which % len(self.networks)]

    def any_room(self, which: int) -> tuple[Network, Room]:
        rooms = [(network, room) for network in self.networks for room in network.rooms.values()]
        return rooms[which % len(rooms)]

    def do(self, act: Callable[[], object], *, hurry: bool = False) -> None:
        """Do it and, without hurry, wait for all that follows. Nothing may go wrong meanwhile."""
        with capture_exceptions() as caught:
            act()
            QCoreApplication.processEvents()
            if not hurry:
                self.settle()
        assert not caught, caught

    def settle(self) -> None:
        """Let all happen that is on its way, and let go of what was to be deleted."""
        for chat in self.chats:
            chat.settle()
        pump_until(lambda: all(network.phase in (Phase.ONLINE, Phase.OFFLINE) for network in self.networks))
        for _ in range(2):  # what the answers lead to is answered too
            for network in [network for network in self.networks if network.phase is Phase.ONLINE]:
                self._fence(network)
        pump_until(lambda: not self.windows.controller._leaving)
        written: list[bool] = []
        self.windows.controller.archive.flush(lambda: written.append(True))
        pump_until(lambda: bool(written))
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()

    def _fence(self, network: Network) -> None:
        token = f"fence{next(_fences)}"
        heard: list[str] = []

        def listen(messages: tuple[Message, ...]) -> None:
            heard.extend(message.params[-1] for message in messages if message.command == "PONG")

        network._attempts.received.connect(listen)
        network.run_command(network.page, f"/raw PING {token}")
        pump_until(lambda: token in heard or network.phase is not Phase.ONLINE)
        network._attempts.received.disconnect(listen)

    # Chats

    @rule(chat=CHATS, room=st.just("") | CHANNELS, hurry=HURRY)
    def join_chat(self, chat: int, room: str, hurry: bool) -> None:
        place = ChatAddress("127.0.0.1", self.chats[chat].process.port, tls=False, room=room)
        self.do(lambda: self.windows.entrance.join_chat(place), hurry=hurry)

    @precondition(lambda self: self.networks)
    @rule(which=ANY, hurry=HURRY)
    def leave_chat(self, which: int, hurry: bool) -> None:
        self.do(lambda: self.windows.controller.remove_network(self.network(which)), hurry=hurry)

    @precondition(lambda self: self.networks)
    @rule(which=ANY, hurry=HURRY)
    def connect(self, which: int, hurry: bool) -> None:
        network = self.network(which)
        self.do(network.disconnect_now if network.is_seeking else network.connect_now, hurry=hurry)

    @rule()
    def cancel(self) -> None:
        self.do(lambda: self.windows.entrance.show_window().cancel_requested.emit())

    # Rooms

    @precondition(lambda self: self.networks and self.windows.chat)
    @rule(which=ANY, channel=CHANNELS, hurry=HURRY)
    def join_room(self, which: int, channel: str, hurry: bool) -> None:
        self.do(lambda: self.window.acts.join_room(self.network(which), channel), hurry=hurry)

    @precondition(lambda self: self.networks)
    @rule(which=ANY, hurry=HURRY)
    def leave_room(self, which: int, hurry: bool) -> None:
        network, room = self.any_room(which)
        self.do(lambda: network.leave_room(room), hurry=hurry)

    @precondition(lambda self: self.windows.chat)
    @rule(hurry=HURRY)
    def leave_this_room(self, hurry: bool) -> None:
        self.do(lambda: self.press(Qt.Key.Key_W), hurry=hurry)

    @precondition(lambda self: self.networks and self.windows.chat)
    @rule(which=ANY, hurry=HURRY)
    def write_to_bob(self, which: int, hurry: bool) -> None:
        self.do(lambda: self.window.acts.message_on(self.network(which), "bob"), hurry=hurry)

    @rule(chat=CHATS, channel=CHANNELS, hurry=HURRY)
    def kicked(self, chat: int, channel: str, hurry: bool) -> None:
        bob = self.chats[chat].bob
        self.do(lambda: bob.send(f"KICK {channel} {self.name}"), hurry=hurry)

    @rule(chat=CHATS, direct=st.booleans(), hurry=HURRY)
    def bob_speaks(self, chat: int, direct: bool, hurry: bool) -> None:
        bob = self.chats[chat].bob
        self.do(lambda: bob.send(f"PRIVMSG {self.name if direct else '#tea'} :{self.name}, hello"), hurry=hurry)

    # The window

    @precondition(lambda self: self.networks and self.windows.chat)
    @rule(which=ANY)
    def show(self, which: int) -> None:
        self.do(lambda: self.window.show_room(*self.any_room(which)), hurry=True)

    @precondition(lambda self: self.windows.chat)
    @rule()
    def walk(self) -> None:
        self.do(lambda: self.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier), hurry=True)

    @precondition(lambda self: self.windows.chat)
    @rule(which=ANY)
    def open_switcher(self, which: int) -> None:
        """Ask where to, and answer some steps later."""
        self.do(lambda: self.press(Qt.Key.Key_K), hurry=True)
        for switcher in self.window.findChildren(Switcher):
            jumps = [switcher._model.index(row).data(JUMP) for row in range(switcher._model.rowCount())]
            switcher.close()
            if jumps:
                self.stale.append(partial(self.window.on_jump_chosen, jumps[which % len(jumps)]))

    @precondition(lambda self: self.networks and self.windows.chat)
    @rule(which=ANY, act=ANY)
    def open_menu(self, which: int, act: int) -> None:
        """Open a row's menu, and choose some steps later."""
        self.do(lambda: self.window.acts.open_room_menu(*self.any_room(which), QPoint()), hurry=True)
        for menu in self.window.findChildren(QMenu):
            actions = [action for action in menu.actions() if not action.isSeparator()]
            chosen = actions[act % len(actions)]
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            menu.close()
            menu.setParent(None)
            self.stale.append(partial(_trigger, menu, chosen))

    @precondition(lambda self: self.stale)
    @rule(which=ANY, hurry=HURRY)
    def choose(self, which: int, hurry: bool) -> None:
        self.do(self.stale.pop(which % len(self.stale)), hurry=hurry)

    @precondition(lambda self: self.windows.chat and self.windows.chat.room and self.windows.chat.pane.isVisible())
    @rule(enter=st.booleans())
    def write(self, enter: bool) -> None:
        """Words that arrive where one can speak, and never make trouble elsewhere."""
        window = self.window
        network, room = window.network, window.room
        self.do(lambda: None)
        assert network is not None
        assert room is not None
        able = room is window.room and room.kind == "channel" and room.state.joined and network.phase is Phase.ONLINE
        QTest.keyClicks(window.pane.composer.edit, "hello")
        if enter:
            self.do(lambda: QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return))
            if able:
                own = [entry for entry in map(room.log.entry_at, range(len(room.log))) if entry.own]
                assert own[-1].state is DeliveryState.SENT, own[-1]
                assert own[-1].text.endswith("hello")

    @precondition(lambda self: self.windows.chat)
    @rule()
    def close_window(self) -> None:
        """Closed beside another window, it comes back as it was."""
        self.do(lambda: self.windows.entrance.show_window(), hurry=True)
        self.do(lambda: self.window.close(), hurry=True)
        self.do(self.windows.show_chat, hurry=True)
        self.do(self.windows.entrance.close, hurry=True)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        QTest.keyClick(self.window, key, modifier)

    # What holds

    @invariant()
    def the_window_shows_what_there_is(self) -> None:
        window = self.windows.chat
        if window is None:
            return
        pane, side = window.pane, window.sidebar
        rows = [(network, room) for network in self.networks for room in network.rooms.values()]
        assert sorted(map(id, (room for _, room in window.rooms.ordered_rooms()))) == sorted(
            id(room) for _, room in rows
        )
        if not self.networks:
            assert window._centre.currentWidget() is window._empty
            assert (window.network, window.room, window.windowTitle()) == (None, None, "Desktop Chat")
            assert not pane.composer.edit.isEnabled()
            return
        if window.was_made("requests") and window._centre.currentWidget() is window.requests:
            assert window.requests.network in self.networks  # chosen in the menu of a server's row
            return
        assert window._centre.currentWidget() is pane
        assert (window.network, window.room) in rows
        assert window.room is not None
        assert side.view.currentIndex().data(RoomRole.ROOM) is window.room
        assert pane.timeline.model is window.room.timeline
        assert pane.composer.place is window.room
        assert pane.composer.edit.isEnabled()
        assert window.network is not None
        assert pane.banner.isVisibleTo(window) == (window.network.phase is not Phase.ONLINE)

    @invariant()
    def nothing_half_left_stays(self) -> None:
        """Offline nothing waits for an answer; a room that nobody wants is in the list only if one was thrown out."""
        for network in self.networks:
            for room in network.rooms.values():
                assert network.phase is not Phase.OFFLINE or not (room.state.leaving or room.is_entered)

    def teardown(self) -> None:
        self.do(lambda: None)
        controller = self.windows.controller
        for network in list(self.networks):
            self.do(partial(controller.remove_network, network))
        self.windows.close_all()
        controller.close()


def _trigger(menu: QMenu, chosen: QAction) -> None:
    """Choose in a menu that was kept, unless the action belongs to a window that has gone meanwhile."""
    del menu
    if isValid(chosen):
        chosen.trigger()


def test_any_order_of_join_leave_close_and_remove(
    qtbot: QtBot, make_controller: MakeController, chats: list[Chat]
) -> None:
    def make(name: str) -> Windows:
        controller = make_controller(name)
        windows = Windows(controller, controller.hosting)
        windows.open_first_window(None)
        return windows

    Steps.make_windows = [make]
    Steps.chats = chats
    run_state_machine_as_test(Steps, settings=settings(max_examples=15, stateful_step_count=30))
