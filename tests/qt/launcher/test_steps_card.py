"""The card of a stopped chat explains hosting in three steps."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.steps_card import StepsCard


def test_three_steps_are_explained(qtbot: QtBot) -> None:
    card = StepsCard()
    qtbot.addWidget(card)
    texts = [label.text() for label in card.findChildren(QLabel) if label.text()]
    assert [text for text in texts if text in ("Start", "Invite", "Talk")] == ["Start", "Invite", "Talk"]
    assert len(texts) == 1 + 2 * 3


def test_a_narrow_card_breaks_its_sentences(qtbot: QtBot) -> None:
    card = StepsCard()
    qtbot.addWidget(card)
    assert card.heightForWidth(220) > card.heightForWidth(900)
