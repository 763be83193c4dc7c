"""Pictures of rooms: settings, browser, invitations, rooms that cannot be entered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.client.connection_events import PasswordWanted
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.clock import now_ms
from desktop_chat.hub.reply import format_text_tag
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.mask_lists_dialog import MaskListsDialog
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.room_browser import RoomBrowser
from desktop_chat.qt.widgets.page_scroll import PageScroll
from desktop_chat.texts import hub as hub_texts
from tests.qt.pictures.stage import Picture, opened_menu, workshop_chat
from tests.qt.scenes import Scene, pump_until


def _invitation(window: ChatWindow, made: Scene) -> None:
    """An invitation in the sidebar, another one on its card."""
    network = window.network
    assert network is not None
    lines = (":Bob!u@192.168.1.31 INVITE Ann #garden", ":Eve_Example!u@192.168.1.31 INVITE Ann #summer-party")
    network.on_received(tuple(map(parse_line, lines)))
    window.show_room(network, network.rooms["#garden"])


def _modes_told(window: ChatWindow, modes: str = "+ntl 50") -> Network:
    """Our server's modes, and those of the lobby."""
    network = window.network
    assert network is not None
    tokens = "CHANMODES=beI,k,fHl,CMNPRSTUWcimnrstuz EXTBAN=~,afmrt MONITOR=100 desktop-chat/RETENTION=90"
    lines = (f":srv 005 Ann {tokens} :are known", f":srv 324 Ann #lobby {modes}")
    network.on_received(tuple(map(parse_line, lines)))
    return network


def _room_settings(window: ChatWindow, made: Scene) -> QWidget:
    _modes_told(window)
    window.acts.open_room_settings()
    return window.findChildren(RoomSettingsDialog)[-1]


def _room_history(window: ChatWindow, made: Scene) -> QWidget:
    """A narrow window with the choices about the history of a room."""
    _modes_told(window, "+WnH 7d")
    window.acts.open_room_settings()
    dialog = window.findChildren(RoomSettingsDialog)[-1]
    dialog.resize(420, 560)
    pump_until(lambda: dialog.width() == 420)
    dialog.findChildren(PageScroll)[-1].ensureWidgetVisible(dialog.retention_box, 0, 60)
    dialog.retention_box.setFocus()
    return dialog


def _later_only(window: ChatWindow, made: Scene) -> None:
    """A room that shows newcomers nothing earlier, and keeps messages for a week."""
    network = _modes_told(window)
    notice = f"@{format_text_tag(hub_texts.NOTHING_EARLIER)} :irc.example NOTICE #plans :{hub_texts.NOTHING_EARLIER}"
    lines = (":Ann!u@h JOIN #plans", notice, ":Bob!b@h MODE #plans +H 7d", ":Bob!b@h PRIVMSG #plans :Welcome, Ann!")
    network.on_received(tuple(map(parse_line, lines)))
    window.show_room(network, network.rooms["#plans"])


def _mask_lists(window: ChatWindow, made: Scene) -> QWidget:
    network = _modes_told(window)
    window.acts.open_room_settings()
    window.findChildren(RoomSettingsDialog)[-1].lists_button.click()
    lines = (
        ":srv 367 Ann #lobby ~t:480:~m:Finn!*@* Bob!b@h 1767000300",
        ":srv 367 Ann #lobby ~a:trouble Ann!a@h 1767000200",
        ":srv 367 Ann #lobby *!*@203.0.113.9 Ann!a@h 1767000100",
        ":srv 368 Ann #lobby :End",
    )
    network.on_received(tuple(map(parse_line, lines)))
    dialog = window.findChildren(MaskListsDialog)[-1]
    dialog.view.setCurrentIndex(dialog.model.index(1))
    return dialog


def _plain_modes(window: ChatWindow, made: Scene) -> None:
    """Changes of the room in words."""
    network = _modes_told(window)
    changes = ("+o Cid", "+b ~t:60:~m:Finn!*@*", "+i-t", "-b ~t:60:~m:Finn!*@*", "+kl tulip 30")
    network.on_received(tuple(parse_line(f":Bob!b@h MODE #lobby {change}") for change in changes))


def _groups(window: ChatWindow, made: Scene) -> None:
    """Groups in the sidebar, a favourite, and a room on its way to another place."""
    network = window.network
    assert network is not None
    network.open_direct_messages("Дарья")
    network.rooms["bob"].set_marks(RoomMarks(pinned=True))
    network.rooms["#lamps"].set_marks(RoomMarks(group="Making"))
    network.rooms["#homework-of-the-second-year"].set_marks(RoomMarks(group="Learning and reading"))
    network.rooms["Дарья"].set_marks(RoomMarks(group="Making", muted=True))
    view = window.sidebar.view
    view.setCurrentIndex(window.rooms.index_of(network, network.rooms["#lobby"]))
    view.begin_drag()
    rect = view.visualRect(window.rooms.index_of(network, network.rooms["#lamps"]))
    at = QPoint(rect.center().x(), rect.bottom() - 2)
    data, copy = QMimeData(), Qt.DropAction.CopyAction
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragMoveEvent(QDragMoveEvent(at, copy, data, left, plain))


_LISTED = (
    ("#lobby", 10, "Welcome to the workshop · tools, times and tea"),
    ("#лампы", 127, "Абажуры к весенней ярмарке, чертежи и фанера"),
    ("#a-room-with-a-name-that-is-longer-than-the-row-of-a-narrow-window-could-ever-show", 3, "x" * 300),
    ("#ceramics", 12345, ""),
    ("#חנות", 2, "כלים וחומרים"),
)


