"""Values of strangers' JSON are found or are empty, and never raise."""

from __future__ import annotations

from desktop_chat.server.webhooks.fields import find_list, find_text, find_value, first_text

DATA = {"a": {"b": " text ", "n": 5, "yes": True, "list": [1, 2]}, "empty": ""}


def test_values_are_found_by_their_path() -> None:
    assert find_text(DATA, "a", "b") == "text"
    assert find_text(DATA, "a", "n") == "5"
    assert find_list(DATA, "a", "list") == [1, 2]
    assert find_value(DATA, "a", "yes") is True
    assert first_text(DATA, "none", "empty", "a") == ""
    assert first_text(DATA["a"], "x", "b") == "text"


def test_what_is_not_there_or_of_another_type_is_empty() -> None:
    for data in (None, 5, "text", [DATA], {}, {"a": 5}, {"a": ["b"]}):
        assert find_text(data, "a", "b") == ""
        assert find_list(data, "a", "list") == ()
        assert find_value(data, "a", "b", "c") is None
    assert find_text(DATA, "a", "yes") == ""
