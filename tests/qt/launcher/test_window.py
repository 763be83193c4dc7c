from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.net.control import ServerPhase, ServerState
from desktop_chat.qt.dialogs.question import KeepQuestion, MessageQuestion, Question
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import Failure, reap_ended
from desktop_chat.qt.launcher.window import LOG, OVERVIEW, PEOPLE, SETTINGS, LauncherWindow
from desktop_chat.qt.widgets import Dot, StatusDot
from tests.patience import MILLISECONDS
from tests.qt.launcher import pictures


class Asked(Hosting):
    """A Hosting that writes down what is wanted of it instead of starting processes."""

    def __init__(self) -> None:
        super().__init__(Path("no-such-folder"))
        self.asked: list[tuple[object, ...]] = []

    def start_server(self, overrides: object = None) -> None:
        self.asked.append(("start", overrides))

    def stop_server(self, message: str = "") -> None:
        self.asked.append(("stop", message))

    def become(self, state: ServerState, failure: Failure | None = None) -> None:
        self.state, self.failure = state, failure
        self.state_changed.emit(state)


@pytest.fixture
def hosting() -> Asked:
    return Asked()


@pytest.fixture
def window(qtbot: QtBot, hosting: Asked) -> LauncherWindow:
    made = LauncherWindow(hosting)
    qtbot.addWidget(made, before_close_func=lambda _: hosting.become(replace(hosting.state, phase=ServerPhase.STOPPED)))
    made.show()
    return made


def question(window: QWidget) -> MessageQuestion:
    return next(one for one in window.findChildren(MessageQuestion) if one.isVisible())


def keep_question(window: QWidget) -> KeepQuestion:
    return next(one for one in window.findChildren(KeepQuestion) if one.isVisible())


def press(qtbot: QtBot, where: QWidget) -> None:
    assert where.isVisible()
    QApplication.processEvents()
    QTest.mouseClick(where, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("phase", "words", "button", "dot"),
    [
        (ServerPhase.STOPPED, "Stopped", "Start", Dot.OFF),
        (ServerPhase.STARTING, "Starting", "Cancel", Dot.BUSY),
        (ServerPhase.RUNNING, "Running", "Stop", Dot.GOOD),
        (ServerPhase.STOPPING, "Stopping", "Stop", Dot.BUSY),
        (ServerPhase.FAILED, "Failed", "Try again", Dot.BAD),
    ],
)
def test_every_state_has_words_a_shape_and_a_button(
    window: LauncherWindow, hosting: Asked, phase: ServerPhase, words: str, button: str, dot: Dot
) -> None:
    hosting.become(replace(pictures.running(), phase=phase, reason="It is broken."))
    card = window.overview.state
    assert card.phase_label.text() == words
    assert card.main_button.text() == button
    found = card.findChild(StatusDot)
    assert isinstance(found, StatusDot)
    assert found.state is dot
    assert card.chat_button.isVisible() is (phase is ServerPhase.RUNNING)
    assert window.overview.invite.isVisible() is (phase is ServerPhase.RUNNING)
    assert card.main_button.isEnabled() is (phase is not ServerPhase.STOPPING)


