"""Bans of rooms that have a term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.moderation import expire_masks
from tests.hub.conftest import Open
from tests.hub.harness import SETTINGS, HubHarness, commands_of, parse_lines

MINUTE = 60_000


def pass_minutes(harness: HubHarness, minutes: int) -> None:
    harness.now += minutes * MINUTE
    harness.hub.advance_second(harness.now)
    harness.take_outcome()
    harness.run_until_idle()


def test_ban_with_a_term_keeps_out_until_its_end() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    (line,) = parse_lines(harness.exchange(ann, "MODE #tea +b ~time:2:bob"))
    assert line.params == ("#tea", "+b", "~t:2:bob!*@*")
    assert commands_of(harness.exchange(bob, "JOIN #tea")) == ["474"]
    pass_minutes(harness, 1)
    assert harness.read_lines(ann) == []
    pass_minutes(harness, 1)
    (line,) = parse_lines(harness.read_lines(ann))
    assert (line.source, line.command, line.params) == ("desk.example", "MODE", ("#tea", "-b", "~t:2:bob!*@*"))
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"


def test_rest_of_the_server_ends_with_the_first_term() -> None:
    harness = HubHarness(replace(SETTINGS, ping_seconds=1000))
    ann = harness.register("ann", rooms=["#tea", "#two"])
    harness.hub.advance_second(harness.now)
    assert harness.hub.seconds_without_work(300) == 300
    harness.exchange(ann, "MODE #tea +b ~t:3:bob", "MODE #two +b ~t:1:bob")
    harness.now += 500
    harness.hub.advance_second(harness.now)
    assert harness.hub.seconds_without_work(300) == 60, "the second in which the term ends, and not before"
    assert harness.hub.seconds_without_work(10) == 10
    pass_minutes(harness, 1)
    assert harness.read_lines(ann) != []
    assert harness.hub.seconds_without_work(300) == 120
    pass_minutes(harness, 2)
    assert harness.hub.seconds_without_work(300) == 300


def test_mute_with_a_term_takes_the_right_to_speak_and_nothing_else() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +b ~t:5:~m:bob!*@*")
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"
    assert commands_of(harness.exchange(bob, "PRIVMSG #tea :tea?")) == ["404"]
    pass_minutes(harness, 5)
    harness.read_lines(bob)
    assert harness.exchange(bob, "PRIVMSG #tea :tea?") == []


def test_exceptions_and_invitations_have_terms_too() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +eIb ~t:1:bob ~t:1:cid ~t:1:dan")
    pass_minutes(harness, 1)
    (line,) = parse_lines(harness.read_lines(ann))
    assert line.params == ("#tea", "-beI", "~t:1:dan!*@*", "~t:1:bob!*@*", "~t:1:cid!*@*")


@pytest.mark.parametrize("mask", ["~t:0:bob", "~t:60", "~t:60:~t:60:bob", "~t:60:~z:bob", "~m:~t:60:bob"])
def test_terms_that_cannot_be_are_refused(mask: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, f"MODE #tea +b {mask}")) == ["696"]


def test_invitation_cannot_be_a_mute_with_a_term() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, "MODE #tea +I ~t:60:~m:bob")) == ["696"]


def test_server_bans_have_no_terms_in_their_masks() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann")
    harness.exchange(ann, "OPER root key")
    (line,) = parse_lines(harness.exchange(ann, "KLINE ~t:60:bob"))
    assert (line.command, line.params[1]) == ("FAIL", "INVALID_MASK")


def test_term_that_passed_while_the_server_was_stopped_is_over(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +bP ~t:10:bob", "MODE #tea +b ~t:30:cid")
    again = HubHarness(store=open_store())
    again.now += 10 * MINUTE
    again.hub.advance_second(again.now)
    again.take_outcome()
    again.run_until_idle()
    dan = again.register("dan", rooms=["#tea"])
    assert [line.params[2] for line in parse_lines(again.exchange(dan, "MODE #tea b")) if line.command == "367"] == [
        "~t:30:cid!*@*"
    ]


def test_masks_stay_while_the_disk_takes_nothing() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +b ~t:1:bob")
    harness.hub.store_error = "The disk is full."
    pass_minutes(harness, 1)
    assert harness.read_lines(ann) == []
    harness.hub.store_error = ""
    pass_minutes(harness, 0)
    assert commands_of(harness.read_lines(ann)) == ["MODE"]


def test_second_looks_at_some_channels_and_the_next_one_at_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expire_masks, "CHANNELS_EACH_SECOND", 2)
    harness = HubHarness()
    rooms = [f"#room{number}" for number in range(3)]
    ann = harness.register("ann", rooms=rooms)
    harness.exchange(ann, *(f"MODE {room} +b ~t:1:bob" for room in rooms))
    ended = []
    for minutes in (1, 0, 0):
        pass_minutes(harness, minutes)
        ended.append(len(harness.read_lines(ann)))
    assert sorted(ended[:2]) == [1, 2]
    assert ended[2] == 0
