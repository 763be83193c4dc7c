"""The list says in words whom a ban means, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop_chat.net.control_values import BanRow
from desktop_chat.qt.launcher.bans_model import BansModel, ban_subject

NOW = 1_700_000_000_000

BOB = BanRow(kind="mask", mask="~f:" + "ab" * 32, reason="spam", by="the host", at=NOW - 1000, until=0, name="bob")

EVE = BanRow("mute", "*!eve@10.0.0.7", "", "the host", NOW - 2000, NOW + 3_600_000)

NETWORK = BanRow("network", "203.0.113.7/32", "", "ann", NOW - 3000, 0)


@pytest.mark.parametrize(
    ("ban", "words"),
    [
        (BOB, "bob"),
        (EVE, "eve at 10.0.0.7"),
        (NETWORK, "Everybody at 203.0.113.7"),
        (replace(NETWORK, mask="10.0.0.0/24"), "Everybody at 10.0.0.0/24"),
        (replace(EVE, mask="e*!*@*.example"), "e*!*@*.example"),
        (replace(EVE, mask="~r:Eve"), "~r:Eve"),
    ],
)
def test_ban_subject_is_person_address_or_mask(ban: BanRow, words: str) -> None:
    assert ban_subject(ban) == words


def test_row_has_kind_remaining_time_and_reason(qtmodeltester: ModelTester) -> None:
    model = BansModel()
    model.set_bans((EVE, BOB), NOW)
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert told == ["bob, Banned for good: spam", "eve at 10.0.0.7, Muted for another 1 h 0 min"]
    assert "the host" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
