"""Rules, words and quiet are kept as they are chosen."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QTime
from pytestqt.qtbot import QtBot

from desktop_chat.client.notification_rules import is_quiet
from desktop_chat.client.preferences import QUIET_ALWAYS
from desktop_chat.qt.settings.notification_page import NotificationPage
from desktop_chat.qt.settings.settings_context import SettingsContext


@pytest.fixture
def page(qtbot: QtBot, context: SettingsContext) -> NotificationPage:
    made = NotificationPage(context, "Notifications")
    qtbot.addWidget(made)
    return made


def test_rules_are_kept(context: SettingsContext, page: NotificationPage) -> None:
    page.rule_box.choose_value("all")
    page.text_switch.click()
    page.sound_switch.click()
    page.tray_box.choose_value("quit")
    kept = context.preferences
    assert (kept.notify_rooms, kept.notify_text, kept.notify_sound) == ("all", False, False)
    assert kept.close_to_tray == "quit"


def test_without_notifications_their_rules_are_off(context: SettingsContext, page: NotificationPage) -> None:
    page.notify_switch.click()
    assert not context.preferences.notify
    assert not any(control.isEnabled() for control in (page.rule_box, page.text_switch, page.sound_switch))
    page.notify_switch.click()
    assert page.rule_box.isEnabled()


def test_words_are_tidied(context: SettingsContext, page: NotificationPage) -> None:
    page.words_field.setText(" tea ,, green   tea, чай,tea ")
    page.words_field.editingFinished.emit()
    assert context.preferences.mention_words == ("tea", "green tea", "чай")
    assert page.words_field.text() == "tea, green tea, чай"


def texts(page: NotificationPage) -> list[str]:
    return [page.quiet_box.itemText(index) for index in range(page.quiet_box.count())]


def test_quiet_begins_and_ends(qtbot: QtBot, context: SettingsContext, page: NotificationPage) -> None:
    assert texts(page)[0] == "Off"
    with qtbot.waitSignal(context.controller.quiet_changed):
        page.quiet_box.setCurrentIndex(page.quiet_box.count() - 1)
        page.quiet_box.activated.emit(page.quiet_box.currentIndex())
    assert context.preferences.quiet_until == QUIET_ALWAYS
    assert texts(page)[:2] == ["Do not disturb, until you end it", "Off"]
    page.quiet_box.setCurrentIndex(1)
    page.quiet_box.activated.emit(1)
    assert context.preferences.quiet_until == 0
    assert texts(page)[0] == "Off"
    context.controller.set_quiet(QUIET_ALWAYS)  # elsewhere
    page.refresh()
    assert texts(page)[1] == "Off"


def test_daily_times_are_kept(context: SettingsContext, page: NotificationPage) -> None:
    assert page.from_field.time() == QTime(22, 0)
    assert not page.from_field.isEnabled()
    page.daily_switch.click()
    assert page.from_field.isEnabled()
    page.from_field.setTime(QTime(21, 30))
    page.to_field.setTime(QTime(6, 15))
    kept = context.preferences
    assert (kept.quiet_daily, kept.quiet_from, kept.quiet_to) == (True, 21 * 60 + 30, 6 * 60 + 15)


def test_changed_daily_times_count_at_once(qtbot: QtBot, context: SettingsContext, page: NotificationPage) -> None:
    changes: list[bool] = []
    context.controller.quiet_changed.connect(lambda: changes.append(is_quiet(context.preferences, datetime.now())))
    now = QTime.currentTime()
    page.daily_switch.setChecked(True)
    page.from_field.setTime(now.addSecs(-3600))
    page.to_field.setTime(now.addSecs(3600))
    assert changes[-1]
    page.from_field.setTime(now.addSecs(1800))
    assert not changes[-1]
