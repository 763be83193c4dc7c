"""The card of a person: facts in rows, and buttons for what can be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desktop_chat.client.person_facts import PersonFacts
from desktop_chat.qt.dialogs.person_card import PersonCard

NOW = 1_790_000_000
BOB = PersonFacts(
    "Bob",
    online=True,
    known=True,
    realname="Bob Baumann",
    username="bob",
    host="h.example",
    account="bobby",
    secure=True,
    idle_seconds=420,
    online_since=NOW - 7200,
    rooms=("@#lobby", "@#cake", "+#tea", "&local"),
    certificate="0a1b" * 16,
)


@pytest.fixture
def card(qtbot: QtBot) -> PersonCard:
    made = PersonCard("Bob", None)
    made.open()
    return made


def rows(card: PersonCard) -> dict[str, str]:
    """Title and text of each row, as a screen reader tells them."""
    names = [label.accessibleName() for label in card.findChildren(QLabel) if ": " in label.accessibleName()]
    return dict(name.split(": ", 1) for name in names)


def test_facts_are_rows(card: PersonCard) -> None:
    assert card.presence_label.text() == "Asking the server…"
    card.show_facts(BOB, ["#lobby"], "Moderator of #lobby", NOW)
    assert card.name_label.text() == "Bob Baumann"
    assert card.nick_label.text() == "Bob"
    assert card.windowTitle() == "Bob Baumann"
    assert card.presence_label.text() == "Online"
    assert card.accessibleDescription() == "Bob Baumann, Online"
    told = rows(card)
    assert told["Account"] == "bobby"
    assert told["Role"] == "Moderator of #lobby"
    assert told["Last active"] == "7 min ago"
    assert told["In common"] == "#lobby"
    assert told["Also in"] == "#cake, #tea, &local"
    assert told["Connection"] == "Encrypted"
    assert told["Certificate"] == " ".join(["0a1b"] * 16)
    assert all(label.minimumSizeHint().width() < card.width() // 2 for label in card.findChildren(QLabel))
    assert "Address" not in told
    assert "Last seen" not in told
    card.close()


def test_the_card_grows_with_facts_that_arrive_later(qtbot: QtBot, card: PersonCard) -> None:
    qtbot.waitUntil(card.isVisible)
    card.show_facts(BOB, ["#lobby"], "Moderator of #lobby", NOW)
    area = card.findChildren(QScrollArea)[0]
    inside = area.widget()
    assert inside is not None
    assert area.height() >= inside.heightForWidth(inside.width()) > 100
    card.close()


def test_operators_see_the_address(card: PersonCard) -> None:
    facts = PersonFacts("Bob", online=True, known=True, addresses=("192.0.2.7",), certificate="0a1b2c", operator=True)
    card.show_facts(facts, [], "", NOW)
    assert rows(card)["Address"] == "192.0.2.7"
    assert rows(card)["Certificate"] == "0a1b 2c"
    assert rows(card)["Role"] == "Operator of this server"
    assert rows(card)["Account"] == "Guest, without an account"
    card.close()


@pytest.mark.parametrize(
    ("facts", "presence"),
    [
        (PersonFacts("Bob", online=True, known=True, away="at lunch"), "Away: at lunch"),
        (PersonFacts("Bob", known=True, last_seen="Fri Nov 27"), "Not online"),
        (PersonFacts("Bob"), "Not online. The server knows nothing more."),
    ],
)
def test_presence(card: PersonCard, facts: PersonFacts, presence: str) -> None:
    card.show_facts(facts, [], "", NOW)
    assert card.presence_label.text() == presence
    assert rows(card).get("Last seen", "") == facts.last_seen
    card.close()


def test_the_last_time_is_shown_as_the_person_writes_times(card: PersonCard) -> None:
    left = NOW - 3 * 86_400
    card.show_facts(PersonFacts("Bob", known=True, last_seen="in the server's words", left_at=left), [], "", NOW)
    short = QLocale.FormatType.ShortFormat
    assert rows(card)["Last seen"] == QLocale().toString(QDateTime.fromSecsSinceEpoch(left), short)
    card.close()


def test_published_values_name_a_person(card: PersonCard) -> None:
    facts = PersonFacts("Bob", online=True, published=(("display-name", "Bobby"), ("pronouns", "he/him")))
    card.show_facts(facts, [], "", NOW)
    assert card.name_label.text() == "Bobby"
    assert rows(card)["Pronouns"] == "he/him"
    card.close()


def test_the_program_is_asked_for_once(qtbot: QtBot, card: PersonCard) -> None:
    card.show_facts(BOB, [], "", NOW)
    with qtbot.waitSignal(card.client_requested):
        card.client_button.click()
    assert not card.client_button.isEnabled()
    card.show_client("HexChat 2.16")
    assert rows(card)["Program"] == "HexChat 2.16"
    assert not card.client_button.isVisible()
    card.show_facts(BOB, [], "", NOW)
    assert card.client_label.isVisible(), "further facts keep the answer"
    facts = {label.focusPolicy() for label in card.findChildren(QLabel) if ": " in label.accessibleName()}
    assert facts == {Qt.FocusPolicy.StrongFocus}, "each fact is reached by Tab, and stands in line with the others"
    card.close()


def test_moderators_have_more_buttons(qtbot: QtBot, card: PersonCard) -> None:
    assert not card.kick_button.isVisible()
    card.set_moderation(possible=True, mute=False)
    assert card.kick_button.isVisible()
    assert not card.mute_button.isEnabled()
    assert card.mute_button.toolTip() == "This server cannot mute people."
    with qtbot.waitSignal(card.ban_requested):
        card.ban_button.click()


def test_a_blocked_person_can_be_unblocked(qtbot: QtBot, card: PersonCard) -> None:
    with qtbot.waitSignal(card.block_requested) as wanted:
        card.block_button.click()
    assert wanted.args == [True]
    card.set_blocked(blocked=True)
    assert card.block_button.text() == "Unblock"
    with qtbot.waitSignal(card.block_requested) as wanted:
        card.block_button.click()
    assert wanted.args == [False]
    card.close()


def test_the_own_card_has_no_acts(card: PersonCard) -> None:
    card.show_own()
    assert not card.message_button.isVisible()
    assert not card.block_button.isVisible()
    card.close()


def test_many_facts_scroll(card: PersonCard) -> None:
    card.show_facts(BOB, [f"#room-number-{number}" for number in range(400)], "", NOW)
    assert card.height() <= 640
    card.close()


def test_a_picture_is_loaded_on_a_click_only(qtbot: QtBot) -> None:
    card = PersonCard("ann", None)
    qtbot.addWidget(card)
    card.show()
    card.offer_picture("http://example.org/a.png")
    assert card.picture_button.isHidden()
    address = "https://example.org/a.png"
    card.offer_picture(address)
    assert "example.org" in card.picture_button.toolTip()
    with qtbot.waitSignal(card.picture_requested) as requested:
        card.picture_button.click()
    assert requested.args == [address]
    card.show_no_picture("https://example.org/other.png")
    assert not card.picture_button.isEnabled()
    card.show_no_picture(address)
    assert card.picture_button.isEnabled()
    assert card.picture_label.isVisible()
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    card.show_picture("https://example.org/other.png", image)
    assert not card.avatar.has_picture
    card.show_picture(address, image)
    assert card.avatar.has_picture
    assert card.picture_button.isHidden()
    assert card.avatar.grab().toImage().pixelColor(28, 28) == QColor("#336699")
