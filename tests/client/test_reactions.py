"""Reactions are counted once for each person, survive their history in any order, and have limits."""

from __future__ import annotations

import json

import pytest

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import EntryReacted
from desktop_chat.client.reactions import (
    LONGEST,
    MOST_LOOSE,
    MOST_RECORDS,
    MOST_TEXTS,
    TAG_REACTIONS,
    LooseReactions,
    apply_reaction,
    find_reaction,
    reactions_of,
    shown_reaction,
)

SAID = Entry(1, EntryKind.MESSAGE, 1000, "bob", "tea?", msgid="m1", tags={"+draft/reply": "m0"})


def change(text: str, nick: str, at: int, *, present: bool = True, own: bool = False) -> EntryReacted:
    return EntryReacted("#tea", "m1", text, nick, nick, at=at, present=present, own=own)


def after(*changes: EntryReacted, entry: Entry = SAID) -> Entry:
    for one in changes:
        entry = apply_reaction(entry, one) or entry
    return entry


def counted(entry: Entry) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.text, one.nicks, one.own) for one in reactions_of(entry)]


def test_reactions_are_counted_by_text() -> None:
    now = after(change("👍", "ann", 1, own=True), change("🎉", "cid", 2), change("👍", "eve", 3))
    assert counted(now) == [("👍", ("ann", "eve"), True), ("🎉", ("cid",), False)]
    assert now.tags["+draft/reply"] == "m0"


def test_repeated_reaction_changes_nothing() -> None:
    now = after(change("👍", "cid", 1))
    assert apply_reaction(now, change("👍", "cid", 1)) is None
    assert apply_reaction(now, change("👍", "cid", 5)) is None


def test_reaction_is_taken_back_and_not_revived_by_an_older_page() -> None:
    now = after(change("👍", "cid", 1), change("👍", "cid", 5, present=False))
    assert counted(now) == []
    assert apply_reaction(now, change("👍", "cid", 1)) is None
    assert counted(after(change("👍", "cid", 9), entry=now)) == [("👍", ("cid",), False)]


def test_later_retraction_that_is_received_first_counts() -> None:
    now = after(change("👍", "cid", 5, present=False), change("👍", "cid", 1))
    assert counted(now) == []


def test_own_reaction_stays_own_under_another_nick() -> None:
    now = after(change("👍", "ann", 1, own=True), change("👍", "anna", 5, present=False, own=True))
    assert counted(now) == []


def test_entry_without_reactions() -> None:
    assert reactions_of(SAID) == ()
    assert reactions_of(Entry(2, EntryKind.MESSAGE, 1, "bob", "x")) == ()


@pytest.mark.parametrize("kept", ["", "{", "[1]", '[["a"]]', '[["a","b","c","x",1]]', "null"])
def test_damaged_tag_counts_as_none(kept: str) -> None:
    damaged = Entry(3, EntryKind.MESSAGE, 1, "bob", "x", tags={TAG_REACTIONS: kept})
    assert reactions_of(damaged) == ()
    assert counted(after(change("👍", "cid", 1), entry=damaged)) == [("👍", ("cid",), False)]


def test_limits_of_one_entry() -> None:
    now = after(*(change(f"r{number}", "cid", number) for number in range(MOST_TEXTS + 5)))
    assert len(reactions_of(now)) == MOST_TEXTS
    many = after(*(change("👍", f"n{number}", number) for number in range(MOST_RECORDS + 7)))
    assert len(json.loads(many.tags[TAG_REACTIONS])) == MOST_RECORDS
    assert reactions_of(many)[0].nicks[-1] == f"n{MOST_RECORDS + 6}"


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ({"+draft/react": "👍"}, ("👍", True)),
        ({"+react": ":)"}, (":)", True)),
        ({"+draft/unreact": "👍"}, ("👍", False)),
        ({"+unreact": "👍"}, ("👍", False)),
        ({"+draft/react": "👩‍🚀"}, ("👩‍🚀", True)),
        ({"+draft/react": ""}, None),
        ({"+draft/react": "x" * (LONGEST + 1)}, None),
        ({"+draft/react": "a\nb"}, None),
        ({"+draft/react": "a\u202eb"}, None),
        ({"+typing": "active"}, None),
    ],
)
def test_reaction_in_tags(tags: dict[str, str], found: tuple[str, bool] | None) -> None:
    assert find_reaction(tags) == found


def test_shown_reaction_has_no_invisible_characters_unless_it_is_an_emoji() -> None:
    assert shown_reaction("👩‍🚀") == "👩‍🚀"
    assert shown_reaction("❤️") == "❤️"
    assert shown_reaction("a\u200bb") == "a‹200B›b"


def test_loose_reactions_wait_for_their_entry() -> None:
    loose = LooseReactions()
    first, second = change("👍", "ann", 1), change("🎉", "bob", 2)
    loose.keep_change(first)
    loose.keep_change(second)
    assert loose.take_changes("m2") == []
    assert loose.take_changes("m1") == [first, second]
    assert loose.take_changes("m1") == []


def test_loose_reactions_are_bounded() -> None:
    loose = LooseReactions()
    for number in range(MOST_LOOSE + 10):
        loose.keep_change(EntryReacted("#tea", f"m{number}", "👍", "ann", "ann", at=number, present=True, own=False))
    assert loose.take_changes("m9") == []
    assert len(loose.take_changes("m10")) == len(loose.take_changes(f"m{MOST_LOOSE + 9}")) == 1
