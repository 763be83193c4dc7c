"""What edited messages said before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_chat.client.archive import Archive
from desktop_chat.client.earlier_texts import (
    MOST_CHARACTERS,
    MOST_TEXTS,
    TAG_EARLIER,
    EarlierText,
    earlier_texts,
    keep_earlier_text,
)
from desktop_chat.client.edits import apply_edit
from desktop_chat.client.entry import TAG_BEFORE, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted
from desktop_chat.irc.capabilities import TAG_EDITED

SAID = Entry(1, EntryKind.MESSAGE, 1000, "bob", "teh tea", msgid="m1")


def edited(entry: Entry, text: str, at: str) -> Entry:
    now = apply_edit(entry, EntryCorrected("#tea", "m1", text, at))
    assert now is not None
    return now


def test_texts_stand_in_their_order_with_their_times() -> None:
    now = edited(edited(SAID, "the tea", "12:01"), "the green tea", "12:02")
    assert earlier_texts(now) == (EarlierText("teh tea", ""), EarlierText("the tea", "12:01"))
    assert earlier_texts(SAID) == ()


def test_confirmed_own_edit_keeps_the_text_before_it() -> None:
    pending = replace(SAID, text="the tea", tags={TAG_BEFORE: "teh tea"})
    confirmed = replace(pending, tags={TAG_EDITED: "12:01"})
    assert earlier_texts(keep_earlier_text(pending, confirmed)) == (EarlierText("teh tea", ""),)
    assert earlier_texts(keep_earlier_text(SAID, SAID)) == ()


def test_redaction_erases_the_texts() -> None:
    gone = apply_edit(edited(SAID, "the tea", "12:01"), EntryDeleted("#tea", "m1"))
    assert gone is not None
    assert not gone.tags


def test_number_and_length_of_texts_are_limited() -> None:
    now = SAID
    for number in range(MOST_TEXTS + 5):
        now = edited(now, f"text {number}", f"{number:02}")
    assert [one.text for one in earlier_texts(now)] == [f"text {number}" for number in range(4, MOST_TEXTS + 4)]
    now = edited(edited(SAID, "x" * MOST_CHARACTERS, "12:01"), "short", "12:02")
    assert [len(one.text) for one in earlier_texts(now)] == [MOST_CHARACTERS]


def test_archive_keeps_the_texts_and_a_damaged_list_is_empty(tmp_path: Path) -> None:
    now = edited(replace(SAID, text="fünf; =\\\ntea \ud83d"), "five", "12:01")
    damaged = replace(now, id=2, msgid="m2", tags={TAG_EARLIER: '[["te'})
    archive = Archive(tmp_path / "archive.db")
    archive.add_entries("net", "#tea", [SAID, damaged])
    archive.replace_entry("net", "#tea", now)
    archive.close()
    again = Archive(tmp_path / "archive.db")
    kept, broken = again.read_page("net", "#tea", 0, 2)
    again.close()
    assert earlier_texts(kept) == (EarlierText("fünf; =\\\ntea ?", ""),)
    assert earlier_texts(broken) == ()
