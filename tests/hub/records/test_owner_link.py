from __future__ import annotations

from desktop_chat.hub.records.owner_link import SECONDS, OwnerLink


def test_link_counts_until_it_is_used_replaced_or_late() -> None:
    link = OwnerLink()
    assert not link.is_token("", 0)
    first = link.make_link(bytes(range(32)), 0)
    assert link.is_token(f" {first.upper()}", SECONDS - 1)
    assert not link.is_token(first, SECONDS)
    second = link.make_link(bytes(range(1, 33)), SECONDS)
    assert not link.is_token(first, SECONDS)
    assert link.is_token(second, SECONDS)
    assert not link.is_token("é" * 10, SECONDS)
    link.end()
    assert not link.is_open(SECONDS)
    assert not link.is_token(second, SECONDS)
    assert not link.is_token("", SECONDS)
