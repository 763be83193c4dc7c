"""Completions while a person types in the composer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from desktop_chat.qt.views.completion import Choice, Offer
from desktop_chat.qt.views.composer import Composer
from tests.qt.views.test_markup_bar import composer as composer


def offered(composer: Composer) -> list[str]:
    return [choice.mark for choice in composer.completer.popup.choices]


def test_emoji_are_offered_from_the_second_letter_on(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "well :t")
    assert offered(composer) == []
    QTest.keyClicks(composer.edit, "ad")
    assert offered(composer) == ["🎉"]
    assert composer.completer.popup.choices[0].title == ":tada:"


def test_enter_puts_in_the_emoji_and_sends_nothing(composer: Composer) -> None:
    sent: list[str] = []
    composer.submitted.connect(sent.append)
    QTest.keyClicks(composer.edit, "well :tad")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.text() == "well 🎉 "
    assert offered(composer) == []
    assert sent == []
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == ["well 🎉 "]


def test_emoji_between_other_words(composer: Composer) -> None:
    composer.edit.setPlainText("🚀 , then")
    cursor = composer.edit.textCursor()
    cursor.setPosition(3)  # UTF-16 units
    composer.edit.setTextCursor(cursor)
    QTest.keyClicks(composer.edit, ":tad")
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.text() == "🚀 🎉, then"


def test_escape_hides_the_list_until_the_text_changes(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, ":ro")
    QTest.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert offered(composer) == []
    QTest.keyClicks(composer.edit, "ck")
    assert "🚀" in offered(composer)


def test_moved_caret_and_lost_focus_hide_the_list(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, ":rocket")
    composer.edit.moveCursor(QTextCursor.MoveOperation.Left)
    assert offered(composer) == []
    QTest.keyClicks(composer.edit, "e")
    composer.edit.setPlainText("")
    QTest.keyClicks(composer.edit, ":rocket")
    assert offered(composer) != []
    composer.send_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert offered(composer) == []


def test_restored_text_offers_nothing(composer: Composer) -> None:
    composer.set_place("there", "Message #there", "see :rocket")
    assert offered(composer) == []


def test_first_source_with_an_offer_wins(composer: Composer) -> None:
    def offer_ann(before: str) -> Offer | None:
        return Offer(len(before) - 1, (Choice("Ann: ", "Ann"),)) if before.endswith("a") else None

    composer.completer.sources.insert(0, offer_ann)
    QTest.keyClicks(composer.edit, ":ta")
    assert [choice.title for choice in composer.completer.popup.choices] == ["Ann"]
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.text() == ":tAnn: "


def test_list_stands_above_the_composer_and_over_the_word(composer: Composer) -> None:
    window = composer.window()
    QTest.keyClicks(composer.edit, "well done :ro")
    popup = composer.completer.popup
    left = popup.geometry().left()
    assert popup.geometry().bottom() < composer.mapTo(window, composer.edit.geometry().topLeft()).y() - 8
    QTest.keyClicks(composer.edit, "cke")
    assert popup.geometry().left() == left
