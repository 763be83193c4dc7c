"""A row of buttons: side by side where they fit, above each other where they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow, has_room_beside

Row = tuple[QWidget, list[QPushButton]]


@pytest.fixture
def lay_out(qtbot: QtBot) -> Callable[[int], Row]:
    """Lay out three buttons in a window of a width."""

    def made(width: int) -> Row:
        window = QWidget()
        qtbot.addWidget(window)
        buttons = [make_button(text) for text in ("Cancel", "Keep both", "Replace the old one")]
        row = ButtonRow(*buttons)
        window.setLayout(row)
        window.resize(width, row.totalHeightForWidth(width))
        with qtbot.waitExposed(window):
            window.show()
        return window, buttons

    return made


def test_buttons_are_side_by_side_at_the_end_of_a_wide_row(lay_out: Callable[[int], Row]) -> None:
    window, buttons = lay_out(800)
    assert len({button.y() for button in buttons}) == 1
    assert [button.x() for button in buttons] == sorted(button.x() for button in buttons)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert buttons[-1].geometry().right() > window.width() - 30


def test_buttons_of_a_narrow_row_are_above_each_other_with_the_default_one_on_top(
    lay_out: Callable[[int], Row],
) -> None:
    window, buttons = lay_out(240)
    assert [button.y() for button in buttons] == sorted((button.y() for button in buttons), reverse=True)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.geometry())
    for upper, lower in zip(buttons[1:], buttons, strict=False):
        assert upper.geometry().bottom() < lower.y()


def test_row_is_mirrored_in_right_to_left_windows(lay_out: Callable[[int], Row]) -> None:
    window, buttons = lay_out(800)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout = window.layout()
    assert layout is not None
    layout.activate()
    assert [button.x() for button in buttons] == sorted((button.x() for button in buttons), reverse=True)
    assert buttons[-1].x() < 30


def test_hidden_button_takes_no_room(lay_out: Callable[[int], Row]) -> None:
    window, buttons = lay_out(800)
    layout = window.layout()
    assert layout is not None
    wide = layout.sizeHint().width()
    buttons[0].hide()
    layout.invalidate()
    assert layout.sizeHint().width() < wide - buttons[0].sizeHint().width() + 1


@pytest.mark.parametrize("width", [800, 240])
def test_buttons_keep_out_of_the_margins(lay_out: Callable[[int], Row], width: int) -> None:
    window, buttons = lay_out(width)
    layout = window.layout()
    assert layout is not None
    height, least = layout.heightForWidth(width), layout.minimumSize()
    layout.setContentsMargins(16, 8, 12, 4)
    assert layout.heightForWidth(width) == height + 12
    assert layout.minimumSize() == least.grownBy(layout.contentsMargins())
    window.resize(width, height + 12)
    layout.activate()
    inner = window.rect().marginsRemoved(layout.contentsMargins())
    assert all(inner.contains(button.geometry()) for button in buttons)
    assert max(button.geometry().right() for button in buttons) == inner.right()


def test_row_without_margins_reaches_the_edges_of_its_window(lay_out: Callable[[int], Row]) -> None:
    window, buttons = lay_out(800)
    assert buttons[-1].geometry().right() == window.rect().right()
    assert buttons[-1].y() == 0


def test_leading_buttons_stand_at_the_beginning_and_keep_their_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [make_button(text, "link") for text in ("Enter an address", "Start one here", "Why?")]
    window.setLayout(ButtonRow(*buttons, leading=True))
    with qtbot.waitExposed(window):
        window.show()
    window.resize(800, 40)
    assert buttons[0].x() == 0
    assert len({button.y() for button in buttons}) == 1
    window.resize(160, 200)
    assert [button.y() for button in buttons] == sorted({button.y() for button in buttons})


def test_long_text_stands_above_the_buttons(qtbot: QtBot) -> None:
    short, long, hidden = make_label("Offline."), make_label("word " * 40), make_label("word " * 400)
    for label in (short, long, hidden):
        qtbot.addWidget(label)
        label.ensurePolished()
    for label in (short, long):
        label.show()
    whole = long.fontMetrics().horizontalAdvance(long.text())
    assert has_room_beside((short, hidden), 200)
    assert not has_room_beside((short,), 150)
    assert has_room_beside((short, long), whole * 2 // 3)
    assert not has_room_beside((short, long), whole // 2)


def test_four_buttons_stand_in_two_lines_before_each_gets_its_own(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [make_button(text) for text in ("Revoke", "New link", "Code", "Copy link")]
    row = ButtonRow(*buttons)
    window.setLayout(row)
    whole = row.sizeHint().width()
    for width, lines in ((whole, 1), (whole - 1, 2), (whole // 3, 4)):
        window.resize(width, row.totalHeightForWidth(width))
        window.show()
        assert len({button.y() for button in buttons}) == lines
        assert all(window.rect().contains(button.geometry()) for button in buttons)
        assert not row.is_reversed or lines == 4
    window.resize(whole - 1, row.totalHeightForWidth(whole - 1))
    assert buttons[3].y() == buttons[2].y() > buttons[1].y() == buttons[0].y()
    assert buttons[3].geometry().right() == buttons[1].geometry().right()
