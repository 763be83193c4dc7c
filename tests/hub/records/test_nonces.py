"""Values that nobody can guess."""

from __future__ import annotations

from desktop_chat.hub.records.nonces import Nonces


def test_nonce_never_repeats() -> None:
    nonces = Nonces(b"seed")
    given = [nonces.next_nonce() for _ in range(100)]
    assert len(set(given)) == 100
    assert all(len(nonce) == 24 and "," not in nonce and nonce.isprintable() for nonce in given)
    assert Nonces(b"other").next_nonce() not in given


def test_nonce_for_a_name_is_constant() -> None:
    assert Nonces(b"seed").for_name("ann") == Nonces(b"seed").for_name("ann") != Nonces(b"seed").for_name("bob")
