"""Rooms: coming, going, being sent out, and what a room is about."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.irc.message import parse
from desktop_chat.storage.port import ChannelState, Room, Stored
from desktop_chat.storage.sql import SqlStore
from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics


def test_joining_leaving_and_being_sent_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", "extended-join", rooms=["#tea"])
    bob = stage.connect()
    stage.send(bob, "NICK bob", "USER bob 0 * :Bob B")
    stage.settle()
    stage.heard(bob)
    lines = stage.talk(bob, "JOIN #tea")
    assert numerics(lines) == ["JOIN", "353", "366"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "*", "Bob B")
    assert numerics(stage.talk(bob, "KICK #tea ann")) == ["482"]
    assert parse(stage.talk(ann, "KICK #tea bob :too loud")[0]).params == ("#tea", "bob", "too loud")
    assert numerics(stage.heard(bob)) == ["KICK"]
    stage.talk(bob, "JOIN #tea")
    stage.heard(ann)
    assert numerics(stage.talk(bob, "PART #tea :bye")) == ["PART"]
    assert parse(stage.heard(ann)[0]).params == ("#tea", "bye")


def test_secret_rooms_are_not_shown() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#vault"])
    bob = stage.enter("bob")
    stage.talk(ann, "MODE #vault +s")
    assert "#vault" not in " ".join(stage.talk(bob, "LIST", "WHOIS ann", "NAMES #vault", "WHO #vault")).replace(
        "366 bob #vault", ""
    ).replace("315 bob #vault", "")
    assert "#vault" in " ".join(stage.talk(ann, "LIST"))


def test_topics_are_kept_and_wait_for_the_disk() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    outcome = stage.send(ann, "TOPIC #tea :Tea at four")
    assert any(isinstance(change, ChannelState) and change.topic == "Tea at four" for change in outcome.changes)
    assert stage.heard(ann) == []
    stage.send(ann, "TOPIC #tea")
    assert stage.heard(ann) == []  # nobody is shown what may yet be lost
    stage.settle()
    assert numerics(stage.heard(ann)) == ["TOPIC", "332", "333"]


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


def test_a_room_of_many_is_listed_in_many_lines() -> None:
    stage = Stage()
    ann = stage.enter("ann", "userhost-in-names", rooms=["#tea"])
    names = {f"somebody_with_a_long_name_{number}" for number in range(30)}
    for name in names:
        stage.enter(name, rooms=["#tea"])
    stage.heard(ann)
    lines = messages(stage.talk(ann, "NAMES #tea"))
    assert len(lines) > 3
    listed = {word.partition("!")[0] for line in lines[:-1] for word in line.params[-1].split()}
    assert listed == names | {"@ann"}


def test_names_show_the_invisible_to_members_only() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "MODE ann +i")
    assert numerics(stage.talk(bob, "NAMES #tea", "NAMES")) == ["366", "366"]
    assert numerics(stage.talk(ann, "NAMES #tea")) == ["353", "366"]


def test_lists_by_name_and_by_size() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#one", "#two"])
    stage.enter("bob", rooms=["#two"])

    def listed(line: str) -> list[str]:
        return [message.params[1] for message in messages(stage.talk(ann, line)) if message.command == "322"]

    stage.heard(ann)
    assert listed("LIST") == ["#one", "#two"]
    assert listed("LIST >1") == listed("LIST #TWO,#none") == ["#two"]
    assert listed("LIST <2") == ["#one"]


def test_invitations() -> None:
    stage = Stage()
    ann, bob, cid = stage.enter("ann", rooms=["#tea"]), stage.enter("bob"), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +i")
    stage.heard(cid)
    assert numerics(stage.talk(cid, "INVITE bob #tea")) == ["482"]
    assert numerics(stage.talk(ann, "INVITE bob #tea")) == ["341"]
    assert messages(stage.heard(bob))[0].params == ("bob", "#tea")
    assert numerics(stage.talk(bob, "INVITE")) == ["336", "337"]
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    assert numerics(stage.talk(bob, "INVITE", "PART #tea", "JOIN #tea"))[-1] == "473"
    stage.heard(ann)
    assert numerics(stage.talk(ann, "INVITE bob #none", "INVITE bob")) == ["403", "461"]


def test_an_invitation_ends_with_its_room() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "INVITE bob #tea", "PART #tea")
    stage.enter("eve", rooms=["#tea"])
    stage.heard(bob)
    assert numerics(stage.talk(bob, "INVITE")) == ["337"]


def test_several_are_sent_out_one_by_one() -> None:
    stage = Stage()
    ann, bob, cid = (stage.enter(nick, rooms=["#tea", "#two"]) for nick in ("ann", "bob", "cid"))
    for seat in (ann, cid):
        stage.heard(seat)
    assert numerics(stage.talk(ann, "KICK #tea bob,nobody")) == ["KICK", "441"]
    assert messages(stage.heard(cid))[0].params == ("#tea", "bob", "ann")
    assert numerics(stage.talk(ann, "KICK #tea,#two cid,cid :out")) == ["KICK", "KICK"]
    assert numerics(stage.heard(bob))[-1] == "KICK"
    assert numerics(stage.talk(ann, "KICK #tea,#two bob")) == ["461"]


def test_rank_protects() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    bob, cid = stage.enter("bob", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +h bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "KICK #tea ann", "KICK #tea cid")) == ["482", "KICK"]
    assert numerics(stage.heard(cid))[-1] == "KICK"


def test_join_zero_leaves_everything() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#a", "#b"])
    assert numerics(stage.talk(ann, "JOIN 0")) == ["PART", "PART"]
    assert stage.hub.rooms == 0


def test_no_more_rooms_than_allowed() -> None:
    stage = Stage(replace(SETTINGS, channels_per_user=2))
    ann = stage.enter("ann", rooms=["#a", "#b"])
    assert numerics(stage.talk(ann, "JOIN #c")) == ["405"]
    stage.hub.configure(replace(SETTINGS, channels_per_user=2, limits_enabled=False), stage.now)
    assert numerics(stage.talk(ann, "JOIN #c"))[0] == "JOIN"


def test_who_comes_in_away_is_known_to_be() -> None:
    stage = Stage()
    ann = stage.enter("ann", "away-notify", rooms=["#tea"])
    bob = stage.enter("bob")
    stage.talk(bob, "AWAY :lunch", "JOIN #tea")
    assert numerics(stage.heard(ann)) == ["JOIN", "AWAY"]


def test_only_leaders_set_a_locked_topic() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    assert numerics(stage.talk(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["482", "331"]
    stage.talk(ann, "MODE #tea -t")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "TOPIC #tea :mine", "TOPIC #tea")) == ["TOPIC", "332", "333"]
    long = "t" * 450
    (line,) = stage.talk(ann, f"TOPIC #tea :{long}")[-1:]
    assert parse(line).params[1] == "t" * 390


def test_while_the_disk_takes_nothing_rooms_can_be_entered_but_not_made() -> None:
    stage = Stage()
    stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob")
    stage.hub.trouble = "The disk is full."
    stage.send(bob, "JOIN #new", "JOIN #tea", "TOPIC #tea :x", "TOPIC #tea")
    assert numerics(stage.heard(bob)) == ["FAIL", "JOIN", "353", "366", "482", "331"]
    assert stage.hub.rooms == 1


def test_a_room_that_nobody_could_enter_is_given_up() -> None:
    locked = ChannelState(1, "#tea", 5, modes="i")
    held = ChannelState(2, "#held", 5, modes="i", founder=f"cert:{PRINT}", roles={f"cert:{PRINT}": "qo"})
    rooms = (Room(1, "channel", "#tea"), Room(2, "channel", "#held"))
    stage = Stage(stored=Stored(rooms=rooms, channels=(locked, held)))
    outcome = stage.take()
    assert Room(1, "channel", "#tea", sealed=True) in outcome.changes
    bob = stage.enter("bob")
    assert numerics(stage.talk(bob, "JOIN #held"))[0] == "473"
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    assert numerics(stage.talk(stage.enter("ann", fingerprint=PRINT), "JOIN #held"))[0] == "JOIN"
