"""One switch lets browsers in; the card says what that means, and the link and the code open the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.qt.launcher.browsers_card import BrowsersCard
from desktop_chat.qt.launcher.setting_texts import BROWSERS, PLAIN_BROWSERS
from desktop_chat.qt.launcher.window import LauncherWindow
from tests.patience import MILLISECONDS
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click


@pytest.mark.parametrize(
    ("browsers", "own", "switches", "offers_plain", "words"),
    [
        ("", True, (False, False), False, "without an install"),
        ("https", True, (True, False), True, "warns of a certificate"),
        ("https", False, (True, False), False, "in every browser."),
        ("http", True, (True, True), True, "in every browser."),
    ],
)
def test_card_says_how_browsers_may_join(
    qtbot: QtBot, browsers: str, own: bool, switches: tuple[bool, bool], offers_plain: bool, words: str
) -> None:
    card = BrowsersCard()
    qtbot.addWidget(card)
    card.set_state(browsers, own_certificate=own)
    assert (card.join_switch.isChecked(), card.plain_switch.isChecked()) == switches
    assert card.plain_switch.isVisibleTo(card) is offers_plain
    assert words in card.meaning_label.text()
    assert card.plain_label.isVisibleTo(card) is (browsers == "http")


def test_switch_shows_what_the_server_has_accepted(qtbot: QtBot) -> None:
    card = BrowsersCard()
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.join_requested) as asked:
        card.join_switch.click()
    assert asked.args == [True]
    assert not card.join_switch.isChecked()


def test_link_opens_in_browsers(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    """And in this program: everything behind the scheme is the same."""
    hosting.set_state(example_rows.running())
    plain = hosting.invitations.lobby_link()
    for scheme in ("https", "http"):
        hosting.set_state(replace(example_rows.running(), browsers=scheme))
        link = window.overview.invite.link_field.text()
        assert link == f"{scheme}{plain.removeprefix('ircs')}"
        assert parse_chat_address(link) == parse_chat_address(plain)
    hosting.set_state(replace(example_rows.running(), browsers="http", listening=("203.0.113.5:6697",)))
    assert hosting.invitations.lobby_link().startswith("https://203.0.113.5")


def test_switches_change_the_running_chat(qtbot: QtBot, live_window: LauncherWindow) -> None:
    card = live_window.overview.browsers
    click(qtbot, card.join_switch)
    qtbot.waitUntil(card.join_switch.isChecked, timeout=MILLISECONDS)
    assert live_window.overview.invite.link_field.text().startswith("https://")
    click(qtbot, card.plain_switch)
    qtbot.waitUntil(card.plain_switch.isChecked, timeout=MILLISECONDS)
    assert live_window.overview.invite.link_field.text().startswith("http://")
    click(qtbot, card.join_switch)
    qtbot.waitUntil(lambda: not card.join_switch.isChecked(), timeout=MILLISECONDS)
    assert live_window.overview.invite.link_field.text().startswith("ircs://")


def test_refused_change_is_told(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    window.on_switch_requested(BROWSERS, True)
    assert window.toast.isVisible()
    assert PLAIN_BROWSERS != BROWSERS
