"""The acts of the host on people, with a real server: question, outcome, undo."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.net.control_values import UserRow
from desktop_chat.net.identity import open_identity
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.pending_requests import Then
from desktop_chat.qt.launcher.people_actions import PeopleActions
from desktop_chat.qt.launcher.people_page import PeoplePage
from desktop_chat.qt.launcher.people_questions import (
    AddressQuestion,
    AnnouncementQuestion,
    BanQuestion,
    NameQuestion,
    TermQuestion,
)
from desktop_chat.qt.launcher.window import PEOPLE, LauncherWindow
from desktop_chat.qt.widgets import Toast
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.launcher import example_rows

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def window(live_window: LauncherWindow) -> LauncherWindow:
    live_window.navigation.choose_page(PEOPLE)
    return live_window


def _port(window: LauncherWindow) -> int:
    return parse_address(window.hosting.state.listening[0]).port


def _connect_person(qtbot: QtBot, window: LauncherWindow, nick: str) -> IrcClient:
    client = IrcClient(_port(window))
    client.register(nick)
    client.join("#lobby")
    qtbot.waitUntil(lambda: any(user.nick == nick for user in window.hosting.users), timeout=MILLISECONDS)
    return client


def _user(window: LauncherWindow, nick: str) -> UserRow:
    return next(user for user in window.hosting.users if user.nick == nick)


def _select_person(window: LauncherWindow, nick: str) -> None:
    people = window.people.people
    row = next(row for row in range(people.rowCount()) if people.index(row, 0).data() == nick)
    window.people.table.selectRow(row)
    window.people.make_menu().deleteLater()


def _visible_question(window: QWidget, kind: type[Kind]) -> Kind:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def _wait_for_toast(qtbot: QtBot, toast: Toast, text: str) -> None:
    qtbot.waitUntil(lambda: toast.isVisible() and toast.text() == text, timeout=MILLISECONDS)


def test_mute_and_unmute(qtbot: QtBot, window: LauncherWindow) -> None:
    with _connect_person(qtbot, window, "bob") as bob:
        _select_person(window, "bob")
        window.people.mute_action.trigger()
        question = _visible_question(window, TermQuestion)
        assert question.term_box.currentData() == 3600
        question.go_button.click()
        _wait_for_toast(qtbot, window.toast, "bob is muted")
        qtbot.waitUntil(lambda: _user(window, "bob").muted, timeout=MILLISECONDS)
        bob.send("PRIVMSG #lobby :hush")
        assert any(message.command == "404" for message in bob.fence())
        _select_person(window, "bob")
        assert window.people.mute_action.text() == "Unmute"
        window.people.mute_action.trigger()
        _wait_for_toast(qtbot, window.toast, "bob may speak again")
        bob.send("PRIVMSG #lobby :well")
        assert not any(message.command == "404" for message in bob.fence())


def test_toast_undoes_a_ban(qtbot: QtBot, window: LauncherWindow) -> None:
    with _connect_person(qtbot, window, "bob") as bob:
        _select_person(window, "bob")
        window.people.ban_action.trigger()
        question = _visible_question(window, BanQuestion)
        assert len(question.radios) == 2  # the address of this computer cannot be banned
        question.reason_field.setText("spam")
        question.go_button.click()
        _wait_for_toast(qtbot, window.toast, "bob is banned")
        assert any("spam" in line for line in bob.rest())
    window.toast.acted.emit()
    qtbot.waitUntil(lambda: "may come back" in window.toast.text(), timeout=MILLISECONDS)
    with _connect_person(qtbot, window, "bob"):
        pass


def test_moderator_role_is_given_and_removed(qtbot: QtBot, window: LauncherWindow) -> None:
    """The first person in the lobby is a moderator."""
    with _connect_person(qtbot, window, "bob"):
        for before, said in ((True, "bob is not a moderator any more"), (False, "bob is a moderator now")):
            _wait_for_role(qtbot, window, moderator=before)
            _select_person(window, "bob")
            window.people.moderator_action.trigger()
            _wait_for_toast(qtbot, window.toast, said)
        _wait_for_role(qtbot, window, moderator=True)


def _wait_for_role(qtbot: QtBot, window: LauncherWindow, *, moderator: bool) -> None:
    qtbot.waitUntil(lambda: _user(window, "bob").moderator is moderator, timeout=MILLISECONDS)


def test_address_is_banned_and_unbanned(qtbot: QtBot, window: LauncherWindow) -> None:
    window.people.bans_button.click()
    dialog = window.acts.dialog
    assert dialog is not None
    for address, said in (
        ("nowhere", "nowhere is not an address or a network."),
        ("203.0.113.9", "Nobody can join from 203.0.113.9"),
    ):
        dialog.add_button.click()
        question = _visible_question(window, AddressQuestion)
        assert not question.go_button.isEnabled()
        question.address_field.setText(address)
        question.go_button.click()
        _wait_for_toast(qtbot, dialog.toast, said)
        qtbot.waitUntil(lambda: not dialog.findChildren(AddressQuestion))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=MILLISECONDS)
    dialog.view.setCurrentIndex(dialog.bans.index(0, 0))
    dialog.lift_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0, timeout=MILLISECONDS)
    dialog.done_button.click()
    assert window.acts.dialog is None


def test_reserved_name_is_freed(qtbot: QtBot, window: LauncherWindow, tmp_path: Path) -> None:
    own = open_identity(tmp_path, "gus", "gus.example", datetime.now(UTC))
    with IrcClient(_port(window), tls=True, certificate=(own.certificate, own.key)) as gus:
        gus.register("gus")
    qtbot.waitUntil(lambda: not window.hosting.users, timeout=MILLISECONDS)
    with IrcClient(_port(window)) as other:
        other.send("NICK gus", "USER x 0 * :X")
        other.until("433")
        window.people.bans_button.click()
        dialog = window.acts.dialog
        assert dialog is not None
        for said in ("The name gus is free", "Nobody has reserved gus."):
            dialog.free_button.click()
            question = _visible_question(window, NameQuestion)
            assert not question.go_button.isEnabled()
            question.name_field.setText(" gus ")
            question.go_button.click()
            _wait_for_toast(qtbot, dialog.toast, said)
            qtbot.waitUntil(lambda: not dialog.findChildren(NameQuestion))
        other.send("NICK gus")
        other.until("001")
    dialog.done_button.click()


def test_menu_of_the_host_has_no_sanctions(window: LauncherWindow) -> None:
    window.people.set_users(example_rows.people())
    _select_person(window, "ann")
    menu = window.people.make_menu()
    assert window.people.ban_action not in menu.actions()
    _select_person(window, "bob")
    menu = window.people.make_menu()
    assert window.people.ban_action in menu.actions()


class RequestRecorder(Hosting):
    """A Hosting that records requests."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.requests: list[tuple[str, dict[str, Any] | None]] = []

    def send_request(self, do: str, arguments: dict[str, Any] | None = None, then: Then | None = None) -> None:
        self.requests.append((do, arguments))


def test_ban_of_the_address_is_offered_and_requested(qtbot: QtBot, tmp_path: Path) -> None:
    hosting, window = RequestRecorder(tmp_path), QWidget()
    qtbot.addWidget(window)
    window.show()
    user = example_rows.people()[1]
    acts = PeopleActions(hosting, PeoplePage(window), Toast(window), window)
    acts.on_ban_requested(user)
    question = _visible_question(window, BanQuestion)
    question.radios[2].click()
    question.term_box.setCurrentIndex(1)
    question.go_button.click()
    assert hosting.requests == [("ban", {"address": user.host, "seconds": 3600, "reason": ""})]


def test_everybody_is_told(qtbot: QtBot, window: LauncherWindow) -> None:
    with _connect_person(qtbot, window, "bob") as bob:
        window.people.announce_button.click()
        question = _visible_question(window, AnnouncementQuestion)
        assert not question.go_button.isEnabled()
        question.message_field.setText(" Lunch at noon ")
        question.go_button.click()
        _wait_for_toast(qtbot, window.toast, "Everybody was told")
        assert bob.until("NOTICE")[-1].params[-1] == "Lunch at noon"
