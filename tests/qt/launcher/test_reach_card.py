"""The card says whether others can join: by a guest, by the report of a test, or why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.lan.firewalls import Firewall
from desktop_chat.net.addresses import ListenAddress, Reach
from desktop_chat.qt.hosting.reach_check import ReachReport
from desktop_chat.qt.launcher.reach_card import ReachCard
from desktop_chat.qt.launcher.window import LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting

HERE = ListenAddress("192.168.1.20", 6697)
ADDRESSES: dict[Reach, tuple[ListenAddress, ...]] = {
    Reach.NETWORK: (HERE,),
    Reach.COMPUTER: (ListenAddress("127.0.0.1", 6697),),
}


@pytest.fixture
def card(qtbot: QtBot) -> ReachCard:
    made = ReachCard()
    qtbot.addWidget(made)
    made.set_addresses(ADDRESSES)
    return made


def test_a_guest_from_another_computer_is_the_proof(card: ReachCard) -> None:
    ann, bob = example_rows.people(2)
    card.set_users((ann, replace(bob, host=HERE.host)))
    assert card.reach_label.text() == "The addresses are being tested…", "this computer proves nothing"
    card.set_users((ann, bob))
    card.set_report(ReachReport((), (HERE,)))
    assert card.reach_label.text() == "Yes: bob has joined from 192.168.1.31."
    card.set_users(())
    assert card.reach_label.text().startswith("Yes"), "it was proved"


def test_the_report_of_a_test_is_said(card: ReachCard) -> None:
    for report, said in (
        (ReachReport((HERE,)), "The chat answers at 192.168.1.20:6697. Nobody"),
        (ReachReport((), (HERE,)), "The chat does not answer at 192.168.1.20:6697"),
    ):
        card.set_report(report)
        assert card.reach_label.text().startswith(said)
        assert not card.line_field.isVisibleTo(card)


def test_a_firewall_is_named_with_the_line_that_opens_it(card: ReachCard) -> None:
    card.set_report(ReachReport((HERE,), (), Firewall.UFW))
    assert "The firewall ufw is on" in card.reach_label.text()
    assert card.line_field.isVisibleTo(card)
    card.copy_button.click()
    assert QGuiApplication.clipboard().text() == "sudo ufw allow 6697"


def test_without_a_network_nothing_is_tested(card: ReachCard) -> None:
    card.set_addresses({Reach.COMPUTER: (ListenAddress("127.0.0.1", 6697),)})
    assert card.outer_addresses == ()
    assert card.reach_label.text().startswith("Only this computer can join")


def test_the_window_begins_a_test_for_new_addresses(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[object, ...]] = []
    monkeypatch.setattr(window.reach_check, "begin_test", lambda *asked: begun.append(asked))
    monkeypatch.setattr(RecordingHosting, "is_connected", True)
    hosting.set_state(example_rows.running())
    hosting.addresses_changed.emit()
    assert len(begun) == 1
    window.overview.reach.again_button.click()
    assert len(begun) == 2
    assert begun[0] == begun[1] == (window.overview.reach.outer_addresses, example_rows.running().fingerprint)
    window.reach_check.reported.emit(ReachReport(window.overview.reach.outer_addresses))
    assert window.overview.reach.reach_label.text().startswith("The chat answers at")
