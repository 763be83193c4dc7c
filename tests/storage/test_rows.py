from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.storage import rows
from desktop_chat.storage.records import Account, ChannelState, Entry, PasswordSecret, Room, SeenMark

# What a line can hold: no NUL, no line break, nothing that is not UTF-8.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=20)
numbers = st.integers(0, 2**62)
tags = st.dictionaries(st.sampled_from(["+a", "+draft/reply", "+x/y"]), words)
entries = st.builds(Entry, numbers, numbers, numbers, words, words, words, words, words, words, words, tags)


@given(entries)
def test_entry_survives_its_row(entry: Entry) -> None:
    room, sequence, time, command, source, target, text, identity, account, resend, said = rows.entry_row(entry)
    assert isinstance(room, int)
    assert isinstance(sequence, int)
    assert isinstance(time, int)
    back = rows.entry_of(
        room, sequence, time, str(command), str(source), str(target), str(text),
        str(identity), str(account), str(resend), str(said),
    )  # fmt: skip
    assert back == entry


def test_statement_for_many_rows() -> None:
    assert rows.Insert("t", "a, b", 1, replace=True).build_statement(2) == (
        "INSERT OR ROLLBACK INTO t (a, b) VALUES (?, ?), (?, ?) ON CONFLICT (a) DO UPDATE SET b = excluded.b"
    )
    assert rows.Insert("t", "a, b", 2, replace=False).build_statement(1) == (
        "INSERT OR ROLLBACK INTO t (a, b) VALUES (?, ?) ON CONFLICT (a, b) DO NOTHING"
    )


def test_room_and_seen_survive_their_rows() -> None:
    assert rows.room_of(7, "direct", "a", "b", 1) == Room(7, "direct", "a", "b", sealed=True)
    assert rows.room_row(Room(7, "direct", "a", "b", sealed=True)) == (7, "direct", "a", "b", 1, 0)
    assert rows.seen_of("ann", 1, 9, 0, 5) == SeenMark("ann", 1, 9, present=False, entered=5)
    assert rows.seen_row(SeenMark("ann", 1, 9, present=True)) == ("ann", 1, 9, 1, 0)


def test_channel_survives_its_row() -> None:
    state = ChannelState(
        room=7,
        name="#Tea",
        created=1,
        topic="hot",
        topic_by="ann!a@h",
        topic_at=2,
        modes="nt",
        key="secret",
        limit=9,
        founder="cert:aa",
        roles={"cert:aa": "q"},
        lists={"b": (("*!*@h", "ann!a@h", 3),)},
        forward="#other",
    )
    assert rows.channel_of(rows.channel_row(state)) == state


def test_account_survives_its_row() -> None:
    account = Account(
        name="Ann",
        identity="account:ann",
        registered=1,
        secret=PasswordSecret("argon2", "scram"),
        certificates=("aa", "bb"),
        always_on=True,
        seen_until=5,
        settings={"email": "a@example.org"},
        dropped=True,
    )
    assert rows.account_of(rows.account_row(account)) == account
