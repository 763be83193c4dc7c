"""What others learn is the person's choice, and blocked people can be unblocked."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.privacy_page import PrivacyPage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_choices_are_kept(qtbot: QtBot, context: SettingsContext) -> None:
    page = PrivacyPage(context, "Privacy")
    qtbot.addWidget(page)
    for switch in (page.tell_typing_switch, page.tell_read_switch, page.one_key_switch):
        switch.click()
    kept = context.preferences
    assert (kept.tell_typing, kept.tell_read, kept.one_key) == (False, False, True)


def unblock_names(page: PrivacyPage) -> list[str]:
    return [button.accessibleName() for button in page.findChildren(QPushButton) if button.isVisibleTo(page)]


def test_blocked_people_are_listed_and_unblocked(qtbot: QtBot, network: Network, context: SettingsContext) -> None:
    page = PrivacyPage(context, "Privacy")
    qtbot.addWidget(page)
    assert page._nobody_label.isVisibleTo(page)
    network.block_person("Bob")
    network.block_person("Cid")
    page.refresh()
    assert unblock_names(page) == ["Unblock Bob", "Unblock Cid"]
    assert not page._nobody_label.isVisibleTo(page)
    page.findChildren(QPushButton)[0].click()
    assert not network.session.is_blocked("Bob")
    assert unblock_names(page) == ["Unblock Cid"]
