"""HubSettings with the defaults of the table of settings."""

from __future__ import annotations

from typing import Any

from desktop_chat.hub.settings import HubSettings
from desktop_chat.server.setting_rows import SETTINGS


def make_hub_settings(**changes: Any) -> HubSettings:
    """Return the defaults with `changes`; only the chat's own name is the same on every computer."""
    values: dict[str, Any] = {setting.hub_field: setting.default for setting in SETTINGS if setting.hub_field}
    fixed = {"name": "Desktop Chat", "host": "desktop.chat", "version": "desktop-chat", "webirc_addresses": ()}
    return HubSettings(**values | fixed | changes)
