"""New entries are painted at once as long as a person can read them one by one, and a flood in few frames."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.timeline.frame_pacing import READABLE, FramePacing
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import model_of
from tests.qt.timeline.scenes import talk

pytestmark = pytest.mark.usefixtures("qapp")


class Frames:
    """A pacing whose periods end by `end_period` alone."""

    def __init__(self) -> None:
        self.pacing = FramePacing()
        self.pacing._period.setInterval(3_600_000)
        self.pacing.due.connect(self.on_due)
        self.count = 0

    def on_due(self) -> None:
        self.count += 1

    def note_pieces(self, pieces: int, size: int) -> int:
        """Note new entries. Return how many frames they cost."""
        before = self.count
        for _ in range(pieces):
            self.pacing.note_new(size)
        return self.count - before

    def end_period(self) -> int:
        """Return how many frames the end of the period cost."""
        before = self.count
        self.pacing.on_period_ended()
        return self.count - before


@pytest.fixture
def frames() -> Frames:
    return Frames()


def test_single_entries_are_painted_at_once(frames: Frames) -> None:
    assert frames.note_pieces(READABLE, 1) == READABLE


def test_flood_in_small_pieces_is_painted_at_the_ends_of_periods(frames: Frames) -> None:
    assert frames.note_pieces(100, 8) <= 3
    assert frames.end_period() == 1
    assert frames.note_pieces(100, 8) == 0
    assert frames.end_period() == 1


def test_large_piece_is_painted_at_once_and_the_next_one_at_the_end_of_the_period(frames: Frames) -> None:
    assert frames.note_pieces(2, 200) == 1
    assert frames.end_period() == 1


def test_entries_after_a_flood_are_painted_at_once(frames: Frames) -> None:
    frames.note_pieces(100, 8)
    frames.end_period()
    assert frames.note_pieces(1, 1) == 0
    assert frames.end_period() == 1, "the period after the flood paints once more"
    assert frames.note_pieces(1, 1) == 1


def test_view_paints_a_flood_in_small_pieces_a_few_times(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(100))
    view._pacing._period.setInterval(3_600_000)
    painted: list[bool] = []
    view._pacing.due.connect(lambda: painted.append(True))
    for piece in range(60):
        model_of(view).append_entries(*talk(8, 1_000 + 8 * piece))
        qtbot.wait(0)
    assert 1 <= len(painted) <= 3
    view._pacing.on_period_ended()
    assert view.at_end
