"""Values by owner and key."""

from __future__ import annotations

from desktop_chat.hub.records.metadata import MOST_KEYS, MOST_OF_GUESTS, Metadata
from desktop_chat.storage.records import MetadataValue


def test_moved_values_do_not_replace_own_values() -> None:
    metadata = Metadata([MetadataValue("#a", "one", "1"), MetadataValue("#b", "one", "0")], lambda owner: True)
    metadata.set_value("#a", "two", "2")
    assert set(metadata.move_values("#a", "#b")) == {
        MetadataValue("#a", "one", "", dropped=True), MetadataValue("#a", "two", "", dropped=True),
        MetadataValue("#b", "two", "2"),
    }  # fmt: skip
    assert metadata.values_of("#b") == {"one": "0", "two": "2"}
    for number in range(MOST_KEYS):
        metadata.set_value("#c", f"k{number}", "x")
    metadata.move_values("#c", "#b")
    assert len(metadata.values_of("#b")) == MOST_KEYS


def test_quota_counts_values_of_guests_only() -> None:
    metadata = Metadata(
        [MetadataValue("cert:old", "url", "x"), MetadataValue("cert:known", "url", "y")], "cert:known".__ne__
    )
    metadata.set_value("#tea", "url", "z")
    count = MOST_OF_GUESTS // MOST_KEYS
    for number in range(count):
        for key in range(MOST_KEYS):
            metadata.set_value(f"cert:{number}", f"k{key}", "x")
    assert list(metadata.evict_over_quota()) == [MetadataValue("cert:old", "url", "", dropped=True)]
    metadata.set_value("cert:new", "url", "x")
    assert {gone.owner for gone in metadata.evict_over_quota()} == {"cert:0"}
    assert all(metadata.values_of(owner) for owner in ("cert:known", "#tea", "cert:new"))
