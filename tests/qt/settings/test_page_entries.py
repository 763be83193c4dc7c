"""Each page has a key, an icon and a title, and can be made."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.paths import resources
from desktop_chat.qt.settings.page_entries import page_entries
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_pages_can_be_made_and_searched(qtbot: QtBot, context: SettingsContext) -> None:
    entries = page_entries()
    assert len({entry.key for entry in entries}) == len(entries)
    for entry in entries:
        assert (resources() / "icons" / f"{entry.icon}.svg").exists()
        page = entry.make(context, entry.title)
        qtbot.addWidget(page)
        assert page.accessibleName() == entry.title
        assert page.apply_search("giraffe") == 0
        page.refresh()
