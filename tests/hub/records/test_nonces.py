"""What cannot be guessed."""

from __future__ import annotations

from desktop_chat.hub.records.nonces import Nonces


def test_none_comes_twice() -> None:
    nonces = Nonces(b"seed")
    given = [nonces.next_nonce() for _ in range(100)]
    assert len(set(given)) == 100
    assert all(len(nonce) == 24 and "," not in nonce and nonce.isprintable() for nonce in given)
    assert Nonces(b"other").next_nonce() not in given


def test_a_name_has_one() -> None:
    assert Nonces(b"seed").for_name("ann") == Nonces(b"seed").for_name("ann") != Nonces(b"seed").for_name("bob")
