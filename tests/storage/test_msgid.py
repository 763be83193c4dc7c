from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.storage.msgid import msgid_of, msgids_of, place_of


@given(st.integers(0, 2**60 - 1), st.integers(0, 2**60 - 1))
def test_message_id_gives_room_and_sequence(room: int, sequence: int) -> None:
    assert place_of(msgid_of(room, sequence)) == (room, sequence)


@given(st.text(max_size=30))
def test_other_text_is_no_message_id(text: str) -> None:
    place = place_of(text)
    assert place is None or all(number >= 0 for number in place)


def test_foreign_message_ids_have_no_place() -> None:
    for text in ("", "-", "1-", "-1", "1", "1-u", "1--1", "0123456789abc-1", "1-1-1", "A-1"):
        assert place_of(text) is None


@given(st.integers(1, 2000), st.one_of(st.integers(0, 70_000), st.integers(0, 2**62)), st.integers(1, 40))
def test_ids_of_consecutive_entries(room: int, sequence: int, count: int) -> None:
    common, ends = msgids_of(room, sequence, count)
    assert [common + end for end in ends] == [msgid_of(room, number) for number in range(sequence, sequence + count)]
