"""A page writes what a person chooses into the preferences, and hides what a search does not find."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import make_label


def test_a_switch_follows_and_changes_its_preference(qtbot: QtBot, context: SettingsContext) -> None:
    context.change_fields(tell_typing=False)
    page = OptionPage(context, "Privacy")
    qtbot.addWidget(page)
    switch = page.add_switch(page.add_card("Others"), "Typing", "tell_typing")
    assert not switch.isChecked()
    switch.click()
    assert context.preferences.tell_typing


def test_a_choice_is_told_once(qtbot: QtBot, context: SettingsContext) -> None:
    page = OptionPage(context, "Look")
    qtbot.addWidget(page)
    chosen: list[str] = []
    box = page.add_choice(page.add_card("Colours"), "Theme", (("a", "A"), ("b", "B")), "b", chosen.append)
    assert box.value == "b"
    assert chosen == []
    box.choose_value("a")
    assert chosen == ["a"]


def test_a_search_shows_what_fits(qtbot: QtBot, context: SettingsContext) -> None:
    page = OptionPage(context, "All")
    qtbot.addWidget(page)
    page.show()
    others, storage = page.add_card("Others"), page.add_card("Storage")
    typing = page.add_switch(others, "Typing", "tell_typing")
    key = page.add_switch(others, "One certificate", "one_key")
    storage.body.addWidget(make_label("3 MB"))
    assert page.apply_search("typ") == 1
    assert (typing.isVisible(), key.isVisible(), storage.isVisible()) == (True, False, False)
    assert page.apply_search("others") == 2  # the card's name
    assert page.apply_search("storage") == 1
    assert (others.isVisible(), storage.isVisible()) == (False, True)
    assert page.apply_search("giraffe") == 0
    assert page.apply_search("") == 3
    assert all(part.isVisible() for part in (typing, key, others, storage))
