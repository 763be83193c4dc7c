"""Coming into rooms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import ChannelState, Room, StoredState
from tests.hub.conftest import Open
from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics


def test_secret_rooms_are_not_shown() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#vault"])
    bob = stage.enter("bob")
    stage.talk(ann, "MODE #vault +s")
    assert "#vault" not in " ".join(stage.talk(bob, "LIST", "WHOIS ann", "NAMES #vault", "WHO #vault")).replace(
        "366 bob #vault", ""
    ).replace("315 bob #vault", "")
    assert "#vault" in " ".join(stage.talk(ann, "LIST"))


def test_a_closed_room_without_a_founder_is_sealed_when_it_ends(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea", "#open"])
    stage.talk(ann, "MODE #tea +k key", "PRIVMSG #tea :secret", "PRIVMSG #open :hello", "QUIT")
    eve = stage.enter("eve")
    lines = " ".join(stage.talk(eve, "JOIN #tea", "JOIN #open"))
    assert "secret" not in lines
    assert "hello" in lines
    assert any(isinstance(change, Room) and change.sealed for change in stage.kept)


def test_a_founder_gets_the_room_back() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "MODE #tea +k key", "QUIT")
    eve = stage.enter("eve")
    assert numerics(stage.talk(eve, "JOIN #tea")) == ["475"]
    back = stage.enter("ann", "multi-prefix", fingerprint=PRINT)
    assert "~@ann" in " ".join(stage.talk(back, "JOIN #tea"))


def test_no_more_rooms_than_allowed() -> None:
    stage = Stage(replace(SETTINGS, channels_per_user=2))
    ann = stage.enter("ann", rooms=["#a", "#b"])
    assert numerics(stage.talk(ann, "JOIN #c")) == ["405"]
    stage.hub.apply_settings(replace(SETTINGS, channels_per_user=2, limits_enabled=False), stage.now)
    assert numerics(stage.talk(ann, "JOIN #c"))[0] == "JOIN"


def test_who_comes_in_away_is_known_to_be() -> None:
    stage = Stage()
    ann = stage.enter("ann", "away-notify", rooms=["#tea"])
    bob = stage.enter("bob")
    stage.talk(bob, "AWAY :lunch", "JOIN #tea")
    assert numerics(stage.heard(ann)) == ["JOIN", "AWAY"]


def test_while_the_disk_takes_nothing_rooms_can_be_entered_but_not_made() -> None:
    stage = Stage()
    stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob")
    stage.hub.store_error = "The disk is full."
    stage.send(bob, "JOIN #new", "JOIN #tea", "TOPIC #tea :x", "TOPIC #tea")
    assert numerics(stage.heard(bob)) == ["FAIL", "JOIN", "353", "366", "482", "331"]
    assert stage.hub.room_count == 1


def test_a_room_that_nobody_could_enter_is_given_up() -> None:
    locked = ChannelState(1, "#tea", 5, modes="i")
    held = ChannelState(2, "#held", 5, modes="i", founder=f"cert:{PRINT}", roles={f"cert:{PRINT}": "qo"})
    rooms = (Room(1, "channel", "#tea"), Room(2, "channel", "#held"))
    stage = Stage(stored=StoredState(rooms=rooms, channels=(locked, held)))
    outcome = stage.take()
    assert Room(1, "channel", "#tea", sealed=True) in outcome.changes
    bob = stage.enter("bob")
    assert numerics(stage.talk(bob, "JOIN #held"))[0] == "473"
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    assert numerics(stage.talk(stage.enter("ann", fingerprint=PRINT), "JOIN #held"))[0] == "JOIN"


def test_encrypted_and_logged_in_only() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "MODE #tea +z")
    assert numerics(stage.talk(bob, "JOIN #tea")) == ["489"]
    stage.talk(ann, "MODE #tea -z+R")
    assert numerics(stage.talk(bob, "JOIN #tea")) == ["477"]
    stage.talk(ann, "MODE #tea +I ~r:B?b")
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"


@pytest.mark.parametrize(("mode", "forwarded"), [("+i", True), ("+l 1", True), ("+b bob", True), ("+k x", False)])
def test_whoever_may_not_enter_is_sent_elsewhere(mode: str, forwarded: bool) -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea", "#hall"]), stage.enter("bob")
    stage.talk(ann, "MODE #tea +f #Hall", f"MODE #tea {mode}")
    lines = messages(stage.talk(bob, "JOIN #tea"))
    if forwarded:
        assert lines[0].params[:3] == ("bob", "#tea", "#hall")
        assert (lines[0].command, lines[1].command, lines[1].params) == ("470", "JOIN", ("#hall",))
        assert numerics(stage.talk(bob, "JOIN #tea")) == ["470"]
    else:
        assert [line.command for line in lines] == ["475"]


def test_forwarding_goes_one_step() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#a", "#b", "#c"]), stage.enter("bob")
    stage.talk(ann, "MODE #a +if #b", "MODE #b +if #c")
    assert numerics(stage.talk(bob, "JOIN #a")) == ["473"]
    stage.talk(ann, "MODE #b -i", "PART #b")
    assert numerics(stage.talk(bob, "JOIN #a")) == ["473"]  # there is no such room any more


def test_no_names_for_those_who_do_not_want_them() -> None:
    stage = Stage()
    ann = stage.enter("ann", "no-implicit-names")
    assert numerics(stage.talk(ann, "JOIN #tea", "NAMES #tea")) == ["JOIN", "353", "366"]


def test_what_was_said_behind_closed_doors_stays_there(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob", "batch draft/chathistory message-tags server-time", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :hello")
    assert "hello" in " ".join(stage.talk(bob, "CHATHISTORY LATEST #tea * 10"))
    stage.talk(ann, "KICK #tea bob", "MODE #tea +b bob", "PRIVMSG #tea :secret")
    stage.heard(bob)
    lines = stage.talk(
        bob, "CHATHISTORY LATEST #tea * 10", "JOIN #tea", "CHATHISTORY LATEST #tea * 10",
        "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 10",
    )  # fmt: skip
    assert [line.params[:2] for line in messages(lines) if line.command == "FAIL"] == [
        ("CHATHISTORY", "INVALID_TARGET")
    ] * 2
    assert "474" in numerics(lines)
    assert not any(word in " ".join(lines) for word in ("hello", "secret", "TARGETS #tea"))


def test_a_permanent_room_stays_when_it_is_empty() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann", rooms=["#tea"])
    assert numerics(stage.talk(ann, "MODE #tea +P", "OPER root key", "MODE #tea +Ps")) == ["481", "381", "MODE", "MODE"]
    stage.talk(ann, "TOPIC #tea :For ever", "PART #tea")
    assert not any(isinstance(change, Room) and change.sealed for change in stage.kept)
    assert "For ever" in " ".join(stage.talk(ann, "JOIN #tea"))


def test_those_without_a_voice_do_not_see_each_other() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#stage"])
    assert numerics(stage.talk(ann, "MODE #stage +u")) == ["MODE", "353", "366"]
    bob, cid = stage.enter("bob", rooms=["#stage"]), stage.enter("cid", rooms=["#stage"])
    assert numerics(stage.heard(ann)) == ["JOIN", "JOIN"]
    assert stage.heard(bob) == []
    assert messages(stage.talk(cid, "NAMES #stage"))[0].params[-1] == "@ann cid"
    assert messages(stage.talk(ann, "NAMES #stage"))[0].params[-1] == "@ann bob cid"
    assert numerics(stage.talk(cid, "WHO #stage")) == ["352", "352", "315"]
    assert "319" not in numerics(stage.talk(cid, "WHOIS bob"))
    stage.talk(cid, "PRIVMSG #stage :hello", "NICK cyd")
    assert numerics(stage.heard(bob)) == ["PRIVMSG"]
    assert numerics(stage.heard(ann)) == ["PRIVMSG", "NICK"]
    stage.talk(ann, "MODE #stage +v cyd")
    assert numerics(stage.heard(bob)) == ["MODE"]
    stage.talk(cid, "PART #stage")
    assert numerics(stage.heard(bob)) == ["PART"]
    stage.heard(ann)
    stage.talk(cid, "JOIN #stage", "PART #stage", "JOIN #stage")
    assert stage.heard(bob) == []
    assert numerics(stage.heard(ann)) == ["JOIN", "PART", "JOIN"]
    stage.talk(ann, "MODE #stage -u")
    assert messages(stage.heard(bob))[1].params[-1] == "@ann bob cyd"
    stage.talk(ann, "MODE #stage +u")
    stage.heard(ann), stage.heard(bob)
    stage.talk(cid, "QUIT")
    assert stage.heard(bob) == []
    assert numerics(stage.heard(ann)) == ["QUIT"]


def test_where_people_hide_it_is_not_kept_that_they_came(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#stage"])
    stage.talk(ann, "MODE #stage +u")
    stage.enter("eve", rooms=["#stage"])
    asks = "batch draft/chathistory draft/event-playback message-tags server-time"
    bob = stage.enter("bob", asks, rooms=["#stage"])
    lines = stage.talk(bob, "CHATHISTORY LATEST #stage * 50")
    assert "JOIN" in numerics(lines)
    assert "eve" not in " ".join(lines)


ROOM_LOCKS = ["+k key", "+b *!*@*", "+z", "+R", "+i", "+kbzR key *!*@*", "+bf *!*@* #other"]


@pytest.mark.parametrize("locks", ROOM_LOCKS)
def test_a_room_that_guests_locked_is_not_locked_for_everybody_after_a_stop(open_store: Open, locks: str) -> None:
    first = Stage(store=open_store())
    ann = first.enter("ann", rooms=["#other", "#tea"])
    first.talk(ann, f"MODE #tea {locks}", "PRIVMSG #tea :secret")
    first.hub.close_all("bye", first.now)
    first.take()
    second = Stage(store=open_store())
    bob = second.enter("bob")
    told = messages(second.talk(bob, "JOIN #tea", "MODE #tea +t"))
    assert (told[0].command, told[0].params) == ("JOIN", ("#tea",))
    assert "@bob" in next(message for message in told if message.command == "353").params[-1].split()
    closed = locks not in ("+z",)
    assert ("secret" in " ".join(str(message.params) for message in told)) is not closed
    cid = second.enter("cid")
    assert numerics(second.talk(cid, "JOIN #tea"))[0] == "JOIN"


def test_who_knows_the_key_finds_the_room_as_it_was_after_a_stop(open_store: Open) -> None:
    first = Stage(store=open_store())
    first.talk(first.enter("ann", rooms=["#tea"]), "MODE #tea +k key", "PRIVMSG #tea :secret")
    first.hub.close_all("bye", first.now)
    first.take()
    second = Stage(store=open_store())
    assert "secret" in " ".join(second.talk(second.enter("cid"), "JOIN #tea key"))
    assert numerics(second.talk(second.enter("eve"), "JOIN #tea")) == ["475"]


def test_a_room_with_a_leader_stays_locked_over_a_stop(open_store: Open) -> None:
    first = Stage(store=open_store())
    ann = first.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    first.talk(ann, "MODE #tea +k key")
    first.hub.close_all("bye", first.now)
    first.take()
    second = Stage(store=open_store())
    assert numerics(second.talk(second.enter("eve"), "JOIN #tea")) == ["475"]
    back = second.enter("ann", fingerprint=PRINT)
    assert numerics(second.talk(back, "JOIN #tea"))[0] == "JOIN"
