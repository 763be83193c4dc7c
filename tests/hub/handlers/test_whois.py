"""Questions about people."""

from __future__ import annotations

from dataclasses import replace

from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics


def test_who_of_a_room_of_a_mask_and_of_one() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob", "multi-prefix", rooms=["#tea"])
    stage.talk(ann, "OPER root key", "AWAY :x", "MODE ann +B", "MODE #tea +v ann")
    stage.heard(bob)
    first, second, end = messages(stage.talk(bob, "WHO #tea"))
    assert first.params == ("bob", "#tea", "ann", "127.0.0.1", "desk.example", "ann", "G*B@+", "0 Ann")
    assert (second.params[5:7], end.command) == (("bob", "H"), "315")
    assert [line.params[5] for line in messages(stage.talk(bob, "WHO #tea o"))[:-1]] == ["ann"]
    assert [line.params[5] for line in messages(stage.talk(bob, "WHO a*"))[:-1]] == ["ann"]
    assert [line.params[1] for line in messages(stage.talk(bob, "WHO ann"))[:-1]] == ["#tea"]
    assert numerics(stage.talk(bob, "WHO #none", "WHO nobody")) == ["315", "315"]


def test_the_invisible_are_seen_by_those_who_share_a_room() -> None:
    stage = Stage()
    ann, bob, cid = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"]), stage.enter("cid")
    stage.talk(ann, "MODE ann +i")
    assert numerics(stage.talk(bob, "WHO an*")) == ["352", "315"]
    assert numerics(stage.talk(cid, "WHO an*")) == ["315"]
    assert "319" not in numerics(stage.talk(cid, "WHOIS ann"))


def test_whois_says_what_is_to_be_known() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "AWAY :lunch", "MODE ann +B")
    stage.now += 5000
    lines = {line.command: line for line in messages(stage.talk(bob, "WHOIS desk.example ANN"))}
    assert list(lines) == ["311", "319", "312", "301", "335", "671", "317", "318"]
    assert lines["319"].params == ("bob", "ann", "~@#tea")
    assert lines["317"].params[2] == "5"
    assert "276" in numerics(stage.talk(ann, "WHOIS ann"))
    assert numerics(stage.talk(bob, "WHOIS nobody")) == ["401", "318"]


def test_many_rooms_break_into_lines() -> None:
    stage = Stage()
    rooms = [f"#{'long' * 10}{number}" for number in range(20)]
    ann = stage.enter("ann", rooms=rooms)
    lines = [line for line in messages(stage.talk(ann, "WHOIS ann")) if line.command == "319"]
    assert len(lines) > 1
    assert [word.lstrip("@") for line in lines for word in line.params[2].split()] == rooms


def test_who_was() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    for _ in range(3):
        stage.talk(stage.enter("bob"), "QUIT")
    assert numerics(stage.talk(ann, "WHOWAS bob 2")) == ["314", "312", "314", "312", "369"]
    assert len(stage.talk(ann, "WHOWAS BOB -1")) == 7
    assert numerics(stage.talk(ann, "WHOWAS nobody")) == ["406", "369"]


def test_userhost_and_ison() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    stage.talk(bob, "AWAY :x")
    assert messages(stage.talk(ann, "USERHOST bob nobody ann"))[0].params[1] == "bob=-bob@127.0.0.1 ann=+ann@127.0.0.1"
    assert messages(stage.talk(ann, "ISON BOB nobody ann", "ISON nobody"))[0].params[1] == "bob ann"
    assert messages(stage.talk(ann, "ISON nobody"))[0].params[1] == ""


def test_an_address_cannot_be_taken_for_something_else() -> None:
    stage = Stage()
    ann = stage.connect(address="::1")
    stage.talk(ann, "NICK ann", "USER a@b!c:d 0 * :A\x01\x02nn")
    assert messages(stage.talk(ann, "WHOIS ann"))[0].params[2:] == ("abcd", "0::1", "*", "Ann")
