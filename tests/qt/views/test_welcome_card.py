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


def test_card_shows_as_much_as_the_room_takes(qtbot: QtBot) -> None:
    card = WelcomeCard()
    qtbot.addWidget(card)
    card.show_welcome(Welcome("Workshop", "\n".join("123456"), "Kim", ("Ben",), 1))
    said = card.accessibleDescription()
    heights = []
    for room in (900, 200, 20):
        card.fit_into(420, room)
        heights.append(card.minimumHeight())
    assert heights == sorted(heights, reverse=True)
    assert (card.words_label.text(), card.words_button.isHidden(), card.people_label.isHidden()) == ("1…", False, True)
    assert card.accessibleDescription() == said == "1\n2\n3\n4\n5\n6 Here now: Kim (host), Ben"
    card.fit_into(420, 900)
    assert (card.minimumHeight(), card.words_button.isHidden()) == (heights[0], True)
