"""Somebody asks to be let in, with a real server: the launcher shows it, and the person comes in or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.net.control_values import KnockRow
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.knock_desk import KnockDesk
from desktop_chat.qt.hosting.server_process import reap_ended
from desktop_chat.texts import hub as texts
from tests.child_processes import kill_children
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS


@pytest.fixture
def hosting(qtbot: QtBot, tmp_path: Path) -> Iterator[Hosting]:
    made = Hosting(tmp_path)
    made.start_server({"listen.addresses": "127.0.0.1:0", "access.entry": "approval"})
    qtbot.waitUntil(lambda: made.is_running, timeout=MILLISECONDS)
    yield made
    made.stop_server()
    qtbot.waitUntil(lambda: not made.is_active, timeout=MILLISECONDS)
    made.close()
    kill_children()
    reap_ended()


def test_person_is_let_in_or_turned_away(qtbot: QtBot, hosting: Hosting) -> None:
    window, placed = QWidget(), list[QWidget]()
    qtbot.addWidget(window)
    desk = KnockDesk(hosting, window, placed.append, lambda _: None)
    port = parse_address(hosting.state.listening[0]).port
    for nick, answer, heard in (("ann", "accept_button", "001"), ("bob", "decline_button", "464")):
        with IrcClient(port) as client:
            client.send(f"NICK {nick}", f"USER {nick} 0 * :{nick}")
            assert client.until("NOTICE")[-1].params[-1] == texts.HOST_IS_ASKED
            qtbot.waitUntil(lambda: bool(hosting.knocks), timeout=MILLISECONDS)
            assert placed == [desk.bar]
            assert desk.bar is not None
            assert desk.bar.text_label.text().startswith(nick)
            getattr(desk.bar, answer).click()
            client.until(heard)
            qtbot.waitUntil(lambda: not hosting.knocks, timeout=MILLISECONDS)


def test_late_answer_is_said(qtbot: QtBot, hosting: Hosting) -> None:
    window, said = QWidget(), list[str]()
    qtbot.addWidget(window)
    desk = KnockDesk(hosting, window, lambda _: None, said.append)
    desk.show_knocks((KnockRow(4711, "ann", "Ann", "127.0.0.1", "", 5),))
    assert desk.bar is not None
    desk.bar.accept_button.click()
    qtbot.waitUntil(lambda: said == [texts.NO_SUCH_KNOCK], timeout=MILLISECONDS)
