"""The beacon: the datagrams of a client that asks for chats, of a chat that answers, and of one that arrives. Pure.

A query is as long as the longest answer, so an answer never amplifies a query with a forged source. An answer repeats
the nonce of its query, and holds no address: the chat is at the source of the datagram.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any, TypeGuard

from desktop_chat.net.fingerprints import KeyPin, is_fingerprint
from desktop_chat.value_class import value

PORT = 6697
"""The UDP port of queries."""
ARRIVAL_PORT = 6696
"""The UDP port of notices of arrival. Clients share it, so it is not the port at which servers are asked."""
GROUP_IPV4 = "239.255.66.97"
GROUP_IPV6 = "ff12::6697"
"""Multicast groups of queries, which routers do not pass on."""
QUERY_BYTES = 640
"""The length of a query, and the most bytes of an answer."""
MAX_NAME = 60
"""Characters of a chat's name."""
MAX_HOST = 40
MAX_VERSION = 30
MAX_PEOPLE = 1_000_000
NONCE_DIGITS = 16
_QUERY = b"desktop-chat?1 "
_ANSWER = b"desktop-chat!1 "
_ARRIVAL = b"desktop-chat+1 "


@value
class ChatBeacon:
    """The facts that a chat announces on its networks."""

    id: KeyPin
    """The SHA-256 of the server's public key."""
    name: str
    host: str
    """The name of the computer."""
    port: int
    people: int
    version: str = ""
    locked: bool = False
    """The chat has a password."""


def encode_query(nonce: str) -> bytes:
    """Return a query. `nonce`: NONCE_DIGITS hex digits."""
    return (_QUERY + nonce.encode()).ljust(QUERY_BYTES, b" ")


def parse_query(data: bytes) -> str:
    """Return the nonce of a query, or "" for any other datagram."""
    nonce = data[len(_QUERY) :].rstrip(b" ")
    if len(data) != QUERY_BYTES or not data.startswith(_QUERY) or not is_nonce(nonce):
        return ""
    return nonce.decode()


def encode_answer(nonce: str, beacon: ChatBeacon) -> bytes:
    """Return the answer to a query. A name is cut if the answer would be too long."""
    start = _ANSWER + nonce.encode() + b" "
    return start + encode_fields(beacon, QUERY_BYTES - len(start))


def encode_fields(beacon: ChatBeacon, most: int) -> bytes:
    """Return the beacon as JSON of `most` bytes at most. A name is cut if the text would be too long."""
    name = clean_text(beacon.name, MAX_NAME)
    while True:
        fields = {
            "id": beacon.id,
            "name": name,
            "host": clean_text(beacon.host, MAX_HOST),
            "port": beacon.port,
            "people": min(beacon.people, MAX_PEOPLE),
            "version": clean_text(beacon.version, MAX_VERSION),
            "locked": beacon.locked,
        }
        data = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        if len(data) <= most:
            return data
        name = name[:-1]


def parse_answer(data: bytes) -> tuple[str, ChatBeacon] | None:
    """Return the nonce and the beacon of an answer, or None for any other datagram."""
    if not data.startswith(_ANSWER) or len(data) > QUERY_BYTES:
        return None
    nonce, _, text = data[len(_ANSWER) :].partition(b" ")
    beacon = decode_fields(text) if is_nonce(nonce) else None
    return None if beacon is None else (nonce.decode(), beacon)


def encode_arrival(beacon: ChatBeacon) -> bytes:
    """Return the notice of a chat that is at the source of the datagram from now on."""
    return _ARRIVAL + encode_fields(beacon, QUERY_BYTES - len(_ARRIVAL))


def parse_arrival(data: bytes) -> ChatBeacon | None:
    """Return the beacon of a notice of arrival, or None for any other datagram."""
    if not data.startswith(_ARRIVAL) or len(data) > QUERY_BYTES:
        return None
    return decode_fields(data[len(_ARRIVAL) :])


def decode_fields(text: bytes) -> ChatBeacon | None:
    """Return the beacon of JSON, or None for any other text."""
    try:
        return read_fields(json.loads(text.decode()))
    except (ValueError, RecursionError):
        return None


def read_fields(fields: Any) -> ChatBeacon | None:
    """Return the beacon of decoded fields, or None if a field is missing or false. Texts are cleaned."""
    if not isinstance(fields, dict):
        return None
    server_id, name, port, people = (fields.get(key) for key in ("id", "name", "port", "people"))
    host, version, locked = fields.get("host", ""), fields.get("version", ""), fields.get("locked", False)
    texts = (server_id, name, host, version)
    if not all(isinstance(text, str) for text in texts) or not is_fingerprint(str(server_id)):
        return None
    if not _is_count(port, 65_535) or not port or not _is_count(people, MAX_PEOPLE) or not isinstance(locked, bool):
        return None
    shown = clean_text(str(name), MAX_NAME)
    if not shown:
        return None
    return ChatBeacon(
        id=KeyPin(str(server_id)),
        name=shown,
        host=clean_text(str(host), MAX_HOST),
        port=port,
        people=people,
        version=clean_text(str(version), MAX_VERSION),
        locked=locked,
    )


def clean_text(text: str, length: int) -> str:
    """Return the text without control, format and unassigned characters, on one line, of at most `length` characters.

    Format characters change the direction of the text around them.
    """
    spaced = " ".join(text[: 8 * length].split())
    kept = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    return kept[:length].strip()


def is_nonce(nonce: bytes) -> bool:
    """Return whether the bytes are NONCE_DIGITS hex digits."""
    return len(nonce) == NONCE_DIGITS and all(digit in b"0123456789abcdef" for digit in nonce)


def _is_count(number: object, most: int) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most
