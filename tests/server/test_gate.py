"""Who may come in: so many from one address, so fast, so many in all."""

from __future__ import annotations

import logging

from desktop_chat.server.gate import Gate, GateLimits, most_connections


def test_so_many_from_one_address() -> None:
    gate = Gate(GateLimits(per_address=2, per_minute=0), 100)
    assert [gate.enter("10.0.0.1", 0.0) for _ in range(3)] == ["", "", "Too many connections from your address."]
    assert gate.enter("10.0.0.2", 0.0) == ""
    gate.leave("10.0.0.1")
    assert gate.enter("10.0.0.1", 0.0) == ""
    assert [gate.enter(f"2001:db8:1:2::{number}", 0.0) for number in range(2)] == ["", ""]
    assert gate.enter("2001:db8:1:2::9", 0.0)


def test_so_fast_from_one_address() -> None:
    gate = Gate(GateLimits(per_address=0, per_minute=60), 10_000)
    entered = [gate.enter("10.0.0.1", 0.0) for _ in range(61)]
    assert entered == [""] * 60 + ["You connect too often: try again in a minute."]
    assert gate.enter("10.0.0.2", 0.0) == ""
    assert gate.enter("10.0.0.1", 1.1) == ""
    for number in range(5000):
        assert gate.enter(f"10.1.{number // 250}.{number % 250}", 2.0) == ""


def test_so_many_in_all_and_the_host_is_told_once(expected_warnings: list[logging.LogRecord]) -> None:
    gate = Gate(GateLimits(0, 0), 1)
    assert gate.enter("10.0.0.1", 0.0) == ""
    assert "full" in gate.enter("10.0.0.2", 1.0)
    assert "full" in gate.enter("10.0.0.3", 2.0)
    assert [record.getMessage() for record in expected_warnings] == [
        "This chat is full: it holds 1 connections, and this computer allows no more."
    ]
    gate.leave("10.0.0.1")
    assert gate.enter("10.0.0.2", 3.0) == ""


def test_the_system_allows_some() -> None:
    assert most_connections(2) >= 128
