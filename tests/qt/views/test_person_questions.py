"""People are offered under the names that windows show, and meant by them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.person_questions import known_people, nick_of
from tests.qt.scenes import Script
from tests.qt.views.test_chat_actions import hears


def test_somebody_of_the_chat_is_invited_by_the_shown_name(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    network.open_direct_messages("Zoe_Hill")
    network.on_received((parse_line(":srv METADATA Zoe_Hill display-name * :Zoe Hill"),))
    window.show_room(network, network.rooms["#lobby"])
    window.acts.show_invitation()
    dialog = window.findChildren(InviteDialog)[-1]
    assert not dialog.person_button.isEnabled()
    QTest.keyClicks(dialog.person_field, "hil")
    completer = dialog.person_field.completer()
    assert [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())] == [
        "Zoe Hill"
    ]
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    dialog.person_field.setText("zoe hill")
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.person_field, Qt.Key.Key_Return)
    qtbot.waitUntil(hears(script, "INVITE Zoe_Hill #lobby"))  # the dialog may be deleted meanwhile


def test_people_in_the_room_are_not_offered(network: Network) -> None:
    lobby = network.rooms["#lobby"]
    everybody, others = known_people(network, None), known_people(network, lobby)
    assert "Bob" in everybody.values()
    assert network.nick not in everybody.values()
    assert not {network.session.key_of(nick) for nick in others.values()} & set(lobby.state.members)


def test_names_that_nobody_has_become_nicks() -> None:
    people = {"Ann Lee": "Ann_Lee"}
    assert [nick_of(name, people) for name in ("ann lee", "Bob Stone", "*status", "Cid|away")] == [
        "Ann_Lee",
        "Bob_Stone",
        "*status",
        "Cid|away",
    ]
