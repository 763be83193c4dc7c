"""Batches are readable with the key of the cluster only."""

from __future__ import annotations

import pytest

from desktop_chat.cluster.seal import BatchSeal, SealError, make_key

KEY = bytes(range(32))


def test_sealed_bytes_hide_their_content_and_come_back() -> None:
    seal = BatchSeal(KEY, "chat")
    sealed = seal.seal_bytes(b"PASS secret")
    assert b"secret" not in sealed
    assert seal.seal_bytes(b"PASS secret") != sealed
    assert BatchSeal(KEY, "chat").open_sealed(sealed) == b"PASS secret"


def test_other_key_other_log_and_changed_bytes_do_not_open() -> None:
    sealed = BatchSeal(KEY, "chat").seal_bytes(b"words")
    for seal in (BatchSeal(make_key(), "chat"), BatchSeal(KEY, "another chat")):
        with pytest.raises(SealError, match="same key file"):
            seal.open_sealed(sealed)
    changed = bytes((*sealed[:-1], sealed[-1] ^ 1))
    for broken in (b"", b"short", sealed[:20], changed):
        with pytest.raises(SealError):
            BatchSeal(KEY, "chat").open_sealed(broken)
