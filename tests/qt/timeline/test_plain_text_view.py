"""The timeline as plain text."""

from __future__ import annotations

from desktop_chat.client.entry import DeliveryState
from desktop_chat.qt.timeline.plain_text_view import PlainTimeline
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import model_of
from tests.qt.timeline.scenes import entry, talk


def test_plain_text_follows_changes_and_keeps_the_caret(show: ShowEntries) -> None:
    view = show(talk(3))
    plain = PlainTimeline(view.model, view)
    assert plain.document().blockCount() == 3
    cursor = plain.textCursor()
    cursor.setPosition(2)
    plain.setTextCursor(cursor)
    model_of(view).append_entries(entry(90, "new one", "bob"))
    model_of(view).replace_entry(3, entry(90, "new two", "bob", state=DeliveryState.FAILED))
    assert plain.toPlainText().splitlines()[-1].endswith("new two. Not sent")
    assert plain.textCursor().position() == 2
    model_of(view).insert_entries(0, talk(2, 50))
    assert plain.document().blockCount() == 6


def test_plain_text_hides_spoilers(show: ShowEntries) -> None:
    view = show([entry(1, "he \x0301,01dies\x03")])
    assert PlainTimeline(view.model, view).toPlainText().endswith("he (hidden: a spoiler)")
