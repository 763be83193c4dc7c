"""The picker of emoji: groups, search, skin tones, recent ones, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.emoji_picker import EmojiPicker


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(420, 560)
    made.show()
    return made


@pytest.fixture
def picker(parent: QWidget, qtbot: QtBot) -> Iterator[EmojiPicker]:
    """A picker as an ordinary window: a popup closes when another window becomes active."""
    made = EmojiPicker(("🚀", "no emoji", "👍🏽"), 0, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    yield made
    made.close()


def shown(picker: EmojiPicker) -> list[str]:
    model = picker.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def chosen_by(picker: EmojiPicker) -> list[str]:
    heard: list[str] = []
    picker.chosen.connect(heard.append)
    return heard


def test_recent_emoji_come_first(picker: EmojiPicker) -> None:
    assert shown(picker)[:3] == ["🚀", "👍", "😀"]
    assert picker._groups.checkedId() == 0


def test_click_on_a_group_shows_it(picker: EmojiPicker) -> None:
    QTest.mouseClick(picker._groups.button(9), Qt.MouseButton.LeftButton)
    assert "🇩🇪" in shown(picker)


def test_search_and_enter_choose(picker: EmojiPicker) -> None:
    heard = chosen_by(picker)
    QTest.keyClicks(picker.field, "tada")
    assert shown(picker) == ["🎉"]
    assert picker.name_label.text() == "party popper :tada:"
    assert picker._groups.checkedId() == -1
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert heard == ["🎉"]
    assert not picker.isVisible()


def test_nothing_found_is_said(picker: EmojiPicker) -> None:
    QTest.keyClicks(picker.field, "zzzz")
    assert picker.nothing_label.isVisible()
    assert not picker.view.isVisible()
    QTest.keyClick(picker.field, Qt.Key.Key_Escape)
    assert shown(picker)[:2] == ["🚀", "👍"]
    assert picker.isVisible()


def test_arrows_go_from_the_field_through_the_grid_and_back(picker: EmojiPicker) -> None:
    heard = chosen_by(picker)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.view.hasFocus()
    QTest.keyClick(picker.view, Qt.Key.Key_Right)
    assert picker.view.currentIndex().row() == 1
    QTest.keyClick(picker.view, Qt.Key.Key_Up)
    assert picker.field.hasFocus()
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert heard == ["👍"]


def test_letters_in_the_grid_search(picker: EmojiPicker) -> None:
    picker.view.setFocus()
    QTest.keyClick(picker.view, Qt.Key.Key_H)
    QTest.keyClicks(picker.field, "eart")
    assert picker.field.text() == "heart"
    assert shown(picker)[0] == "❤️"


def test_click_on_an_emoji_chooses_it(picker: EmojiPicker) -> None:
    heard = chosen_by(picker)
    place = picker.view.visualRect(picker.view.model().index(0, 0)).center()
    QTest.mouseClick(picker.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["🚀"]


def test_skin_tone_changes_hands_and_no_rockets(picker: EmojiPicker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.tone_chosen) as tone:
        picker.set_tone(5)
    assert tone.args == [5]
    assert shown(picker)[:2] == ["🚀", "👍🏿"]
    assert picker.tone_button.text() == "👋🏿"


def test_parts_have_names(picker: EmojiPicker) -> None:
    names = [button.accessibleName() for button in picker._groups.buttons()]
    assert len(set(names)) == 10
    assert all(names)
    assert picker.view.accessibleName() == "Emoji"
    assert picker.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "rocket"
    assert picker.field.accessibleDescription() == "rocket  :rocket:"


@pytest.mark.parametrize("place", [QRect(0, 0, 20, 20), QRect(780, 580, 20, 20), QRect(400, 300, 20, 20)])
def test_picker_stays_on_the_screen(picker: EmojiPicker, place: QRect) -> None:
    picker.open_beside(place)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(picker.geometry())
