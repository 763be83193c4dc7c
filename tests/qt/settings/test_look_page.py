"""Theme, accent, sizes, times and language."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.look_page import LookPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.theme.emoji_font import NOTO


@pytest.fixture
def page(qtbot: QtBot, context: SettingsContext) -> LookPage:
    context.change_fields(zoom=130)
    made = LookPage(context, "Look")
    qtbot.addWidget(made)
    return made


def test_each_choice_is_kept_and_told(qtbot: QtBot, context: SettingsContext, page: LookPage) -> None:
    assert page.zoom_box.currentText() == "130 %"
    for box, value in (
        (page.theme_box, "contrast"),
        (page.accent_box, "teal"),
        (page.zoom_box, "200"),
        (page.density_box, "compact"),
        (page.times_box, "all"),
        (page.clock_box, "12"),
        (page.motion_box, "little"),
        (page.emoji_box, "noto"),
    ):
        with qtbot.waitSignal(context.look_changed):
            box.choose_value(value)
    kept = context.preferences
    assert (kept.look, kept.accent, kept.zoom) == ("contrast", "teal", 200)
    assert (kept.density, kept.times, kept.clock) == ("compact", "all", "12")
    assert (kept.motion, kept.emoji_style) == ("little", "noto")


@pytest.mark.parametrize(
    ("families", "reason"),
    [
        (["Arial"], "The font Noto Color Emoji is not installed."),
        ([NOTO], "This system has no other emoji than Noto."),
        ([NOTO, "Segoe UI Emoji"], ""),
    ],
)
def test_choice_of_emoji_says_why_there_is_none(
    qtbot: QtBot, context: SettingsContext, monkeypatch: pytest.MonkeyPatch, families: list[str], reason: str
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: families)
    page = LookPage(context, "Look")
    qtbot.addWidget(page)
    assert page.emoji_box.accessibleDescription() == reason
    assert page.emoji_box.isEnabled() is not bool(reason)


def test_high_contrast_has_no_other_accents(qapp: QApplication, page: LookPage) -> None:
    assert page.accent_box.isEnabled()
    assert not page.accent_box.itemIcon(1).isNull()
    appearance().apply_mode(qapp, "contrast")
    assert not page.accent_box.isEnabled()
    appearance().apply_mode(qapp, "dark")
    assert page.accent_box.isEnabled()


def test_the_language_is_kept_and_told(qtbot: QtBot, context: SettingsContext, page: LookPage) -> None:
    with qtbot.waitSignal(context.language_changed):
        page.language_box.choose_value("ru")
    assert context.preferences.language == "ru"
