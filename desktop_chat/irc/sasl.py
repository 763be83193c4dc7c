"""SASL mechanisms on the server side, and what both sides share: bytes in, bytes out. Pure; any thread.

Spec: https://ircv3.net/specs/extensions/sasl-3.1, RFC 4616 (PLAIN), RFC 5802 and 7677 (SCRAM-SHA-256), RFC 4422
(EXTERNAL)
"""

from __future__ import annotations

import binascii
import stringprep
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import pbkdf2_hmac, sha256
from hmac import compare_digest
from hmac import new as new_hmac

from desktop_chat.value_class import value

CHUNK = 400
"""Characters of base64 in one AUTHENTICATE."""
LONGEST = 4 * CHUNK
"""Characters of base64 in one response of several chunks."""
ITERATIONS = 600_000
"""Rounds of PBKDF2 in a new verifier: the figure of OWASP for PBKDF2-HMAC-SHA256. A thief of the database would try
passwords against the verifier and not against the Argon2 hash beside it, so this figure protects them. A login by
SCRAM costs a client these rounds once (0.1 s on a desktop computer)."""


class SaslError(Exception):
    """The exchange has failed. The text is for the log."""


class ChunkCollector:
    """Collects a response that arrives in chunks of 400 characters."""

    __slots__ = ("_parts", "_size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def add_chunk(self, text: str) -> bytes | None:
        """Add a chunk. Return the response if it is complete, None before.

        Raises: SaslError.
        """
        if text != "+":
            self._parts.append(text)
            self._size += len(text)
        if self._size > LONGEST:
            raise SaslError("The response is too long")
        if len(text) == CHUNK:
            return None
        whole = "".join(self._parts)
        self._parts.clear()
        self._size = 0
        return decode_base64(whole)


def decode_base64(text: str) -> bytes:
    """Decode base64.

    Raises: SaslError for anything else.
    """
    try:
        return b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise SaslError("That is not base64") from error


def split_into_chunks(data: bytes) -> Iterable[str]:
    """Return the parameters of the AUTHENTICATE messages that carry `data`."""
    text = b64encode(data).decode("ascii")
    for start in range(0, len(text), CHUNK):
        yield text[start : start + CHUNK]
    if len(text) % CHUNK == 0:
        yield "+"


def prepare_password(password: str) -> str:
    """Return the password prepared by SASLprep (RFC 4013). A password that SASLprep forbids stays as it is."""
    mapped = "".join(
        " " if stringprep.in_table_c12(char) else char for char in password if not stringprep.in_table_b1(char)
    )
    normal = unicodedata.normalize("NFKC", mapped)
    return normal if normal and all(map(str.isprintable, normal)) else password


def parse_plain(response: bytes) -> tuple[str, str, str]:
    """Return (authorization identity, authentication identity, password) of PLAIN. The first may be empty.

    Raises: SaslError.
    """
    parts = response.split(b"\0")
    if len(parts) != 3 or not parts[1] or not parts[2]:
        raise SaslError("That is not a PLAIN response")
    try:
        become, name, password = (part.decode("utf-8") for part in parts)
    except UnicodeDecodeError as error:
        raise SaslError("That is not UTF-8") from error
    return become, name, password


@value
class ScramVerifier:
    """Checks the proof of a password. The password cannot be computed from it."""

    iterations: int
    salt: bytes
    stored: bytes
    server: bytes

    def __str__(self) -> str:
        """Return the form of RFC 5803."""
        salt, stored, server = (b64encode(part).decode("ascii") for part in (self.salt, self.stored, self.server))
        return f"SCRAM-SHA-256${self.iterations}:{salt}${stored}:{server}"

    @classmethod
    def parse_text(cls, text: str) -> ScramVerifier | None:
        """Parse the result of `str`; None for any other text."""
        try:
            scheme, how, keys = text.split("$")
            count, _, salt = how.partition(":")
            stored, _, server = keys.partition(":")
            if scheme != "SCRAM-SHA-256":
                return None
            return cls(int(count), b64decode(salt), b64decode(stored), b64decode(server))
        except (ValueError, binascii.Error):
            return None


def is_weak(scram: str) -> bool:
    """Return True if a stored verifier has fewer iterations than a new verifier. "" is no verifier."""
    known = ScramVerifier.parse_text(scram)
    return known is not None and known.iterations < ITERATIONS


def make_verifier(password: str, salt: bytes, iterations: int = ITERATIONS) -> ScramVerifier:
    """Return the verifier of this password. With ITERATIONS it takes 0.1 to 0.3 s, without the GIL."""
    salted = pbkdf2_hmac("sha256", prepare_password(password).encode(), salt, iterations)
    return ScramVerifier(
        iterations, salt, sha256(hmac_sha256(salted, b"Client Key")).digest(), hmac_sha256(salted, b"Server Key")
    )


def hmac_sha256(key: bytes, text: bytes) -> bytes:
    """Return the HMAC of RFC 5802."""
    return new_hmac(key, text, sha256).digest()


@value
class First:
    """The first message of the client. `become`: authorization identity, may be empty. `bare`: the signed part."""

    become: str
    name: str
    nonce: str
    header: str
    bare: str


def scram_first(response: bytes) -> First:
    """Parse the first message of the client.

    Raises: SaslError.
    """
    text = decode_utf8(response)
    binding, _, rest = text.partition(",")
    become, _, bare = rest.partition(",")
    if binding not in ("n", "y") or (become and not become.startswith("a=")):
        raise SaslError("Channel binding is not offered")
    fields = parse_scram_fields(bare)
    name, nonce = _unescape_name(fields.get("n", "")), fields.get("r", "")
    if "m" in fields or not name or not nonce:
        raise SaslError("That is not a first SCRAM message")
    return First(_unescape_name(become[2:]), name, nonce, f"{binding},{become},", bare)


def decode_utf8(data: bytes) -> str:
    """Raises: SaslError for bytes that are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SaslError("That is not UTF-8") from error


def parse_scram_fields(text: str) -> dict[str, str]:
    """Return the attributes of a SCRAM message by letter."""
    return {part[0]: part[2:] for part in text.split(",") if part[1:2] == "="}


def _unescape_name(text: str) -> str:
    return text.replace("=2C", ",").replace("=3D", "=")


class ScramExchange:
    """The server side of one exchange, made from the first message of the client."""

    __slots__ = ("_challenge", "_first", "_nonce", "_verifier")

    def __init__(self, first: First, known: ScramVerifier, nonce: str) -> None:
        """`nonce`: fresh, unguessable, printable, without a comma."""
        self._first = first
        self._verifier = known
        self._nonce = first.nonce + nonce
        salt = b64encode(known.salt).decode("ascii")
        self._challenge = f"r={self._nonce},s={salt},i={known.iterations}"

    @property
    def first_message(self) -> bytes:
        """Return the first message of the server."""
        return self._challenge.encode()

    def final_message(self, response: bytes) -> bytes:
        """Return the last message of the server if the client has proved the password.

        Raises: SaslError.
        """
        text = decode_utf8(response)
        unsigned, _, _ = text.rpartition(",p=")
        fields = parse_scram_fields(text)
        bound = decode_base64(fields.get("c", ""))
        proof = decode_base64(fields.get("p", ""))
        if bound != self._first.header.encode() or fields.get("r") != self._nonce or len(proof) != 32:
            raise SaslError("That is not the last message of this exchange")
        signed = ",".join((self._first.bare, self._challenge, unsigned)).encode()
        signature = hmac_sha256(self._verifier.stored, signed)
        key = bytes(one ^ other for one, other in zip(proof, signature, strict=True))
        if not compare_digest(sha256(key).digest(), self._verifier.stored):
            raise SaslError("The password is wrong")
        return b"v=" + b64encode(hmac_sha256(self._verifier.server, signed))
