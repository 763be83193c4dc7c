"""Pictures of messages: formatting, reactions, replies, versions, menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_chat.client.earlier_texts import EarlierText
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.markup import encode_markup
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.delete_question import DeleteQuestion
from desktop_chat.qt.dialogs.versions_dialog import VersionsDialog
from desktop_chat.qt.network.page_courier import PagePreview
from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.timeline.context_menu import entry_menu
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pictures.stage import Picture, say, workshop_chat
from tests.qt.scenes import Scene

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


def _signs(window: ChatWindow, made: Scene) -> None:
    """The server's page, with the words of a service."""
    network = window.network
    assert network is not None
    network.on_received((parse_line(":NickServ!services@services. NOTICE Ann :This name is registered."),))
    window.show_room(network, network.page)


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


def _marked(window: ChatWindow, made: Scene) -> None:
    network = made.controller.networks[0]
    network.rooms["bob"].set_marks(RoomMarks(muted=False, pinned=True))
    network.mark_read(network.rooms["bob"])
    for key in ("#lamps", "#homework-of-the-second-year"):
        network.mark_read(network.rooms[key])
    network.rooms["#lamps"].set_marks(RoomMarks(muted=True, pinned=False))


def _toast(window: ChatWindow, made: Scene) -> None:
    window.toast.show_toast(
        say("ChatWindow", "The name {0} is taken on {2}, so you are {1} there.").format("Ann", "Ann2", "Workshop"),
        action=say("ChatWindow", "Change"),
    )


_PAGE = "https://lamps.example/shades-of-plywood"
_PHOTO = "https://lamps.example/evening.jpg"
_GONE = "https://gone.example/page"


def _previews(window: ChatWindow, made: Scene) -> None:
    """The preview of a page, the picture behind a link, and a page that says nothing."""
    network = window.network
    assert network is not None
    made.controller.settings.change_fields(link_previews=True)
    window.previews.close()  # no site is asked
    picture = QImage(800, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor("#274060"))
    with QPainter(picture) as painter:
        painter.setBrush(QColor("#ffd166"))
        painter.drawEllipse(QPoint(560, 200), 120, 120)
    text = "Twelve lamp shades that are cut in an evening, with drawings for a laser of three watts and more than that."
    page = PagePreview("Shades of plywood: twelve lamps from one sheet", text, "The Lamp Review", picture)
    window.previews.on_ended(_PAGE, page)
    window.previews.on_ended(_PHOTO, PagePreview("", "", "lamps.example", picture, is_picture=True))
    said = (("Bob", f"Look: {_PAGE}"), ("Cid", _PHOTO), ("Bob", f"and {_GONE}"))
    network.on_received(tuple(parse_line(f":{nick}!u@192.168.1.31 PRIVMSG #lobby :{words}") for nick, words in said))
    window.on_previews_changed()
    window.pane.timeline.scroll_to_end()


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-formatting", workshop_chat(_formatting)),
    ("chat-wide-formatting", workshop_chat(_formatting, 1900, 800)),
    ("chat-slim-formatting", workshop_chat(_revealed, 420, 640)),
    ("chat-reactions", workshop_chat(_reactions)),
    ("chat-slim-reactions", workshop_chat(_reactions_above, 420, 640)),
    ("chat-previews", workshop_chat(_previews)),
    ("chat-slim-previews", workshop_chat(_previews, 420, 640)),
    ("chat-pinned", workshop_chat(_pinned)),
    ("chat-slim-pinned", workshop_chat(_pinned, 420, 640)),
    ("earlier-versions", workshop_chat(_versions)),
    ("chat-signs", workshop_chat(_signs)),
    ("chat-answering", workshop_chat(_answering)),
    ("chat-marked", workshop_chat(_marked)),
    ("chat-typing", workshop_chat(_typing)),
    ("chat-toast", workshop_chat(_toast)),
    ("menu-message", workshop_chat(_entry_menu)),
    ("dialog-delete", workshop_chat(_deleting)),
)
