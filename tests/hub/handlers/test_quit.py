"""QUIT, and whatever else ends the asker's own connection: ERROR is the answer to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hub.harness import MODERN_CAPS, SETTINGS, HubHarness, parse_lines


@pytest.mark.parametrize("line", ["QUIT", "QUIT :bye", "KILL ann :bye"])
def test_the_last_line_has_the_label_of_what_ended_the_connection(line: str) -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", MODERN_CAPS)
    harness.exchange(ann, "OPER root key")
    told = parse_lines(harness.exchange(ann, f"@label=x {line}"))
    assert (told[-1].command, (told[-1].tags or {}).get("label")) == ("ERROR", "x")
    assert "ACK" not in [message.command for message in told]


def test_without_a_label_it_is_a_line_by_itself() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert harness.exchange(ann, "QUIT :bye") == ["ERROR :You have left: bye"]
