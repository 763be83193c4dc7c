"""Events of a channel in history, for clients with event-playback."""

from __future__ import annotations

from desktop_chat.hub.announce.render_entry import render_entry
from desktop_chat.hub.state import State
from desktop_chat.storage.records import Entry, StoredState
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import MODERN_CAPS, NOW, SETTINGS, HubHarness, commands_of, parse_lines

PLAYBACK = f"{MODERN_CAPS} draft/event-playback"


def test_events_are_played_back_as_first_sent(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", f"{PLAYBACK} extended-join", rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    cid = harness.register("cid", PLAYBACK, rooms=["#tea"])
    harness.exchange(ann, "TOPIC #tea :two  spaces", "MODE #tea +m", "KICK #tea bob :out")
    harness.exchange(bob, "JOIN #tea", "PART #tea :so long", "JOIN #tea", "NICK bert", "QUIT :gone")
    live = [line for line in parse_lines(harness.read_lines(cid)) if line.command not in ("353", "366")]
    shown = parse_lines(harness.exchange(cid, "CHATHISTORY LATEST #tea * 50"))[1:-1]
    assert [line.command for line in live] == [
        "TOPIC", "MODE", "KICK", "JOIN", "PART", "JOIN", "NICK", "QUIT"
    ]  # fmt: skip
    last = shown[-len(live) :]
    assert [(line.source, line.command, line.params) for line in last] == [
        (line.source, line.command, line.params) for line in live
    ]
    assert [(line.tags["msgid"], line.tags["time"]) for line in last] == [
        (line.tags["msgid"], line.tags["time"]) for line in live
    ]
    joins = [
        line for line in parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 50")) if line.command == "JOIN"
    ]
    assert joins[-1].params == ("#tea", "*", "Bob")
    middle = live[3].tags["msgid"]
    after = parse_lines(harness.exchange(cid, f"CHATHISTORY AFTER #tea msgid={middle} 2"))[1:-1]
    assert [line.command for line in after] == ["PART", "JOIN"]
    quit_ = live[-1].tags["msgid"]
    before = parse_lines(harness.exchange(cid, f"CHATHISTORY BEFORE #tea msgid={quit_} 1"))[1:-1]
    assert [line.command for line in before] == ["NICK"]


def test_history_without_event_playback_has_messages_only(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    for number in range(5):
        harness.exchange(ann, f"TOPIC #tea :{number}", f"PRIVMSG #tea :{number}")
    shown = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 5"))[1:-1]
    assert [line.params[1] for line in shown] == list("01234")


def test_sequences_continue_above_stored_events(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    harness.now += 10_000_000
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "TOPIC #tea :x")
    newest = max(change.sequence for change in harness.changes if hasattr(change, "sequence"))
    assert open_store().load().last_sequence == newest


def test_joins_and_quits_work_while_the_store_fails() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    bob = harness.register("bob", MODERN_CAPS)
    harness.hub.store_error = "The disk is full."
    harness.send(bob, "JOIN #tea", "PART #tea")
    assert commands_of(harness.read_lines(ann)) == ["JOIN", "PART"]


def test_topic_of_one_word_from_an_earlier_version_gets_a_colon() -> None:
    state = State(SETTINGS, StoredState(), NOW)
    for command, kept, shown in (
        ("TOPIC", "#tea green", "#tea :green"), ("KICK", "#tea bob out", "#tea bob :out"), ("QUIT", "bye", ":bye"),
        ("MODE", "#tea +o bob", "#tea +o bob"), ("PART", "#tea", "#tea"),
        ("TOPIC", "#tea :green tea", "#tea :green tea"), ("JOIN", "#tea * :Bob", "#tea"), ("NICK", "anna", "anna"),
    ):  # fmt: skip
        entry = Entry(room=1, sequence=2, time=NOW, command=command, source="ann!a@h", target="", text=kept)
        assert render_entry(state, entry).encode_for(0).decode() == f":ann!a@h {command} {shown}\r\n"
