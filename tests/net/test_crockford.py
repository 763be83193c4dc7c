from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.crockford import decode_number, encode_number, read_letters


@given(st.integers(0, 2**100 - 1))
def test_number_is_read_back(number: int) -> None:
    letters = encode_number(number, 20)
    assert len(letters) == 20
    assert decode_number(read_letters(letters.upper())) == number


def test_look_alikes_and_hyphens_do_not_count() -> None:
    assert read_letters("O0-iL 1") == "00111"


@pytest.mark.parametrize("text", ["u", "!", "ж"])
def test_other_letters_are_no_number(text: str) -> None:
    assert decode_number(text) is None
