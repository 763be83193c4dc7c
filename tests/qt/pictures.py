"""Every window of the chat in every state that is worth a look. Each is a context manager that gives a widget."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragMoveEvent, QGuiApplication, QImage, QImageWriter, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QWidget

from desktop_chat.client.attachment import Attachment, format_attachment, join_file_text
from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.client.connection_events import PasswordWanted
from desktop_chat.client.earlier_texts import EarlierText
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.markup import encode_markup
from desktop_chat.client.network_options import NetworkOptions
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.profiles import PRONOUNS, STATUS
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.client.search_filters import parse_filters
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS
from desktop_chat.clock import now_ms
from desktop_chat.irc.capabilities import TAG_EDITED, TAG_FILE
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import parse_line
from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.diagnosis import Facts, Reachability
from desktop_chat.lan.firewalls import Firewall
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.app.tray import TrayState, state_icon
from desktop_chat.qt.dialogs.about import About
from desktop_chat.qt.dialogs.attach_dialog import AttachDialog
from desktop_chat.qt.dialogs.away_question import AwayQuestion
from desktop_chat.qt.dialogs.certificate_warning import CertificateWarning
from desktop_chat.qt.dialogs.day_dialog import DayDialog
from desktop_chat.qt.dialogs.delete_question import DeleteQuestion
from desktop_chat.qt.dialogs.device_dialog import DeviceDialog
from desktop_chat.qt.dialogs.export_dialog import ExportDialog
from desktop_chat.qt.dialogs.flood_question import FloodQuestion
from desktop_chat.qt.dialogs.guide_window import GuideWindow
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog, OwnerDialog
from desktop_chat.qt.dialogs.keep_name_dialog import KeepNameDialog
from desktop_chat.qt.dialogs.link_question import LinkQuestion
from desktop_chat.qt.dialogs.login_question import LoginQuestion
from desktop_chat.qt.dialogs.mask_lists_dialog import MaskListsDialog
from desktop_chat.qt.dialogs.network_form import NetworkForm
from desktop_chat.qt.dialogs.paste_question import PasteQuestion
from desktop_chat.qt.dialogs.person_card import PersonCard
from desktop_chat.qt.dialogs.profile_dialog import ProfileDialog
from desktop_chat.qt.dialogs.question import KeepQuestion
from desktop_chat.qt.dialogs.raw_console import RawConsole
from desktop_chat.qt.dialogs.record_dialog import RecordDialog
from desktop_chat.qt.dialogs.room_ban_question import RoomBanQuestion
from desktop_chat.qt.dialogs.room_form import RoomForm
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.dialogs.tray_question import TrayQuestion
from desktop_chat.qt.dialogs.versions_dialog import VersionsDialog
from desktop_chat.qt.dialogs.why_dialog import WhyDialog
from desktop_chat.qt.network.file_preparation import prepare_file
from desktop_chat.qt.network.file_preparer import ChosenFile
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.page_entries import page_entries
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.settings_window import SettingsWindow
from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.timeline.context_menu import entry_menu
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.emoji_picker import EmojiPicker
from desktop_chat.qt.views.mentions_view import MentionsView
from desktop_chat.qt.views.newcomer_greeting import greet_in
from desktop_chat.qt.views.room_browser import RoomBrowser
from desktop_chat.qt.views.start_window import StartWindow
from desktop_chat.qt.views.switcher import Switcher
from desktop_chat.qt.widgets import SearchField
from tests.client.archive_searching import find
from tests.qt.scenes import Clock, Scene, Script, greeting, pump_until, room_lines, talk, workshop, workshop_is_full

Picture = Callable[[], AbstractContextManager[QWidget]]
KEY = "3f9a51c02be7d4480c6f1a2b9d83e5f7" * 2


@contextmanager
def shown(widget: QWidget) -> Iterator[QWidget]:
    """A widget as it is; it goes afterwards."""
    yield widget
    widget.close()
    widget.deleteLater()


@contextmanager
def scene() -> Iterator[Scene]:
    with tempfile.TemporaryDirectory() as folder:
        made = Scene(Path(folder))
        try:
            yield made
        finally:
            made.close()


def _chat(prepare: Callable[[ChatWindow, Scene], QWidget | None], width: int = 1080, height: int = 720) -> Picture:
    """The chat window in the workshop; `prepare` brings it into its state, and may give another widget to paint."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            network = made.enter(workshop(), entries=workshop_is_full)
            made.enter(Script(network="Family", lines=room_lines("#kitchen", ("Ann", "Grandma"))))
            window = ChatWindow(made.controller)
            window.resize(width, height)
            window.show()
            window.activateWindow()
            window.show_room(network, network.rooms["#lobby"])
            painted = prepare(window, made)
            yield painted or window
            window.close()
            window.deleteLater()

    return build


