"""The list of completions: keys, clicks, its place in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.completion import Choice
from desktop_chat.qt.views.completion_popup import CompletionPopup, row_height

FRUIT = tuple(Choice(f"{name} ", name, f"help of {name}", "🍎") for name in ("apple", "banana", "cherry"))
MANY = tuple(Choice(f"{number} ", str(number)) for number in range(40))


@pytest.fixture
def popup(qtbot: QtBot) -> Iterator[CompletionPopup]:
    """The list of a field at the bottom of a window of 420 by 560 pixels."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(420, 560)
    field = QLineEdit(window)
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(field)
    made = CompletionPopup(field)
    window.show()
    yield made
    window.hide()


def title(popup: CompletionPopup) -> str:
    return popup.choices[popup.list_view.currentIndex().row()].title


def chosen_by(popup: CompletionPopup) -> list[Choice]:
    heard: list[Choice] = []
    popup.chosen.connect(heard.append)
    return heard


def test_list_stands_above_the_word_inside_of_the_window(popup: CompletionPopup) -> None:
    popup.show_choices(FRUIT, QRect(400, 4, 1, 16))
    window = popup.window()
    assert popup.isVisible()
    assert window.rect().contains(popup.geometry())
    frame_top = popup._field.mapTo(window, QPoint(0, 0)).y() - 10
    assert popup.geometry().bottom() < frame_top
    assert popup.geometry().bottom() > frame_top - 10


def test_no_choices_hide_the_list(popup: CompletionPopup) -> None:
    popup.show_choices(FRUIT, QRect())
    popup.show_choices((), QRect())
    assert not popup.isVisible()
    assert popup.choices == ()


def test_arrows_go_round_and_pages_stop_at_the_ends(popup: CompletionPopup) -> None:
    popup.show_choices(MANY, QRect())
    assert title(popup) == "0"
    assert popup.handle_key(Qt.Key.Key_Up)
    assert title(popup) == "39"
    assert popup.handle_key(Qt.Key.Key_Down)
    assert title(popup) == "0"
    for _ in range(9):
        popup.handle_key(Qt.Key.Key_PageDown)
    assert title(popup) == "39"
    for _ in range(9):
        popup.handle_key(Qt.Key.Key_PageUp)
    assert title(popup) == "0"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_key_chooses_the_current_choice(popup: CompletionPopup, key: Qt.Key) -> None:
    heard = chosen_by(popup)
    popup.show_choices(FRUIT, QRect())
    popup.handle_key(Qt.Key.Key_Down)
    assert popup.handle_key(key)
    assert heard == [FRUIT[1]]
    assert not popup.isVisible()


def test_other_keys_and_keys_without_a_list_go_to_the_field(popup: CompletionPopup) -> None:
    assert not popup.handle_key(Qt.Key.Key_Return)
    popup.show_choices(FRUIT, QRect())
    assert not popup.handle_key(Qt.Key.Key_A)


def test_escape_hides_the_list(popup: CompletionPopup, qtbot: QtBot) -> None:
    popup.show_choices(FRUIT, QRect())
    with qtbot.waitSignal(popup.dismissed):
        popup.handle_key(Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_click_chooses_and_leaves_the_focus(popup: CompletionPopup) -> None:
    heard = chosen_by(popup)
    popup._field.setFocus()
    popup.show_choices(FRUIT, QRect())
    place = popup.list_view.visualRect(popup.list_view.model().index(2, 0)).center()
    QTest.mouseClick(popup.list_view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [FRUIT[2]]
    assert popup.list_view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_same_choices_keep_the_current_one(popup: CompletionPopup) -> None:
    popup.show_choices(FRUIT, QRect())
    popup.handle_key(Qt.Key.Key_Down)
    popup.show_choices(FRUIT, QRect())
    assert title(popup) == "banana"
    popup.show_choices(MANY, QRect())
    assert title(popup) == "0"


def test_rows_are_named_for_screen_readers(popup: CompletionPopup) -> None:
    popup.show_choices(FRUIT, QRect())
    index = popup.list_view.model().index(0, 0, QModelIndex())
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "apple, help of apple"
    assert popup.list_view.accessibleName() == "Completions"


def test_current_choice_is_announced(popup: CompletionPopup, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        heard.append(getattr(event, "message", str)())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    popup.show_choices(FRUIT, QRect())
    popup.handle_key(Qt.Key.Key_Down)
    assert heard == ["apple, help of apple, 1 of 3", "banana, help of banana, 2 of 3"]


def test_many_choices_scroll(popup: CompletionPopup) -> None:
    popup.show_choices(MANY, QRect())
    assert popup.height() < 10 * row_height()
    assert popup.list_view.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_person_is_painted_where_reading_begins(popup: CompletionPopup, direction: Qt.LayoutDirection) -> None:
    asked: list[str] = []
    portrait = QPixmap(40, 40)
    portrait.fill(QColor("red"))

    def portrait_of(nick: str, side: int) -> QPixmap | None:
        asked.append(nick)
        return portrait if nick == "ann" else None

    popup.delegate.portrait_of = portrait_of
    popup.list_view.setLayoutDirection(direction)
    popup.show_choices([Choice("@ann ", "Ann", person="ann"), Choice("@bob ", "Bob", person="bob")], QRect(0, 4, 1, 16))
    row = popup.list_view.grab().toImage().copy(0, 0, popup.list_view.width(), row_height())
    reds = [x for x in range(row.width()) if row.pixelColor(x, row.height() // 2) == QColor("red")]
    assert set(asked) == {"ann", "bob"}
    assert len(reds) >= 16
    assert (max(reds) < row.width() // 2) == (direction == Qt.LayoutDirection.LeftToRight)
