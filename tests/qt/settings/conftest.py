"""A profile whose settings the pages change."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.settings_context import SettingsContext
from tests.qt.scenes import Scene


@pytest.fixture
def context(qtbot: QtBot, made: Scene) -> SettingsContext:
    return SettingsContext(made.controller)
