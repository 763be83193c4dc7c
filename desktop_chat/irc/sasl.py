"""SASL mechanisms as the server sees them: bytes in, bytes out, no state of the chat. Pure; any thread.

https://ircv3.net/specs/extensions/sasl-3.1, PLAIN: RFC 4616, SCRAM-SHA-256: RFC 5802 and RFC 7677, EXTERNAL: RFC 4422.
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
"""Characters of base64 in one response, which may come in several chunks."""
ITERATIONS = 600_000
"""Rounds of PBKDF2 in a new verifier: OWASP's figure for PBKDF2-HMAC-SHA256. Whoever steals the database tries
passwords against the verifier and not against Argon2's text beside it, so this figure is what guards them. A client
computes these rounds once for each login by SCRAM (0.1 s on a desk computer)."""


class SaslError(Exception):
    """The exchange has failed; the text says why, for a log."""


class ChunkCollector:
    """A response that comes in chunks of 400 characters."""

    __slots__ = ("_parts", "_size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def add_chunk(self, text: str) -> bytes | None:
        """The whole response once it is there, None while more must come. Raises SaslError."""
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
    """Base64 as it should be. Raises SaslError."""
    try:
        return b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise SaslError("That is not base64") from error


def split_into_chunks(data: bytes) -> Iterable[str]:
    """The parameters of the AUTHENTICATE messages that carry `data`."""
    text = b64encode(data).decode("ascii")
    for start in range(0, len(text), CHUNK):
        yield text[start : start + CHUNK]
    if len(text) % CHUNK == 0:
        yield "+"


def prepare_password(password: str) -> str:
    """The password as RFC 4013 (SASLprep) has it; one that may not be is taken as it stands."""
    mapped = "".join(
        " " if stringprep.in_table_c12(char) else char for char in password if not stringprep.in_table_b1(char)
    )
    normal = unicodedata.normalize("NFKC", mapped)
    return normal if normal and all(map(str.isprintable, normal)) else password


def parse_plain(response: bytes) -> tuple[str, str, str]:
    """(who to become, who it is, password) of a PLAIN response; the first may be empty. Raises SaslError."""
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
    """What checks a proof of a password, and from which the password cannot be told."""

    iterations: int
    salt: bytes
    stored: bytes
    server: bytes

    def __str__(self) -> str:
        """As RFC 5803 writes it."""
        salt, stored, server = (b64encode(part).decode("ascii") for part in (self.salt, self.stored, self.server))
        return f"SCRAM-SHA-256${self.iterations}:{salt}${stored}:{server}"

    @classmethod
    def parse_text(cls, text: str) -> ScramVerifier | None:
        """What `str` gave, or None for anything else."""
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
    """Whether a kept verifier (the text of one; "" is none) has fewer iterations than a new one would have."""
    known = ScramVerifier.parse_text(scram)
    return known is not None and known.iterations < ITERATIONS


def make_verifier(password: str, salt: bytes, iterations: int = ITERATIONS) -> ScramVerifier:
    """Make what checks this password. Takes 0.1 to 0.3 s with `ITERATIONS`, without the interpreter's lock."""
    salted = pbkdf2_hmac("sha256", prepare_password(password).encode(), salt, iterations)
    return ScramVerifier(iterations, salt, sha256(_hmac(salted, b"Client Key")).digest(), _hmac(salted, b"Server Key"))


def _hmac(key: bytes, text: bytes) -> bytes:
    return new_hmac(key, text, sha256).digest()


@value
class First:
    """The client's first message of SCRAM: `become` may be empty, `bare` is what is signed."""

    become: str
    name: str
    nonce: str
    header: str
    bare: str


def scram_first(response: bytes) -> First:
    """Raises SaslError."""
    text = _encode_base64(response)
    binding, _, rest = text.partition(",")
    become, _, bare = rest.partition(",")
    if binding not in ("n", "y") or (become and not become.startswith("a=")):
        raise SaslError("Channel binding is not offered")
    fields = _parse_fields(bare)
    name, nonce = _unescape_name(fields.get("n", "")), fields.get("r", "")
    if "m" in fields or not name or not nonce:
        raise SaslError("That is not a first SCRAM message")
    return First(_unescape_name(become[2:]), name, nonce, f"{binding},{become},", bare)


def _encode_base64(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SaslError("That is not UTF-8") from error


def _parse_fields(text: str) -> dict[str, str]:
    return {part[0]: part[2:] for part in text.split(",") if part[1:2] == "="}


def _unescape_name(text: str) -> str:
    return text.replace("=2C", ",").replace("=3D", "=")


class ScramExchange:
    """The server's side of one exchange, begun with the client's first message."""

    __slots__ = ("_challenge", "_first", "_nonce", "_verifier")

    def __init__(self, first: First, known: ScramVerifier, nonce: str) -> None:
        """`nonce` is fresh, unguessable, and printable without a comma."""
        self._first = first
        self._verifier = known
        self._nonce = first.nonce + nonce
        salt = b64encode(known.salt).decode("ascii")
        self._challenge = f"r={self._nonce},s={salt},i={known.iterations}"

    @property
    def first_message(self) -> bytes:
        """The server's first message."""
        return self._challenge.encode()

    def final_message(self, response: bytes) -> bytes:
        """The server's last message, if the client knows the password. Raises SaslError."""
        text = _encode_base64(response)
        unsigned, _, _ = text.rpartition(",p=")
        fields = _parse_fields(text)
        bound = decode_base64(fields.get("c", ""))
        proof = decode_base64(fields.get("p", ""))
        if bound != self._first.header.encode() or fields.get("r") != self._nonce or len(proof) != 32:
            raise SaslError("That is not the last message of this exchange")
        signed = ",".join((self._first.bare, self._challenge, unsigned)).encode()
        signature = _hmac(self._verifier.stored, signed)
        key = bytes(one ^ other for one, other in zip(proof, signature, strict=True))
        if not compare_digest(sha256(key).digest(), self._verifier.stored):
            raise SaslError("The password is wrong")
        return b"v=" + b64encode(_hmac(self._verifier.server, signed))
