"""Getting in and out, and whose a nick is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import IdentitySeen, StoredState
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics


def test_registration_greets_in_order() -> None:
    stage = Stage()
    seat = stage.connect()
    assert stage.talk(seat, "NICK ann") == []
    lines = stage.talk(seat, "USER ann 0 * :Ann B")
    commands = numerics(lines)
    assert commands[:4] == ["001", "002", "003", "004"]
    assert set(commands[4:-8]) == {"005"}
    assert commands[-8:] == ["251", "252", "253", "254", "255", "265", "266", "422"]
    for message in messages(lines):
        assert message.source == "desk.example"
        assert message.params[0] == "ann"
        if message.command == "005":
            assert len(message.params) <= 15


def test_negotiation_holds_registration_back() -> None:
    stage = Stage()
    seat = stage.connect()
    offered = " ".join(line.params[-1] for line in messages(stage.talk(seat, "CAP LS 302"))).split()
    assert set(MODERN.split()) <= {item.partition("=")[0] for item in offered}
    assert stage.talk(seat, "NICK ann", "USER ann 0 * :A") == []
    assert "ACK" in stage.talk(seat, "CAP REQ :server-time batch")[0]
    assert "NAK" in stage.talk(seat, "CAP REQ :server-time nonsense")[0]
    assert numerics(stage.talk(seat, "CAP END"))[0] == "001"
    assert seat.capabilities == {"server-time", "batch", "cap-notify"}


@pytest.mark.parametrize(
    ("lines", "numeric"),
    [
        (["JOIN #tea"], "451"),
        (["FOO"], "451"),
        (["NICK"], "431"),
        (["NICK 1ann"], "432"),
        (["NICK a,b"], "432"),
        (["USER ann"], "461"),
        (["PASS"], "461"),
        (["PING"], "409"),
        (["CAP FOO"], "410"),
    ],
)
def test_before_registration(lines: list[str], numeric: str) -> None:
    stage = Stage()
    assert numerics(stage.talk(stage.connect(), *lines)) == [numeric]


def test_a_taken_nick_is_refused_and_quit_frees_it() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    other = stage.connect()
    assert numerics(stage.talk(other, "NICK ANN")) == ["433"]
    assert stage.talk(ann, "QUIT :bye")[-1].startswith("ERROR :")
    assert ann.closing
    assert numerics(stage.talk(other, "NICK ann", "USER a 0 * :A"))[0] == "001"


def test_a_password() -> None:
    stage = Stage(replace(SETTINGS, password="open"))
    wrong = stage.connect()
    assert numerics(stage.talk(wrong, "PASS shut", "NICK ann", "USER a 0 * :A")) == ["464", "ERROR"]
    right = stage.connect()
    assert numerics(stage.talk(right, "PASS open", "NICK ann", "USER a 0 * :A"))[0] == "001"


def test_a_quit_is_told_once_to_each() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#a", "#b", "#c"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    stage.hub.detach_seat(bob, "Connection closed", stage.now)
    stage.hub.detach_seat(bob, "Connection closed", stage.now)
    stage.take()
    assert [message.params for message in messages(stage.heard(ann))] == [("Connection closed",)]


def test_a_new_name_is_told_to_all_and_to_oneself() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.heard(ann)
    assert parse_line(stage.talk(bob, "NICK rob")[0]).params == ("rob",)
    assert messages(stage.heard(ann))[0].nick == "bob"
    assert numerics(stage.talk(ann, "PRIVMSG bob :x")) == ["401"]
    assert numerics(stage.talk(ann, "WHOWAS bob"))[0] == "314"


def test_the_same_person_sits_down_beside_its_ghost() -> None:
    stage = Stage()
    watcher = stage.enter("bob", rooms=["#tea"])
    ghost = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(watcher, "TOPIC #tea :Tea")
    stage.heard(ghost)
    back = stage.connect(PRINT)
    lines = stage.talk(back, "NICK ann", "USER ann 0 * :Ann")
    assert numerics(lines)[-5:] == ["JOIN", "332", "333", "353", "366"]
    assert back.user is ghost.user
    assert not ghost.closing
    assert stage.heard(watcher) == []
    assert stage.heard(ghost) == []
    thief = stage.connect("ff" * 32)
    assert numerics(stage.talk(thief, "NICK ann")) == ["433"]


def test_a_nick_stays_its_owners_for_a_while() -> None:
    known = IdentitySeen(f"cert:{PRINT}", "ann", "ann", "h", 1_700_000_000_000 - 1000)
    stage = Stage(stored=StoredState(identities=(known,)))
    assert numerics(stage.talk(stage.connect(), "NICK ann")) == ["433"]
    owner = stage.enter("ann", fingerprint=PRINT)
    assert owner.registered
    later = Stage(stored=StoredState(identities=(replace(known, time=5),)))
    assert later.talk(later.connect(), "NICK ann") == []


def test_a_wrong_password_never_ends_the_one_who_is_here() -> None:
    stage = Stage(replace(SETTINGS, password="open"))
    ann = stage.connect(PRINT)
    stage.talk(ann, "PASS open", "NICK ann", "USER a 0 * :A")
    other = stage.connect(PRINT)
    assert numerics(stage.talk(other, "NICK ann", "USER a 0 * :A")) == ["464", "ERROR"]
    assert not ann.closing


def test_a_nick_taken_meanwhile_is_asked_for_again() -> None:
    stage = Stage()
    late = stage.connect()
    stage.talk(late, "NICK ann")
    stage.enter("ann")
    assert numerics(stage.talk(late, "USER a 0 * :A")) == ["433"]
    assert numerics(stage.talk(late, "NICK bob"))[0] == "001"


def test_the_time_an_owner_was_here_counts_from_its_leaving() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT)
    stage.now += 40 * 24 * 3600 * 1000
    stage.talk(ann, "QUIT")
    assert numerics(stage.talk(stage.connect(), "NICK ann")) == ["433"]


def test_what_is_asked_for_is_given_whole_or_not() -> None:
    stage = Stage()
    ann = stage.enter("ann", "setname batch", rooms=["#tea"])
    assert messages(stage.talk(ann, "CAP REQ :echo-message -batch"))[0].params[1] == "ACK"
    assert messages(stage.talk(ann, "CAP LIST"))[0].params[2] == "echo-message setname"
    assert messages(stage.talk(ann, "CAP REQ :-setname nonsense"))[0].params[1] == "NAK"
    assert "setname" in ann.capabilities
    assert numerics(stage.talk(ann, "PRIVMSG #tea :x")) == ["PRIVMSG"]


def test_who_said_302_keeps_cap_notify() -> None:
    stage = Stage()
    ann = stage.connect()
    stage.talk(ann, "CAP LS 302")
    assert messages(stage.talk(ann, "CAP REQ -cap-notify"))[0].params[1] == "NAK"


@pytest.mark.parametrize("nick", ["a b", "a!b", "a@b", "#a", "1a", "-a", "a:b", "a.b", "\x01", "x" * 31, "é" * 31])
def test_no_nick_can_be_taken_for_something_else(nick: str) -> None:
    stage = Stage()
    assert numerics(stage.talk(stage.connect(), f"NICK :{nick}")) == ["432"]


def test_quit_is_the_last_word() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    assert messages(stage.talk(bob, "QUIT :tea time"))[0].params == ("You have left: tea time",)
    assert messages(stage.heard(ann))[0].params == ("Quit: tea time",)
    stage.talk(ann, "PRIVMSG #tea :x", "NAMES #tea")
    assert stage.heard(bob) == []
    stage.hub.detach_seat(bob, "Connection closed", stage.now)
    assert stage.take().changes == ()


def test_taking_back_a_nick_from_ones_own_ghost() -> None:
    stage = Stage()
    ghost = stage.enter("ann", fingerprint=PRINT)
    back = stage.connect(PRINT)
    stage.talk(back, "NICK ann_", "USER a 0 * :A")
    assert not ghost.closing
    assert numerics(stage.talk(back, "NICK ann")) == ["NICK"]
    assert ghost.closing
    assert stage.hub.user_count == 1
