"""The masks of a list as rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop_chat.client.events import ListedMask
from desktop_chat.qt.models.mask_list import MaskListModel, MaskRole

MASKS = (
    ListedMask("bob!*@*", "ann", 1_700_000_000_000),
    ListedMask("~t:120:~m:cid!*@*", "dan", 1_700_000_100_000),
    ListedMask("*!*@h<b>"),
)


def test_newest_mask_is_first_and_says_what_it_does(qtmodeltester: ModelTester) -> None:
    model = MaskListModel()
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    model.set_masks(MASKS)
    assert [model.index(row).data() for row in range(3)] == ["cid", "bob", "everybody at h<b>"]
    assert str(model.index(0).data(MaskRole.DETAILS)).startswith("muted, for 2 hours, by dan, ")
    assert model.index(2).data(MaskRole.DETAILS) == ""
    assert [model.index(row).data(MaskRole.MUTE) for row in range(3)] == [True, False, False]
    assert model.index(1).data(MaskRole.MASK) == MASKS[0]


def test_masks_are_read_aloud_and_shown_literally() -> None:
    model = MaskListModel()
    model.set_masks(MASKS)
    assert str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("bob, by ann, ")
    assert "<b>" not in str(model.index(2).data(Qt.ItemDataRole.ToolTipRole))
