"""The curve keeps five minutes, with the newest sample at the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.sparkline import KEPT, Sparkline

AREA = QRectF(0, 0, KEPT - 1, 100)


def test_newest_sample_is_at_the_right_and_the_maximum_at_the_top(qtbot: QtBot) -> None:
    curve = Sparkline("Messages")
    qtbot.addWidget(curve)
    for sample in (0, 10, 5):
        curve.add_sample(sample)
    points = curve.sample_points(AREA)
    assert [point.x() for point in points] == [AREA.right() - 2, AREA.right() - 1, AREA.right()]
    assert [point.y() for point in points] == [100, 0, 50]


def test_only_the_newest_samples_are_kept(qtbot: QtBot) -> None:
    curve = Sparkline("Messages")
    qtbot.addWidget(curve)
    for sample in range(KEPT + 5):
        curve.add_sample(sample)
    points = curve.sample_points(AREA)
    assert len(points) == KEPT
    assert points[0].x() == AREA.left()
    curve.clear()
    assert curve.sample_points(AREA) == []


def test_zeros_are_a_flat_line(qtbot: QtBot) -> None:
    curve = Sparkline("Messages")
    qtbot.addWidget(curve)
    curve.add_sample(0)
    curve.add_sample(0)
    assert {point.y() for point in curve.sample_points(AREA)} == {AREA.bottom()}
    assert not curve.grab().isNull()


def test_flat_line_of_full_length_is_not_painted_again(qtbot: QtBot) -> None:
    painted: list[bool] = []

    class Counted(Sparkline):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append(True)
            super().paintEvent(event)

    curve = Counted("Messages")
    qtbot.addWidget(curve)
    curve.show()
    for _ in range(KEPT):
        curve.add_sample(0)
    qtbot.waitUntil(lambda: bool(painted))
    QCoreApplication.processEvents()
    painted.clear()
    curve.add_sample(0)
    QCoreApplication.processEvents()
    assert painted == []
    curve.add_sample(1)
    qtbot.waitUntil(lambda: bool(painted))
