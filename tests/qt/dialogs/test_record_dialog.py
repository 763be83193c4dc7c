"""The dialog says what is kept, exports, and deletes at the second click."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.record_dialog import RecordDialog

KEPT = "Recorded: messages are kept for 30 days"


def _open(qtbot: QtBot, lack: str = "") -> RecordDialog:
    dialog = RecordDialog("#tea", KEPT, lack, None)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_deletion_asks_once_more(qtbot: QtBot) -> None:
    dialog, deleted = _open(qtbot), list[None]()
    dialog.deletion_requested.connect(lambda: deleted.append(None))
    assert dialog.windowTitle() == KEPT
    dialog.delete_button.click()
    assert not deleted
    assert dialog.isVisible()
    assert dialog.lack_label.text().startswith("All your messages in #tea are deleted")
    dialog.delete_button.click()
    assert len(deleted) == 1


def test_export_closes_the_dialog(qtbot: QtBot) -> None:
    dialog = _open(qtbot)
    with qtbot.waitSignals([dialog.accepted, dialog.export_requested]):
        dialog.export_button.click()


def test_a_deletion_that_is_not_possible_is_greyed_with_the_reason(qtbot: QtBot) -> None:
    dialog = _open(qtbot, "You can delete them while you are connected.")
    assert not dialog.delete_button.isEnabled()
    assert dialog.delete_button.accessibleDescription() == dialog.lack_label.text()
    assert dialog.lack_label.isVisible()
    dialog.close_button.click()
