"""SASL mechanisms on the client side: bytes in, bytes out. Pure; any thread.

Spec: RFC 4616 (PLAIN), RFC 5802 and 7677 (SCRAM-SHA-256)
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import pbkdf2_hmac, sha256
from hmac import compare_digest

from desktop_chat.irc.sasl import (
    SaslError,
    decode_base64,
    decode_utf8,
    hmac_sha256,
    parse_scram_fields,
    prepare_password,
)
from desktop_chat.value_class import value

FEWEST_ROUNDS, MOST_ROUNDS = 4_096, 5_000_000
"""Rounds of PBKDF2 that a server may ask for. With fewer the proof would betray the password; more would only keep this
computer busy."""
_LONGEST_SALT = 1_024


@value
class ScramChallenge:
    """The arguments for `derive_key` that the server has chosen."""

    salt: bytes
    iterations: int


def plain_message(name: str, password: str) -> bytes:
    """Return the message of PLAIN."""
    return f"\0{name}\0{password}".encode("utf-8", "replace")


def derive_key(password: str, salt: bytes, iterations: int) -> bytes:
    """Return the key of the password. It takes up to a second, without the GIL."""
    prepared = prepare_password(password).encode("utf-8", "replace")
    return pbkdf2_hmac("sha256", prepared, salt, iterations)


class ScramClient:
    """The client's side of one exchange. `nonce`: fresh, unguessable, printable, without a comma."""

    __slots__ = ("_bare", "_expected", "_nonce", "_received")

    def __init__(self, name: str, nonce: str) -> None:
        escaped = name.replace("=", "=3D").replace(",", "=2C")
        self._bare = f"n={escaped},r={nonce}"
        self._nonce = nonce
        self._received = ""
        self._expected = b""

    @property
    def first_message(self) -> bytes:
        """Return the first message: no channel binding, no other authorization identity."""
        return f"n,,{self._bare}".encode("utf-8", "replace")

    def read_challenge(self, response: bytes) -> ScramChallenge:
        """Read the first message of the server.

        Raises: SaslError.
        """
        self._received = decode_utf8(response)
        fields = parse_scram_fields(self._received)
        nonce, salt, rounds = fields.get("r", ""), decode_base64(fields.get("s", "")), fields.get("i", "")
        if "m" in fields or not nonce.startswith(self._nonce) or nonce == self._nonce:
            raise SaslError("The server has not continued the nonce")
        if not 0 < len(salt) <= _LONGEST_SALT or not (rounds.isascii() and rounds.isdigit() and len(rounds) < 10):
            raise SaslError("That is no challenge")
        if not FEWEST_ROUNDS <= int(rounds) <= MOST_ROUNDS:
            raise SaslError("The server asks for too few or too many rounds")
        return ScramChallenge(salt, int(rounds))

    def proof_message(self, key: bytes) -> bytes:
        """Return the last message of the client. `key`: the result of `derive_key` for the challenge."""
        nonce = parse_scram_fields(self._received)["r"]
        unsigned = f"c=biws,r={nonce}"
        signed = ",".join((self._bare, self._received, unsigned)).encode()
        client_key = hmac_sha256(key, b"Client Key")
        signature = hmac_sha256(sha256(client_key).digest(), signed)
        self._expected = hmac_sha256(hmac_sha256(key, b"Server Key"), signed)
        proof = bytes(one ^ other for one, other in zip(client_key, signature, strict=True))
        return f"{unsigned},p=".encode() + b64encode(proof)

    def require_server_proof(self, response: bytes) -> None:
        """Check the last message of the server.

        Raises: SaslError if the server does not know the password either.
        """
        fields = parse_scram_fields(decode_utf8(response))
        if not self._expected or not compare_digest(decode_base64(fields.get("v", "")), self._expected):
            raise SaslError("The server has not proved that it knows the password")
