"""Which keys of METADATA are valid."""

from __future__ import annotations

from desktop_chat.irc.metadata_keys import CONNECTION, LONGEST_KEY, is_key


def test_keys_have_small_letters_digits_and_few_signs() -> None:
    assert all(is_key(key) for key in ("display-name", "x/y.z_1", CONNECTION, "k" * LONGEST_KEY))
    assert not any(is_key(key) for key in ("", "Name", "a b", "ключ", "k:v", "k" * (LONGEST_KEY + 1)))
