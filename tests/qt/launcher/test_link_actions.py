"""Links with a real server: made, copied, used, revoked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.net.control_values import EntryRule
from desktop_chat.net.fingerprints import is_same_key
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import reap_ended
from desktop_chat.qt.launcher.link_questions import NewLinkQuestion, RevokeQuestion
from desktop_chat.qt.launcher.window import LINKS, LauncherWindow
from tests.child_processes import kill_children
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[LauncherWindow]:
    hosting = Hosting(tmp_path)
    made = LauncherWindow(hosting, "stop")
    qtbot.addWidget(made)
    made.show()
    hosting.start_server({"listen.addresses": "127.0.0.1:0"})
    qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
    made.navigation.choose_page(LINKS)
    yield made
    hosting.stop_server()
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    hosting.close()
    kill_children()
    reap_ended()


def test_link_is_made_used_and_revoked(qtbot: QtBot, running: LauncherWindow) -> None:
    page, hosting = running.links, running.hosting
    page.rule_requested.emit(EntryRule.LINK)
    qtbot.waitUntil(lambda: page.rule_box.value == EntryRule.LINK and page.view.count() == 1, timeout=MILLISECONDS)
    settings = running.settings
    assert not settings.empty.isVisibleTo(settings), "the chat runs, and its answer is under way"
    qtbot.waitUntil(lambda: bool(settings.fields), timeout=MILLISECONDS)
    entry = settings.fields["access.entry"]
    qtbot.waitUntil(lambda: entry.current_value() == EntryRule.LINK, timeout=MILLISECONDS)
    assert parse_chat_address(hosting.invitations.lobby_link()).token == hosting.links[0].token
    page.new_button.click()
    question = running.findChild(NewLinkQuestion)
    assert question is not None
    question.name_field.setText("Family")
    question.go_button.click()
    qtbot.waitUntil(lambda: page.view.count() == 2, timeout=MILLISECONDS)
    page.view.setCurrentRow(1)
    page.copy_button.click()
    place = parse_chat_address(QGuiApplication.clipboard().text())
    assert place.token == hosting.links[1].token
    assert is_same_key(place.fingerprint, hosting.state.fingerprint)
    page.show_button.click()
    shown = running.findChild(InviteDialog)
    assert shown is not None
    assert parse_chat_address(shown.link_field.text()) == place
    shown.leave_button.click()
    with IrcClient(place.port) as ann:
        ann.send(f"PASS {place.token}", "NICK ann", "USER ann 0 * :Ann")
        ann.until("001")
        qtbot.waitUntil(lambda: hosting.links[1].uses == 1, timeout=MILLISECONDS)
        assert "Nobody" not in page.view.item(1).text()
    page.revoke_button.click()
    revoking = running.findChild(RevokeQuestion)
    assert revoking is not None
    revoking.go_button.click()
    qtbot.waitUntil(lambda: page.view.count() == 1, timeout=MILLISECONDS)
    with IrcClient(place.port) as bob:
        bob.send(f"PASS {place.token}", "NICK bob", "USER bob 0 * :Bob")
        bob.until("464")


def test_refused_act_is_said(qtbot: QtBot, running: LauncherWindow) -> None:
    running.links.rule_requested.emit("nonsense")
    qtbot.waitUntil(running.toast.isVisible, timeout=MILLISECONDS)
    assert running.links.rule_box.value == EntryRule.OPEN
