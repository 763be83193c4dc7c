"""Codes for a further device: good once, for a while, and against few guesses."""

from __future__ import annotations

import pytest

from desktop_chat.hub.records import device_codes as module
from desktop_chat.hub.records.device_codes import SECONDS, TRIES, DeviceCodes


def test_a_code_is_good_once_however_it_is_typed() -> None:
    codes = DeviceCodes()
    words = codes.make_code("ann", bytes((0, 1, 2, 3, 255, 9)), 0)
    assert len(set(words.split("-"))) == 5
    assert codes.has_code("ann", 1)
    assert codes.use_code("ann", f" {words.upper().replace('-', '  ')} ", 1)
    assert not codes.use_code("ann", words, 1)
    assert not codes.has_code("ann", 1)


def test_each_byte_has_a_word_of_its_own() -> None:
    codes = DeviceCodes()
    words = {codes.make_code("ann", bytes((byte,) * 5), 0) for byte in range(256)}
    assert len(words) == 256


def test_a_code_ends_and_a_new_one_takes_its_place() -> None:
    codes = DeviceCodes()
    first = codes.make_code("ann", bytes(5), 0)
    assert not codes.use_code("ann", first, SECONDS)
    second = codes.make_code("ann", bytes((7,) * 5), SECONDS)
    assert first != second
    assert not codes.use_code("ann", first, SECONDS + 1)
    assert not codes.use_code("bob", second, SECONDS + 1)
    assert codes.use_code("ann", second, SECONDS + 1)


def test_few_guesses_and_few_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = DeviceCodes()
    words = codes.make_code("ann", bytes(5), 0)
    assert not any(codes.use_code("ann", "acorn", 1) for _ in range(TRIES))
    assert not codes.use_code("ann", words, 1)
    monkeypatch.setattr(module, "MOST", 2)
    made = {name: codes.make_code(name, bytes(5), 2) for name in ("ann", "bob", "cid")}
    assert [codes.use_code(name, words, 3) for name, words in made.items()] == [False, True, True]
