"""A room gets another name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines

_KNOWS = "draft/channel-rename"


def test_those_who_know_it_and_those_who_do_not() -> None:
    harness = HubHarness()
    ann = harness.register("ann", _KNOWS, rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "TOPIC #tea :Tea")
    harness.read_lines(bob)
    (line,) = parse_lines(harness.exchange(ann, "RENAME #tea #Coffee :Better"))
    assert (line.command, line.params) == ("RENAME", ("#tea", "#Coffee", "Better"))
    part, join, *rest = parse_lines(harness.read_lines(bob))
    assert (part.command, part.params) == ("PART", ("#tea", "Better"))
    assert (join.command, join.params) == ("JOIN", ("#Coffee",))
    assert [message.command for message in rest] == ["332", "333", "353", "366"]
    harness.read_lines(ann)
    assert harness.exchange(bob, "PRIVMSG #coffee :hi") == []
    assert parse_lines(harness.read_lines(ann))[0].params == ("#Coffee", "hi")
    assert commands_of(harness.exchange(bob, "PRIVMSG #tea :hi")) == ["403"]


def test_who_asks_without_knowing_it() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, "RENAME #tea #coffee")) == ["PART", "JOIN", "353", "366"]
    assert harness.hub.room_count == 1


def test_another_case_is_told_to_those_only_who_know_it() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", _KNOWS, rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert parse_lines(harness.exchange(ann, "RENAME #tea #Tea"))[0].params == ("#tea", "#Tea", "")
    assert harness.read_lines(bob) == []
    assert parse_lines(harness.exchange(bob, "NAMES #tea"))[0].params[2] == "#Tea"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("RENAME #none #b", "403"), ("RENAME #else #b", "442"), ("RENAME #bobs #b", "482"), ("RENAME #tea", "461"),
        ("RENAME #tea tea", "CANNOT_RENAME"), ("RENAME #tea #a,b", "CANNOT_RENAME"),
        ("RENAME #tea #else", "CHANNEL_NAME_IN_USE"), ("RENAME #tea #gone", "CHANNEL_NAME_IN_USE"),
        ("RENAME #lobby #b", "CANNOT_RENAME"),
    ],
)  # fmt: skip
def test_what_cannot_be(line: str, code: str) -> None:
    harness = HubHarness(replace(SETTINGS, lobby="#lobby"))
    harness.register("bob", rooms=["#bobs", "#else"])
    ann = harness.register("ann", rooms=["#tea", "#lobby", "#bobs", "#gone"])
    harness.exchange(ann, "PRIVMSG #gone :hello", "PART #gone")
    harness.read_lines(ann)
    (answer,) = parse_lines(harness.exchange(ann, line))
    assert answer.params[1] == code if answer.command == "FAIL" else answer.command == code


def test_a_founded_room_is_its_founders_to_rename_and_not_too_often() -> None:
    harness = HubHarness()
    ann, bob = (
        harness.register("ann", _KNOWS, fingerprint=FINGERPRINT, rooms=["#tea"]),
        harness.register("bob", rooms=["#tea"]),
    )
    harness.exchange(ann, "MODE #tea +o bob")
    harness.read_lines(bob), harness.read_lines(ann)
    assert commands_of(harness.exchange(bob, "RENAME #tea #b")) == ["482"]
    assert commands_of(harness.exchange(ann, "RENAME #tea #b", "RENAME #b #c")) == ["RENAME", "FAIL"]
    for _ in range(60):
        harness.hub.advance_second(harness.now)
    assert commands_of(harness.exchange(ann, "RENAME #b #c")) == ["PING", "RENAME"]


def test_history_rights_and_invitations_come_along(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#hall", "#tea"])
    bob = harness.register("bob")
    harness.exchange(ann, "PRIVMSG #tea :said before", "MODE #tea +i", "INVITE bob #tea", "MODE #hall +f #tea")
    harness.exchange(ann, "RENAME #tea #coffee")
    harness.read_lines(bob)
    assert parse_lines(harness.exchange(bob, "JOIN #coffee"))[0].params == ("#coffee",)
    assert parse_lines(harness.exchange(ann, "MODE #hall"))[0].params[-1] == "#coffee"
    for fresh in (False, True):
        if fresh:
            harness = HubHarness(store=open_store())
            ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#coffee"])
        said = [
            m for m in parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #coffee * 9")) if m.command == "PRIVMSG"
        ]
        assert [message.params for message in said] == [("#coffee", "said before")]
        assert "~ann" in " ".join(harness.exchange(ann, "NAMES #coffee"))
    fresh_harness = HubHarness(store=open_store())
    assert "said before" not in " ".join(fresh_harness.exchange(fresh_harness.register("eve"), "JOIN #tea"))


def test_marks_and_values_come_along(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register(
        "ann", f"{_KNOWS} draft/read-marker draft/metadata-2 batch", fingerprint=FINGERPRINT, rooms=["#tea"]
    )
    harness.exchange(
        ann, "MARKREAD #tea timestamp=2020-01-01T00:00:00.000Z", "METADATA #tea SET url :https://tea.example"
    )
    harness.exchange(ann, "RENAME #tea #coffee")
    again = HubHarness(store=open_store())
    ann = again.register("ann", "draft/read-marker draft/metadata-2 batch", fingerprint=FINGERPRINT, rooms=["#coffee"])
    lines = " ".join(again.exchange(ann, "MARKREAD #coffee", "METADATA #coffee GET url"))
    assert "2020-01-01" in lines
    assert "tea.example" in lines


def test_while_the_disk_takes_nothing() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.hub.store_error = "The disk is full."
    harness.send(ann, "RENAME #tea #coffee")
    assert commands_of(harness.read_lines(ann)) == ["FAIL"]
