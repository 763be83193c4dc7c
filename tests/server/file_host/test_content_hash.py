"""The hash that names the content of a file."""

from __future__ import annotations

import hashlib
import sys

import pytest

from desktop_chat.server.file_host.content_hash import new_content_hash


def hash_of(*pieces: bytes) -> str:
    made = new_content_hash()
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def test_hash_is_blake3_and_without_a_build_for_it_sha_256(monkeypatch: pytest.MonkeyPatch) -> None:
    # From the test vectors of BLAKE3.
    assert hash_of() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    assert hash_of(b"\0", b"\1") == "7b7015bb92cf0b318037702a6cdd81dee41224f734684c2c122cd6359cb1ee63"
    monkeypatch.setitem(sys.modules, "blake3", None)
    assert hash_of(b"ab", b"c") == hashlib.sha256(b"abc").hexdigest()
