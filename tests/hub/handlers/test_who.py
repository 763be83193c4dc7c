"""WHO and WHOX."""

from __future__ import annotations

import pytest

from tests.hub.harness import HubHarness, commands_of, parse_lines


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("WHO bob %n", ("bob",)),
        ("WHO bob %rn", ("bob", "Bob")),
        ("WHO bob %tn,42", ("42", "bob")),
        ("WHO bob %tn,4242", ("bob",)),
        ("WHO #tea %acdfhilnorstu,7", None),
        ("WHO bob %ai", ("255.255.255.255", "0")),
    ],
)
def test_fields_come_in_their_order(question: str, answer: tuple[str, ...] | None) -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    told = parse_lines(harness.exchange(ann, question))
    assert told[-1].command == "315"
    if answer is not None:
        assert told[0].params[1:] == answer
    else:
        assert told[0].params[1:4] == ("7", "#tea", "ann")
        assert len(told[0].params) == 14


def test_plain_who_is_as_ever() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, "WHO #tea")) == ["352", "352", "315"]
    assert commands_of(harness.exchange(ann, "WHO #tea o")) == ["315"]
    assert commands_of(harness.exchange(ann, "WHO nobody")) == ["315"]
