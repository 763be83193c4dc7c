"""Which rooms there are."""

from __future__ import annotations

from tests.hub.harness import HubHarness, parse_lines


def test_lists_by_name_and_by_size() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#one", "#two"])
    harness.register("bob", rooms=["#two"])

    def listed(line: str) -> list[str]:
        return [message.params[1] for message in parse_lines(harness.exchange(ann, line)) if message.command == "322"]

    harness.read_lines(ann)
    assert listed("LIST") == ["#one", "#two"]
    assert listed("LIST >1") == listed("LIST #TWO,#none") == ["#two"]
    assert listed("LIST <2") == ["#one"]


def test_lists_by_mask_and_age() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#old"])
    harness.exchange(ann, "TOPIC #old :first")
    harness.now += 10 * 60_000
    harness.exchange(ann, "JOIN #new")

    def listed(line: str) -> list[str]:
        return [message.params[1] for message in parse_lines(harness.exchange(ann, line)) if message.command == "322"]

    assert listed("LIST *o*") == listed("LIST !#n*") == listed("LIST C>5") == listed("LIST T>5") == ["#old"]
    assert listed("LIST C<5") == ["#new"]
    assert listed("LIST T<5") == []