def test_says_how_long_it_runs(window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    assert window.overview.state.since_label.text() == "Ann's chat, running for 2 h 14 min"


def test_the_button_starts_and_stops(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    press(qtbot, window.overview.state.main_button)
    hosting.become(pictures.running())
    press(qtbot, window.overview.state.main_button)
    assert hosting.asked == [("start", None), ("stop", "")]


def test_a_busy_port_offers_the_next_one(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    reason = "Port 6697 is busy."
    failed = replace(pictures.running(), phase=ServerPhase.FAILED, reason=reason)
    hosting.become(failed, Failure(reason, ("last words",), 6697))
    notice = window.overview.state.notice
    assert notice.text_label.text() == reason
    assert notice.action_button.text() == "Use port 6698"
    assert "last words" in window.log.chosen_text()
    press(qtbot, notice.action_button)
    assert hosting.asked == [("start", {"listen.addresses": "0.0.0.0:6698,[::]:6698"})]


def test_trouble_and_restarts_are_told(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    notice = window.overview.state.notice
    hosting.become(replace(pictures.running(), trouble="The disk is full."))
    assert notice.text_label.text() == "The disk is full."
    hosting.become(pictures.running())
    assert not notice.isVisible()
    hosting.restarted.emit()
    assert notice.text_label.text().startswith("It ended unexpectedly")
    press(qtbot, notice.action_button)
    assert window.pages.currentIndex() == LOG
    hosting.become(replace(pictures.running(), phase=ServerPhase.STOPPED))
    assert not notice.isVisible()


def test_stopping_with_people_online_asks_and_tells(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    hosting.users = pictures.people(3)
    press(qtbot, window.overview.state.main_button)
    question(window).cancel_button.click()
    assert hosting.asked == []
    press(qtbot, window.overview.state.main_button)
    asking = question(window)
    QTest.keyClicks(asking.message_field, "Good night")
    QTest.keyClick(asking.message_field, Qt.Key.Key_Return)
    assert hosting.asked == [("stop", "Good night")]


def test_the_invitation_is_copied(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    card = window.overview.invite
    link = hosting.invitation_link()
    assert link.startswith("ircs://192.168.1.20:6697/#lobby?fp=3f9a")
    assert card.link_field.text() == link
    assert card.code.side_modules > 40
    press(qtbot, card.copy_button)
    assert QGuiApplication.clipboard().text() == link
    assert card.copy_button.text() == "Copied"
    qtbot.waitUntil(lambda: card.copy_button.text() == "Copy link")
    assert card.reach_label.text() == "Others on the same network can join."
    hosting.become(replace(pictures.running(), listening=("127.0.0.1:6697",)))
    assert card.reach_label.text().startswith("Only this computer")


def test_people_are_shown_and_steered(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    page = window.people
    window.navigation.choose_page(PEOPLE)
    assert page.empty.isVisible()
    hosting.become(pictures.running())
    assert page.empty.accessibleName() == "Nobody is here yet"
    hosting.users_changed.emit(pictures.people())
    assert page.table.isVisible()
    assert page.count.count == 9
    page.search_field.setText("nobody at all")
    assert page.empty.accessibleName() == "Nobody found"
    page.search_field.setText("cid")
    page.table.selectRow(0)
    with qtbot.waitSignal(window.message_requested) as wanted:
        page.message_action.trigger()
    assert wanted.args == ["cid"]
    page.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == "192.168.1.32"
    offered = [action.text() for action in page.make_menu().actions() if action.text()]
    assert offered == ["Message", "Copy address", "Make moderator", "Mute…", "Kick…", "Ban…"]
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    asking = question(window)
    assert asking.windowTitle() == "Kick cid?"
    asking.go_button.click()
    assert window.toast.text() == "The chat is not running."
    page.search_field.clear()
    hosting.users_changed.emit(())
    assert page.empty.accessibleName() == "Nobody is here yet"


def test_nothing_is_done_with_nobody(window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    hosting.users_changed.emit(pictures.people())
    page = window.people
    for action in (
        page.message_action,
        page.kick_action,
        page.copy_action,
        page.ban_action,
        page.mute_action,
        page.moderator_action,
    ):
        action.trigger()
    assert not window.findChildren(Question)


def test_closing_asks_what_becomes_of_the_chat(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    window.close()
    assert window.isVisible()
    keep_question(window).cancel_button.click()
    assert window.isVisible()
    window.close()
    asking = keep_question(window)
    asking.remember_box.setChecked(True)
    with qtbot.waitSignals([window.close_behaviour_chosen, window.closed]):
        asking.keep_button.click()
    assert not window.isVisible()
    assert window.closing == "keep"
    assert hosting.asked == []
    window.show()
    window.close()
    assert not window.isVisible()


def test_closing_can_stop_the_chat(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    hosting.users = pictures.people(2)
    window.close()
    keep_question(window).stop_button.click()
    question(window).cancel_button.click()
    window.close()
    keep_question(window).stop_button.click()
    question(window).go_button.click()
    assert hosting.asked == [("stop", "")]
    hosting.become(replace(pictures.running(), phase=ServerPhase.STOPPING))
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        hosting.become(replace(pictures.running(), phase=ServerPhase.STOPPED))
    assert not window.isVisible()


def test_a_stopped_chat_closes_without_a_question(window: LauncherWindow) -> None:
    window.close()
    assert not window.isVisible()


def test_settings_are_judged_by_the_server(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    window.settings.set_rows(pictures.settings())
    window.navigation.choose_page(SETTINGS)
    field = window.settings.fields["server.name"]
    assert isinstance(field.control, QLineEdit)
    field.control.setText("The kitchen")
    field.control.editingFinished.emit()
    assert field.error_label.text() == "The chat is not running."  # the answer of a Hosting without a server
    window.settings.show_accepted("server.name", "The kitchen")
    assert field.error_label.text() == ""
    window.settings.show_accepted("listen.addresses", ("0.0.0.0:7000",))
    assert window.settings.fields["listen.port"].current_value() == 7000
    press(qtbot, window.settings.notice.action_button)
    assert hosting.asked[0][0] == "stop"
    hosting.become(replace(pictures.running(), phase=ServerPhase.STOPPED))
    assert hosting.asked[1] == ("start", None)
    assert window.settings.empty.isVisible()


def test_follows_its_width_and_the_keyboard(qtbot: QtBot, window: LauncherWindow, hosting: Asked) -> None:
    hosting.become(pictures.running())
    for width, height in ((420, 560), (980, 640), (360, 420)):
        window.resize(width, height)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (width, height)
        assert window.overview.inside.width() <= window.overview.viewport().width()
    for page in (PEOPLE, LOG, SETTINGS, OVERVIEW):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + page), Qt.KeyboardModifier.ControlModifier)
        assert window.pages.currentIndex() == page
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.people.set_users(pictures.people())
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.people.search_field


def test_every_control_has_a_name_in_every_picture(qtbot: QtBot) -> None:
    for name, widget in pictures.build_examples():
        kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTableView, QListView)
        for control in widget.findChildren(QWidget):
            if not isinstance(control, kinds) or _inside(control):
                continue
            named = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
            assert named or not control.isVisibleTo(widget), (name, control)
        widget.deleteLater()


def _inside(control: QWidget) -> bool:
    """Whether Qt made it as a part of another control."""
    return (
        control.objectName().startswith("qt_")
        or type(control) in (QAbstractButton, QWidget)
        or any(isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit) for parent in _parents(control))
    )


def _parents(control: QWidget) -> Iterator[QWidget]:
    parent = control.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def test_hosts_a_real_chat(qtbot: QtBot, tmp_path: Path) -> None:
    """By its own buttons, with the real server."""
    hosting = Hosting(tmp_path / "server")
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "settings.toml").write_text('[listen]\naddresses = ["127.0.0.1:0"]\n')
    window = LauncherWindow(hosting)
    qtbot.addWidget(window, before_close_func=lambda _: hosting.close())
    window.show()
    try:
        press(qtbot, window.overview.state.main_button)
        qtbot.waitUntil(lambda: window.overview.state.phase_label.text() == "Running", timeout=MILLISECONDS)
        where = parse_address(hosting.state.listening[0])
        with socket.create_connection((where.host, where.port), 10) as guest:
            guest.sendall(b"NICK ann\r\nUSER ann 0 * :Ann\r\n")
            qtbot.waitUntil(lambda: window.people.model.rowCount() == 1, timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: window.overview.figures.users.value_label.text() == "1", timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: "server.name" in window.settings.fields, timeout=MILLISECONDS)
            window.people.table.selectRow(0)
            window.people.kick_action.trigger()
            question(window).go_button.click()
            qtbot.waitUntil(lambda: window.toast.text() == "ann was kicked", timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: window.people.model.rowCount() == 0, timeout=MILLISECONDS)
        name = window.settings.fields["server.name"].control
        assert isinstance(name, QLineEdit)
        name.setText("The kitchen")
        name.editingFinished.emit()
        qtbot.waitUntil(
            lambda: window.overview.state.since_label.text().startswith("The kitchen"), timeout=MILLISECONDS
        )
        assert window.log.model.rowCount() > 0
        press(qtbot, window.overview.state.main_button)
        qtbot.waitUntil(lambda: window.overview.state.phase_label.text() == "Stopped", timeout=MILLISECONDS)
    finally:
        hosting.close()
        for process in psutil.Process().children(recursive=True):
            process.kill()
        reap_ended()


def test_a_window_that_comes_late_shows_all(qtbot: QtBot, hosting: Asked) -> None:
    hosting.state = pictures.running()
    hosting.users = pictures.people(4)
    hosting.log.extend(pictures.log_lines(30))
    window = LauncherWindow(hosting, "keep")
    qtbot.addWidget(window)
    assert window.overview.state.phase_label.text() == "Running"
    assert window.people.model.rowCount() == 4
    assert window.log.model.rowCount() == 30
