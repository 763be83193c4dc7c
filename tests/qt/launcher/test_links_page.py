"""The page of links shows them with their counts and asks for what the host wants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import EntryRule, LinkRow
from desktop_chat.qt.launcher.links_page import LinksPage, link_name

NOW = 1_700_000_000_000
FAMILY, UNUSED = LinkRow("fam1234567", "Family", NOW, 2, NOW), LinkRow("k3f9x0q7mz", "", NOW, 0, 0)


@pytest.fixture
def page(qtbot: QtBot) -> LinksPage:
    made = LinksPage()
    qtbot.addWidget(made)
    made.set_running(running=True)
    made.show()
    return made


def test_rows_tell_the_name_and_how_many_came(page: LinksPage) -> None:
    page.set_links((FAMILY, UNUSED), NOW)
    name, details = page.view.item(0).text().split("\n")
    assert name == link_name(FAMILY) == "Family"
    assert details.startswith("2 people joined by it, the last one ")
    assert page.view.item(1).text() == "k3f9x0q7mz\nNobody has joined by it yet"


def test_stopped_chat_can_be_started_and_a_chat_without_links_can_get_one(qtbot: QtBot, page: LinksPage) -> None:
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.new_requested):
        page.empty.acted.emit()
    page.set_running(running=False)
    assert not page.rule_box.isEnabled()
    with qtbot.waitSignal(page.start_requested):
        page.empty.acted.emit()


def test_buttons_and_keys_are_about_the_chosen_link(qtbot: QtBot, page: LinksPage) -> None:
    page.set_links((UNUSED, FAMILY), NOW)
    page.view.setCurrentRow(1)
    page.set_links((FAMILY, UNUSED), NOW)
    assert page.chosen_link() == FAMILY
    for button, wish in (
        (page.copy_button, page.copy_requested),
        (page.show_button, page.show_requested),
        (page.revoke_button, page.revoke_requested),
    ):
        with qtbot.waitSignal(wish) as asked:
            button.click()
        assert asked.args == [FAMILY]
    page.view.setFocus()
    for key, wish in ((Qt.Key.Key_Return, page.show_requested), (Qt.Key.Key_Delete, page.revoke_requested)):
        with qtbot.waitSignal(wish):
            QTest.keyClick(page.view, key)
    new = replace(UNUSED, token="abcdefghij")
    page.set_links((FAMILY, UNUSED, new), NOW)
    assert page.chosen_link() == new, "Copy link copies the link that was made just now"


def test_choice_of_the_rule_is_a_wish(qtbot: QtBot, page: LinksPage) -> None:
    page.set_rule(EntryRule.OPEN)
    page.rule_box.setFocus()
    with qtbot.waitSignal(page.rule_requested) as asked:
        QTest.keyClick(page.rule_box, Qt.Key.Key_Down)
    assert asked.args == [EntryRule.LINK]
