"""The table of settings is whole, and fills the hub's value."""

from __future__ import annotations

import dataclasses
import typing

import pytest

from desktop_chat.hub.settings import HubSettings
from desktop_chat.server.errors import StartError
from desktop_chat.server.setting import Setting
from desktop_chat.server.setting_rows import OLD_KEYS, SETTINGS, find_setting

OF_THE_SERVER = {"version", "webirc_addresses", "networks", "nodes", "sts_seconds", "sts_port", "cloak_key"}
"""Fields of HubSettings that no single setting fills."""


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: str(setting.key))
def test_a_row_is_whole(setting: Setting) -> None:
    assert setting.title
    assert not setting.title.endswith(".")
    assert not setting.help or setting.help.endswith(".")
    assert setting.check_value(setting.default) == setting.default


def test_every_field_of_the_hub_is_filled_once_with_its_type() -> None:
    filled = {setting.hub_field: type(setting.default) for setting in SETTINGS if setting.hub_field}
    assert len(filled) == sum(bool(setting.hub_field) for setting in SETTINGS)
    hints = typing.get_type_hints(HubSettings)
    fields = {field.name: hints[field.name] for field in dataclasses.fields(HubSettings)}
    assert filled == {name: kind for name, kind in fields.items() if name not in OF_THE_SERVER}


def test_a_former_key_finds_its_setting() -> None:
    for old, new in OLD_KEYS.items():
        assert find_setting(old) is find_setting(new)
    assert not OLD_KEYS.keys() & {setting.key for setting in SETTINGS}


def test_an_unknown_key_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(StartError, match=r"Did you mean history\.days"):
        find_setting("history.day")


@pytest.mark.parametrize(("key", "value"), [("server.host", ""), ("server.host", "nodot"), ("server.lobby", "tea")])
def test_names_of_server_and_room_are_checked(key: str, value: str) -> None:
    with pytest.raises(StartError, match=key):
        find_setting(key).check_value(value)
