"""A free port goes from the server to the launcher as JSON, and a damaged one counts as none."""

from __future__ import annotations

import json

import pytest

from desktop_chat.net.free_port import FreePort, decode_free_port, encode_free_port


@pytest.mark.parametrize(
    ("free", "text"),
    [
        (FreePort(6698, "listen.addresses", ("127.0.0.1:6698", "[::1]:6698")), "127.0.0.1:6698,[::1]:6698"),
        (FreePort(7001, "gateways.json", "127.0.0.1:7001"), "127.0.0.1:7001"),
    ],
)
def test_free_port_survives_json(free: FreePort, text: str) -> None:
    assert decode_free_port(json.loads(json.dumps(encode_free_port(free)))) == free
    assert free.value_text == text


@pytest.mark.parametrize(
    "changes",
    [
        {"free_port": 0},
        {"free_port": "6698"},
        {"free_port": True},
        {"setting": 5},
        {"value": [5]},
        {"value": {"a": 1}},
        {"value": []},
        {"value": None},
    ],
)
def test_damaged_report_has_no_free_port(changes: dict[str, object]) -> None:
    whole = encode_free_port(FreePort(6698, "listen.addresses", ("127.0.0.1:6698",)))
    assert decode_free_port(whole | changes) is None
    assert decode_free_port({}) is None
