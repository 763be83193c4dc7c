"""Backups from the launcher with a real chat: written while it runs, restored with a pause, sentences for faults."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.launcher.window import BACKUPS, SETTINGS, LauncherWindow
from tests.patience import MILLISECONDS
from tests.qt.launcher.test_people_actions import window as window
from tests.server.test_backup import say, texts_in


def port(window: LauncherWindow) -> int:
    return parse_address(window.hosting.state.listening[0]).port


def test_a_running_chat_is_backed_up_and_brought_back(qtbot: QtBot, window: LauncherWindow) -> None:
    data = window.hosting.data
    say(port(window), "ann", "one")
    window.navigation.choose_page(BACKUPS)
    qtbot.waitUntil(lambda: not window.backup_acts.commands.is_busy, timeout=MILLISECONDS)
    window.backups.now_button.click()
    qtbot.waitUntil(lambda: window.backups.view.count() == 1, timeout=MILLISECONDS)
    assert window.toast.text() == "The backup is complete"
    say(port(window), "ann", "two")
    pid = window.hosting.state.pid
    notice = window.backups.notice

    def answer(done: str) -> None:
        qtbot.waitUntil(lambda: bool(visible_questions(window)), timeout=MILLISECONDS)
        (question,) = visible_questions(window)
        question.go_button.click()
        qtbot.waitUntil(lambda: window.toast.text() == done, timeout=MILLISECONDS)
        qtbot.waitUntil(lambda: not window.backup_acts.commands.is_busy, timeout=MILLISECONDS)

    window.backups.restore_button.click()
    qtbot.waitUntil(lambda: bool(visible_questions(window)), timeout=MILLISECONDS)
    texts = [label.text() for label in visible_questions(window)[0].findChildren(QLabel)]
    assert any(window.backups.view.item(0).text() in text for text in texts), (
        "what the backup holds stands in the question"
    )
    answer("The backup was restored")
    qtbot.waitUntil(lambda: window.hosting.is_running and window.hosting.state.pid != pid, timeout=MILLISECONDS)
    assert texts_in(data / "chat.db") == ["one"]
    assert not notice.isHidden()
    notice.action_button.click()
    answer("The chat is as it was before")
    assert texts_in(data / "chat.db") == ["one", "two"]
    assert not notice.isHidden(), "the undo can be undone as well"
    notice.other_button.click()
    answer("The restored chat is kept")
    assert notice.isHidden()
    assert not list(data.glob("before-restore-*"))


def visible_questions(window: LauncherWindow) -> list[ActQuestion]:
    return [one for one in window.findChildren(ActQuestion) if one.isVisible()]


def test_a_file_that_is_no_backup_stops_no_chat(qtbot: QtBot, window: LauncherWindow) -> None:
    pid = window.hosting.state.pid
    window.backups.restore_requested.emit(window.hosting.data / "settings.toml")
    qtbot.waitUntil(lambda: "settings.toml" in window.toast.text(), timeout=MILLISECONDS)
    assert not visible_questions(window)
    assert (window.hosting.is_running, window.hosting.state.pid) == (True, pid)


def test_a_fault_is_told(qtbot: QtBot, window: LauncherWindow) -> None:
    window.backups.backup_requested.emit(window.hosting.data / "settings.toml" / "backup.zip")
    qtbot.waitUntil(lambda: "cannot be written" in window.toast.text(), timeout=MILLISECONDS)


def test_daily_backups_lead_to_their_setting(window: LauncherWindow) -> None:
    window.backups.daily_button.click()
    assert window.pages.currentIndex() == SETTINGS
    assert window.settings.search_field.text() == "backup"
