"""The dialog that finds out why no chat is found: each cause in words, what helps, and what its buttons do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.lan.diagnosis import Cause, Facts, Reachability
from desktop_chat.lan.firewalls import Firewall
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.qt.dialogs.why_dialog import WhyDialog
from desktop_chat.qt.widgets import IconButton
from tests.qt.pictures.start import FOUND

HOME = InterfaceAddress("eth0", 2, "10.0.0.2", 24)
CHAT = ListenAddress("10.0.0.1", 6697)
FACTS = Facts(interfaces=(HOME,), default_interface="eth0", neighbours=("10.0.0.1", "10.0.0.3"))
CAUSES = {
    Cause.NO_NETWORK: Facts(),
    Cause.WRONG_TIME: replace(FACTS, is_clock_wrong=True),
    Cause.FIREWALL_THERE: replace(FACTS, unreachable=(FoundChat(FOUND[0].beacon, (CHAT,)),)),
    Cause.ANNOUNCEMENTS_BLOCKED: replace(FACTS, usual=((CHAT, Reachability.CHAT),)),
    Cause.FIREWALL_HERE: replace(FACTS, hears_itself=False, firewall=Firewall.UFW),
    Cause.VPN: replace(FACTS, default_interface="tun0"),
    Cause.SERVER_STOPPED: replace(FACTS, saved=((CHAT, Reachability.REFUSED),)),
    Cause.OTHER_NETWORK: replace(FACTS, saved=((ListenAddress("10.0.9.1", 6697), Reachability.SILENT),)),
    Cause.ISOLATION: replace(FACTS, neighbours=()),
    Cause.NOBODY: FACTS,
}


@pytest.fixture
def dialog(qtbot: QtBot) -> WhyDialog:
    made = WhyDialog((CHAT,), (), None)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    made.stop()  # what the network of this computer shows is no part of the test
    return made


def lines(dialog: WhyDialog) -> list[str]:
    return [field.text() for field in dialog.findChildren(QLineEdit) if field.isVisible()]


def test_every_cause_has_an_example() -> None:
    assert set(CAUSES) == set(Cause)


@pytest.mark.parametrize("cause", Cause)
def test_cause_is_named_with_what_helps(dialog: WhyDialog, cause: Cause) -> None:
    assert dialog.spinner.isVisible()
    dialog.show_facts(CAUSES[cause])
    assert dialog.finding is not None
    assert dialog.finding.cause is cause
    assert not dialog.spinner.isVisible()
    assert dialog.cause_label.isVisible()
    assert dialog.cause_label.text().endswith(".")
    assert "{0}" not in dialog.cause_label.text() + dialog.help_label.text()
    assert dialog.help_label.text()


def test_line_of_this_computers_firewall_can_be_copied(dialog: WhyDialog) -> None:
    dialog.show_facts(CAUSES[Cause.FIREWALL_HERE])
    assert lines(dialog) == ["sudo ufw allow 6697"]
    (copy,) = [button for button in dialog.findChildren(IconButton) if button.isVisible()]
    assert copy.accessibleName() == "Copy the line for ufw"
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "sudo ufw allow 6697"


def test_lines_for_another_computer_name_its_port(dialog: WhyDialog) -> None:
    away = ListenAddress("10.0.0.1", 7000)
    dialog.show_facts(replace(FACTS, unreachable=(FoundChat(FOUND[0].beacon, (away,)),)))
    assert len(lines(dialog)) == 3
    assert all("7000" in line for line in lines(dialog))


def test_address_that_answers_is_used(qtbot: QtBot, dialog: WhyDialog) -> None:
    dialog.show_facts(CAUSES[Cause.ANNOUNCEMENTS_BLOCKED])
    with qtbot.waitSignal(dialog.address_chosen) as chosen:
        QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert chosen.args == [CHAT]
    assert not dialog.isVisible()


def test_a_chat_can_be_started_instead(qtbot: QtBot, dialog: WhyDialog) -> None:
    dialog.show_facts(CAUSES[Cause.NOBODY])
    with qtbot.waitSignal(dialog.host_requested):
        QTest.mouseClick(dialog.host_button, Qt.MouseButton.LeftButton)


def test_check_is_made_again(qtbot: QtBot, dialog: WhyDialog) -> None:
    """Tests have no network: DESKTOP_CHAT_LAN is off."""
    dialog.show_facts(CAUSES[Cause.NOBODY])
    QTest.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    assert dialog.spinner.isVisible()
    assert lines(dialog) == []
    qtbot.waitUntil(lambda: dialog.finding is not None)
    assert dialog.finding is not None
    assert dialog.finding.cause is Cause.NO_NETWORK


def test_facts_of_an_earlier_check_are_ignored(dialog: WhyDialog) -> None:
    dialog.on_found_out(0, CAUSES[Cause.VPN])
    assert dialog.finding is None
