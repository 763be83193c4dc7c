"""The list of mentions is filtered by words, and read aloud as a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.models.mentions_model import MENTION, MentionRow, MentionsModel


def row(number: int, nick: str, text: str) -> MentionRow:
    result = SearchResult("net", "#tea", Entry(number, EntryKind.MESSAGE, number, nick, text))
    return MentionRow(result, nick, "#tea · Workshop")


def texts(model: MentionsModel) -> list[object]:
    return [model.data(model.index(number)) for number in range(model.rowCount())]


def test_all_words_must_be_in_author_place_or_text() -> None:
    model = MentionsModel([row(1, "Bob", "\x02bold\x02 words"), row(2, "Дарья", "Анна?")])
    assert texts(model) == ["bold words", "Анна?"]
    for text, found in (("BOB words", ["bold words"]), ("дарья", ["Анна?"]), ("workshop", texts(model)), ("x", [])):
        model.set_filter(text)
        assert texts(model) == found
    model.set_filter("")
    assert model.rowCount() == 2


def test_row_is_read_aloud_as_a_whole() -> None:
    model = MentionsModel([row(1, "Bob", "one\ntwo")])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Bob, #tea · Workshop, {row(1, 'Bob', '').time}: one two"
    assert index.data(MENTION) == row(1, "Bob", "one\ntwo")
    assert model.data(model.index(5)) is None
