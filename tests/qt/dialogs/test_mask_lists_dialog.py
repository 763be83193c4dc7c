"""The lists of a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import ListedMask
from desktop_chat.qt.dialogs.mask_lists_dialog import MaskListsDialog
from desktop_chat.qt.views.mask_delegate import MaskDelegate

MASKS = (ListedMask("bob!*@*", "ann", 2_000), ListedMask("~m:cid!*@*", "ann", 1_000))


def opened(qtbot: QtBot, *, moderator: bool = True, terms: bool = True) -> MaskListsDialog:
    dialog = MaskListsDialog("#tea", "beI", MaskDelegate(), None, moderator=moderator, terms=terms)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    return dialog


def test_list_is_shown_and_a_mask_removed(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.letter == "b"
    assert not dialog.remove_button.isEnabled()
    dialog.set_masks("b", MASKS)
    dialog.set_masks("e", ())
    assert dialog.model.rowCount() == 2
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(dialog.model.index(0))
    with qtbot.waitSignal(dialog.removed) as removed:
        QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert removed.args == ["b", "bob!*@*"]


def test_another_list_is_asked_for(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.set_masks("b", MASKS)
    with qtbot.waitSignal(dialog.list_requested) as asked:
        dialog.list_box.setCurrentIndex(1)
    assert asked.args == ["e"]
    assert dialog.model.rowCount() == 0
    dialog.set_masks("e", ())
    assert dialog.empty.isVisible()


def test_name_or_mask_is_added_with_a_term(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    added: list[tuple[str, str, int]] = []
    dialog.added.connect(lambda *args: added.append(args))
    assert not dialog.add_button.isEnabled()
    QTest.keyClicks(dialog.name_field, "Bob")
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Return)
    dialog.term_box.setCurrentIndex(dialog.term_box.findData(480))
    dialog.name_field.setText("*!*@h")
    dialog.add_button.click()
    assert added == [("b", "Bob!*@*", 0), ("b", "*!*@h", 480)]
    assert dialog.name_field.text() == ""
    assert dialog.isVisible(), "Return in the field adds and does not close"


def test_terms_are_greyed_where_the_server_has_none(qtbot: QtBot) -> None:
    dialog = opened(qtbot, terms=False)
    assert not dialog.term_box.isEnabled()
    assert dialog.lack_label.isVisible()


def test_others_only_read(qtbot: QtBot) -> None:
    dialog = opened(qtbot, moderator=False)
    dialog.set_masks("b", MASKS)
    assert not dialog.name_field.isVisible()
    assert not dialog.remove_button.isVisible()
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(dialog.model.index(0))
    with qtbot.assertNotEmitted(dialog.removed):
        QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
