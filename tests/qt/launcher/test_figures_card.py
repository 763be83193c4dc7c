"""The card shows the newest counters, and dashes while the chat does not run."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QRectF
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import Counters
from desktop_chat.qt.launcher.figures_card import FiguresCard
from desktop_chat.qt.launcher.sparkline import KEPT

COUNTERS = Counters(
    users=3, peak=7, rooms=2, messages_minute=12, messages_total=900, database=3_400_000, memory=5_000_000, uptime=60
)
AREA = QRectF(0, 0, 299, 100)


def test_counters_are_shown_with_names(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    card = FiguresCard()
    qtbot.addWidget(card)
    card.set_counters(COUNTERS)
    QLocale.setDefault(before)
    figures = (card.users, card.peak, card.rate, card.rooms, card.database, card.memory)
    assert [figure.value_label.text() for figure in figures] == ["3", "7", "12", "2", "3.4 MB", "5.0 MB"]
    assert card.users.accessibleName() == "People now: 3"
    card.draw_second()
    card.draw_second()
    assert len(card.curve.sample_points(AREA)) == 2


def test_stopped_chat_has_no_figures(qtbot: QtBot) -> None:
    card = FiguresCard()
    qtbot.addWidget(card)
    card.set_counters(COUNTERS)
    card.draw_second()
    card.set_counters(None)
    card.draw_second()
    assert card.users.value_label.text() == card.memory.value_label.text() == "–"
    assert card.curve.sample_points(AREA) == []


def test_card_rests_once_a_second_changes_nothing(qtbot: QtBot) -> None:
    card = FiguresCard()
    qtbot.addWidget(card)
    assert card.is_at_rest, "a chat that does not run"
    card.set_counters(COUNTERS)
    assert not card.is_at_rest
    for _ in range(KEPT):
        card.draw_second()
    assert card.is_at_rest
    card.set_counters(replace(COUNTERS, messages_minute=11))
    assert not card.is_at_rest