def _browsing(window: ChatWindow, made: Scene) -> QWidget:
    network = made.controller.networks[0]
    window.acts.browse_rooms_of(network)
    rooms = [*_LISTED, *((f"#room-{number}", number % 40, f"Topic {number}") for number in range(500))]
    lines = [f":srv 322 Ann {name} {people} :{topic}" for name, people, topic in rooms]
    network.on_received(tuple(map(parse_line, (*lines, ":srv 323 Ann :End"))))
    return window.findChildren(RoomBrowser)[-1]


def _browsing_nothing(window: ChatWindow, made: Scene) -> QWidget:
    browser = _browsing(window, made)
    assert isinstance(browser, RoomBrowser)
    browser.search_field.setText("cellar")
    return browser


def _offline(window: ChatWindow, made: Scene) -> None:
    made.cut()
    network = window.network
    assert network is not None
    assert window.room is not None
    network.send_text(window.room, "I write this while there is no connection")


def _chat_with_password(window: ChatWindow, made: Scene) -> None:
    _offline(window, made)
    network = window.network
    assert network is not None
    network.password_wanted = PasswordWanted(given=False)
    window.pane.banner.show_network(network, hosted=False)


SHUT: dict[str, EntryProblem | None] = {
    "password": EntryProblem(Obstacle.PASSWORD),
    "invitation": EntryProblem(Obstacle.INVITATION),
    "full": EntryProblem(Obstacle.FULL, retry_at=now_ms() + 86_400_000),
    "kicked": EntryProblem(Obstacle.KICKED, by="Bob", reason="please take the phone call outside, and come back then"),
    "banned": EntryProblem(Obstacle.BANNED),
    "account": EntryProblem(Obstacle.ACCOUNT),
    "left": None,
}


def _shut_room(problem: EntryProblem | None) -> Callable[[ChatWindow, Scene], None]:
    """The room is shut for this reason."""

    def prepare(window: ChatWindow, made: Scene) -> None:
        network = window.network
        assert network is not None
        state = network.rooms["#lobby"].state
        state.joined, state.wanted, state.problem = False, False, problem
        network.room_changed.emit(network.rooms["#lobby"])

    return prepare


SILENT = {
    "banned": "MODE #lobby -q+b Ann ~t:60:Ann!*@*",
    "muted": "MODE #lobby -q+b Ann ~m:Ann!*@*",
    "moderated": "324 Ann #lobby +mnt",
}


def _silent_room(line: str) -> Callable[[ChatWindow, Scene], None]:
    """The person may not write in the room because of this line, and has tried."""

    def prepare(window: ChatWindow, made: Scene) -> None:
        network = window.network
        assert network is not None
        network.on_received((parse_line(":Bob!b@h MODE #lobby -q Ann"), parse_line(f":Bob!b@h {line}")))
        window.pane.composer.insert_text("May I say something?")
        window.pane.composer.submit_text()

    return prepare


def _direct(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    window.show_room(network, network.rooms["bob"])


def _empty_room(window: ChatWindow, made: Scene) -> None:
    network = made.controller.networks[1]
    pump_until(lambda: "#kitchen" in network.rooms)
    network.open_direct_messages("Grandma")
    window.show_room(network, network.rooms["grandma"])


def _server_page(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    window.show_room(network, network.page)


def _room_menu(window: ChatWindow, made: Scene) -> QWidget:
    network = made.controller.networks[0]
    window.acts.open_room_menu(network, network.rooms["#lamps"], QPoint(0, 0))
    return opened_menu(window)


def _topic(window: ChatWindow, made: Scene) -> None:
    window.pane.header.on_topic_pressed()


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-groups", workshop_chat(_groups)),
    ("chat-room-settings", workshop_chat(_room_settings)),
    ("chat-room-history", workshop_chat(_room_history)),
    ("chat-later-only", workshop_chat(_later_only)),
    ("chat-mask-lists", workshop_chat(_mask_lists)),
    ("chat-modes", workshop_chat(_plain_modes)),
    ("chat-invitation", workshop_chat(_invitation)),
    ("chat-invitation-narrow", workshop_chat(_invitation, 420, 560)),
    ("chat-offline", workshop_chat(_offline)),
    ("chat-password", workshop_chat(_chat_with_password)),
    ("chat-slim-password", workshop_chat(_chat_with_password, 400, 640)),
    ("room-browser", workshop_chat(_browsing)),
    ("room-browser-narrow", workshop_chat(_browsing, 420, 560)),
    ("room-browser-nothing", workshop_chat(_browsing_nothing, 420, 560)),
    *((f"chat-room-{name}", workshop_chat(_shut_room(problem))) for name, problem in SHUT.items()),
    *((f"chat-silent-{name}", workshop_chat(_silent_room(line))) for name, line in SILENT.items()),
    *((f"chat-slim-silent-{name}", workshop_chat(_silent_room(line), 420, 640)) for name, line in SILENT.items()),
    *((f"chat-slim-room-{name}", workshop_chat(_shut_room(problem), 420, 640)) for name, problem in SHUT.items()),
    ("chat-direct", workshop_chat(_direct)),
    ("chat-empty", workshop_chat(_empty_room)),
    ("chat-server", workshop_chat(_server_page)),
    ("chat-topic", workshop_chat(_topic)),
    ("menu-room", workshop_chat(_room_menu)),
)
