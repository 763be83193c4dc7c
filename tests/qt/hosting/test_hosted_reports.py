"""The reports of the hosted chat are kept for windows that open later, and dropped once the connection has ended."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import KnockRow, LogLine
from desktop_chat.qt.hosting.hosted_reports import LOG_KEPT, NO_COUNTERS, HostedReports


class Reports(HostedReports):
    """Reports with a connection that a test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.connected = True

    @property
    def is_connected(self) -> bool:
        return self.connected


@pytest.fixture
def reports(qtbot: QtBot) -> Reports:
    return Reports()


def test_reports_are_kept_until_they_are_cleared(qtbot: QtBot, reports: Reports) -> None:
    knocks = (KnockRow(id=1, nick="ann", realname="Ann", account="", host="192.168.1.7", since=5),)
    with qtbot.waitSignal(reports.knocks_changed) as told:
        reports._on_knocks_reported(knocks)
    assert told.args == [knocks]
    assert list(reports.knocks) == list(knocks)
    with qtbot.waitSignals([reports.users_changed, reports.links_changed, reports.knocks_changed]):
        reports.clear_reports()
    assert not any((reports.users, reports.links, reports.knocks))
    assert reports.counters == NO_COUNTERS


def test_report_after_the_end_of_the_connection_is_dropped(qtbot: QtBot, reports: Reports) -> None:
    reports.connected = False
    with qtbot.assertNotEmitted(reports.log_added):
        reports._on_log_reported((LogLine(1, "INFO", "late"),))
    assert not reports.log


def test_log_has_an_end(qtbot: QtBot, reports: Reports) -> None:
    reports.add_log(tuple(LogLine(number, "INFO", "line") for number in range(LOG_KEPT + 1)))
    assert len(reports.log) == LOG_KEPT
    assert reports.log[0].time == 1
    with qtbot.waitSignal(reports.log_cleared):
        reports.clear_log()
    assert not reports.log
