from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.paths import resources
from desktop_chat.qt.theme import DARK, LIGHT, Mode, appearance
from desktop_chat.qt.widgets import (
    Avatar,
    Badge,
    Card,
    Dot,
    ElidedLabel,
    EmptyState,
    IconButton,
    IconLabel,
    Pill,
    ScrollBar,
    SearchField,
    Spinner,
    StatusDot,
    Switch,
    Toast,
    initials_of,
    make_button,
    make_label,
)
from tests.qt.gallery import picture, render_gallery

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().apply_mode(qapp, Mode.LIGHT)
    yield
    appearance().apply_mode(qapp, Mode.LIGHT)


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_the_gallery_can_be_painted(qapp: QApplication, mode: Mode) -> None:
    for ratio in (1.0, 2.0):
        image = render_gallery(qapp, mode, ratio)
        assert image.width() == 1180 * ratio
        assert appearance().current.window in colours(image.copy(0, 0, 40, 40))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ann", "A"), ("Ann Lee", "AL"), ("Боб_Смирнов", "БС"), ("x y z", "XZ"), ("鈴木", "鈴"), ("_", "_"), ("", "?")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_every_icon_is_drawn_on_the_grid_with_our_strokes() -> None:
    files = [path for path in (resources() / "icons").glob("*.svg") if path.stem != "app"]
    assert len(files) >= 45
    for path in files:
        text = path.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke-width="1.75"' in text
        assert not re.search(r"#[0-9a-fA-F]{3}", text), f"{path.name} has a colour of its own"


def test_an_avatar_is_sharp_and_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    avatar = Avatar("ann", 32)
    qtbot.addWidget(avatar)
    assert picture(avatar, 2).size().toTuple() == (64, 64)
    before = colours(picture(avatar, 1))
    appearance().apply_mode(qapp, Mode.DARK)
    assert colours(picture(avatar, 1)) != before


def test_a_badge_is_there_only_with_a_count(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    badge = Badge(0, window)
    window.show()
    assert not badge.isVisible()
    badge.set_count(3, strong=True)
    assert badge.isVisible()
    assert LIGHT.accent in colours(picture(badge, 1))
    narrow = badge.sizeHint().width()
    badge.set_count(5000)
    assert badge.sizeHint().width() > narrow


def test_states_differ_in_shape_not_only_in_colour(qtbot: QtBot) -> None:
    shapes = set()
    for state in Dot:
        dot = StatusDot(state, state.value, size=16)
        qtbot.addWidget(dot)
        assert dot.accessibleName() == state.value
        image = picture(dot, 2)
        ground = image.pixelColor(0, 0)
        shapes.add(tuple(image.pixelColor(x, y) != ground for x in range(0, 32, 2) for y in range(0, 32, 2)))
    assert len(shapes) == len(Dot)


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    made = IconButton("copy", "Copy the link")
    qtbot.addWidget(made)
    assert (made.toolTip(), made.accessibleName()) == ("Copy the link", "Copy the link")
    made.set_name("Copied")
    made.set_icon("check", "success")
    assert made.accessibleName() == "Copied"


def test_a_long_label_is_cut_and_keeps_the_whole(qtbot: QtBot) -> None:
    made = ElidedLabel("a long\ntopic " * 20)
    qtbot.addWidget(made)
    made.resize(120, 30)
    made.show()
    assert made.text() == " ".join(["a long topic"] * 20)
    assert made.toolTip() == made.text()
    made.resize(5000, 30)
    assert made.toolTip() == ""


def test_what_people_typed_is_no_markup(qtbot: QtBot) -> None:
    for made in (make_label("<b>x</b>"), ElidedLabel("<b>x</b>")):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText
        assert made.text() == "<b>x</b>"


def test_a_toast_says_acts_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    assert not toast.isVisible()
    toast.show_toast("Copied.", shown_ms=1)
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())
    toast.show_toast("Your name was taken.", action="Change")
    window.resize(300, 300)
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.acted):
        toast._action_button.click()
    assert not toast.isVisible()


def test_a_toast_shows_a_long_sentence_whole(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 400)
    window.show()
    toast = Toast(window)
    toast.show_toast("The server cannot be reached. Check the address, and whether the other computer is on. " * 2)
    assert toast._text_label.height() >= toast._text_label.heightForWidth(toast._text_label.width())


def test_a_spinner_turns_only_while_it_is_seen(qtbot: QtBot) -> None:
    made = Spinner()
    qtbot.addWidget(made)
    assert made._timer == 0
    made.show()
    qtbot.waitUntil(lambda: made._angle > 0)
    made.hide()
    assert made._timer == 0


def test_a_search_field_clears_by_escape(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = SearchField("Search people", window)
    found: list[str] = []
    field.searched.connect(found.append)
    QTest.keyClicks(field, "an ")
    assert found == ["a", "an", "an"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == "Search people"


def test_a_switch_is_a_button(qtbot: QtBot) -> None:
    made = Switch("Notifications")
    qtbot.addWidget(made)
    made.resize(200, 40)
    with qtbot.waitSignal(made.toggled):
        QTest.keyClick(made, Qt.Key.Key_Space)
    with qtbot.waitSignal(made.toggled):
        QTest.mouseClick(made, LEFT, PLAIN, QPoint(180, 20))
    assert not made.isChecked()
    made.setChecked(True)
    assert LIGHT.accent in colours(picture(made, 1))


def test_a_scroll_bar_goes_where_it_is_dragged(qtbot: QtBot) -> None:
    bar = ScrollBar()
    qtbot.addWidget(bar)
    bar.resize(12, 400)
    bar.setRange(0, 1_000_000 * 256)
    bar.setPageStep(256 * 30)
    bar.show()
    start, length = bar.handle_extent()
    assert (start, length) == (0, 32)
    QTest.mousePress(bar, LEFT, PLAIN, QPoint(6, 16))
    QTest.mouseMove(bar, QPoint(6, 216))
    assert abs(bar.sliderPosition() / bar.maximum() - 200 / 368) < 0.01
    QTest.mouseMove(bar, QPoint(6, 900))
    QTest.mouseRelease(bar, LEFT, PLAIN, QPoint(6, 900))
    assert bar.value() == bar.maximum()
    QTest.mouseClick(bar, LEFT, PLAIN, QPoint(6, 1))
    assert bar.value() == 0
    bar.setRange(0, 0)
    assert bar.handle_extent() == (0, 0)


def test_an_empty_state_says_what_to_do(qtbot: QtBot) -> None:
    made = EmptyState("message", "Nothing here yet", "Say hello.", "Invite")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.acted):
        made._action_button.click()
    made.set_state("search", "Nothing found")
    assert not made._action_button.isVisible()
    assert made.accessibleName() == "Nothing found"


def test_cards_and_marks_take_the_colours_of_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    card, pill = Card("Invite", tone="danger"), Pill("TLS", "success", "lock")
    card.body.addWidget(pill)
    card.body.addWidget(IconLabel("info"))
    column.addWidget(card)
    column.addWidget(make_button("Stop", "danger", "stop"))
    window.resize(300, 200)
    window.show()
    for mode, theme in ((Mode.LIGHT, LIGHT), (Mode.DARK, DARK)):
        appearance().apply_mode(qapp, mode)
        seen = colours(picture(window, 1))
        assert {theme.danger_soft, theme.success_soft} <= seen
    assert card.accessibleName() == "Invite"
    assert pill.accessibleName() == "TLS"
