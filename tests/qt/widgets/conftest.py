"""Fixtures of the widget tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme import Mode, appearance


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    appearance().apply_mode(qapp, Mode.LIGHT)
    yield
    appearance().apply_mode(qapp, Mode.LIGHT)
