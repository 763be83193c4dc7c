from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.welcome_card import Welcome, WelcomeCard


def test_card_says_the_words_the_host_and_who_is_here(qtbot: QtBot) -> None:
    card = WelcomeCard()
    qtbot.addWidget(card)
    card.show_welcome(Welcome("Workshop", "Tea at four.", "Kim", ("Ben", "Cid", "Dan", "Eve"), 6))
    assert card.title_label.text() == card.accessibleName() == "Welcome to Workshop"
    assert card.people_label.text() == "Here now: Kim (host), Ben, Cid, Dan and 3 more"
    assert card.host_button.text() == "Write to Kim"
    assert not card.words_button.isVisibleTo(card)
    card.show_welcome(Welcome("Workshop", "\n".join("123456789")))
    assert card.words_label.text() == "1\n2\n3\n4\n5\n6…"
    assert card.words_button.isVisibleTo(card)
    assert not card.host_button.isVisibleTo(card)
    assert card.people_label.text() == "Nobody else is here yet."
