"""Queries by code words: a client with four words finds the chat on the network, and nobody else learns the words.

A key is derived from the words. A query carries a nonce and an HMAC of the nonce by the key, and the answer the beacon
of the chat with an HMAC over nonce and beacon. So only a client with the words gets an answer, and only the chat of the
words can answer; the KeyPin in the beacon is then proved by TLS. Words have 40 bits. A listener on the network can try
words against a query without asking the chat; the derivation takes a tenth of a second and 32 MB for each try, so all
words would take a processor 3,500 years. Pure, but the derivation blocks.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from desktop_chat.lan.beacon import QUERY_BYTES, ChatBeacon, decode_fields, encode_fields, is_nonce

_QUERY = b"desktop-chat?w1 "
_ANSWER = b"desktop-chat!w1 "
_SALT = b"desktop-chat code words 1"
_COST = 1 << 15
_MEMORY = 64 << 20
_MAC_DIGITS = 32


def derive_key(words: str) -> bytes:
    """Return the key of code words as `net/code_words.read_words` returns them. Takes a tenth of a second."""
    return hashlib.scrypt(words.encode(), salt=_SALT, n=_COST, r=8, p=1, maxmem=_MEMORY, dklen=32)


def encode_word_query(nonce: str, key: bytes) -> bytes:
    """Return a query, as long as a query without words."""
    return (_QUERY + nonce.encode() + b" " + _make_mac(key, b"?", nonce.encode())).ljust(QUERY_BYTES, b" ")


def parse_word_query(data: bytes) -> tuple[str, bytes] | None:
    """Return the nonce and the HMAC of a query, or None for any other datagram."""
    if len(data) != QUERY_BYTES or not data.startswith(_QUERY):
        return None
    nonce, _, mac = data[len(_QUERY) :].rstrip(b" ").partition(b" ")
    return (nonce.decode(), mac) if is_nonce(nonce) and len(mac) == _MAC_DIGITS else None


def find_key(query: tuple[str, bytes], keys: Iterable[bytes]) -> bytes | None:
    """Return the key of a query, or None."""
    nonce, mac = query
    return next((key for key in keys if hmac.compare_digest(_make_mac(key, b"?", nonce.encode()), mac)), None)


def encode_word_answer(nonce: str, beacon: ChatBeacon, key: bytes) -> bytes:
    """Return the answer to a query, not longer than the query."""
    fields = encode_fields(beacon, QUERY_BYTES - len(_ANSWER) - len(nonce) - _MAC_DIGITS - 2)
    return b" ".join((_ANSWER + nonce.encode(), _make_mac(key, b"!", nonce.encode() + fields), fields))


def parse_word_answer(data: bytes, key: bytes) -> tuple[str, ChatBeacon] | None:
    """Return the nonce and the beacon of the answer of a chat with the words, or None for any other datagram."""
    if not data.startswith(_ANSWER) or len(data) > QUERY_BYTES:
        return None
    nonce, _, rest = data[len(_ANSWER) :].partition(b" ")
    mac, _, fields = rest.partition(b" ")
    if not is_nonce(nonce) or not hmac.compare_digest(_make_mac(key, b"!", nonce + fields), mac):
        return None
    beacon = decode_fields(fields)
    return None if beacon is None else (nonce.decode(), beacon)


def _make_mac(key: bytes, kind: bytes, data: bytes) -> bytes:
    return hmac.digest(key, kind + data, "sha256").hex()[:_MAC_DIGITS].encode()
