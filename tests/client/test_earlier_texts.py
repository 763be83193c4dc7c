"""What edited messages said before."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.earlier_texts import MOST_MESSAGES, MOST_TEXTS, EarlierText, EarlierTexts
from desktop_chat.client.entry import TAG_BEFORE, Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED

SAID = Entry(1, EntryKind.MESSAGE, 1000, "bob", "teh tea", msgid="m1")


def edited(entry: Entry, text: str, at: str) -> Entry:
    return replace(entry, text=text, tags={TAG_EDITED: at})


def test_texts_stand_in_their_order_with_their_times() -> None:
    earlier = EarlierTexts()
    first, second = edited(SAID, "the tea", "12:01"), edited(SAID, "the green tea", "12:02")
    earlier.note_change(SAID, first)
    earlier.note_change(first, second)
    assert earlier.texts_of(second) == (EarlierText("teh tea", ""), EarlierText("the tea", "12:01"))


def test_confirmed_own_edit_counts_and_a_pending_one_does_not() -> None:
    earlier = EarlierTexts()
    pending = replace(SAID, text="the tea", tags={TAG_BEFORE: "teh tea"})
    earlier.note_change(SAID, pending)
    assert earlier.texts_of(pending) == ()
    earlier.note_change(pending, edited(SAID, "the tea", "12:01"))
    assert earlier.texts_of(SAID) == (EarlierText("teh tea", ""),)


def test_other_changes_are_no_edits() -> None:
    earlier = EarlierTexts()
    earlier.note_change(SAID, replace(SAID, tags={"desktop-chat/reacted": "[]"}))
    earlier.note_change(SAID, SAID)
    assert earlier.texts_of(SAID) == ()


def test_redaction_erases_the_texts() -> None:
    earlier = EarlierTexts()
    now = edited(SAID, "the tea", "12:01")
    earlier.note_change(SAID, now)
    earlier.note_change(now, replace(now, kind=EntryKind.DELETED, text=""))
    assert earlier.texts_of(SAID) == ()


def test_number_of_texts_and_messages_is_limited() -> None:
    earlier, before = EarlierTexts(), SAID
    for number in range(MOST_TEXTS + 5):
        before, last = edited(SAID, f"text {number}", f"{number:02}"), before
        earlier.note_change(last, before)
    assert len(earlier.texts_of(SAID)) == MOST_TEXTS
    for number in range(MOST_MESSAGES):
        other = replace(SAID, msgid=f"n{number}")
        earlier.note_change(other, edited(other, "x", "12:01"))
    assert earlier.texts_of(SAID) == ()
