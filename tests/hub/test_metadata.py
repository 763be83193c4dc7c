"""Values by owner and key."""

from __future__ import annotations

from desktop_chat.hub.metadata import MOST_KEYS, MOST_OF_GUESTS, Metadata, is_key
from desktop_chat.storage.port import KeyValue


def test_keys() -> None:
    assert is_key("display-name")
    assert is_key("a/b.c_9")
    assert not any(is_key(text) for text in ("", "Name", "a b", "ä", "x" * 61))


def test_values_move_to_who_keeps_its_own() -> None:
    metadata = Metadata([KeyValue("#a", "one", "1"), KeyValue("#b", "one", "0")], lambda owner: True)
    metadata.put("#a", "two", "2")
    assert set(metadata.move("#a", "#b")) == {
        KeyValue("#a", "one", "", dropped=True), KeyValue("#a", "two", "", dropped=True), KeyValue("#b", "two", "2"),
    }  # fmt: skip
    assert metadata.of("#b") == {"one": "0", "two": "2"}
    for number in range(MOST_KEYS):
        metadata.put("#c", f"k{number}", "x")
    metadata.move("#c", "#b")
    assert len(metadata.of("#b")) == MOST_KEYS


def test_guests_together_have_so_many_and_the_others_theirs() -> None:
    metadata = Metadata([KeyValue("cert:old", "url", "x"), KeyValue("cert:known", "url", "y")], "cert:known".__ne__)
    metadata.put("#tea", "url", "z")
    count = MOST_OF_GUESTS // MOST_KEYS
    for number in range(count):
        for key in range(MOST_KEYS):
            metadata.put(f"cert:{number}", f"k{key}", "x")
    assert list(metadata.trim()) == [KeyValue("cert:old", "url", "", dropped=True)]
    metadata.put("cert:new", "url", "x")
    assert {gone.owner for gone in metadata.trim()} == {"cert:0"}
    assert all(metadata.of(owner) for owner in ("cert:known", "#tea", "cert:new"))
