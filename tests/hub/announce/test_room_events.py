"""What happens in a room comes back for those who ask for it, as it was shown."""

from __future__ import annotations

from desktop_chat.hub.announce.render_entry import render_entry
from desktop_chat.hub.state import State
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Entry, StoredState
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, NOW, SETTINGS, Stage, messages, numerics

PLAYBACK = f"{MODERN} draft/event-playback"


def test_events_are_played_back_as_they_were_shown(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", f"{PLAYBACK} extended-join", rooms=["#tea"])
    bob = stage.enter("bob", rooms=["#tea"])
    cid = stage.enter("cid", PLAYBACK, rooms=["#tea"])
    stage.talk(ann, "TOPIC #tea :two  spaces", "MODE #tea +m", "KICK #tea bob :out")
    stage.talk(bob, "JOIN #tea", "PART #tea :so long", "JOIN #tea", "NICK bert", "QUIT :gone")
    live = [line for line in messages(stage.heard(cid)) if line.command not in ("353", "366")]
    shown = messages(stage.talk(cid, "CHATHISTORY LATEST #tea * 50"))[1:-1]
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
    joins = [line for line in messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 50")) if line.command == "JOIN"]
    assert joins[-1].params == ("#tea", "*", "Bob")
    middle = live[3].tags["msgid"]
    after = messages(stage.talk(cid, f"CHATHISTORY AFTER #tea msgid={middle} 2"))[1:-1]
    assert [line.command for line in after] == ["PART", "JOIN"]
    quit_ = live[-1].tags["msgid"]
    before = messages(stage.talk(cid, f"CHATHISTORY BEFORE #tea msgid={quit_} 1"))[1:-1]
    assert [line.command for line in before] == ["NICK"]


def test_whoever_did_not_ask_for_them_reads_words_only(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    for number in range(5):
        stage.talk(ann, f"TOPIC #tea :{number}", f"PRIVMSG #tea :{number}")
    shown = messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 5"))[1:-1]
    assert [line.params[1] for line in shown] == list("01234")


def test_sequences_go_on_above_what_happened(open_store: Open) -> None:
    stage = Stage(store=open_store())
    stage.now += 10_000_000
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "TOPIC #tea :x")
    newest = max(change.sequence for change in stage.kept if hasattr(change, "sequence"))
    assert open_store().load().last_sequence == newest


def test_a_sick_disk_does_not_hold_back_who_comes_and_goes() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    bob = stage.enter("bob", MODERN)
    stage.hub.store_error = "The disk is full."
    stage.send(bob, "JOIN #tea", "PART #tea")
    assert numerics(stage.heard(ann)) == ["JOIN", "PART"]


def test_what_earlier_versions_kept_is_shown_with_its_colon() -> None:
    state = State(SETTINGS, StoredState(), NOW)
    for command, kept, shown in (
        ("TOPIC", "#tea green", "#tea :green"), ("KICK", "#tea bob out", "#tea bob :out"), ("QUIT", "bye", ":bye"),
        ("MODE", "#tea +o bob", "#tea +o bob"), ("PART", "#tea", "#tea"),
        ("TOPIC", "#tea :green tea", "#tea :green tea"), ("JOIN", "#tea * :Bob", "#tea"), ("NICK", "anna", "anna"),
    ):  # fmt: skip
        entry = Entry(1, 2, NOW, command, "ann!a@h", "", kept)
        assert render_entry(state, entry).encode_for(0).decode() == f":ann!a@h {command} {shown}\r\n"
