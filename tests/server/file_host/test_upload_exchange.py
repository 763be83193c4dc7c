"""The beginning of links to files."""

from __future__ import annotations

import pytest

from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.file_host.upload_exchange import link_origin
from desktop_chat.server.http.exchange import HttpRequest


@pytest.mark.parametrize(
    ("host", "own", "address", "origin"),
    [
        ("desk.example:6697", "10.0.0.2", "", "https://desk.example:6697"),
        ("localhost:6697", "10.0.0.2", "", "https://10.0.0.2:6697"),
        ("127.0.0.1:6697", "10.0.0.2", "", "https://10.0.0.2:6697"),
        ("[::1]:6697", "fd00::2", "", "https://[fd00::2]:6697"),
        ("127.0.0.1:6697", "", "", "https://127.0.0.1:6697"),
        ("chat.example", "", "", "https://chat.example"),
        ("anything", "10.0.0.2", "https://chat.example", "https://chat.example"),
        ("[::1", "", "", ""), ("", "", "", ""), ("a:b", "", "", ""),
    ],
)  # fmt: skip
def test_link_names_an_address_that_others_can_reach(host: str, own: str, address: str, origin: str) -> None:
    request = HttpRequest("POST", "/upload", {}, {"host": host}, "127.0.0.1", secure=True)
    assert link_origin(request, FileSettings(address=address, own_host=own)) == origin
