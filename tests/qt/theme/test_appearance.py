"""Details of the look: large text in narrow windows, right-to-left windows, corners, tray balloons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Member
from desktop_chat.qt.launcher.setting_field import SettingField
from desktop_chat.qt.launcher.window import SETTINGS
from desktop_chat.qt.models.members import MembersModel
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.banner import Banner
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.composer import Composer
from desktop_chat.qt.views.member_delegate import MemberDelegate
from desktop_chat.qt.views.room_delegate import RoomDelegate
from desktop_chat.qt.views.switcher import Switcher
from desktop_chat.qt.widgets import make_label
from tests.qt.launcher.example_rows import running
from tests.qt.launcher.pictures import make_hosting, make_window
from tests.qt.scenes import Scene


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    appearance().apply_mode(qapp, "light", zoom=2.0)
    yield
    appearance().apply_mode(qapp, "light", zoom=1.0)


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_large_text_fits_into_the_narrowest_launcher(qtbot: QtBot, large: None) -> None:
    window = make_window(make_hosting(running()), SETTINGS, 420, 560)
    qtbot.addWidget(window)
    window.show()
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    (area,) = areas
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    for field in window.settings.findChildren(SettingField):
        for part in field.findChildren(QLabel):
            assert part.isHidden() or part.wordWrap() or part.width() >= part.sizeHint().width(), part.text()
    for one in window.navigation.findChildren(QToolButton):
        words = one.fontMetrics().horizontalAdvance(one.accessibleName())
        icon_only = one.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        assert icon_only or words <= one.width()
        assert not icon_only or one.toolTip()


@pytest.mark.parametrize("delegate", [RoomDelegate, MemberDelegate])
def test_names_with_many_marks_do_not_paint_over_other_rows(
    window: ChatWindow, network: Network, delegate: type[RoomDelegate] | type[MemberDelegate]
) -> None:
    name = "z" + "\u0301" * 30 + "\u0323\u0331" * 20
    network.open_direct_messages(name)
    members = MembersModel()
    members.set_members([Member(name)])
    option = QStyleOptionViewItem()
    option.initFrom(window)
    option.state = QStyle.StateFlag.State_Enabled
    option.rect = QRect(0, 100, 200, 32)
    picture = QImage(200, 232, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.magenta)
    room = window.rooms.index_of(network, network.rooms[network.session.key_of(name)])
    with QPainter(picture) as painter:
        delegate(window).paint(painter, option, room if delegate is RoomDelegate else members.index(1))
    outside = picture.copy(0, 0, 200, 100), picture.copy(0, 132, 200, 100)
    assert {part.pixel(x, y) for part in outside for x in range(200) for y in range(100)} == {0xFFFF00FF}
    assert len({picture.pixel(x, y) for x in range(200) for y in range(100, 132)}) > 5


def test_switcher_has_no_corners_of_another_colour(qtbot: QtBot, window: ChatWindow) -> None:
    """The corners are cut out by a mask; transparent corners would be black without a compositor."""
    window.on_jump_wanted()
    switcher = window.findChild(Switcher)
    assert switcher is not None
    assert not switcher.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    shape = switcher.mask()
    whole = switcher.rect()
    for corner in (whole.topLeft(), whole.topRight(), whole.bottomLeft(), whole.bottomRight()):
        assert not shape.contains(corner)
    assert shape.contains(whole.center())
    assert QRegion(whole).subtracted(shape).boundingRect() == whole
    switcher.close()


def test_tray_balloon_is_readable(qapp: QApplication) -> None:
    for name in ("light", "dark", "contrast"):
        appearance().apply_mode(qapp, name)
        text, theme = qapp.styleSheet(), appearance().current
        assert f"QBalloonTip QLabel {{ background: {theme.tooltip}; color: {theme.tooltip_text}; }}" in text
    appearance().apply_mode(qapp, "light")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("lunch break", "lunch break."),
        ("The server closed.", "The server closed."),
        ("обед…", "обед…"),
        ("why?", "why?"),
    ],
)
def test_reason_before_the_countdown_is_a_sentence(
    qtbot: QtBot, made: Scene, network: Network, monkeypatch: pytest.MonkeyPatch, reason: str, said: str
) -> None:
    made.cut()
    network.reason = reason
    banner = Banner()
    qtbot.addWidget(banner)
    monkeypatch.setattr(type(network), "seconds_to_retry", property(lambda _: 5))
    assert banner._offline_words(network) == f"{said} Reconnecting in 5 s."


def test_caret_is_visible_in_right_to_left_windows(qtbot: QtBot, right_to_left: None) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.resize(400, 80)
    composer.show()
    edit = composer.edit
    assert edit.cursorRect().center().x() > edit.viewport().width() - 8
    edit.setPlainText("Latin words.")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    assert edit.viewport().rect().contains(edit.cursorRect().topLeft() + QPoint(0, 2))
    assert edit.cursorRect().right() < edit.viewport().width()


def test_latin_labels_are_aligned_right_in_right_to_left_windows(qtbot: QtBot, right_to_left: None) -> None:
    assert make_label("People").alignment() & Qt.AlignmentFlag.AlignRight
