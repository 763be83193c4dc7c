"""The card shows the phase, and its buttons start, stop and mend."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.hosting.server_process import Failure
from desktop_chat.qt.launcher.window import LOG, LauncherWindow
from desktop_chat.qt.widgets import Dot, StatusDot
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click


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
def test_each_phase_has_title_dot_and_button(
    window: LauncherWindow, hosting: RecordingHosting, phase: ServerPhase, words: str, button: str, dot: Dot
) -> None:
    hosting.set_state(replace(example_rows.running(), phase=phase, reason="It is broken."))
    card = window.overview.state
    assert card.phase_label.text() == words
    assert card.main_button.text() == button
    found = card.findChild(StatusDot)
    assert isinstance(found, StatusDot)
    assert found.state is dot
    assert card.chat_button.isVisible() is (phase is ServerPhase.RUNNING)
    assert window.overview.invite.isVisible() is (phase is ServerPhase.RUNNING)
    assert card.main_button.isEnabled() is (phase is not ServerPhase.STOPPING)


def test_running_chat_shows_name_and_duration(window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    assert window.overview.state.since_label.text() == "Ann's chat, running for 2 h 14 min"


def test_main_button_starts_and_stops(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    click(qtbot, window.overview.state.main_button)
    hosting.set_state(example_rows.running())
    click(qtbot, window.overview.state.main_button)
    assert hosting.requests == [("start", None), ("stop", "")]


def test_busy_port_offers_a_free_port(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    reason, free = "Port 6697 is busy.", FreePort(6699, "listen.addresses", ("0.0.0.0:6699", "[::]:6699"))
    failed = replace(example_rows.running(), phase=ServerPhase.FAILED, reason=reason)
    hosting.set_state(failed, Failure(reason, ("last words",), 6697, free))
    notice = window.overview.state.notice
    assert notice.text_label.text() == reason
    assert notice.action_button.text() == "Use port 6699"
    click(qtbot, notice.action_button)
    assert hosting.requests == [("start", {"listen.addresses": "0.0.0.0:6699,[::]:6699"})]


def test_notice_shows_trouble_and_restart(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    notice = window.overview.state.notice
    hosting.set_state(replace(example_rows.running(), trouble="The disk is full."))
    assert notice.text_label.text() == "The disk is full."
    hosting.set_state(example_rows.running())
    assert not notice.isVisible()
    hosting.restarted.emit()
    assert notice.text_label.text().startswith("It ended unexpectedly")
    click(qtbot, notice.action_button)
    assert window.pages.currentIndex() == LOG
    hosting.set_state(replace(example_rows.running(), phase=ServerPhase.STOPPED))
    assert not notice.isVisible()
