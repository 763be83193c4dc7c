"""SASL mechanisms: what the server makes of a client's bytes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import pbkdf2_hmac, sha256
from hmac import new as new_hmac

import pytest

from desktop_chat.irc.sasl import (
    CHUNK,
    LONGEST,
    ChunkCollector,
    SaslError,
    ScramExchange,
    ScramVerifier,
    decode_base64,
    make_verifier,
    parse_plain,
    prepare_password,
    scram_first,
    split_into_chunks,
)


@pytest.mark.parametrize("size", [0, 1, 299, 300, 301, 600, 601])
def test_chunks_are_joined(size: int) -> None:
    data, whole = bytes(size), None
    incoming = ChunkCollector()
    for text in split_into_chunks(data):
        assert whole is None
        assert len(text) <= CHUNK
        whole = incoming.add_chunk(text)
    assert whole == data


def test_response_ends_with_a_short_chunk() -> None:
    incoming = ChunkCollector()
    for _ in range(LONGEST // CHUNK):
        assert incoming.add_chunk("A" * CHUNK) is None
    with pytest.raises(SaslError):
        incoming.add_chunk("A")


@pytest.mark.parametrize("text", ["!!!", "A", "é", "AA==A"])
def test_invalid_base64(text: str) -> None:
    with pytest.raises(SaslError):
        decode_base64(text)


def test_plain_response_is_parsed() -> None:
    assert parse_plain(b"\0ann\0tea") == ("", "ann", "tea")
    assert parse_plain(b"bob\0ann\0t\xc3\xa9") == ("bob", "ann", "té")


@pytest.mark.parametrize("data", [b"", b"ann\0tea", b"\0\0tea", b"\0ann\0", b"\0ann\0t\0ea", b"\0ann\0\xff"])
def test_invalid_plain_response(data: bytes) -> None:
    with pytest.raises(SaslError):
        parse_plain(data)


def test_passwords_are_prepared() -> None:
    assert prepare_password("I\u00adX") == "IX"
    assert prepare_password("\u00aa\u00a0b") == "a b"
    assert prepare_password("\x07") == "\x07"


def test_verifier_survives_its_text() -> None:
    made = make_verifier("pencil", b"salt")
    assert ScramVerifier.parse_text(str(made)) == made
    assert "pencil" not in str(made)
    for text in ("", "SCRAM-SHA-1$1:a$b:c", "SCRAM-SHA-256$x:a$b:c", "SCRAM-SHA-256$1:!$b"):
        assert ScramVerifier.parse_text(text) is None


def _hmac(key: bytes, text: str | bytes) -> bytes:
    return new_hmac(key, text if isinstance(text, bytes) else text.encode(), sha256).digest()


def test_example_of_the_specification() -> None:
    """https://datatracker.ietf.org/doc/html/rfc7677#section-3"""
    known = make_verifier("pencil", b64decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096)
    first = scram_first(b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO")
    assert (first.name, first.become) == ("user", "")
    exchange = ScramExchange(first, known, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0")
    challenge = b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
    assert exchange.first_message == challenge
    last = b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
    assert exchange.final_message(last) == b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="


@pytest.mark.parametrize("wrong", ["password", "nonce", "binding", "proof"])
def test_scram_refuses_a_wrong_message(wrong: str) -> None:
    exchange = ScramExchange(scram_first(b"n,,n=ann,r=abc"), make_verifier("tea", b"salt"), "def")
    salted = pbkdf2_hmac("sha256", b"tea" if wrong != "password" else b"milk", b"salt", 4096)
    key = _hmac(salted, "Client Key")
    nonce, bound = ("abcdef" if wrong != "nonce" else "abcdeg"), ("biws" if wrong != "binding" else "eSws")
    unsigned = f"c={bound},r={nonce}"
    signature = _hmac(sha256(key).digest(), f"n=ann,r=abc,{exchange.first_message.decode()},{unsigned}")
    proof = bytes(one ^ other for one, other in zip(key, signature, strict=True))
    text = b64encode(proof if wrong != "proof" else proof[:8]).decode()
    with pytest.raises(SaslError):
        exchange.final_message(f"{unsigned},p={text}".encode())


@pytest.mark.parametrize(
    "data", [b"", b"p=tls-unique,,n=a,r=b", b"n,,n=,r=b", b"n,,n=a", b"n,x,n=a,r=b", b"n,,m=x,n=a,r=b", b"\xff"]
)
def test_invalid_first_message(data: bytes) -> None:
    with pytest.raises(SaslError):
        scram_first(data)


def test_names_may_contain_field_separators() -> None:
    assert scram_first(b"n,a=b=2Cc,n=a=3Db,r=x").name == "a=b"
