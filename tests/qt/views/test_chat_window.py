"""The chat window over scripted servers: rooms, people, reading, searching, narrow windows, keys."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QPlainTextEdit, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import Phase
from desktop_chat.qt.dialogs.flood_question import FloodQuestion
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog
from desktop_chat.qt.dialogs.paste_question import PasteQuestion
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.switcher import Switcher
from desktop_chat.qt.widgets import IconButton
from tests.client.archive_searching import find
from tests.qt.scenes import Scene, Script, pump_until, room_lines

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_a_room_is_shown_with_its_people(qtbot: QtBot, window: ChatWindow) -> None:
    assert window.pane.header.name_label.text() == "lobby"
    assert window.pane.header.topic.full_text() == "Welcome to the workshop · tools, times and tea"
    assert window.people.heading_label.text() == "People · 10"
    window.pane.timeline.scroll_to_end()
    qtbot.waitUntil(lambda: window.windowTitle() == "(2) #lobby · Workshop")
    assert window.pane.composer.edit.accessibleName() == "Message #lobby"


def test_visible_messages_are_read(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    lobby, lamps = network.rooms["#lobby"], network.rooms["#lamps"]
    window.pane.timeline.scroll_to_end()
    qtbot.waitUntil(lambda: lobby.unread == 0)
    assert (lamps.unread, lamps.mentions) == (3, 1)
    window.show_room(network, lamps)
    qtbot.waitUntil(lambda: (lamps.unread, lamps.mentions) == (0, 0))


def test_a_draft_stays_with_its_room(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    QTest.keyClicks(window.pane.composer.edit, "half a")
    window.show_room(network, network.rooms["#lamps"])
    assert window.pane.composer.text() == ""
    window.show_room(network, network.rooms["#lobby"])
    assert window.pane.composer.text() == "half a"


def test_words_are_painted_at_once_and_pending_offline(
    qtbot: QtBot, made: Scene, window: ChatWindow, network: Network
) -> None:
    made.cut()
    assert window.pane.banner.isVisible()
    assert "Reconnecting in" in window.pane.banner.text_label.text() or network.phase is not Phase.OFFLINE
    QTest.keyClicks(window.pane.composer.edit, "offline words")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return)
    model = window.pane.timeline.model
    last = model.entry_at(model.count() - 1)
    assert (last.text, last.state) == ("offline words", DeliveryState.PENDING)


def test_keys_walk_through_rooms(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    window.show_room(network, network.rooms["#homework-of-the-second-year"])
    QTest.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert window.room is network.rooms["#lamps"]
    QTest.keyClick(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.room is network.page
    shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Down, shift)
    assert window.room is not network.page


def test_f6_goes_from_pane_to_pane(qtbot: QtBot, window: ChatWindow) -> None:
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen == [window.sidebar.view, window.pane.timeline, window.people.view, window.pane.composer.edit]


def test_the_switcher_jumps(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    switcher = window.findChild(Switcher)
    assert switcher is not None
    QTest.keyClicks(switcher.field, "lam")
    QTest.keyClick(switcher.field, Qt.Key.Key_Return)
    assert window.room is network.rooms["#lamps"]


def test_the_switcher_finds_people(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    window.on_jump_wanted()
    switcher = window.findChild(Switcher)
    assert switcher is not None
    QTest.keyClicks(switcher.field, "henri")
    QTest.keyClick(switcher, Qt.Key.Key_Return)
    assert window.room is network.rooms["henrietta_from_accounting"]


def test_search_jumps_to_the_message(qtbot: QtBot, made: Scene, window: ChatWindow) -> None:
    pump_until(lambda: bool(find(made.controller.archive, "inserts")))
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.isVisible()
    assert not window.people.isVisible()
    QTest.keyClicks(window.search.field, "inserts")
    qtbot.waitUntil(lambda: window.search.results.count() == 1)
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    window.search.field.setText("giraffe")
    window.search.search_again()
    qtbot.waitUntil(lambda: "giraffe" in window.search.note_label.text())
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    assert window.people.isVisible()
    network = made.controller.networks[0]
    lobby = network.rooms["#lobby"]
    window.search.everywhere_switch.setChecked(True)
    window.acts.search_requested.emit(network, lobby, "has:file")  # the menu of a room
    assert window.room is lobby
    assert (window.search.field.text(), window.search.everywhere_switch.isChecked()) == ("has:file", False)


def test_narrow_windows_hide_panes(qtbot: QtBot, window: ChatWindow) -> None:
    window.resize(700, 600)
    assert not window.people.isVisible()
    window.pane.header.people_button.click()
    assert window.people.isVisible()
    window.resize(400, 600)
    assert not window.sidebar.isVisible()
    window.pane.header.back_button.click()
    assert window.sidebar.isVisible()
    assert not window.pane.isVisible()
    QTest.keyClick(window.sidebar.view, Qt.Key.Key_Return)
    assert window.pane.isVisible()
    window.resize(1080, 700)
    assert window.sidebar.isVisible()
    assert window.pane.isVisible()
    assert window.people.isVisible()


def test_the_topic_is_edited_in_its_place(qtbot: QtBot, window: ChatWindow) -> None:
    header = window.pane.header
    QTest.mouseClick(header.topic, Qt.MouseButton.LeftButton)
    assert header.edit.isVisible()
    header.edit.setText("another")
    with qtbot.waitSignal(header.topic_given) as given:
        QTest.keyClick(header.edit, Qt.Key.Key_Return)
    assert given.args == ["another"]
    assert not header.edit.isVisible()


def test_moderator_has_more_actions(window: ChatWindow, network: Network) -> None:
    room = network.rooms["#lobby"]
    window.member_acts.open_member_menu(room.state.members["bob"], window.mapToGlobal(window.rect().center()))
    menu = window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == [
        "Message", "Mention", "Who is this?", "Copy name", "Take the moderator's role",
        "Let speak while the room is moderated", "Other roles", "Kick from the room…", "Mute (this server cannot)",
        "Ban from the room…", "Block this person",
    ]  # fmt: skip
    menu.close()
    lamps = network.rooms["#lamps"]
    window.show_room(network, lamps)
    window.member_acts.open_member_menu(lamps.state.members["bob"], window.mapToGlobal(window.rect().center()))
    menu = window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Message", "Mention", "Who is this?", "Copy name", "Block this person"]
    menu.close()


def test_joining_a_room_checks_its_name(qtbot: QtBot, window: ChatWindow) -> None:
    window.acts.ask_room()
    question = window.findChild(TextQuestion)
    assert question is not None
    QTest.keyClicks(question.field, "two,words")
    QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
    assert question.fault_label.text() == "The name of a room has no commas."
    question.field.setText("tea")
    QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
    assert window.room is not None
    assert window.room.name == "#tea"


def test_many_lines_are_asked_about(qtbot: QtBot, window: ChatWindow) -> None:
    window.pane.composer.edit.setPlainText("\n".join("abcdefgh"))
    window.pane.composer.submit_text()
    question = window.findChild(FloodQuestion)
    assert question is not None
    before = window.pane.timeline.model.count()
    QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
    assert window.pane.timeline.model.count() == before + 8


def test_an_invitation_has_a_link(window: ChatWindow) -> None:
    window.acts.show_invitation()
    dialog = window.findChild(InviteDialog)
    assert dialog is not None
    assert dialog.link_field.text().startswith("irc://127.0.0.1:")
    assert dialog.link_field.text().endswith("/#lobby")
    dialog.close()


def test_leaving_the_last_chat_shows_an_empty_window(
    qtbot: QtBot, made: Scene, window: ChatWindow, network: Network
) -> None:
    family = made.enter(Script(network="Family", lines=room_lines("#kitchen", ("Ann",))))
    made.controller.remove_network(network)
    assert window.network is family
    made.controller.remove_network(family)
    assert window.network is None
    assert window.windowTitle() == "Desktop Chat"
    assert not window.pane.isVisible()


def test_chat_can_be_joined_after_leaving_the_only_one(
    qtbot: QtBot, made: Scene, window: ChatWindow, network: Network
) -> None:
    QTest.keyClicks(window.pane.composer.edit, "not said yet")
    with qtbot.waitSignal(network.destroyed):
        made.controller.remove_network(network)
    assert (window.network, window.room) == (None, None)
    assert not window.pane.composer.edit.isEnabled()
    family = made.enter(Script(network="Family", lines=room_lines("#kitchen", ("Ann",))))
    pump_until(lambda: "#kitchen" in family.rooms)
    assert window.room is family.rooms["#kitchen"]
    assert window.windowTitle() == "#kitchen · Family"
    QTest.keyClicks(window.pane.composer.edit, "hello")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return)
    model = window.pane.timeline.model
    assert model.entry_at(model.count() - 1).text == "hello"


def test_every_control_has_a_name(window: ChatWindow) -> None:
    kinds: tuple[type[QWidget], ...] = (QPushButton, IconButton, QLineEdit, QPlainTextEdit, QTreeView, QListView)
    unnamed = [
        child
        for kind in kinds
        for child in window.findChildren(kind)
        if not child.accessibleName() and not child.property("text")
    ]
    assert [(child, child.parent()) for child in unnamed if child.isVisible()] == []


def test_menu_of_a_left_chat_does_nothing(qtbot: QtBot, made: Scene, window: ChatWindow, network: Network) -> None:
    for room in (network.page, network.rooms["#lobby"]):
        window.acts.open_room_menu(network, room, QPoint())
    actions = [action for menu in window.findChildren(QMenu) for action in menu.actions() if action.text()]
    assert len(actions) > 8
    with qtbot.waitSignal(network.destroyed):
        made.controller.remove_network(network)
    for action in actions:
        action.trigger()
    assert made.controller.networks == []
    for menu in window.findChildren(QMenu):
        menu.close()


def test_typing_anywhere_goes_to_the_composer(window: ChatWindow) -> None:
    for part in (window.pane.timeline, window.sidebar.view, window.people.view):
        part.setFocus()
        QTest.keyClicks(part, "a")
        QTest.keyClicks(window.pane.composer.edit, "b")
        assert window.pane.composer.edit.hasFocus()
    assert window.pane.composer.text() == "ababab"


def test_keys_with_a_use_of_their_own_stay(window: ChatWindow) -> None:
    window.sidebar.view.setFocus()
    QTest.keyClick(window.sidebar.view, Qt.Key.Key_Space)
    QTest.keyClick(window.sidebar.view, Qt.Key.Key_Down)
    assert (window.pane.composer.text(), window.sidebar.view.hasFocus()) == ("", True)


def test_long_paste_is_shown_before_it_is_inserted(window: ChatWindow, network: Network) -> None:
    pasted = QMimeData()
    pasted.setText("line\n" * 12)
    window.pane.composer.edit.insertFromMimeData(pasted)
    question = window.findChild(PasteQuestion)
    assert question is not None
    assert window.pane.composer.text() == ""
    question.insert_button.click()
    assert window.pane.composer.text() == "line\n" * 12
    window.pane.composer.edit.insertFromMimeData(pasted)
    late = next(one for one in window.findChildren(PasteQuestion) if one.isVisible())
    window.show_room(network, network.rooms["#lamps"])
    late.insert_button.click()
    assert window.pane.composer.text() == "", "it was meant for the other room"


def test_text_dropped_anywhere_on_the_room_goes_to_the_composer(window: ChatWindow) -> None:
    dropped = QMimeData()
    dropped.setText("dropped words")
    pane, middle = window.pane, QPointF(window.pane.rect().center())
    enters = QDragEnterEvent(middle.toPoint(), Qt.DropAction.CopyAction, dropped, LEFT, NONE)
    pane.dragEnterEvent(enters)
    assert enters.isAccepted()
    pane.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, dropped, LEFT, NONE))
    assert pane.composer.text() == "dropped words"
    files = QMimeData()
    files.setText("file:///tmp/a")
    files.setUrls([QUrl("file:///tmp/a")])
    refused = QDragEnterEvent(middle.toPoint(), Qt.DropAction.CopyAction, files, LEFT, NONE)
    refused.ignore()
    pane.dragEnterEvent(refused)
    assert not refused.isAccepted()
