"""Direct messages from an absence are replayed to clients that cannot ask for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.server_time import format_time
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, parse_lines

OTHER = "cd" * 32


@pytest.fixture
def harness(open_store: Open) -> HubHarness:
    """A chat in which bob has written to the account ann while ann was absent."""
    made = HubHarness(replace(SETTINGS, replay_on_join=2), store=open_store())
    made.exchange(made.register("ann", fingerprint=FINGERPRINT), "REGISTER * * sesame-seed", "QUIT")
    bob = made.register("bob", fingerprint=OTHER)
    for number in range(3):
        made.now += 1_000
        made.exchange(bob, f"PRIVMSG ann :missed {number}")
    return made


def come_back(harness: HubHarness, capabilities: str = "") -> tuple[Seat, list[str]]:
    """Register ann again: her connection, and the commands and texts that she is shown after the greeting."""
    seat = harness.connect(FINGERPRINT)
    request = [f"CAP REQ :{capabilities}"] if capabilities else []
    end = ["CAP END"] if capabilities else []
    harness.send(seat, *request, "NICK ann", "USER ann 0 * :Ann", *end)
    harness.run_until_idle()
    lines = parse_lines(harness.read_lines(seat))
    end_of_greeting = max(place for place, line in enumerate(lines) if line.command in ("376", "422"))
    return seat, [line.params[-1] for line in lines[end_of_greeting:] if line.command == "PRIVMSG"]


def test_the_newest_missed_messages_follow_the_greeting(harness: HubHarness) -> None:
    _, shown = come_back(harness)
    assert shown == ["missed 1", "missed 2"]


def test_a_client_that_can_ask_is_not_replayed_to(harness: HubHarness) -> None:
    _, shown = come_back(harness, MODERN_CAPS)
    assert shown == []


def test_messages_are_replayed_once(harness: HubHarness) -> None:
    seat, _ = come_back(harness)
    harness.send(seat, "QUIT")
    harness.run_until_idle()
    _, shown = come_back(harness)
    assert shown == []


def test_own_messages_are_not_replayed(harness: HubHarness) -> None:
    seat, _ = come_back(harness)
    harness.exchange(seat, "PRIVMSG bob :an answer")
    harness.send(seat, "QUIT")
    harness.run_until_idle()
    bob = harness.register("bob2", fingerprint="ef" * 32)
    harness.exchange(bob, "PRIVMSG ann :one more")
    _, shown = come_back(harness)
    assert shown == ["one more"]


def test_a_room_that_cannot_be_read_does_not_hold_up_the_greeting(harness: HubHarness) -> None:
    seat = harness.connect(FINGERPRINT)
    harness.send(seat, "NICK ann", "USER ann 0 * :Ann")
    harness.mark_durable()
    while harness.jobs:
        job = harness.jobs.pop(0)
        harness.hub.fail_work(job, OSError("disk"), harness.now)
        harness.take_outcome()
    harness.run_until_idle()
    commands = [line.command for line in parse_lines(harness.read_lines(seat))]
    assert "001" in commands
    assert "PRIVMSG" not in commands
    assert not seat.closing


# Guests with a certificate


def leave_words_for_a_guest(store_open: Open) -> HubHarness:
    """A chat in which bob has written to the guest ann while ann was absent."""
    made = HubHarness(replace(SETTINGS, replay_on_join=2), store=store_open())
    made.exchange(made.register("ann", fingerprint=FINGERPRINT), "QUIT")
    bob = made.register("bob", fingerprint=OTHER)
    for number in range(3):
        made.now += 1_000
        made.exchange(bob, f"PRIVMSG ann :missed {number}")
    return made


def test_guest_reads_what_was_missed_once(open_store: Open) -> None:
    harness = leave_words_for_a_guest(open_store)
    seat, shown = come_back(harness)
    assert shown == ["missed 1", "missed 2"]
    harness.exchange(seat, "QUIT")
    _, shown = come_back(harness)
    assert shown == []


def test_guest_who_can_ask_is_not_replayed_to_but_finds_the_conversation(open_store: Open) -> None:
    harness = leave_words_for_a_guest(open_store)
    since = harness.now
    harness.now += 60_000
    seat, shown = come_back(harness, MODERN_CAPS)
    assert shown == []
    targets = parse_lines(
        harness.exchange(
            seat,
            f"CHATHISTORY TARGETS timestamp={format_time(since - 10_000)} timestamp={format_time(harness.now)} 10",
        )
    )
    assert [line.params[1] for line in targets if line.command == "CHATHISTORY"] == ["bob"]
    lines = parse_lines(harness.exchange(seat, "CHATHISTORY LATEST bob * 10"))
    assert [line.params[-1] for line in lines if line.command == "PRIVMSG"] == ["missed 0", "missed 1", "missed 2"]


def test_words_for_a_guest_survive_a_restart(open_store: Open) -> None:
    harness = leave_words_for_a_guest(open_store)
    again = HubHarness(replace(SETTINGS, replay_on_join=2), store=open_store())
    again.now = harness.now + 60_000
    _, shown = come_back(again)
    assert shown == ["missed 1", "missed 2"]
