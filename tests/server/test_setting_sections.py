"""Each setting stands in its section."""

from __future__ import annotations

from desktop_chat.server.setting_rows import SETTINGS
from desktop_chat.server.setting_sections import SECTIONS, section_of


def test_sections_and_settings_have_the_same_order() -> None:
    assert list(dict.fromkeys(section_of(setting.key) for setting in SETTINGS)) == list(SECTIONS)
    keys = [setting.key for setting in SETTINGS]
    assert len(set(keys)) == len(keys)
    assert sorted(keys, key=lambda key: list(SECTIONS).index(section_of(key))) == keys
