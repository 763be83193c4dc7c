"""The Hub as the server calls it: time, silent Seats, shutdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.irc.message import ProtocolError, parse_line
from desktop_chat.storage.records import ChannelState, Entry, SeenMark, StoredState
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of


def test_silent_seats_are_pinged_and_closed_by_ticks() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    mute = harness.connect()
    assert harness.hub.seconds_without_work(10) == 1, "its registration may be late"
    for _ in range(31):
        harness.now -= 86_400_000  # a clock that jumps ends nobody
        harness.hub.advance_second(harness.now)
    harness.take_outcome()
    assert mute.closing
    assert not ann.closing
    assert harness.hub.seconds_without_work(10) == 10
    assert harness.hub.seconds_without_work(1000) == SETTINGS.ping_seconds - 31
    harness.hub.advance_second(harness.now, 20)
    harness.take_outcome()
    assert commands_of(harness.read_lines(ann)) == ["PING"]
    for _ in range(30):
        harness.hub.advance_second(harness.now)
    harness.take_outcome()
    assert ann.closing


def test_time_of_messages_never_goes_back() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    first = parse_line(harness.exchange(ann, "PRIVMSG #tea :a")[0]).tags["time"]
    harness.now -= 86_400_000
    second = parse_line(harness.exchange(ann, "PRIVMSG #tea :b")[0]).tags["time"]
    assert second >= first


@pytest.mark.parametrize(
    ("code", "command"), [("TOO_LONG", "417"), ("TAGS_TOO_LONG", "417"), ("NOT_UTF8", "FAIL"), ("MALFORMED", "421")]
)
def test_unparsable_lines_are_answered(code: str, command: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert harness.hub.receive_messages(ann, [ProtocolError(code, "x")], harness.now) == 1
    harness.take_outcome()
    assert commands_of(harness.read_lines(ann)) == [command]


def test_users_rooms_and_messages_are_counted() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea", "#two"])
    harness.exchange(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two", "AWAY :x")
    hub = harness.hub
    assert (hub.user_count, hub.peak_users, hub.room_count, hub.said_total, hub.said_last_minute(harness.now)) == (
        1,
        1,
        2,
        2,
        2,
    )
    (row,) = hub.host.user_rows(harness.now)
    assert (row.rooms, row.rate, row.secure, row.away, row.realname) == (("#tea", "#two"), 2, True, True, "Ann")
    assert hub.said_last_minute(harness.now + 60_000) == 0
    harness.exchange(ann, "QUIT")
    assert (hub.user_count, hub.peak_users, hub.room_count) == (0, 1, 0)


def test_shutdown_stores_marks_and_sends_no_quits() -> None:
    harness = HubHarness()
    seats = [harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob")]
    for seat in seats:
        harness.read_lines(seat)
    harness.hub.close_all("Good night.", harness.now)
    outcome = harness.take_outcome()
    assert [(change.room, change.present) for change in outcome.changes if isinstance(change, SeenMark)] == [
        (1, False)
    ] * 2
    assert not any(isinstance(change, ChannelState) for change in outcome.changes)
    for seat in seats:
        harness.hub.detach_seat(seat, "Connection closed", harness.now)
        assert harness.read_lines(seat) == ["ERROR :Good night."]
    assert harness.take_outcome().changes == ()


def test_limits_can_be_switched_off() -> None:
    harness = HubHarness(replace(SETTINGS, limits_enabled=False))
    mute = harness.connect()
    for _ in range(100):
        harness.hub.advance_second(harness.now)
    assert not mute.closing


def test_hub_and_store_number_commits_alike() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    before = harness.send(ann, "PRIVMSG #tea :x").commit
    idle = harness.send(ann, "PING x")
    assert idle.changes == ()
    assert harness.send(ann, "PRIVMSG #tea :x").commit == before + 1


def test_sequences_start_above_clock_and_stored_ones() -> None:
    for last, first in ((0, 1_700_000_000_000 << 10), (1 << 60, (1 << 60) + 1)):
        harness = HubHarness(stored=StoredState(last_sequence=last))
        ann = harness.register("ann", rooms=["#tea"])
        harness.send(ann, "PRIVMSG #tea :x")
        sequences = [change.sequence for change in harness.changes if isinstance(change, Entry)]
        assert sequences == list(range(first, first + len(sequences)))


def test_unknown_command_is_refused_under_its_label() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS)
    assert harness.exchange(ann, "@label=1 NO_SUCH a") == ["@label=1 :desk.example 421 ann NO_SUCH :Unknown command"]