def _as_it_is(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText("")


def _writing(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText(
        "I would bring the story of the missing screw.\nIt has a happy end,\nmostly."
    )


_LOOP = """The loop that *never* ends:
```python
import time

@retry(times=3)
def wait(seconds: float = 0.5) -> None:
    print("waiting")  # and dreaming
    while True:
        time.sleep(seconds)
```
Has somebody an idea?"""
_FORMATTED = (
    ("Bob", "so **this** is *it*: ~~old~~ new, `mono_space()`, and ||the butler did it||"),
    ("Bob", "> Do you still have the inserts?\n> > And the screws?\nYes, *all of them*.\n> Thanks!"),
    ("Cid", _LOOP),
    (
        "Ann",
        "```\n$ make all\nok, and a line that is so long that it must be broken where the window ends "
        + "x" * 60
        + "\n```",
    ),
)


def _formatting(window: ChatWindow, made: Scene) -> None:
    """Formatted messages, and the bar above selected words."""
    said = [
        Entry(number, EntryKind.MESSAGE, 1_700_000_000_000 + number, nick, encode_markup(text), own=nick == "Ann")
        for number, (nick, text) in enumerate(_FORMATTED, 1)
    ]
    reverse = Entry(9, EntryKind.MESSAGE, 1_700_000_000_000, "Дарья", "\x16reverse\x16 \x1funder\x1f \x0304,08red\x03")
    model = ListTimelineModel([reverse, *said], window)
    window.pane.timeline.set_model(model)
    edit = window.pane.composer.edit
    edit.setPlainText("Bring the **long** screws, please")
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(12)
    cursor.setPosition(16, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def _revealed(window: ChatWindow, made: Scene) -> None:
    """The same with its spoiler revealed, and scrolled up."""
    _formatting(window, made)
    window.pane.timeline.reveal_spoilers(1)
    window.pane.timeline.scroll_to_top()


_FILES = (
    ("Bob", "Look at the first lamp!", Attachment("lamp.png", 812_000, "image/png", 1200, 800, "6c7a89")),
    ("Cid", "", Attachment("Timetable of the spring fair, second draft.pdf", 345_678, "application/pdf")),
    ("Дарья", "", Attachment("лампа крупным планом.png", 4_300_000, "image/png", 900, 500, "9c5b48")),
    ("Finn", "", Attachment("morning song.ogg", 1_200_000, "audio/ogg")),
    ("Cid", "", Attachment("screw.png", 900, "image/png", 48, 32, "8899aa")),
)


def _files(window: ChatWindow, made: Scene) -> None:
    """A picture, cards, and a picture on another server."""
    said = []
    for number, (nick, caption, attachment) in enumerate(_FILES, 1):
        address = f"https://pictures.example.org/files/{number}"
        if number in (1, 5):
            _keep_picture(made, address, attachment)
        tags = {TAG_FILE: format_attachment(attachment)}
        text = join_file_text(caption, address)
        said.append(Entry(number, EntryKind.MESSAGE, 1_700_000_000_000 + number, nick, text, tags=tags))
    window.pane.timeline.set_model(ListTimelineModel(said, window))
    shelf = window.attachment_actions.files.shelf
    window.pane.timeline.scroll_to_top()  # a picture is decoded when it is painted
    pump_until(lambda: bool(window.pane.timeline.grab()) and shelf.used_bytes > 200_000)


def _keep_picture(made: Scene, address: str, attachment: Attachment) -> None:
    """Put a picture into the cache, as if it had been loaded."""
    image = QImage(attachment.width, attachment.height, QImage.Format.Format_RGB32)
    slope = QLinearGradient(0, 0, attachment.width, attachment.height)
    slope.setColorAt(0, QColor("#27408b"))
    slope.setColorAt(1, QColor("#ffb347"))
    with QPainter(image) as painter:
        painter.fillRect(image.rect(), slope)
        painter.setBrush(QColor("#fff4c2"))
        painter.drawEllipse(image.rect().center(), attachment.height // 4, attachment.height // 4)
    part = made.controller.file_loader.cache.make_part()
    QImageWriter(str(part), QByteArray(b"png")).write(image)
    made.controller.file_loader.cache.keep_part(part, address)


def _viewer(window: ChatWindow, made: Scene) -> QWidget:
    """The picture alone."""
    _files(window, made)
    viewer = window.attachment_actions.show_viewer(window.pane.timeline.model.entry_at(0))
    viewer.resize(700, 520)
    pump_until(lambda: not viewer.canvas.is_empty)
    return viewer


_REACTED = (
    ("w1", "👍", ("Cid", "Дарья", "Ann")),
    ("w1", "🎉", ("Eve_Example",)),
    ("w4", "❤️", ("Bob", "Ann")),
    ("w4", r"well\sdone,\sall\sof\syou", ("Finn",)),
    ("w7", "👀", ("Bob",)),
    ("w9", "👩‍🚀", ("Ivo", "Bob")),
    *(("w6", sign, ("Finn", "Bob")) for sign in "👏🔥🚀🥳🎂🍕☕🐈🌍⚡🎸📌"),
)


def _reactions(window: ChatWindow, made: Scene) -> None:
    """Reactions of others and of ourselves, and the buttons over a message that the keyboard chose."""
    network = window.network
    assert network is not None
    lines = [
        f"@+draft/react={text};+draft/reply={msgid} :{nick}!u@192.168.1.31 TAGMSG #lobby"
        for msgid, text, nicks in _REACTED
        for nick in nicks
    ]
    network.on_received(tuple(map(parse_line, lines)))
    timeline = window.pane.timeline
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)


def _reactions_above(window: ChatWindow, made: Scene) -> None:
    _reactions(window, made)
    window.pane.timeline.scroll_to_top()


def _pinned(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv METADATA #lobby desktop-chat/pinned * :w7 w3"),))
    window.pane.show_room_state()


def _versions(window: ChatWindow, made: Scene) -> QWidget:
    """What an edited message said before."""
    tags = {TAG_EDITED: "2026-05-01T12:02:30.000Z"}
    now = Entry(1, EntryKind.MESSAGE, 1_777_636_800_000, "Finn", "We meet at 14:00 in the small room", tags=tags)
    said = (
        EarlierText("We meet at 13:00, right?", ""),
        EarlierText("We meet at 13:00, or rather at 14:00, in the small room upstairs", "2026-05-01T12:01:00.000Z"),
    )
    return VersionsDialog(now, said, window)


def _standing_picker(recent: Sequence[str], window: QWidget) -> EmojiPicker:
    """Return a picker that does not close when another window becomes active."""
    picker = EmojiPicker(recent, 0, window)
    picker.setWindowFlags(Qt.WindowType.Dialog)
    return picker


def _picking_emoji(window: ChatWindow, made: Scene) -> QWidget:
    picker = _standing_picker(("👍", "🎉", "🚀", "☕"), window)
    picker.on_group_clicked(2)
    picker.set_tone(3)
    return picker


def _searching_emoji(window: ChatWindow, made: Scene) -> QWidget:
    picker = _standing_picker((), window)
    picker.field.setText("heart")
    return picker


def _completing_emoji(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.setFocus()
    pump_until(window.pane.composer.edit.hasFocus)
    QTest.keyClicks(window.pane.composer.edit, "Well done :sta")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Down)


def _correcting(window: ChatWindow, made: Scene) -> None:
    window.pane.writing.edit_last()


def _no_command(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.edit.setPlainText("/etc/hosts is where the names are")
    window.pane.composer.submit_text()


def _signs(window: ChatWindow, made: Scene) -> None:
    """The server's page, with the words of a service."""
    network = window.network
    assert network is not None
    network.on_received((parse_line(":NickServ!services@services. NOTICE Ann :This name is registered."),))
    window.show_room(network, network.page)


def _invitation(window: ChatWindow, made: Scene) -> None:
    """An invitation in the sidebar, another one on its card."""
    network = window.network
    assert network is not None
    lines = (":Bob!u@192.168.1.31 INVITE Ann #garden", ":Eve_Example!u@192.168.1.31 INVITE Ann #summer-party")
    network.on_received(tuple(map(parse_line, lines)))
    window.show_room(network, network.rooms["#garden"])


def _modes_told(window: ChatWindow) -> Network:
    """Our server's modes, and those of the lobby."""
    network = window.network
    assert network is not None
    tokens = "CHANMODES=beI,k,fl,CMNPRSTUcimnrstuz EXTBAN=~,afmrt MONITOR=100 desktop-chat/RETENTION=90"
    lines = (f":srv 005 Ann {tokens} :are known", ":srv 324 Ann #lobby +ntl 50")
    network.on_received(tuple(map(parse_line, lines)))
    return network


def _room_settings(window: ChatWindow, made: Scene) -> QWidget:
    _modes_told(window)
    window.acts.open_room_settings()
    return window.findChildren(RoomSettingsDialog)[-1]


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


def _for_operators(window: ChatWindow, made: Scene) -> None:
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    lines = (":srv 005 Ann STATUSMSG=~@+ :are known", ":Bob!u@192.168.1.31 PRIVMSG @#lobby :Who closes up tonight?")
    network.on_received(tuple(map(parse_line, lines)))


def _typing(window: ChatWindow, made: Scene) -> None:
    window.pane.composer.set_note(say("TypingNote", "{0} and {1} are typing…").format("Bob", "Дарья"))


def _answering(window: ChatWindow, made: Scene) -> None:
    model = window.pane.timeline.model
    asked = model.find_by_msgid("w7")
    if asked is not None:
        window.pane.writing.begin_reply(asked)
    window.pane.composer.edit.setPlainText("I will be there")


def _deleting(window: ChatWindow, made: Scene) -> QWidget:
    model = window.pane.timeline.model
    own = next(entry for index in range(model.count()) if (entry := model.entry_at(index)).own)
    return DeleteQuestion(own, None)


def _entry_menu(window: ChatWindow, made: Scene) -> QWidget:
    timeline = window.pane.timeline
    own = next(index for index in range(timeline.model.count()) if timeline.model.entry_at(index).own)
    menu = entry_menu(window, timeline.menu_choices(Hit(Spot(own, 0))))
    menu.popup(QPoint(0, 0))
    return menu


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


def _marked(window: ChatWindow, made: Scene) -> None:
    network = made.controller.networks[0]
    network.rooms["bob"].set_marks(RoomMarks(muted=False, pinned=True))
    network.mark_read(network.rooms["bob"])
    for key in ("#lamps", "#homework-of-the-second-year"):
        network.mark_read(network.rooms[key])
    network.rooms["#lamps"].set_marks(RoomMarks(muted=True, pinned=False))


def _room_menu(window: ChatWindow, made: Scene) -> QWidget:
    network = made.controller.networks[0]
    window.acts.open_room_menu(network, network.rooms["#lamps"], QPoint(0, 0))
    return _opened_menu(window)


def _exporting(window: ChatWindow, made: Scene) -> QWidget:
    assert window.room is not None
    dialog = ExportDialog(made.controller.archive, window.room, "Workshop", lambda path: None, window)
    dialog.days_switch.setChecked(True)
    return dialog


def _recording(window: ChatWindow, made: Scene) -> QWidget:
    dialog = RecordDialog("#lobby", window.pane.header.record_text(90), "", window)
    dialog.delete_button.click()
    return dialog


def _example_files(folder: Path) -> list[Path]:
    """A photo, a drawing and a text."""
    photo = QImage(2600, 1800, QImage.Format.Format_RGB32)
    with QPainter(photo) as painter:
        sky = QLinearGradient(0, 0, 0, 1800)
        sky.setColorAt(0, QColor("#8ec5fc"))
        sky.setColorAt(1, QColor("#e0c3fc"))
        painter.fillRect(photo.rect(), sky)
        for number in range(4_000):
            painter.fillRect(number * 37 % 2600, 900 + number * 53 % 900, 9, 30, QColor(20, 90 + number % 90, 60))
    paths = [folder / name for name in ("Garden in May.jpg", "lamp shade v5.svg", "minutes 2026-05-10.pdf")]
    photo.save(str(paths[0]), None, 95)
    paths[1].write_text("<svg/>" * 3_000)
    paths[2].write_bytes(b"%PDF-" + bytes(7_600_000))
    return paths


def _attaching(window: ChatWindow, made: Scene) -> QWidget:
    """Files before they are sent; the last one is too large."""
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    paths = _example_files(made.controller.archive.path.parent)
    window.pane.composer.edit.setPlainText("The beds are ready!")
    window.attaching.attach([ChosenFile(path) for path in paths])
    dialog = window.findChildren(AttachDialog)[-1]
    pump_until(lambda: dialog.compress_switch.isVisibleTo(dialog) and not dialog.send_button.isEnabled())
    return dialog


def _attaching_too_much(window: ChatWindow, made: Scene) -> QWidget:
    """Files of kinds that the server does not take, and more than there is space for."""
    dialog = _attaching(window, made)
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv FILEHOST LIMITS #lobby 9000000 100000 image/*,audio/*,video/*"),))
    return dialog


def _sending_files(window: ChatWindow, made: Scene) -> None:
    """A file on its way, one that waits, one that was not sent."""
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    first, second, third = _example_files(made.controller.archive.path.parent)
    for path, caption in ((third, ""), (first, "The beds are ready!"), (second, "")):
        file = prepare_file(path, path.parent / "uploads", compress=False)
        network.send_file(room, file, caption=caption)
    refused, way = room.log.entry_at(len(room.log) - 3), room.log.entry_at(len(room.log) - 2)
    network.uploader.cancel_upload(refused)
    sent = patch.object(network.uploader, "sent_bytes", lambda entry: 660_000 if entry.id == way.id else None)
    sent.start()  # the uploader goes with the scene
    room.note_upload(way.id)
    window.pane.timeline.scroll_to_end()


def _dropping_files(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    network.on_received((parse_line(":srv 005 Ann desktop-chat/FILES=5000000 :are known"),))
    window.complete_parts()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile("/home/ann/photo.jpg")])
    window.attaching.show_drop(dragged)


def _rooms(window: ChatWindow, made: Scene) -> None:
    window.on_rooms_wanted()


def _people(window: ChatWindow, made: Scene) -> None:
    window.on_members_wanted()


def _first_unread(window: ChatWindow, made: Scene) -> None:
    """A room whose unread messages need more than a screen."""
    network = window.network
    assert network is not None
    lamps = network.rooms["#lamps"]
    network.mark_read(lamps)
    said = [(("Bob", "Cid")[number // 3 % 2], f"Shade {number} is ready") for number in range(1, 41)]
    network.on_received(tuple(map(parse_line, talk("#lamps", said, Clock()))))
    window.show_room(network, lamps)


def _going_to_a_day(window: ChatWindow, made: Scene) -> QWidget:
    window.pane.day_jump.ask_day()
    return window.findChildren(DayDialog)[-1]


def _searching(window: ChatWindow, made: Scene) -> None:
    window.on_search_wanted()
    pump_until(lambda: bool(find(made.controller.archive, "the")))
    _search_for(window, "the")


def _searching_everywhere(window: ChatWindow, made: Scene) -> None:
    _searching(window, made)
    window.search.everywhere_switch.setChecked(True)
    _search_for(window, "a")


def _searching_with_filters(window: ChatWindow, made: Scene) -> None:
    _searching(window, made)
    _search_for(window, "from:cid in:lobby has:link shade")


def _choosing_a_filter(window: ChatWindow, made: Scene) -> QWidget:
    window.on_search_wanted()
    window.search.open_filter_menu()
    return _opened_menu(window)


def _searching_nothing(window: ChatWindow, made: Scene) -> None:
    window.on_search_wanted()
    window.search.field.setText("giraffe")
    window.search.search_again()
    nothing = say("SearchPanel", "Nothing was found for “{0}”.").format("giraffe")
    pump_until(lambda: window.search.note_label.text() == nothing)


def _search_for(window: ChatWindow, typed: str) -> None:
    window.search.field.setText(typed)
    window.search.search_again()
    words = parse_filters(typed, date.today()).words
    pump_until(lambda: window.search.results.count() > 0 and window.search.words_delegate.words == words)


def _commands(window: ChatWindow, made: Scene) -> None:
    """The commands that begin as typed."""
    del made
    window.pane.composer.setFocus()
    pump_until(window.pane.composer.edit.hasFocus)
    window.pane.composer.insert_text("/k")


def _command_help(window: ChatWindow, made: Scene) -> None:
    """The help of a command whose arguments are typed."""
    _commands(window, made)
    window.pane.composer.insert_text("ick Bob")


def _mentions(window: ChatWindow, made: Scene) -> QWidget:
    network = made.controller.networks[0]
    made.controller.set_mention_words(["laser"])
    line = "@time=2026-02-03T10:00:00.000Z;msgid=r1;+draft/reply={0} :Bob!b@192.168.1.31 PRIVMSG #lobby :{1}"
    own = next(
        entry
        for entry in map(network.rooms["#lobby"].log.entry_at, range(len(network.rooms["#lobby"].log)))
        if entry.own
    )
    network.on_received((parse_line(line.format(own.msgid, "Sixty is plenty, I take twenty of them")),))
    flushed: list[bool] = []
    made.controller.archive.flush(lambda: flushed.append(True))
    pump_until(lambda: bool(flushed))
    window.messages.show_mentions()
    return next(one for one in window.findChildren(MentionsView) if one.isVisible())


def _jumping(window: ChatWindow, made: Scene) -> QWidget:
    window.on_jump_wanted()
    return window.findChildren(Switcher)[-1]


def say(context: str, text: str) -> str:
    """In the language of the picture, what the window says by itself elsewhere."""
    return QCoreApplication.translate(context, text)


def _opened_menu(window: ChatWindow) -> QWidget:
    """The menu that was opened just now. It is painted even when it is closed because the window in front changes."""
    menu = [menu for menu in window.findChildren(QMenu) if not isinstance(menu.parent(), QMenu)][-1]
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return menu


def _app_menu(window: ChatWindow, made: Scene) -> QWidget:
    window.acts.open_app_menu(window.sidebar.menu_button)
    return _opened_menu(window)


def _member_menu(window: ChatWindow, made: Scene) -> QWidget:
    member = next(m for m in window.room.state.members.values() if m.nick == "Bob") if window.room else None
    assert member is not None
    window.member_acts.open_member_menu(member, window.mapToGlobal(QPoint(800, 200)))
    return _opened_menu(window)


def _person(window: ChatWindow, made: Scene) -> QWidget:
    """The card of Bob, as the server tells about him to an operator."""
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    window.member_acts.open_card(network, room, "Bob")
    lines = (
        ":srv 311 Ann Bob bob 192.168.1.31 * :Bob Baumann",
        ":srv 319 Ann Bob :@#lobby ~#lamps +#kitchen-and-garden",
        ":srv 312 Ann Bob srv :Workshop",
        ":srv 301 Ann Bob :in the wood shop, back at three",
        ":srv 330 Ann Bob bobby :is logged in as",
        ":srv 671 Ann Bob :is using a secure connection",
        ":srv 378 Ann Bob :is connecting from *@192.168.1.31 192.168.1.31",
        ":srv 317 Ann Bob 420 1790000000 :seconds idle, signon time",
        ":srv 318 Ann Bob :End",
        ":Bob!u@192.168.1.31 NOTICE Ann :\x01VERSION HexChat 2.16.2 / Linux\x01",
    )
    network.ask_client("Bob")
    network.on_received(tuple(map(parse_line, lines)))
    return window.findChildren(PersonCard)[-1]


def _absent_person(window: ChatWindow, made: Scene) -> QWidget:
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    window.member_acts.open_card(network, room, "Zoe")
    network.on_received(tuple(map(parse_line, (":srv 401 Ann Zoe :No such nick", ":srv 318 Ann Zoe :End"))))
    lines = (
        ":srv 314 Ann Zoe zoe 192.168.1.40 * :Zoe Zimmermann",
        ":srv 312 Ann Zoe srv :Fri Nov 27 18:04:12 2026",
        ":srv 369 Ann Zoe :End",
    )
    network.on_received(tuple(map(parse_line, lines)))
    return window.findChildren(PersonCard)[-1]


def _ban(window: ChatWindow, made: Scene) -> QWidget:
    network = window.network
    assert network is not None
    assert window.room is not None
    masks = (
        (say("MemberActions", "The account {0}, under any name").format("bobby"), "~a:bobby"),
        (say("MemberActions", "Everybody at {0}").format("192.168.1.31"), "*!*@192.168.1.31"),
        (say("MemberActions", "The name {0}").format("Bob"), "Bob!*@*"),
    )
    return RoomBanQuestion(
        "ban",
        say("MemberActions", "Ban {0} from {1}?").format("Bob", "#lobby"),
        say("MemberActions", "A banned person is removed from the room and cannot come back until the ban is lifted."),
        say("MemberActions", "Ban"),
        masks,
        None,
        terms=False,
    )


def _away(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    network.set_away("in the wood shop", 3600)
    window.people.search_field.setText("i")


def _names(window: ChatWindow, made: Scene) -> None:
    """People under the names as they write them, and one whose name is not the nick."""
    network = window.network
    assert network is not None
    lines = (
        ":srv METADATA Henrietta_from_accounting display-name * :Henrietta from accounting",
        ":srv METADATA Eve_Example display-name * :Eve Example",
        ":srv METADATA Eve_Example status * :in a meeting until noon",
        ":srv METADATA Cid display-name * :Sidney Poole",
        ":srv METADATA Ann display-name * :Ann",
    )
    network.on_received(tuple(map(parse_line, lines)))


def _own_menu(window: ChatWindow, made: Scene) -> QWidget:
    window.own_acts.open_own_menu(window.network, window.sidebar.name_button)
    return _opened_menu(window)


def _profile() -> QWidget:
    values = {PRONOUNS: "she/her", STATUS: "back on Monday"}
    return ProfileDialog("Ann Example", values, ("Old Server",), None)


def _keep_name() -> QWidget:
    dialog = KeepNameDialog("Ann", "Workshop", None, email_required=False)
    dialog.password_field.setText("tulip")
    dialog.show_fault(say("HubText", "The password is too short."))
    return dialog


def _device() -> QWidget:
    words = "maple-otter-violin-ginger-cloud".replace("violin", "piano")
    link = f"ircs://192.168.1.20:6697/?fp={KEY}&account=Ann&code={words}"
    return DeviceDialog("Workshop", "Ann", words, link, None)


def _name_code() -> QWidget:
    dialog = KeepNameDialog("Ann", "Workshop", None, email_required=True)
    dialog.ask_code("Ann", "")
    return dialog


def _topic(window: ChatWindow, made: Scene) -> None:
    window.pane.header.on_topic_pressed()


def _toast(window: ChatWindow, made: Scene) -> None:
    window.toast.show_toast(
        say("ChatWindow", "The name {0} is taken, so you are {1} here.").format("Ann", "Ann2"),
        action=say("ChatWindow", "Change"),
    )


def _newcomer(width: int, height: int) -> Picture:
    """Somebody is greeted in the first room of a new chat."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            network = made.enter(greeting(), entries=lambda network: "#lobby" in network.rooms)
            window = ChatWindow(made.controller)
            window.resize(width, height)
            window.show()
            window.show_room(network, network.rooms["#lobby"])
            greet_in(window)
            yield window
            window.close()
            window.deleteLater()

    return build


@contextmanager
def _no_chat() -> Iterator[QWidget]:
    with scene() as made:
        window = ChatWindow(made.controller)
        with shown(window):
            yield window


@contextmanager
def _connecting() -> Iterator[QWidget]:
    with scene() as made:
        made.controller.join_chat(parse_chat_address("chat.example.invalid"))
        window = ChatWindow(made.controller)
        with shown(window):
            yield window


def _start(prepare: Callable[[StartWindow], None], width: int = 480, height: int = 610) -> Picture:
    @contextmanager
    def build() -> Iterator[QWidget]:
        window = StartWindow("Ann Example")
        window.resize(width, height)
        prepare(window)
        with shown(window):
            yield window
        QGuiApplication.clipboard().clear()

    return build


def found_chat(number: int, name: str, host: str, people: int, *, locked: bool = False) -> FoundChat:
    """A chat as the network tells of it."""
    beacon = ChatBeacon(KeyPin(f"{number:064x}"), name, host, 6697, people, locked=locked)
    return FoundChat(beacon, (ListenAddress(f"192.168.1.{20 + number}", 6697),))


FOUND = (
    found_chat(1, "Classroom 4b", "teacher-pc", 23),
    found_chat(2, "Мастерская", "daria-laptop", 2, locked=True),
    found_chat(3, "Workshop with a name that is rather long for a window", "workshop-server-in-the-basement", 0),
)


def _found_one(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND[:1])


def _found_many(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND)
    _recent(window)


def _looking(window: StartWindow) -> None:
    window.found_list.begin()


def _sweeping(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats((), is_sweeping=True)


def _found_none(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.end_patience()


_HOME = InterfaceAddress("eth0", 2, "192.168.1.5", 24)
_FACTS = Facts(interfaces=(_HOME,), default_interface="eth0", neighbours=("192.168.1.20", "192.168.1.31"))
_THERE = ListenAddress("192.168.1.20", 6697)
WHY: dict[str, Facts | None] = {
    "checking": None,
    "no-network": Facts(),
    "firewall-there": replace(_FACTS, unreachable=FOUND[:1]),
    "firewall-here": replace(_FACTS, hears_itself=False, firewall=Firewall.FIREWALLD),
    "blocked": replace(_FACTS, usual=((_THERE, Reachability.CHAT),)),
    "vpn": replace(_FACTS, default_interface="tun0"),
    "isolation": replace(_FACTS, neighbours=()),
    "nobody": _FACTS,
}


def _why(facts: Facts | None) -> Picture:
    @contextmanager
    def build() -> Iterator[QWidget]:
        dialog = WhyDialog((), (), None)
        dialog.stop()
        if facts is not None:
            dialog.show_facts(facts)
        with shown(dialog):
            yield dialog

    return build


RECENT = (
    ServerRecord("a", "192.168.1.20", 6697, name="Workshop", hosted=False),
    ServerRecord("b", "127.0.0.1", 6697, name="Ann's chat", hosted=True),
    ServerRecord("c", "irc.example.org", 6667, tls=False, name="Example network with a rather long name"),
)


def _recent(window: StartWindow) -> None:
    window.set_recent(RECENT)


def _offer(window: StartWindow) -> None:
    window.set_recent(RECENT[:1])
    QGuiApplication.clipboard().setText("ircs://192.168.1.20:6697/#lobby")


def _error(window: StartWindow) -> None:
    window.set_recent(RECENT[:2])
    window.address_field.setText("192.168.1.77")
    window.set_error(say("Link", "Nobody is listening at {0}. Is the chat running?").format("192.168.1.77:6697"))


def _password(window: StartWindow) -> None:
    fault = say("Network", "Wrong password.")
    window.ask_password(parse_chat_address("chat.example.org"), fault)


def _busy(window: StartWindow) -> None:
    window.set_busy(say("StartFlow", "Starting your chat…"))


def _settings(page: str, search: str = "", width: int = 820, height: int = 620) -> Picture:
    """The settings window at a page, or during a search."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            made.enter(workshop(), entries=workshop_is_full)
            context = SettingsContext(made.controller)
            with shown(SettingsWindow(context, None, page)) as window:
                window.resize(width, height)
                window.findChildren(SearchField)[0].setText(search)
                yield window

    return build


def _tray_states() -> QWidget:
    """The tray's icon in its states and sizes."""
    states = (
        TrayState(),
        TrayState(unread=3),
        TrayState(unread=3, mentions=2),
        TrayState(unread=120, mentions=100),
        TrayState(online=False),
        TrayState(quiet=True),
    )
    shown = QWidget()
    shown.setProperty("ground", "window")
    grid = QGridLayout(shown)
    for column, state in enumerate(states):
        for row, size in enumerate((22, 32, 64)):
            label = QLabel()
            label.setPixmap(state_icon(state).pixmap(size, size))
            grid.addWidget(label, row, column)
    return shown


def _dialog(make: Callable[[], QWidget]) -> Picture:
    return lambda: shown(make())


def _certificate() -> Certificate:
    return Certificate(
        fingerprint=KeyPin(KEY[::-1]),
        verified=False,
        subject="ann-laptop",
        issuer="ann-laptop",
        begins=1_790_000_000_000,
        ends=2_100_000_000_000,
        version="TLSv1.3",
    )


def _room_question() -> QWidget:
    question = TextQuestion(
        "hash",
        say("ChatActions", "Join a room"),
        say("ChatActions", "On {0}. The room is created if it does not exist.").format("Workshop"),
        say("ChatActions", "Name of the room"),
        say("ChatActions", "Join"),
        None,
        start="spring fair",
        check=lambda name: say("ChatActions", "The name of a room has no commas."),
    )
    question.on_go_clicked()
    return question


def _narrow_guide() -> QWidget:
    guide = GuideWindow(None, "nat")
    guide.resize(420, 560)
    return guide


def _room_form() -> QWidget:
    form = RoomForm("Workshop", ISupport(), lambda name: f"#{name}", None)
    form.name_field.setText("spring-fair")
    form.topic_field.setText("Lamps, tables and cake")
    form.password_radio.setChecked(True)
    form.password_field.setText("tulip")
    return form


def _network_form() -> QWidget:
    """Everything of a network is filled in."""
    options = NetworkOptions("Ann_ Ann__", "", "Ann Lee", "q", "#tea #milk", proxy="socks5://127.0.0.1:9050")
    record = ServerRecord("k", "irc.quakenet.org", 6667, False, label="QuakeNet", account="ann", options=options)
    form = NetworkForm("k", record, ("Ann", "ann", "Ann"), None)
    form.show_secrets({ACCOUNT: "sesame", CONNECT_COMMANDS: "MODE $nick +x"})
    return form


def _long_network_form() -> QWidget:
    """The whole form at once."""
    form = _network_form()
    form.resize(520, 2300)
    return form


def _faulty_network_form() -> QWidget:
    form = NetworkForm("k", None, ("Ann", "ann", "Ann"), None)
    form.show_secrets({})
    form.resize(420, 560)
    form.address_field.setText("irc example org")
    form.connect_button.click()
    return form


def _console(window: ChatWindow, made: Scene) -> QWidget:
    """A console with lines in both directions, and a wrong line."""
    network = window.network
    assert network is not None
    console = RawConsole(network, None)
    lines = (":srv PONG srv :x", "@time=2026-01-01T09:30:00.000Z :Bob!u@h PRIVMSG #lobby :Does it fit?")
    network.on_received(tuple(map(parse_line, lines)))
    network.watch_traffic().on_due()
    console.line_field.setText(":")
    console.on_send()
    return console


def _keep() -> QWidget:
    text = say("Windows", "It can go on without a window; open the program again to find it here.")
    return KeepQuestion(say("Windows", "Your chat is running"), text, None)


SCENES: tuple[tuple[str, Picture], ...] = (
    ("start-first", _start(lambda window: None)),
    ("start-recent", _start(_recent)),
    ("start-found-one", _start(_found_one)),
    ("start-found-many", _start(_found_many, 480, 760)),
    ("start-looking", _start(_looking)),
    ("start-sweeping", _start(_sweeping)),
    ("start-found-none", _start(_found_none)),
    *((f"why-{name}", _why(facts)) for name, facts in WHY.items()),
    ("start-found-narrow", _start(_found_many, 380, 480)),
    ("start-offer", _start(_offer)),
    ("start-error", _start(_error)),
    ("start-password", _start(_password)),
    ("start-busy", _start(_busy)),
    ("start-narrow", _start(_recent, 380, 480)),
    ("chat-full", _chat(_as_it_is)),
    ("chat-writing", _chat(_writing)),
    ("chat-formatting", _chat(_formatting)),
    ("chat-wide-formatting", _chat(_formatting, 1900, 800)),
    ("chat-slim-formatting", _chat(_revealed, 420, 640)),
    ("chat-reactions", _chat(_reactions)),
    ("chat-slim-reactions", _chat(_reactions_above, 420, 640)),
    ("chat-pinned", _chat(_pinned)),
    ("chat-slim-pinned", _chat(_pinned, 420, 640)),
    ("earlier-versions", _chat(_versions)),
    ("chat-emoji-picker", _chat(_picking_emoji)),
    ("chat-emoji-search", _chat(_searching_emoji)),
    ("chat-emoji-completion", _chat(_completing_emoji)),
    ("chat-slim-emoji-completion", _chat(_completing_emoji, 420, 640)),
    ("chat-correcting", _chat(_correcting)),
    ("chat-no-command", _chat(_no_command)),
    ("chat-signs", _chat(_signs)),
    ("chat-attaching", _chat(_attaching)),
    ("chat-slim-attaching", _chat(_attaching, 420, 640)),
    ("chat-attaching-too-much", _chat(_attaching_too_much)),
    ("chat-slim-attaching-too-much", _chat(_attaching_too_much, 420, 640)),
    ("chat-sending-files", _chat(_sending_files)),
    ("chat-slim-sending-files", _chat(_sending_files, 420, 640)),
    ("chat-dropping-files", _chat(_dropping_files)),
    ("chat-slim-dropping-files", _chat(_dropping_files, 420, 640)),
    ("chat-groups", _chat(_groups)),
    ("chat-room-settings", _chat(_room_settings)),
    ("chat-mask-lists", _chat(_mask_lists)),
    ("chat-modes", _chat(_plain_modes)),
    ("chat-newcomer", _newcomer(1080, 720)),
    ("chat-newcomer-narrow", _newcomer(420, 560)),
    ("chat-invitation", _chat(_invitation)),
    ("chat-invitation-narrow", _chat(_invitation, 420, 560)),
    ("chat-for-operators", _chat(_for_operators)),
    ("chat-slim-no-command", _chat(_no_command, 400, 640)),
    ("chat-answering", _chat(_answering)),
    ("chat-marked", _chat(_marked)),
    ("chat-typing", _chat(_typing)),
    ("chat-offline", _chat(_offline)),
    ("chat-password", _chat(_chat_with_password)),
    ("chat-slim-password", _chat(_chat_with_password, 400, 640)),
    ("room-browser", _chat(_browsing)),
    ("room-browser-narrow", _chat(_browsing, 420, 560)),
    ("room-browser-nothing", _chat(_browsing_nothing, 420, 560)),
    *((f"chat-room-{name}", _chat(_shut_room(problem))) for name, problem in SHUT.items()),
    *((f"chat-silent-{name}", _chat(_silent_room(line))) for name, line in SILENT.items()),
    *((f"chat-slim-silent-{name}", _chat(_silent_room(line), 420, 640)) for name, line in SILENT.items()),
    *((f"chat-slim-room-{name}", _chat(_shut_room(problem), 420, 640)) for name, problem in SHUT.items()),
    ("chat-direct", _chat(_direct)),
    ("chat-empty", _chat(_empty_room)),
    ("chat-server", _chat(_server_page)),
    ("chat-day", _chat(_going_to_a_day)),
    ("chat-first-unread", _chat(_first_unread)),
    ("chat-search", _chat(_searching)),
    ("chat-search-everywhere", _chat(_searching_everywhere)),
    ("chat-search-filters", _chat(_searching_with_filters)),
    ("chat-search-filter-menu", _chat(_choosing_a_filter)),
    ("chat-search-nothing", _chat(_searching_nothing)),
    ("chat-away", _chat(_away)),
    ("chat-topic", _chat(_topic)),
    ("chat-files", _chat(_files)),
    ("chat-slim-files", _chat(_files, 420, 900)),
    ("picture-viewer", _chat(_viewer)),
    ("chat-toast", _chat(_toast)),
    ("chat-narrow", _chat(_as_it_is, 700, 600)),
    ("chat-narrow-people", _chat(_people, 700, 600)),
    ("chat-slim", _chat(_as_it_is, 400, 640)),
    ("chat-slim-correcting", _chat(_correcting, 400, 640)),
    ("chat-slim-rooms", _chat(_rooms, 400, 640)),
    ("chat-slim-people", _chat(_people, 400, 640)),
    ("chat-none", _no_chat),
    ("chat-connecting", _connecting),
    ("switcher", _chat(_jumping)),
    ("chat-names", _chat(_names)),
    ("chat-slim-names", _chat(_names, 420, 640)),
    ("menu-own", _chat(_own_menu)),
    ("dialog-profile", _dialog(_profile)),
    ("dialog-keep-name", _dialog(_keep_name)),
    ("dialog-keep-name-code", _dialog(_name_code)),
    ("dialog-device", _dialog(_device)),
    ("dialog-login", _dialog(lambda: LoginQuestion("Workshop", "Ann", "", None))),
    ("chat-commands", _chat(_commands)),
    ("chat-slim-commands", _chat(_commands, 420, 640)),
    ("chat-command-help", _chat(_command_help)),
    ("mentions", _chat(_mentions)),
    ("mentions-slim", _chat(_mentions, 400, 640)),
    ("menu-app", _chat(_app_menu)),
    ("menu-member", _chat(_member_menu)),
    ("menu-room", _chat(_room_menu)),
    ("dialog-person", _chat(_person)),
    ("dialog-person-absent", _chat(_absent_person)),
    ("dialog-ban", _chat(_ban)),
    ("menu-message", _chat(_entry_menu)),
    *((f"settings-{entry.key}", _settings(entry.key)) for entry in page_entries()),
    ("settings-whole-look", _settings("look", height=1150)),
    ("settings-narrow", _settings("look", width=420, height=560)),
    ("settings-search", _settings("look", "on")),
    ("settings-nothing", _settings("look", "giraffe")),
    ("dialog-away", _dialog(lambda: AwayQuestion("Workshop", None))),
    ("dialog-about", _dialog(lambda: About(None))),
    ("guide", _dialog(lambda: GuideWindow(None))),
    ("guide-narrow", _dialog(_narrow_guide)),
    ("dialog-certificate", _dialog(lambda: CertificateWarning("192.168.1.20:6697", KeyPin(KEY), _certificate(), None))),
    ("dialog-link", _dialog(lambda: LinkQuestion(parse_chat_address("irc://chat.example.org/#lobby"), None))),
    (
        "dialog-owner-link",
        _dialog(lambda: OwnerDialog("ircs://192.168.1.20:6697/#lobby?k=7yd3z6hzk8zsmfwt7yd3&o=k3f9x0q7mz", None)),
    ),
    (
        "dialog-invite",
        _dialog(lambda: InviteDialog("#lobby", f"ircs://192.168.1.20:6697/#lobby?fp={KEY}", "", None, names=("Bob",))),
    ),
    ("dialog-room", _dialog(_room_question)),
    ("dialog-new-room", _dialog(_room_form)),
    ("dialog-network", _dialog(_network_form)),
    ("dialog-raw-console", _chat(_console)),
    ("dialog-network-whole", _dialog(_long_network_form)),
    ("dialog-network-fault", _dialog(_faulty_network_form)),
    ("dialog-delete", _chat(_deleting)),
    ("dialog-export", _chat(_exporting)),
    ("dialog-record", _chat(_recording)),
    ("dialog-flood", _dialog(lambda: FloodQuestion(24, None))),
    (
        "dialog-paste",
        _dialog(lambda: PasteQuestion("\n".join(f"{n}: def step_{n}(): return {n * n}" for n in range(1, 31)), None)),
    ),
    ("dialog-keep", _dialog(_keep)),
    ("dialog-tray", _dialog(lambda: TrayQuestion(None))),
    ("tray-states", _dialog(_tray_states)),
)
