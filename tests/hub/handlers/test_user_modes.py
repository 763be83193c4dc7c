"""How people are."""

from __future__ import annotations

from tests.hub.harness import FINGERPRINT, HubHarness, commands_of, parse_lines


def test_how_people_are() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert parse_lines(harness.exchange(ann, "MODE ann +iw-o", "MODE ann"))[-1].params == ("ann", "+iw")
    assert parse_lines(harness.exchange(ann, "MODE ann -i+o"))[0].params == ("ann", "-i")


def test_what_the_server_says_of_somebody_is_not_theirs_to_set() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    assert parse_lines(harness.exchange(ann, "MODE ann"))[0].params == ("ann", "+Z")
    assert harness.exchange(ann, "MODE ann +o-Z") == []
    assert commands_of(harness.exchange(ann, "MODE ann +x")) == ["501"]


def test_all_connections_of_one_know() -> None:
    harness = HubHarness()
    ann, desk = (
        harness.register("ann", fingerprint=FINGERPRINT),
        harness.register("ann", fingerprint=FINGERPRINT),
    )
    harness.read_lines(ann)
    assert commands_of(harness.exchange(desk, "MODE ann +R")) == ["MODE"]
    assert parse_lines(harness.read_lines(ann))[0].params == ("ann", "+R")
