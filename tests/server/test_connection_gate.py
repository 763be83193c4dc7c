"""Limits on connections: the number and the rate for one address, and the number in all."""

from __future__ import annotations

import logging

from desktop_chat.server.connection_gate import (
    Admission,
    ConnectionGate,
    GateLimits,
    most_connections,
)

TOO_MANY = "Too many connections from your address."


def _enter(gate: ConnectionGate, address: str, now: float = 0.0) -> Admission:
    admission = gate.admit_connection(address, now)
    assert admission is not None
    return admission


def _refusal(gate: ConnectionGate, address: str, now: float = 0.0) -> str:
    return _enter(gate, address, now).refusal


def test_number_of_connections_from_one_address_is_limited() -> None:
    gate = ConnectionGate(GateLimits(per_address=2, per_minute=0), 100)
    admissions = [_enter(gate, "10.0.0.1") for _ in range(3)]
    assert [admission.refusal for admission in admissions] == ["", "", TOO_MANY]
    assert _refusal(gate, "10.0.0.2") == ""
    admissions[2].give_back()
    assert _refusal(gate, "::ffff:10.0.0.1") == TOO_MANY
    admissions[0].give_back()
    admissions[0].give_back()
    assert [_refusal(gate, "10.0.0.1") for _ in range(2)] == ["", TOO_MANY]
    assert [_refusal(gate, f"2001:db8:1:2::{number}") for number in range(3)] == ["", "", TOO_MANY]


def test_rate_of_connections_from_one_address_is_limited() -> None:
    gate = ConnectionGate(GateLimits(per_address=0, per_minute=60), 10_000)
    entered = [_refusal(gate, "10.0.0.1") for _ in range(61)]
    assert entered == [""] * 60 + ["You connect too often: try again in a minute."]
    assert _refusal(gate, "10.0.0.2") == ""
    assert _refusal(gate, "10.0.0.1", 1.1) == ""
    for number in range(5000):
        assert _refusal(gate, f"10.1.{number // 250}.{number % 250}", 2.0) == ""


def test_number_of_all_connections_is_limited_and_the_host_warned_once(
    expected_warnings: list[logging.LogRecord],
) -> None:
    gate = ConnectionGate(GateLimits(0, 0), 1)
    admission = _enter(gate, "10.0.0.1")
    assert "full" in _refusal(gate, "10.0.0.2", 1.0)
    assert "full" in _refusal(gate, "10.0.0.3", 2.0)
    assert [record.getMessage() for record in expected_warnings] == [
        "This chat is full: it holds 1 connections, and this computer allows no more."
    ]
    admission.give_back()
    assert _refusal(gate, "10.0.0.2", 3.0) == ""


def test_number_of_told_refusals_is_limited() -> None:
    gate = ConnectionGate(GateLimits(per_address=1, per_minute=0), 10_000)
    _enter(gate, "10.0.0.1")
    admissions = [gate.admit_connection("10.0.0.1", 0.0) for _ in range(200)]
    told = [admission for admission in admissions if admission is not None]
    assert len(told) == 64
    for admission in told:
        admission.give_back()
    assert gate.admit_connection("10.0.0.1", 0.0) is None  # so many a second, too
    again = [gate.admit_connection("10.0.0.1", 1.0) for _ in range(40)]
    assert sum(admission is not None for admission in again) == 20
    assert _refusal(gate, "10.0.0.2", 1.0) == ""


def test_clients_of_a_proxy_are_counted_at_their_own_addresses() -> None:
    gate = ConnectionGate(GateLimits(per_address=1, per_minute=0, proxies=("127.0.0.1", "10.7.0.0/16")), 100)
    visits = [_enter(gate, gateway) for gateway in ("127.0.0.1", "::ffff:127.0.0.1", "10.7.1.1", "10.7.1.1")]
    assert [visit.refusal for visit in visits] == [""] * 4
    homes = ("9.9.9.9", "9.9.9.8", "::9.9.9.9", "9.9.9.7")
    told = [visit.move_to(address) for visit, address in zip(visits, homes, strict=True)]
    assert told == ["", "", TOO_MANY, ""]
    for visit in visits:
        visit.give_back()
    for _ in range(50):
        visit = _enter(gate, "127.0.0.1")
        assert visit.move_to("9.9.9.9") == ""
        visit.give_back()


def test_system_allows_some_connections() -> None:
    assert most_connections(2) >= 128
