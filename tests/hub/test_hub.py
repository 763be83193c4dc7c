"""The hub as the server calls it: time, silence, the host's wishes, the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.irc.message import ProtocolError, parse_line
from desktop_chat.storage.store_api import ChannelState, Entry, SeenMark, StoredState
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, numerics


def test_silence_is_counted_in_ticks() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    mute = stage.connect()
    for _ in range(31):
        stage.now -= 86_400_000  # a clock that jumps ends nobody
        stage.hub.advance_second(stage.now)
    stage.take()
    assert mute.closing
    assert not ann.closing
    for _ in range(60):
        stage.hub.advance_second(stage.now)
    stage.take()
    assert numerics(stage.heard(ann)) == ["PING"]
    for _ in range(30):
        stage.hub.advance_second(stage.now)
    stage.take()
    assert ann.closing


def test_time_never_goes_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    first = parse_line(stage.talk(ann, "PRIVMSG #tea :a")[0]).tags["time"]
    stage.now -= 86_400_000
    second = parse_line(stage.talk(ann, "PRIVMSG #tea :b")[0]).tags["time"]
    assert second >= first


def test_the_host_kicks_announces_and_closes() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    assert [row.nick for row in stage.hub.user_rows(stage.now)] == ["ann", "bob"]
    assert stage.hub.kick_person("BOB", "enough", stage.now)
    assert not stage.hub.kick_person("bob", "", stage.now)
    stage.hub.announce_text("tea", stage.now)
    stage.hub.close_all("The host has stopped this chat.", stage.now)
    stage.take()
    stage.settle()
    assert bob.closing
    assert ann.closing
    assert stage.heard(bob)[-1] == "ERROR :enough"
    assert numerics(stage.heard(ann)) == ["QUIT", "NOTICE", "ERROR"]


@pytest.mark.parametrize(
    ("code", "command"), [("TOO_LONG", "417"), ("TAGS_TOO_LONG", "417"), ("NOT_UTF8", "FAIL"), ("MALFORMED", "421")]
)
def test_lines_that_are_none_are_answered(code: str, command: str) -> None:
    stage = Stage()
    ann = stage.enter("ann")
    assert stage.hub.receive_messages(ann, [ProtocolError(code, "x")], stage.now) == 1
    stage.take()
    assert numerics(stage.heard(ann)) == [command]


def test_what_is_counted() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea", "#two"])
    stage.talk(ann, "PRIVMSG #tea :one", "PRIVMSG #tea :two", "AWAY :x")
    hub = stage.hub
    assert (hub.user_count, hub.peak_users, hub.room_count, hub.said_total, hub.said_last_minute(stage.now)) == (
        1,
        1,
        2,
        2,
        2,
    )
    (row,) = hub.user_rows(stage.now)
    assert (row.rooms, row.rate, row.secure, row.away, row.realname) == (("#tea", "#two"), 2, True, True, "Ann")
    assert hub.said_last_minute(stage.now + 60_000) == 0
    stage.talk(ann, "QUIT")
    assert (hub.user_count, hub.peak_users, hub.room_count) == (0, 1, 0)


def test_a_stop_remembers_who_was_where_and_tells_nobody_of_anybody() -> None:
    stage = Stage()
    seats = [stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob")]
    for seat in seats:
        stage.heard(seat)
    stage.hub.close_all("Good night.", stage.now)
    outcome = stage.take()
    assert [(change.room, change.present) for change in outcome.changes if isinstance(change, SeenMark)] == [
        (1, False)
    ] * 2
    assert not any(isinstance(change, ChannelState) for change in outcome.changes)
    for seat in seats:
        stage.hub.detach_seat(seat, "Connection closed", stage.now)
        assert stage.heard(seat) == ["ERROR :Good night."]
    assert stage.take().changes == ()


def test_limits_that_protect_can_be_switched_off() -> None:
    stage = Stage(replace(SETTINGS, limits_enabled=False))
    mute = stage.connect()
    for _ in range(100):
        stage.hub.advance_second(stage.now)
    assert not mute.closing


def test_commits_are_counted_as_the_store_counts() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    before = stage.send(ann, "PRIVMSG #tea :x").commit
    idle = stage.send(ann, "PING x")
    assert idle.changes == ()
    assert stage.send(ann, "PRIVMSG #tea :x").commit == before + 1


def test_sequences_begin_above_the_clock_and_what_was() -> None:
    for last, first in ((0, 1_700_000_000_000 << 10), (1 << 60, (1 << 60) + 1)):
        stage = Stage(stored=StoredState(last_sequence=last))
        ann = stage.enter("ann", rooms=["#tea"])
        stage.send(ann, "PRIVMSG #tea :x")
        sequences = [change.sequence for change in stage.kept if isinstance(change, Entry)]
        assert sequences == list(range(first, first + len(sequences)))


def test_a_command_that_somebody_made_up_is_refused_under_its_label() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN)
    assert stage.talk(ann, "@label=1 NO_SUCH a") == ["@label=1 :desk.example 421 ann NO_SUCH :Unknown command"]
