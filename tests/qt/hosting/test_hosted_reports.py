"""The reports of the hosted chat are kept for windows that open later, and dropped once the connection has ended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control import REPORTS
from desktop_chat.net.control_values import ControlReport, KnockRow, LogLine, ServerPhase, ServerState
from desktop_chat.qt.hosting.hosted_reports import LOG_KEPT, NO_COUNTERS, HostedReports


class Reports(HostedReports):
    """Reports with a connection that a test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.connected = True
        self.states: list[ServerState] = []

    @property
    def is_connected(self) -> bool:
        return self.connected

    def take_state(self, state: ServerState) -> None:
        self.states.append(state)


@pytest.fixture
def reports(qtbot: QtBot) -> Reports:
    return Reports()


def test_reports_are_kept_until_they_are_cleared(qtbot: QtBot, reports: Reports) -> None:
    knocks = (KnockRow(id=1, nick="ann", realname="Ann", account="", host="192.168.1.7", since=5),)
    with qtbot.waitSignal(reports.knocks_changed) as told:
        reports.on_reported(ControlReport("knocks", knocks))
    assert told.args == [knocks]
    assert list(reports.knocks) == list(knocks)
    with qtbot.waitSignals([reports.users_changed, reports.links_changed, reports.knocks_changed]):
        reports.clear_reports()
    assert not any((reports.users, reports.links, reports.knocks))
    assert reports.counters == NO_COUNTERS


EXAMPLES = {
    "state": ServerState(ServerPhase.RUNNING, 1, "a chat", "1", 7, ("127.0.0.1:1",)),
    "users": (),
    "links": (),
    "knocks": (),
    "roles": (),
    "counters": replace(NO_COUNTERS, users=3),
    "log": (LogLine(1, "INFO", "so"),),
}


def note_signals(reports: Reports) -> list[object]:
    """Return the list of what the reports pass on, which grows."""
    told: list[object] = []
    for signal in (reports.users_changed, reports.links_changed, reports.knocks_changed, reports.roles_changed):
        signal.connect(told.append)
    for signal in (reports.counters_changed, reports.log_added):
        signal.connect(told.append)
    return told


@pytest.mark.parametrize("what", REPORTS)
def test_each_report_is_passed_on_until_the_connection_ends(reports: Reports, what: str) -> None:
    told = note_signals(reports)
    reports.on_reported(ControlReport(what, EXAMPLES[what]))
    reports.connected = False
    reports.on_reported(ControlReport(what, EXAMPLES[what]))
    assert [*told, *reports.states] == [EXAMPLES[what]]
    assert len(reports.log) == (what == "log")


def test_report_that_this_version_does_not_know_is_dropped(reports: Reports) -> None:
    told = note_signals(reports)
    reports.on_reported(ControlReport("weather", "sunny"))
    assert not told
    assert not reports.states


def test_log_has_an_end(qtbot: QtBot, reports: Reports) -> None:
    reports.add_log(tuple(LogLine(number, "INFO", "line") for number in range(LOG_KEPT + 1)))
    assert len(reports.log) == LOG_KEPT
    assert reports.log[0].time == 1
    with qtbot.waitSignal(reports.log_cleared):
        reports.clear_log()
    assert not reports.log
