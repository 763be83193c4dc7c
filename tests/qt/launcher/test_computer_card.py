"""The switch starts the chat with the computer, at once, or says why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.hosting import autostart
from desktop_chat.qt.launcher.computer_card import ComputerCard


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ComputerCard:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    made = ComputerCard()
    qtbot.addWidget(made)
    made.set_data(tmp_path / "server")
    return made


def test_the_switch_takes_effect_at_once(card: ComputerCard, tmp_path: Path) -> None:
    assert not card.start_switch.isChecked()
    assert card.state_label.text() == "The chat runs when you start it here."
    card.start_switch.click()
    assert autostart.is_autostart_on(tmp_path / "server")
    assert "After your next login" in card.state_label.text()
    card.set_data(tmp_path / "server")
    assert card.start_switch.isChecked()
    card.start_switch.click()
    assert not autostart.is_autostart_on(tmp_path / "server")


def test_a_failure_is_said_and_the_switch_goes_back(card: ComputerCard, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: Path, *, on: bool) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(autostart, "set_autostart", fail)
    card.start_switch.click()
    assert not card.start_switch.isChecked()
    assert card.state_label.text() == "This cannot be changed: Permission denied."
