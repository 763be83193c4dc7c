"""One window for all pages, which searches them all and fits a small screen with large letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.page_entries import page_entries
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.settings_window import SettingsWindow
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.page_scroll import PageScroll


@pytest.fixture
def settings_window(qtbot: QtBot, context: SettingsContext) -> SettingsWindow:
    window = SettingsWindow(context, None)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def shown_pages(window: SettingsWindow) -> list[str]:
    return [key for key, page in window.pages.items() if page.isVisible()]


def test_pages_are_made_when_they_are_chosen(settings_window: SettingsWindow) -> None:
    assert list(settings_window.pages) == ["profile"]
    look = [entry.key for entry in page_entries()].index("look")
    QTest.mouseClick(settings_window.navigation.buttons[look], Qt.MouseButton.LeftButton)
    assert shown_pages(settings_window) == ["look"]
    settings_window.choose_page("privacy")
    assert shown_pages(settings_window) == ["privacy"]


def test_arrow_keys_move_between_pages(settings_window: SettingsWindow) -> None:
    focus = settings_window.navigation.buttons[0]
    assert focus.hasFocus()
    QTest.keyClick(focus, Qt.Key.Key_Down)
    assert shown_pages(settings_window) == ["look"]


def test_letters_begin_a_search(settings_window: SettingsWindow) -> None:
    QTest.keyClicks(settings_window.navigation.buttons[0], "c")
    assert settings_window.search_field.hasFocus()
    QTest.keyClicks(settings_window.search_field, "ertificate")
    assert shown_pages(settings_window) == ["privacy"]


def test_a_search_finds_options_of_all_pages(settings_window: SettingsWindow) -> None:
    QTest.keyClick(settings_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert settings_window.search_field.hasFocus()
    QTest.keyClicks(settings_window.search_field, "certificate")
    assert shown_pages(settings_window) == ["privacy"]
    settings_window.search_field.setText("giraffe")
    assert settings_window.empty.isVisible()
    QTest.keyClick(settings_window.search_field, Qt.Key.Key_Escape)
    assert shown_pages(settings_window) == ["profile"]
    assert settings_window.isVisible()


def test_the_name_of_a_page_finds_the_whole_page(settings_window: SettingsWindow) -> None:
    settings_window.search_field.setText("Advanced")
    assert shown_pages(settings_window) == ["advanced"]
    advanced = settings_window.page("advanced")
    assert advanced.isVisible()


def test_choosing_a_page_ends_the_search(settings_window: SettingsWindow) -> None:
    settings_window.search_field.setText("certificate")
    QTest.mouseClick(settings_window.navigation.buttons[0], Qt.MouseButton.LeftButton)
    assert settings_window.search_field.text() == ""
    assert shown_pages(settings_window) == ["profile"]


def test_a_window_opens_at_a_page(qtbot: QtBot, context: SettingsContext) -> None:
    window = SettingsWindow(context, None, "privacy")
    qtbot.addWidget(window)
    window.show()
    assert shown_pages(window) == ["privacy"]


@pytest.mark.parametrize("size", [(420, 560), (820, 620)])
def test_every_page_fits_with_large_letters(
    qtbot: QtBot, qapp: QApplication, settings_window: SettingsWindow, size: tuple[int, int]
) -> None:
    appearance().apply_mode(qapp, "light", zoom=2.0)
    settings_window.resize(*size)
    scroll = settings_window.findChildren(PageScroll)[0]
    for entry in page_entries():
        settings_window.choose_page(entry.key)
        QApplication.processEvents()
        assert (settings_window.width(), settings_window.height()) == size
        page = settings_window.page(entry.key)
        left = page.mapTo(scroll.viewport(), page.rect().topLeft()).x()
        assert left >= 0
        assert left + page.width() <= scroll.viewport().width(), entry.key


def test_done_closes(qtbot: QtBot, settings_window: SettingsWindow) -> None:
    with qtbot.waitSignal(settings_window.accepted):
        QTest.mouseClick(settings_window.done_button, Qt.MouseButton.LeftButton)
