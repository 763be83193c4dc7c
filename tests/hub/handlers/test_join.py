"""Coming into rooms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.records import ChannelState, Room, StoredState
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines


def test_secret_rooms_are_not_shown() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#vault"])
    bob = harness.register("bob")
    harness.exchange(ann, "MODE #vault +s")
    assert "#vault" not in " ".join(harness.exchange(bob, "LIST", "WHOIS ann", "NAMES #vault", "WHO #vault")).replace(
        "366 bob #vault", ""
    ).replace("315 bob #vault", "")
    assert "#vault" in " ".join(harness.exchange(ann, "LIST"))


def test_a_closed_room_without_a_founder_is_sealed_when_it_ends(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea", "#open"])
    harness.exchange(ann, "MODE #tea +k key", "PRIVMSG #tea :secret", "PRIVMSG #open :hello", "QUIT")
    eve = harness.register("eve")
    lines = " ".join(harness.exchange(eve, "JOIN #tea", "JOIN #open"))
    assert "secret" not in lines
    assert "hello" in lines
    assert any(isinstance(change, Room) and change.sealed for change in harness.changes)


def test_a_founder_gets_the_room_back() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +k key", "QUIT")
    eve = harness.register("eve")
    assert commands_of(harness.exchange(eve, "JOIN #tea")) == ["475"]
    back = harness.register("ann", "multi-prefix", fingerprint=FINGERPRINT)
    assert "~@ann" in " ".join(harness.exchange(back, "JOIN #tea"))


def test_no_more_rooms_than_allowed() -> None:
    harness = HubHarness(replace(SETTINGS, channels_per_user=2))
    ann = harness.register("ann", rooms=["#a", "#b"])
    assert commands_of(harness.exchange(ann, "JOIN #c")) == ["405"]
    harness.hub.apply_settings(replace(SETTINGS, channels_per_user=2, limits_enabled=False), harness.now)
    assert commands_of(harness.exchange(ann, "JOIN #c"))[0] == "JOIN"


def test_who_comes_in_away_is_known_to_be() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "away-notify", rooms=["#tea"])
    bob = harness.register("bob")
    harness.exchange(bob, "AWAY :lunch", "JOIN #tea")
    assert commands_of(harness.read_lines(ann)) == ["JOIN", "AWAY"]


def test_while_the_disk_takes_nothing_rooms_can_be_entered_but_not_made() -> None:
    harness = HubHarness()
    harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob")
    harness.hub.store_error = "The disk is full."
    harness.send(bob, "JOIN #new", "JOIN #tea", "TOPIC #tea :x", "TOPIC #tea")
    assert commands_of(harness.read_lines(bob)) == ["FAIL", "JOIN", "353", "366", "482", "331"]
    assert harness.hub.room_count == 1


def test_a_room_that_nobody_could_enter_is_given_up() -> None:
    locked = ChannelState(1, "#tea", 5, modes="i")
    held = ChannelState(2, "#held", 5, modes="i", founder=f"cert:{FINGERPRINT}", roles={f"cert:{FINGERPRINT}": "qo"})
    rooms = (Room(1, "channel", "#tea"), Room(2, "channel", "#held"))
    harness = HubHarness(stored=StoredState(rooms=rooms, channels=(locked, held)))
    outcome = harness.take_outcome()
    assert Room(1, "channel", "#tea", sealed=True) in outcome.changes
    bob = harness.register("bob")
    assert commands_of(harness.exchange(bob, "JOIN #held"))[0] == "473"
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"
    assert commands_of(harness.exchange(harness.register("ann", fingerprint=FINGERPRINT), "JOIN #held"))[0] == "JOIN"


def test_encrypted_and_logged_in_only() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +z")
    assert commands_of(harness.exchange(bob, "JOIN #tea")) == ["489"]
    harness.exchange(ann, "MODE #tea -z+R")
    assert commands_of(harness.exchange(bob, "JOIN #tea")) == ["477"]
    harness.exchange(ann, "MODE #tea +I ~r:B?b")
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"


@pytest.mark.parametrize(("mode", "forwarded"), [("+i", True), ("+l 1", True), ("+b bob", True), ("+k x", False)])
def test_whoever_may_not_enter_is_sent_elsewhere(mode: str, forwarded: bool) -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea", "#hall"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +f #Hall", f"MODE #tea {mode}")
    lines = parse_lines(harness.exchange(bob, "JOIN #tea"))
    if forwarded:
        assert lines[0].params[:3] == ("bob", "#tea", "#hall")
        assert (lines[0].command, lines[1].command, lines[1].params) == ("470", "JOIN", ("#hall",))
        assert commands_of(harness.exchange(bob, "JOIN #tea")) == ["470"]
    else:
        assert [line.command for line in lines] == ["475"]


def test_forwarding_goes_one_step() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#a", "#b", "#c"]), harness.register("bob")
    harness.exchange(ann, "MODE #a +if #b", "MODE #b +if #c")
    assert commands_of(harness.exchange(bob, "JOIN #a")) == ["473"]
    harness.exchange(ann, "MODE #b -i", "PART #b")
    assert commands_of(harness.exchange(bob, "JOIN #a")) == ["473"]  # there is no such room any more


def test_no_names_for_those_who_do_not_want_them() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "no-implicit-names")
    assert commands_of(harness.exchange(ann, "JOIN #tea", "NAMES #tea")) == ["JOIN", "353", "366"]


def test_what_was_said_behind_closed_doors_stays_there(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register(
        "bob", "batch draft/chathistory message-tags server-time", fingerprint=FINGERPRINT, rooms=["#tea"]
    )
    harness.exchange(ann, "PRIVMSG #tea :hello")
    assert "hello" in " ".join(harness.exchange(bob, "CHATHISTORY LATEST #tea * 10"))
    harness.exchange(ann, "KICK #tea bob", "MODE #tea +b bob", "PRIVMSG #tea :secret")
    harness.read_lines(bob)
    lines = harness.exchange(
        bob, "CHATHISTORY LATEST #tea * 10", "JOIN #tea", "CHATHISTORY LATEST #tea * 10",
        "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 10",
    )  # fmt: skip
    assert [line.params[:2] for line in parse_lines(lines) if line.command == "FAIL"] == [
        ("CHATHISTORY", "INVALID_TARGET")
    ] * 2
    assert "474" in commands_of(lines)
    assert not any(word in " ".join(lines) for word in ("hello", "secret", "TARGETS #tea"))


def test_a_permanent_room_stays_when_it_is_empty() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, "MODE #tea +P", "OPER root key", "MODE #tea +Ps")) == [
        "481",
        "381",
        "MODE",
        "MODE",
    ]
    harness.exchange(ann, "TOPIC #tea :For ever", "PART #tea")
    assert not any(isinstance(change, Room) and change.sealed for change in harness.changes)
    assert "For ever" in " ".join(harness.exchange(ann, "JOIN #tea"))


def test_those_without_a_voice_do_not_see_each_other() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#harness"])
    assert commands_of(harness.exchange(ann, "MODE #harness +u")) == ["MODE", "353", "366"]
    bob, cid = harness.register("bob", rooms=["#harness"]), harness.register("cid", rooms=["#harness"])
    assert commands_of(harness.read_lines(ann)) == ["JOIN", "JOIN"]
    assert harness.read_lines(bob) == []
    assert parse_lines(harness.exchange(cid, "NAMES #harness"))[0].params[-1] == "@ann cid"
    assert parse_lines(harness.exchange(ann, "NAMES #harness"))[0].params[-1] == "@ann bob cid"
    assert commands_of(harness.exchange(cid, "WHO #harness")) == ["352", "352", "315"]
    assert "319" not in commands_of(harness.exchange(cid, "WHOIS bob"))
    harness.exchange(cid, "PRIVMSG #harness :hello", "NICK cyd")
    assert commands_of(harness.read_lines(bob)) == ["PRIVMSG"]
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG", "NICK"]
    harness.exchange(ann, "MODE #harness +v cyd")
    assert commands_of(harness.read_lines(bob)) == ["MODE"]
    harness.exchange(cid, "PART #harness")
    assert commands_of(harness.read_lines(bob)) == ["PART"]
    harness.read_lines(ann)
    harness.exchange(cid, "JOIN #harness", "PART #harness", "JOIN #harness")
    assert harness.read_lines(bob) == []
    assert commands_of(harness.read_lines(ann)) == ["JOIN", "PART", "JOIN"]
    harness.exchange(ann, "MODE #harness -u")
    assert parse_lines(harness.read_lines(bob))[1].params[-1] == "@ann bob cyd"
    harness.exchange(ann, "MODE #harness +u")
    harness.read_lines(ann), harness.read_lines(bob)
    harness.exchange(cid, "QUIT")
    assert harness.read_lines(bob) == []
    assert commands_of(harness.read_lines(ann)) == ["QUIT"]


def test_where_people_hide_it_is_not_kept_that_they_came(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#harness"])
    harness.exchange(ann, "MODE #harness +u")
    harness.register("eve", rooms=["#harness"])
    asks = "batch draft/chathistory draft/event-playback message-tags server-time"
    bob = harness.register("bob", asks, rooms=["#harness"])
    lines = harness.exchange(bob, "CHATHISTORY LATEST #harness * 50")
    assert "JOIN" in commands_of(lines)
    assert "eve" not in " ".join(lines)


ROOM_LOCKS = ["+k key", "+b *!*@*", "+z", "+R", "+i", "+kbzR key *!*@*", "+bf *!*@* #other"]


@pytest.mark.parametrize("locks", ROOM_LOCKS)
def test_a_room_that_guests_locked_is_not_locked_for_everybody_after_a_stop(open_store: Open, locks: str) -> None:
    first = HubHarness(store=open_store())
    ann = first.register("ann", rooms=["#other", "#tea"])
    first.exchange(ann, f"MODE #tea {locks}", "PRIVMSG #tea :secret")
    first.hub.close_all("bye", first.now)
    first.take_outcome()
    second = HubHarness(store=open_store())
    bob = second.register("bob")
    told = parse_lines(second.exchange(bob, "JOIN #tea", "MODE #tea +t"))
    assert (told[0].command, told[0].params) == ("JOIN", ("#tea",))
    assert "@bob" in next(message for message in told if message.command == "353").params[-1].split()
    closed = locks not in ("+z",)
    assert ("secret" in " ".join(str(message.params) for message in told)) is not closed
    cid = second.register("cid")
    assert commands_of(second.exchange(cid, "JOIN #tea"))[0] == "JOIN"


def test_who_knows_the_key_finds_the_room_as_it_was_after_a_stop(open_store: Open) -> None:
    first = HubHarness(store=open_store())
    first.exchange(first.register("ann", rooms=["#tea"]), "MODE #tea +k key", "PRIVMSG #tea :secret")
    first.hub.close_all("bye", first.now)
    first.take_outcome()
    second = HubHarness(store=open_store())
    assert "secret" in " ".join(second.exchange(second.register("cid"), "JOIN #tea key"))
    assert commands_of(second.exchange(second.register("eve"), "JOIN #tea")) == ["475"]


def test_a_room_with_a_leader_stays_locked_over_a_stop(open_store: Open) -> None:
    first = HubHarness(store=open_store())
    ann = first.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    first.exchange(ann, "MODE #tea +k key")
    first.hub.close_all("bye", first.now)
    first.take_outcome()
    second = HubHarness(store=open_store())
    assert commands_of(second.exchange(second.register("eve"), "JOIN #tea")) == ["475"]
    back = second.register("ann", fingerprint=FINGERPRINT)
    assert commands_of(second.exchange(back, "JOIN #tea"))[0] == "JOIN"
