"""Limits can be switched off, and none of them can be set to a value that stops the chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.server.errors import StartError
from desktop_chat.server.limit_rows import LIMITS, MAX_LIST_ITEMS
from desktop_chat.server.setting import NumberSetting
from desktop_chat.server.settings_file import ServerSettings


def test_lists_are_as_long_as_can_be_without_limits(tmp_path: Path) -> None:
    assert ServerSettings(tmp_path, None, ["limits.list_items=20"]).hub_settings("1").list_items == 20
    without = ["limits.list_items=20", "limits.enabled=false"]
    assert ServerSettings(tmp_path, None, without).hub_settings("1").list_items == MAX_LIST_ITEMS


@pytest.mark.parametrize("setting", LIMITS, ids=lambda setting: str(setting.key))
def test_zero_is_allowed_only_where_the_help_tells_its_meaning(setting: NumberSetting) -> None:
    if not isinstance(setting, NumberSetting):
        return
    if "0 allows" in setting.help:
        assert setting.check_value(0) == 0
    else:
        with pytest.raises(StartError):
            setting.check_value(0)
