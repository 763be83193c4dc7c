"""The card of an invitation."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.invitation_card import InvitationCard


def test_card_names_the_person_and_the_room(qtbot: QtBot, network: Network) -> None:
    network.on_received((parse_line(":Bob!u@h INVITE Ann #garden"),))
    card = InvitationCard()
    qtbot.addWidget(card)
    card.show_room(network, network.rooms["#garden"])
    assert card.isVisible()
    assert card.text_label.text() == card.accessibleName() == "Bob invites you to #garden"
    assert not card.grab().isNull()
    with qtbot.waitSignal(card.accepted):
        card.accept_button.click()
    with qtbot.waitSignal(card.declined):
        card.decline_button.click()
    timeline = network.rooms["#garden"].timeline
    (invitation,) = (timeline.entry_at(index) for index in range(timeline.count()))
    assert not timeline.is_settled(invitation)
    network.on_received((parse_line(f":{network.nick}!u@h JOIN #garden"),))
    assert timeline.is_settled(invitation)


def test_room_without_an_invitation_has_no_card(qtbot: QtBot, network: Network) -> None:
    card = InvitationCard()
    qtbot.addWidget(card)
    card.show_room(network, network.rooms["#lobby"])
    assert not card.isVisible()
