"""The host makes and removes moderators, with a real server: question, outcome, and what people see."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.net.addresses import parse_address
from desktop_chat.net.fingerprints import is_same_key
from desktop_chat.qt.dialogs.invite_dialog import OwnerDialog
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.launcher.role_changes import ModeratorQuestion
from desktop_chat.qt.launcher.window import ROLES, LauncherWindow
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS


def test_moderator_is_made_and_removed(qtbot: QtBot, live_window: LauncherWindow) -> None:
    port = parse_address(live_window.hosting.state.listening[0]).port
    with IrcClient(port) as ann, IrcClient(port) as bob:
        for client, nick in ((ann, "ann"), (bob, "bob")):
            client.register(nick)
            client.join("#lobby")
        live_window.navigation.choose_page(ROLES)
        page = live_window.roles
        qtbot.waitUntil(lambda: page.model.role_count == 1, timeout=MILLISECONDS)
        page.add_button.click()
        (asking,) = live_window.findChildren(ModeratorQuestion)
        assert not asking.go_button.isEnabled()
        assert asking.room_box.currentData() == "#lobby"
        asking.name_field.setText(" bob ")
        asking.go_button.click()
        qtbot.waitUntil(lambda: live_window.toast.text() == "bob is a moderator now", timeout=MILLISECONDS)
        assert bob.until("MODE")[-1].params == ("#lobby", "+o", "bob")
        qtbot.waitUntil(lambda: page.model.role_count == 2, timeout=MILLISECONDS)
        page.choose_row(1)
        page.remove_button.click()
        next(one for one in live_window.findChildren(ActQuestion) if one.isVisible()).go_button.click()
        qtbot.waitUntil(lambda: live_window.toast.text() == "bob is not a moderator any more", timeout=MILLISECONDS)
        assert bob.until("MODE")[-1].params == ("#lobby", "-o", "bob")


def test_page_follows_what_happens_in_the_chat(qtbot: QtBot, live_window: LauncherWindow) -> None:
    port = parse_address(live_window.hosting.state.listening[0]).port
    with IrcClient(port) as ann, IrcClient(port) as bob:
        for client, nick in ((ann, "ann"), (bob, "bob")):
            client.register(nick)
        live_window.navigation.choose_page(ROLES)
        page = live_window.roles
        qtbot.waitUntil(page.refresh_button.isEnabled, timeout=MILLISECONDS)
        assert page.model.role_count == 0
        ann.join("#tea")  # whoever opens a room moderates it
        qtbot.waitUntil(lambda: page.model.role_count == 1, timeout=MILLISECONDS)
        bob.join("#tea")
        ann.send("MODE #tea +o bob")
        qtbot.waitUntil(lambda: page.model.role_count == 2, timeout=MILLISECONDS)
        ann.send("MODE #tea -o bob")
        qtbot.waitUntil(lambda: page.model.role_count == 1, timeout=MILLISECONDS)


def test_unknown_person_is_told(qtbot: QtBot, live_window: LauncherWindow) -> None:
    with IrcClient(parse_address(live_window.hosting.state.listening[0]).port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        live_window.navigation.choose_page(ROLES)
        live_window.roles.add_button.click()
        (asking,) = live_window.findChildren(ModeratorQuestion)
        asking.name_field.setText("eve")
        asking.go_button.click()
        qtbot.waitUntil(lambda: live_window.toast.text() == "Nobody is known as eve.", timeout=MILLISECONDS)


def test_second_computer_becomes_the_owners_and_is_sent_away(qtbot: QtBot, live_window: LauncherWindow) -> None:
    live_window.navigation.choose_page(ROLES)
    page = live_window.roles
    page.owner_button.click()
    qtbot.waitUntil(lambda: bool(live_window.findChildren(OwnerDialog)), timeout=MILLISECONDS)
    (dialog,) = live_window.findChildren(OwnerDialog)
    place = parse_chat_address(dialog.link_field.text())
    assert place.owns
    assert is_same_key(place.fingerprint, live_window.hosting.state.fingerprint)
    dialog.leave_button.click()
    qtbot.waitUntil(lambda: page.model.role_count == 1, timeout=MILLISECONDS)
    page.choose_row(0)
    page.remove_button.click()
    next(one for one in live_window.findChildren(ActQuestion) if one.isVisible()).go_button.click()
    qtbot.waitUntil(lambda: page.model.role_count == 0, timeout=MILLISECONDS)
    assert live_window.toast.text() == "Revoked"
