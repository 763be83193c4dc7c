"""The client's side of SASL: the example of the specification, both sides together, and what a server may not ask."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from desktop_chat.irc.sasl import SaslError, ScramExchange, make_verifier, parse_plain, scram_first
from desktop_chat.irc.sasl_client import (
    FEWEST_ROUNDS,
    MOST_ROUNDS,
    ScramChallenge,
    ScramClient,
    derive_key,
    plain_message,
)

NONCE = "rOprNGfwEbeRWgbNEkqO"
CHALLENGE = b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"


def answered(password: str) -> tuple[ScramClient, bytes]:
    client = ScramClient("user", NONCE)
    challenge = client.read_challenge(CHALLENGE)
    return client, client.proof_message(derive_key(password, challenge.salt, challenge.iterations))


def test_example_of_the_specification() -> None:
    """https://datatracker.ietf.org/doc/html/rfc7677#section-3"""
    client, last = answered("pencil")
    assert client.first_message == b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
    assert last == (
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
    )
    client.require_server_proof(b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")


@pytest.mark.parametrize("proof", [b"", b"e=invalid-proof", b"v=AAAA", b"v=!", b"\xff"])
def test_a_server_that_knows_no_password_is_refused(proof: bytes) -> None:
    client, _ = answered("pencil")
    with pytest.raises(SaslError):
        client.require_server_proof(proof)
    with pytest.raises(SaslError):
        ScramClient("user", NONCE).require_server_proof(b"v=")


@pytest.mark.parametrize("name", ["ann", "a=b,c", "Анна"])
def test_both_sides_agree(name: str) -> None:
    client = ScramClient(name, "abc")
    first = scram_first(client.first_message)
    assert first.name == name
    server = ScramExchange(first, make_verifier("opén sesame", b"salt", FEWEST_ROUNDS), "def")
    assert client.read_challenge(server.first_message) == ScramChallenge(b"salt", FEWEST_ROUNDS)
    last = client.proof_message(derive_key("opén sesame", b"salt", FEWEST_ROUNDS))
    client.require_server_proof(server.final_message(last))


@pytest.mark.parametrize(
    ("nonce", "salt", "rounds"),
    [
        (NONCE, b"salt", "4096"),
        ("other", b"salt", "4096"),
        (NONCE + "x", b"", "4096"),
        (NONCE + "x", b"s" * 2000, "4096"),
        (NONCE + "x", b"salt", str(FEWEST_ROUNDS - 1)),
        (NONCE + "x", b"salt", str(MOST_ROUNDS + 1)),
        (NONCE + "x", b"salt", "9" * 400),
        (NONCE + "x", b"salt", "x"),
    ],
)
def test_impossible_challenges_are_refused(nonce: str, salt: bytes, rounds: str) -> None:
    text = f"r={nonce},s={b64encode(salt).decode()},i={rounds}"
    with pytest.raises(SaslError):
        ScramClient("user", NONCE).read_challenge(text.encode())


def test_plain() -> None:
    assert parse_plain(plain_message("ann", "a b")) == ("", "ann", "a b")
    assert b64decode(b64encode(plain_message("ann", "x"))) == b"\0ann\0x"
