"""The icon shows the state, and its menu leads back, to quiet and out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import QUIET_ALWAYS
from desktop_chat.qt.app.tray import Tray, TrayState, find_tray, state_icon


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    made = Tray()
    yield made
    made.close()
    assert not made.icon.isVisible()


def texts(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if action.text()]


def test_the_menu_opens_settles_and_quits(qtbot: QtBot, tray: Tray) -> None:
    assert (find_tray() is not None) == QSystemTrayIcon.isSystemTrayAvailable()
    assert texts(tray) == ["Open Desktop Chat", "Do not disturb", "Settings…", "Quit"]
    opens, _, _, settles, _, quits = tray.menu.actions()
    for action, signal in ((opens, tray.opened), (settles, tray.settings_requested), (quits, tray.quit_requested)):
        with qtbot.waitSignal(signal):
            action.trigger()


def test_a_click_opens_and_a_right_click_does_not(qtbot: QtBot, tray: Tray) -> None:
    with qtbot.waitSignal(tray.opened):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.opened):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    with qtbot.waitSignal(tray.clicked) as clicked:
        tray.icon.messageClicked.emit()
    assert clicked.args == [""]
    tray.show("room", "Bob", "hello")
    tray.withdraw("room")


def test_quiet_begins_and_ends_in_the_menu(qtbot: QtBot, tray: Tray) -> None:
    (terms,) = tray.menu.findChildren(QMenu)
    with qtbot.waitSignal(tray.quiet_chosen) as chosen:
        terms.actions()[0].trigger()
    assert chosen.args is not None
    assert 0 < chosen.args[0] - datetime.now().timestamp() * 1000 <= 30 * 60_000
    with qtbot.waitSignal(tray.quiet_chosen) as chosen:
        terms.actions()[-1].trigger()
    assert chosen.args == [QUIET_ALWAYS]
    tray.show_state(TrayState(quiet=True))
    assert texts(tray) == ["Open Desktop Chat", "End do not disturb", "Settings…", "Quit"]
    with qtbot.waitSignal(tray.quiet_chosen) as chosen:
        tray.menu.actions()[2].trigger()
    assert chosen.args == [0]


def test_the_state_is_said_in_words(qapp: QApplication, tray: Tray) -> None:
    name = qapp.applicationDisplayName()
    assert tray.icon.toolTip() == name
    tray.show_state(TrayState(unread=5, mentions=2))
    assert tray.icon.toolTip() == f"{name}, 2 for you"
    tray.show_state(TrayState(unread=5, online=False, quiet=True))
    assert tray.icon.toolTip() == f"{name}, offline, do not disturb, 5 unread"


def picture(icon: QIcon) -> bytes:
    return bytes(icon.pixmap(22, 22).toImage().constBits())


def test_each_state_has_a_picture_of_its_own(qtbot: QtBot) -> None:
    states = (
        TrayState(),
        TrayState(unread=5),
        TrayState(unread=5, mentions=2),
        TrayState(unread=5, mentions=3),
        TrayState(online=False),
        TrayState(quiet=True),
    )
    assert len({picture(state_icon(state)) for state in states}) == len(states)
