"""The card shows the people who were active most recently."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.here_card import HereCard
from desktop_chat.qt.launcher.people_columns import role_in_words
from desktop_chat.qt.widgets import Avatar, ElidedLabel
from tests.qt.launcher.example_rows import people


def _shown_texts(card: HereCard) -> list[str]:
    """Names, each with the role of the person below it if there is one."""
    labels = card.findChildren(ElidedLabel)
    return [label.text() for label in labels if label.isVisibleTo(card)]


def test_most_recently_active_people_are_shown(qtbot: QtBot) -> None:
    card = HereCard()
    qtbot.addWidget(card)
    users = tuple(replace(user, active=number) for number, user in enumerate(people(9)))
    card.set_users(users)
    expected = [(user.nick, role_in_words(user)) for user in reversed(users[3:])]
    assert _shown_texts(card) == [text for lines in expected for text in lines if text]
    assert "Moderator" in _shown_texts(card)
    assert len([avatar for avatar in card.findChildren(Avatar) if avatar.isVisibleTo(card)]) == 6
    assert card.all_button.isVisibleTo(card)


def test_card_without_people_offers_no_list(qtbot: QtBot) -> None:
    card = HereCard()
    qtbot.addWidget(card)
    card.set_users(people(1))
    card.set_users(())
    assert _shown_texts(card) == []
    assert not card.all_button.isVisibleTo(card)
