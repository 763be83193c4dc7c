"""The log is a ring of lines, filtered by level and text."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import LogLine
from desktop_chat.qt.launcher.log_model import KEPT, LINE_ROLE, LogFilter, LogModel, level_rank, line_text


def lines(first: int, count: int, level: str = "INFO") -> tuple[LogLine, ...]:
    return tuple(LogLine(number, level, f"line {number}") for number in range(first, first + count))


def test_model_follows_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = LogModel()
    shown = LogFilter(model)
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    check(shown)
    model.add_lines(())
    model.add_lines(lines(0, 3))
    model.add_lines(lines(3, 3, "WARNING"))
    shown.show_from("WARNING")
    assert shown.rowCount() == 3
    model.clear()
    assert model.rowCount() == shown.rowCount() == 0


def test_oldest_lines_are_dropped(qtbot: QtBot) -> None:
    model = LogModel()
    model.add_lines(lines(0, KEPT - 1))
    model.add_lines(lines(KEPT - 1, 3))
    assert model.rowCount() == KEPT
    assert model.index(0, 0).data() == "line 2"
    model.add_lines(lines(0, 3 * KEPT))
    assert model.rowCount() == KEPT
    assert model.index(0, 0).data() == f"line {2 * KEPT}"
    assert model.newest_number() == lines(3 * KEPT - 1, 1)[0]


def test_filter_by_level_and_text(qtbot: QtBot) -> None:
    model = LogModel()
    shown = LogFilter(model)
    for level in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "STRANGE"):
        model.add_lines((LogLine(0, level, f"About {level}"),))

    def levels() -> list[str]:
        return [shown.index(row, 0).data(LINE_ROLE).level for row in range(shown.rowCount())]

    assert len(levels()) == 6
    shown.show_from("INFO")
    assert levels() == ["INFO", "WARNING", "ERROR", "CRITICAL", "STRANGE"]
    shown.show_from("ERROR")
    assert levels() == ["ERROR", "CRITICAL"]
    shown.set_search_text("about err")
    assert levels() == ["ERROR"]


def test_words() -> None:
    assert level_rank("DEBUG") < level_rank("INFO") == level_rank("?") < level_rank("CRITICAL")
    assert line_text(LogLine(0, "INFO", "so")).endswith(" INFO     so")
