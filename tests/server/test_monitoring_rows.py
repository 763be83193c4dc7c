"""Figures are never open to a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.server.errors import StartError
from desktop_chat.server.settings_file import ServerSettings


@pytest.mark.parametrize("address", ["127.0.0.1:9464", "127.3.2.1:1", "[::1]:9464", ""])
def test_addresses_of_this_computer_are_taken(tmp_path: Path, address: str) -> None:
    assert ServerSettings(tmp_path, None, [f"monitoring.address={address}"])["monitoring.address"] == address


@pytest.mark.parametrize("address", ["0.0.0.0:9464", "192.168.1.5:9464", "[::]:9464", "example.org:9464"])
def test_other_addresses_are_refused_with_a_sentence(tmp_path: Path, address: str) -> None:
    with pytest.raises(StartError, match="an address of this computer only"):
        ServerSettings(tmp_path, None, [f"monitoring.address={address}"])
