"""A chain tells one log from another."""

from __future__ import annotations

import pytest

from desktop_chat.cluster import chain as module
from desktop_chat.cluster.chain import Chain, ForkError


def chain_of(*entries: bytes) -> Chain:
    chain = Chain()
    for position, data in enumerate(entries, 1):
        chain.add_entry(position, data)
    return chain


def test_same_entries_have_the_same_hash() -> None:
    one, other = chain_of(b"a", b"b"), chain_of(b"a", b"b")
    one.require_same(other.position, other.newest)
    one.require_same(1, chain_of(b"a").newest)
    one.require_same(0, module.START)


@pytest.mark.parametrize("entries", [(b"a", b"c"), (b"ab", b""), (b"", b"ab"), (b"b", b"a")])
def test_another_log_is_noticed(entries: tuple[bytes, ...]) -> None:
    other = chain_of(*entries)
    with pytest.raises(ForkError, match="up to 2"):
        chain_of(b"a", b"b").require_same(2, other.newest)


def test_shorter_log_is_noticed() -> None:
    with pytest.raises(ForkError, match="ends at 1; a node has applied 2"):
        chain_of(b"a").require_same(2, chain_of(b"a", b"b").newest)


@pytest.mark.parametrize("position", [1, 3])
def test_entry_at_another_position_than_the_next_is_refused(position: int) -> None:
    chain = chain_of(b"a")
    with pytest.raises(ForkError):
        chain.add_entry(position, b"b")
    assert chain.position == 1


def test_memory_of_hashes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    chain = chain_of(b"a", b"b", b"c", b"d")
    assert len(chain._hashes) == 3
    chain.require_same(1, b"forgotten")
    with pytest.raises(ForkError):
        chain.require_same(2, b"another")


def test_chain_continues_from_a_hash() -> None:
    whole, later = chain_of(b"a", b"b"), Chain(1, chain_of(b"a").newest)
    later.add_entry(2, b"b")
    assert later.newest == whole.newest
