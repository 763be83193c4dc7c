"""The settings of a running server: read from TOML files and the command line, and changes written down.

`settings.toml` in the data folder holds the changes that the launcher made; `--config FILE` and `--set` override it.
The settings themselves are rows of `setting_rows`.
"""

from __future__ import annotations

import json
import logging
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_chat.files import decode_text, write_whole
from desktop_chat.hub.settings import HubSettings
from desktop_chat.net.control_values import SettingRow
from desktop_chat.server.errors import StartError
from desktop_chat.server.limit_rows import MAX_LIST_ITEMS
from desktop_chat.server.setting import ChoiceSetting, NumberSetting, Setting, Value
from desktop_chat.server.setting_rows import OLD_KEYS, SETTINGS, find_setting
from desktop_chat.server.setting_sections import SECTIONS, section_of
from desktop_chat.texts import server as texts

FILE = "settings.toml"

_log = logging.getLogger(__name__)


class ServerSettings:
    """The settings in force. Raises StartError for an invalid file or override."""

    def __init__(self, data: Path, file: Path | None = None, overrides: Iterable[str] = ()) -> None:
        self._path = data / FILE
        self._file = file
        self._overrides = tuple(overrides)
        self._warned_keys: set[str] = set()
        self._kept: dict[str, Value] = {}
        """The content of `settings.toml`."""
        self._values: dict[str, Value] = {}
        self.reload()
        self._started = {setting.key: self._values[setting.key] for setting in SETTINGS if setting.restart}

    def reload(self) -> None:
        """Read the files again. Raises StartError, and changes nothing then."""
        kept = self._read_file(self._path) if self._path.exists() else {}
        values = {setting.key: setting.default for setting in SETTINGS} | kept
        if self._file is not None:
            values |= self._read_file(self._file)
        for text in self._overrides:
            key, equals, value = text.partition("=")
            if not equals:
                raise StartError(texts.SET_NOT_UNDERSTOOD(repr(text)))
            setting = self._find_setting(key.strip())
            values[setting.key] = setting.parse_text(value)
        self._kept, self._values = kept, values

    def __getitem__(self, key: str) -> Value:
        """Return the value in force. A changed `restart` setting keeps the old value until the next start."""
        return self._started[key] if key in self._started else self._values[key]

    def text_value(self, key: str) -> str:
        return str(self[key])

    def number_value(self, key: str) -> int:
        value = self[key]
        assert isinstance(value, int)
        return value

    def list_value(self, key: str) -> tuple[str, ...]:
        value = self[key]
        assert isinstance(value, tuple)
        return value

    def changed_at_restart(self) -> tuple[str, ...]:
        """Return the keys of changed settings without effect before the next start."""
        return tuple(key for key, value in self._started.items() if self._values[key] != value)

    def save_setting(self, key: str, value: object) -> None:
        """Change a setting and write the file.

        Raises: StartError for an invalid value, OSError if the file cannot be written.
        """
        setting = self._find_setting(key)
        checked = setting.check_value(value)
        kept = self._kept | {setting.key: checked}
        write_whole(self._path, _write_toml(kept).encode())
        self._kept = kept
        self._values[setting.key] = checked

    def setting_rows(self) -> tuple[SettingRow, ...]:
        """Return all settings for the launcher, with the values of the next start."""
        return tuple(_setting_row(setting, self._values[setting.key]) for setting in SETTINGS)

    def hub_settings(self, version: str) -> HubSettings:
        """Return the hub's part of the settings."""
        values: dict[str, Any] = {setting.hub_field: self[setting.key] for setting in SETTINGS if setting.hub_field}
        made = HubSettings(version=version, webirc_addresses=self.trusted_proxies(), **values)
        return made if made.limits_enabled else replace(made, list_items=MAX_LIST_ITEMS)

    def trusted_proxies(self) -> tuple[str, ...]:
        """Return the addresses and networks from which gateways may connect for others (WEBIRC)."""
        return self.listed_texts("webirc.addresses") if self.text_value("webirc.password") else ()

    def listed_texts(self, key: str) -> tuple[str, ...]:
        """Return the words of a text setting, between which commas stand."""
        return tuple(self.text_value(key).replace(",", " ").split())

    def _read_file(self, path: Path) -> dict[str, Value]:
        try:
            data = tomllib.loads(decode_text(path.read_bytes()))
        except OSError as error:
            raise StartError(texts.SETTINGS_CANNOT_BE_READ(str(path), str(error.strerror or error))) from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise StartError(texts.SETTINGS_NOT_TOML(str(path), str(error))) from error
        values: dict[str, Value] = {}
        renamed: dict[str, Value] = {}
        for section, items in data.items():
            if not isinstance(items, Mapping):
                raise StartError(texts.SETTING_OUTSIDE_SECTION(str(path), repr(section)))
            for name, value in items.items():
                key = f"{section}.{name}"
                setting = self._find_setting(key)
                (renamed if key in OLD_KEYS else values)[setting.key] = setting.check_value(value)
        return renamed | values

    def _find_setting(self, key: str) -> Setting:
        """Return the setting, and warn once of a former key. Raises StartError."""
        setting = find_setting(key)
        if key != setting.key and key not in self._warned_keys:
            self._warned_keys.add(key)
            _log.warning("The setting %s is called %s now. Its old name still works.", key, setting.key)
        return setting


def _setting_row(setting: Setting, value: Value) -> SettingRow:
    section = SECTIONS[section_of(setting.key)]
    number = setting if isinstance(setting, NumberSetting) else None
    choices = setting.choices if isinstance(setting, ChoiceSetting) else {}
    return SettingRow(
        key=setting.key,
        kind=setting.kind,
        value=value,
        default=setting.default,
        help=setting.help,
        choices=tuple(choices),
        minimum=number.minimum if number else None,
        maximum=number.maximum if number else None,
        restart=setting.restart,
        title=setting.title,
        unit=setting.unit,
        section=section.title,
        advanced=setting.advanced or section.advanced,
        choice_titles=tuple(choices.values()),
    )


def _write_toml(values: Mapping[str, Value]) -> str:
    """Return the settings as TOML. Strings, numbers, flags and lists of strings are the same in JSON."""
    sections: dict[str, list[str]] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        plain: Any = list(value) if isinstance(value, tuple) else value
        text = json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
        sections.setdefault(section, []).append(f"{name} = {text}")
    return "\n\n".join("\n".join([f"[{section}]", *lines]) for section, lines in sections.items()) + "\n"
