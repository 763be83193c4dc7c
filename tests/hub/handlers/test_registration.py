"""Getting in and out, and whose a nick is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import IdentitySeen, StoredState
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines


def test_registration_greets_in_order() -> None:
    harness = HubHarness()
    seat = harness.connect()
    assert harness.exchange(seat, "NICK ann") == []
    lines = harness.exchange(seat, "USER ann 0 * :Ann B")
    commands = commands_of(lines)
    assert commands[:4] == ["001", "002", "003", "004"]
    assert set(commands[4:-8]) == {"005"}
    assert commands[-8:] == ["251", "252", "253", "254", "255", "265", "266", "422"]
    for message in parse_lines(lines):
        assert message.source == "desk.example"
        assert message.params[0] == "ann"
        if message.command == "005":
            assert len(message.params) <= 15


def test_negotiation_holds_registration_back() -> None:
    harness = HubHarness()
    seat = harness.connect()
    offered = " ".join(line.params[-1] for line in parse_lines(harness.exchange(seat, "CAP LS 302"))).split()
    assert set(MODERN_CAPS.split()) <= {item.partition("=")[0] for item in offered}
    assert harness.exchange(seat, "NICK ann", "USER ann 0 * :A") == []
    assert "ACK" in harness.exchange(seat, "CAP REQ :server-time batch")[0]
    assert "NAK" in harness.exchange(seat, "CAP REQ :server-time nonsense")[0]
    assert commands_of(harness.exchange(seat, "CAP END"))[0] == "001"
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
    harness = HubHarness()
    assert commands_of(harness.exchange(harness.connect(), *lines)) == [numeric]


def test_a_taken_nick_is_refused_and_quit_frees_it() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    other = harness.connect()
    assert commands_of(harness.exchange(other, "NICK ANN")) == ["433"]
    assert harness.exchange(ann, "QUIT :bye")[-1].startswith("ERROR :")
    assert ann.closing
    assert commands_of(harness.exchange(other, "NICK ann", "USER a 0 * :A"))[0] == "001"


def test_a_password() -> None:
    harness = HubHarness(replace(SETTINGS, password="open"))
    wrong = harness.connect()
    assert commands_of(harness.exchange(wrong, "PASS shut", "NICK ann", "USER a 0 * :A")) == ["464", "ERROR"]
    right = harness.connect()
    assert commands_of(harness.exchange(right, "PASS open", "NICK ann", "USER a 0 * :A"))[0] == "001"


def test_a_quit_is_told_once_to_each() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, rooms=["#a", "#b", "#c"]) for nick in ("ann", "bob"))
    harness.read_lines(ann)
    harness.hub.detach_seat(bob, "Connection closed", harness.now)
    harness.hub.detach_seat(bob, "Connection closed", harness.now)
    harness.take_outcome()
    assert [message.params for message in parse_lines(harness.read_lines(ann))] == [("Connection closed",)]


def test_a_new_name_is_told_to_all_and_to_oneself() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.read_lines(ann)
    assert parse_line(harness.exchange(bob, "NICK rob")[0]).params == ("rob",)
    assert parse_lines(harness.read_lines(ann))[0].nick == "bob"
    assert commands_of(harness.exchange(ann, "PRIVMSG bob :x")) == ["401"]
    assert commands_of(harness.exchange(ann, "WHOWAS bob"))[0] == "314"


def test_the_same_person_sits_down_beside_its_ghost() -> None:
    harness = HubHarness()
    watcher = harness.register("bob", rooms=["#tea"])
    ghost = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(watcher, "TOPIC #tea :Tea")
    harness.read_lines(ghost)
    back = harness.connect(FINGERPRINT)
    lines = harness.exchange(back, "NICK ann", "USER ann 0 * :Ann")
    assert commands_of(lines)[-5:] == ["JOIN", "332", "333", "353", "366"]
    assert back.user is ghost.user
    assert not ghost.closing
    assert harness.read_lines(watcher) == []
    assert harness.read_lines(ghost) == []
    thief = harness.connect("ff" * 32)
    assert commands_of(harness.exchange(thief, "NICK ann")) == ["433"]


def test_a_nick_stays_its_owners_for_a_while() -> None:
    known = IdentitySeen(f"cert:{FINGERPRINT}", "ann", "ann", "h", 1_700_000_000_000 - 1000)
    harness = HubHarness(stored=StoredState(identities=(known,)))
    assert commands_of(harness.exchange(harness.connect(), "NICK ann")) == ["433"]
    owner = harness.register("ann", fingerprint=FINGERPRINT)
    assert owner.registered
    later = HubHarness(stored=StoredState(identities=(replace(known, time=5),)))
    assert later.exchange(later.connect(), "NICK ann") == []


def test_a_wrong_password_never_ends_the_one_who_is_here() -> None:
    harness = HubHarness(replace(SETTINGS, password="open"))
    ann = harness.connect(FINGERPRINT)
    harness.exchange(ann, "PASS open", "NICK ann", "USER a 0 * :A")
    other = harness.connect(FINGERPRINT, address="192.0.2.7")
    assert commands_of(harness.exchange(other, "NICK ann", "USER a 0 * :A")) == ["464", "ERROR"]
    assert not ann.closing


def test_a_nick_taken_meanwhile_is_asked_for_again() -> None:
    harness = HubHarness()
    late = harness.connect()
    harness.exchange(late, "NICK ann")
    harness.register("ann")
    assert commands_of(harness.exchange(late, "USER a 0 * :A")) == ["433"]
    assert commands_of(harness.exchange(late, "NICK bob"))[0] == "001"


def test_the_time_an_owner_was_here_counts_from_its_leaving() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    harness.now += 40 * 24 * 3600 * 1000
    harness.exchange(ann, "QUIT")
    assert commands_of(harness.exchange(harness.connect(), "NICK ann")) == ["433"]


def test_what_is_asked_for_is_given_whole_or_not() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "setname batch", rooms=["#tea"])
    assert parse_lines(harness.exchange(ann, "CAP REQ :echo-message -batch"))[0].params[1] == "ACK"
    assert parse_lines(harness.exchange(ann, "CAP LIST"))[0].params[2] == "echo-message setname"
    assert parse_lines(harness.exchange(ann, "CAP REQ :-setname nonsense"))[0].params[1] == "NAK"
    assert "setname" in ann.capabilities
    assert commands_of(harness.exchange(ann, "PRIVMSG #tea :x")) == ["PRIVMSG"]


def test_who_said_302_keeps_cap_notify() -> None:
    harness = HubHarness()
    ann = harness.connect()
    harness.exchange(ann, "CAP LS 302")
    assert parse_lines(harness.exchange(ann, "CAP REQ -cap-notify"))[0].params[1] == "NAK"


@pytest.mark.parametrize("nick", ["a b", "a!b", "a@b", "#a", "1a", "-a", "a:b", "a.b", "\x01", "x" * 31, "é" * 31])
def test_no_nick_can_be_taken_for_something_else(nick: str) -> None:
    harness = HubHarness()
    assert commands_of(harness.exchange(harness.connect(), f"NICK :{nick}")) == ["432"]


def test_quit_is_the_last_word() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert parse_lines(harness.exchange(bob, "QUIT :tea time"))[0].params == ("You have left: tea time",)
    assert parse_lines(harness.read_lines(ann))[0].params == ("Quit: tea time",)
    harness.exchange(ann, "PRIVMSG #tea :x", "NAMES #tea")
    assert harness.read_lines(bob) == []
    harness.hub.detach_seat(bob, "Connection closed", harness.now)
    assert harness.take_outcome().changes == ()


def test_taking_back_a_nick_from_ones_own_ghost() -> None:
    harness = HubHarness()
    ghost = harness.register("ann", fingerprint=FINGERPRINT)
    back = harness.connect(FINGERPRINT)
    harness.exchange(back, "NICK ann_", "USER a 0 * :A")
    assert not ghost.closing
    assert commands_of(harness.exchange(back, "NICK ann")) == ["NICK"]
    assert ghost.closing
    assert harness.hub.user_count == 1
