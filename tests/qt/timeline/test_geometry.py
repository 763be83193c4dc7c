"""Measures of a timeline: columns fit into the width, and mirror in right-to-left windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.timeline.geometry import DIVIDER, NARROW, READABLE, make_geometry

WIDTHS = st.integers(160, 4_000)
ZOOMS = st.floats(0.7, 2.5)


@given(WIDTHS, ZOOMS, st.booleans())
def test_columns_do_not_overlap(qapp: QApplication, width: int, zoom: float, right_to_left: bool) -> None:
    made = make_geometry(width, zoom, right_to_left=right_to_left)
    assert 0 < made.edge < made.edge + made.avatar < made.text_x
    assert made.text_width >= 40
    if made.text_width > 40:
        assert made.text_x + made.text_width < made.mark_x
        assert made.mark_x + 14 <= width


@given(WIDTHS, st.integers(-50, 500), st.integers(0, 300))
def test_mirrored_rectangle_mirrors_back(qapp: QApplication, width: int, x: int, extent: int) -> None:
    rect = QRect(x, 7, extent, 11)
    left, right = (make_geometry(width, 1.0, right_to_left=direction) for direction in (False, True))
    assert left.mirror_rect(rect) == rect
    assert right.mirror_rect(right.mirror_rect(rect)) == rect
    assert right.mirror_rect(rect).x() == width - x - extent


def test_text_column_is_at_the_other_side_in_right_to_left_windows(qapp: QApplication) -> None:
    left, right = (make_geometry(800, 1.0, right_to_left=direction) for direction in (False, True))
    assert left.body_x == left.text_x
    assert right.body_x + right.text_width == 800 - right.text_x


def test_narrow_windows_have_smaller_margins(qapp: QApplication) -> None:
    narrow, wide = (make_geometry(width, 1.0, right_to_left=False) for width in (NARROW - 1, NARROW))
    assert narrow.edge < wide.edge
    assert narrow.avatar < wide.avatar


def test_zoom_scales_text_and_lines(qapp: QApplication) -> None:
    small, large = (make_geometry(800, zoom, right_to_left=False) for zoom in (1.0, 2.0))
    assert large.body.pointSizeF() == 2 * small.body.pointSizeF()
    assert large.step > 1.5 * small.step
    assert large.day_height > small.day_height


def test_footer_widths_leave_room_for_the_text_before(qapp: QApplication) -> None:
    made = make_geometry(800, 1.0, right_to_left=False)
    assert made.footer_widths("", "Retry")[0] == 0
    before, pressed = made.footer_widths("Not sent", "Retry")
    assert before > made.footer_widths("", "Not sent")[1]
    assert pressed == made.footer_widths(DIVIDER, "Retry")[1]


def test_lines_in_wide_windows_stay_readable(qapp: QApplication) -> None:
    for zoom in (1.0, 2.0):
        made = make_geometry(6_000, zoom, right_to_left=False)
        assert made.text_width == READABLE * QFontMetrics(made.body).averageCharWidth()
        assert made.mark_x == made.text_x + made.text_width + 8
        mirrored = make_geometry(6_000, zoom, right_to_left=True)
        assert mirrored.body_x + mirrored.text_width == 6_000 - mirrored.text_x
