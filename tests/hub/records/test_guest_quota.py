"""The quota of all guests together."""

from __future__ import annotations

from desktop_chat.hub.records.guest_quota import GuestQuota


def test_least_recently_changed_owner_is_evicted() -> None:
    allowance = GuestQuota(5, lambda owner: owner != "account")
    for owner, count in (("a", 2), ("b", 2), ("a", 3), ("account", 100)):
        allowance.note_count(owner, count)
        assert list(allowance.evict_over_quota()) == []
    allowance.note_count("c", 1)
    assert list(allowance.evict_over_quota()) == ["b"]
    allowance.note_count("a", 0)
    allowance.note_count("d", 4)
    assert list(allowance.evict_over_quota()) == []


def test_owner_with_an_account_is_not_evicted() -> None:
    guests = {"a", "b"}
    allowance = GuestQuota(3, guests.__contains__)
    allowance.note_count("a", 2)
    guests.discard("a")
    allowance.note_count("b", 2)
    assert list(allowance.evict_over_quota()) == []
    allowance.note_count("b", 3)
    assert list(allowance.evict_over_quota()) == []
