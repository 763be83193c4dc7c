"""STS policies and their durations."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.client.sts import Policy, StsPolicies, is_eligible

HOST = "irc.example.org"


def test_only_host_names_have_policies(tmp_path: Path) -> None:
    policies = StsPolicies(tmp_path / "sts.json")
    for host in ("192.168.1.5", "::1", "fe80::1%eth0", ""):
        assert not is_eligible(host)
        policies.keep(host, 6697, 300, 0)
        assert policies.policy(host, 0) is None


def test_policy_holds_until_its_end_and_over_a_restart(tmp_path: Path) -> None:
    policies = StsPolicies(tmp_path / "sts.json")
    policies.keep(HOST, 6697, 300, 1000)
    assert StsPolicies(tmp_path / "sts.json").policy("IRC.example.org.", 300_999) == Policy(6697, 300, 301_000)
    assert policies.policy(HOST, 301_000) is None
    assert policies.policy("other.example.org", 1000) is None
    assert (tmp_path / "sts.json").stat().st_mode & 0o777 == 0o600


def test_duration_restarts_at_the_end_of_a_connection(tmp_path: Path) -> None:
    policies = StsPolicies(tmp_path / "sts.json")
    policies.keep(HOST, 6697, 300, 0)
    policies.reschedule(HOST, 200_000)
    assert StsPolicies(tmp_path / "sts.json").policy(HOST, 499_999) is not None
    policies.reschedule(HOST, 600_000)
    assert policies.policy(HOST, 600_000) is None


def test_duration_of_zero_ends_a_policy(tmp_path: Path) -> None:
    policies = StsPolicies(tmp_path / "sts.json")
    policies.keep(HOST, 6697, 300, 0)
    policies.keep(HOST, 6697, 0, 1)
    assert StsPolicies(tmp_path / "sts.json").policy(HOST, 1) is None


@pytest.mark.parametrize(
    "content", ["", "[1]", '{"a": 1}', '{"a": {"port": "x"}}', "[" * 5000, '{"a": {"port": 1e999}}']
)
def test_damaged_file_is_set_aside(tmp_path: Path, content: str, expected_warnings: list[object]) -> None:
    (tmp_path / "sts.json").write_text(content)
    policies = StsPolicies(tmp_path / "sts.json")
    assert (tmp_path / "sts.damaged").read_text() == content
    assert len(expected_warnings) == 1
    policies.keep(HOST, 6697, 300, 0)
    assert StsPolicies(tmp_path / "sts.json").policy(HOST, 1) is not None


def test_one_damaged_policy_does_not_cost_the_others(tmp_path: Path, expected_warnings: list[object]) -> None:
    sound = '{"port": 6697, "duration": 300, "ends": 1000}'
    (tmp_path / "sts.json").write_text(f'{{"a.example": {sound}, "b.example": {{"port": "x"}}, "c.example": {sound}}}')
    policies = StsPolicies(tmp_path / "sts.json")
    assert policies.policy("a.example", 1) == policies.policy("c.example", 1) == Policy(6697, 300, 1000)
    assert policies.policy("b.example", 1) is None
    assert len(expected_warnings) == 1
