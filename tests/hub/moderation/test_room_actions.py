"""The host changes and deletes rooms over the control channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control_values import RoomRow
from desktop_chat.storage.records import DELETED_KIND, ChannelState, Room, SeenMark
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines

_LOBBY = replace(SETTINGS, lobby="#lobby")


def _row(harness: HubHarness, name: str) -> RoomRow:
    return next(row for row in harness.hub.host.room_rows(harness.now).values() if row.name == name)


def test_rows_tell_what_a_room_is() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#lobby", "#Tea"])
    harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "TOPIC #tea :Green or black", "MODE #tea +isk-n milk", "MODE #tea +l 7")
    row = _row(harness, "#Tea")
    assert (row.topic, row.people, row.modes, row.password, row.limit) == ("Green or black", 2, "ist", "milk", 7)
    assert (row.created, row.lobby, row.founder) == (harness.now, False, "ann")
    assert _row(harness, "#lobby").lobby


def test_the_topic_is_set_and_told() -> None:
    harness = HubHarness(_LOBBY)
    bob = harness.register("bob", rooms=["#lobby"])
    harness.hub.host.set_topic("#LOBBY", "Lunch at noon", harness.now)
    harness.take_outcome()
    harness.mark_durable()
    (told,) = parse_lines(harness.read_lines(bob))
    assert (str(told.source), told.command, told.params) == ("desk.example", "TOPIC", ("#lobby", "Lunch at noon"))
    assert _row(harness, "#lobby").topic == "Lunch at noon"
    kept = [change for change in harness.changes if isinstance(change, ChannelState)]
    assert kept[-1].topic == "Lunch at noon"


def test_settings_are_changed_and_told() -> None:
    harness = HubHarness(_LOBBY)
    bob = harness.register("bob", rooms=["#tea"])
    harness.hub.host.change_modes("#tea", "+kls-n milk 9", harness.now)
    harness.take_outcome()
    harness.mark_durable()
    assert [line.params for line in parse_lines(harness.read_lines(bob))] == [("#tea", "+kls-n", "milk", "9")]
    with pytest.raises(Refusal) as refused:
        harness.hub.host.change_modes("#tea", "+mb x", harness.now)
    assert refused.value.params[-1] == "The mode b cannot be changed here."
    harness.take_outcome()
    harness.mark_durable()
    assert [line.params for line in parse_lines(harness.read_lines(bob))] == [("#tea", "+m")]
    assert _row(harness, "#tea").modes == "mst"


def test_a_deleted_room_is_left_by_all_and_free_again() -> None:
    harness = HubHarness(_LOBBY)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#lobby", "#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :hello")
    harness.read_lines(bob)
    harness.hub.host.delete_room("#tea", harness.now)
    harness.take_outcome()
    harness.mark_durable()
    for seat, nick in ((ann, "ann"), (bob, "bob")):
        (line,) = parse_lines(harness.read_lines(seat))
        assert (line.command, line.params[:2]) == ("KICK", ("#tea", nick))
    kept = [change for change in harness.changes if isinstance(change, Room)]
    assert (kept[-1].kind, kept[-1].sealed) == (DELETED_KIND, True)
    assert [change.dropped for change in harness.changes if isinstance(change, ChannelState)][-1]
    assert [change.dropped for change in harness.changes if isinstance(change, SeenMark)][-1:] in ([], [True])
    assert [row.name for row in harness.hub.host.room_rows(harness.now).values()] == ["#lobby"]
    harness.exchange(ann, "JOIN #tea")
    made = [change for change in harness.changes if isinstance(change, Room)]
    assert made[-1].id > kept[-1].id, "the new room has nothing of the old one"
    assert commands_of(harness.exchange(ann, "QUIT :bye"))[-1] == "ERROR"


def test_impossible_acts_are_refused_with_a_sentence() -> None:
    harness = HubHarness(_LOBBY)
    harness.register("ann", rooms=["#lobby"])
    refusals: tuple[tuple[str, Callable[[], None]], ...] = (
        ("There is no room #no.", lambda: harness.hub.host.delete_room("#no", harness.now)),
        ("There is no room #no.", lambda: harness.hub.host.set_topic("#no", "x", harness.now)),
        (
            "Everybody enters the chat in #lobby, so this room cannot be deleted.",
            lambda: harness.hub.host.delete_room("#LOBBY", harness.now),
        ),
    )
    for text, act in refusals:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.params[-1] == text
    harness.hub.store_error = "The disk is full."
    with pytest.raises(Refusal, match=r"The disk is full\."):
        harness.hub.host.set_topic("#lobby", "x", harness.now)
