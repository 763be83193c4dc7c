from __future__ import annotations

import pytest

from desktop_chat.net.code_words import WORDS, make_words, read_words


def test_words_are_different_and_carry_40_bits() -> None:
    assert len(set(WORDS)) == 1024
    assert all(word.isascii() and word.isalpha() and 3 <= len(word) <= 10 for word in WORDS)
    codes = {make_words(number.to_bytes(5, "big")) for number in (0, 1, 1 << 10, 1 << 20, 1 << 30, (1 << 40) - 1)}
    assert len(codes) == 6
    assert all(read_words(code) == code for code in codes)
    assert make_words(bytes(5)) == "-".join(WORDS[:1] * 4)


@pytest.mark.parametrize(
    "typed", ["olive lemon tiger cello", " Olive, Lemon,Tiger  CELLO. ", "OLIVE-LEMON-TIGER-CELLO"]
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_words(typed) == "olive-lemon-tiger-cello"


@pytest.mark.parametrize(
    "typed", ["", "olive lemon tiger", "olive lemon tiger cello owl", "olive lemon tiger xyz", "10.0.0.2"]
)
def test_other_texts_are_no_code(typed: str) -> None:
    assert read_words(typed) == ""
