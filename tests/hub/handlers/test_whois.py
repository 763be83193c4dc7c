"""Questions about people."""

from __future__ import annotations

from dataclasses import replace

from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines


def test_who_of_a_room_of_a_mask_and_of_one() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob", "multi-prefix", rooms=["#tea"])
    harness.exchange(ann, "OPER root key", "AWAY :x", "MODE ann +B", "MODE #tea +v ann")
    harness.read_lines(bob)
    first, second, end = parse_lines(harness.exchange(bob, "WHO #tea"))
    assert first.params == ("bob", "#tea", "ann", "127.0.0.1", "desk.example", "ann", "G*B@+", "0 Ann")
    assert (second.params[5:7], end.command) == (("bob", "H"), "315")
    assert [line.params[5] for line in parse_lines(harness.exchange(bob, "WHO #tea o"))[:-1]] == ["ann"]
    assert [line.params[5] for line in parse_lines(harness.exchange(bob, "WHO a*"))[:-1]] == ["ann"]
    assert [line.params[1] for line in parse_lines(harness.exchange(bob, "WHO ann"))[:-1]] == ["#tea"]
    assert commands_of(harness.exchange(bob, "WHO #none", "WHO nobody")) == ["315", "315"]


def test_the_invisible_are_seen_by_those_who_share_a_room() -> None:
    harness = HubHarness()
    ann, bob, cid = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob", rooms=["#tea"]),
        harness.register("cid"),
    )
    harness.exchange(ann, "MODE ann +i")
    assert commands_of(harness.exchange(bob, "WHO an*")) == ["352", "315"]
    assert commands_of(harness.exchange(cid, "WHO an*")) == ["315"]
    assert "319" not in commands_of(harness.exchange(cid, "WHOIS ann"))


def test_whois_says_what_is_to_be_known() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "AWAY :lunch", "MODE ann +B")
    harness.now += 5000
    lines = {line.command: line for line in parse_lines(harness.exchange(bob, "WHOIS desk.example ANN"))}
    assert list(lines) == ["311", "319", "312", "301", "335", "671", "317", "318"]
    assert lines["319"].params == ("bob", "ann", "~@#tea")
    assert lines["317"].params[2] == "5"
    assert "276" in commands_of(harness.exchange(ann, "WHOIS ann"))
    assert commands_of(harness.exchange(bob, "WHOIS nobody")) == ["401", "318"]


def test_many_rooms_break_into_lines() -> None:
    harness = HubHarness()
    rooms = [f"#{'long' * 10}{number}" for number in range(20)]
    ann = harness.register("ann", rooms=rooms)
    lines = [line for line in parse_lines(harness.exchange(ann, "WHOIS ann")) if line.command == "319"]
    assert len(lines) > 1
    assert [word.lstrip("@") for line in lines for word in line.params[2].split()] == rooms


def test_who_was() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    for _ in range(3):
        harness.exchange(harness.register("bob"), "QUIT")
    assert commands_of(harness.exchange(ann, "WHOWAS bob 2")) == ["314", "312", "314", "312", "369"]
    assert len(harness.exchange(ann, "WHOWAS BOB -1")) == 7
    assert commands_of(harness.exchange(ann, "WHOWAS nobody")) == ["406", "369"]


def test_userhost_and_ison() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(bob, "AWAY :x")
    assert (
        parse_lines(harness.exchange(ann, "USERHOST bob nobody ann"))[0].params[1]
        == "bob=-bob@127.0.0.1 ann=+ann@127.0.0.1"
    )
    assert parse_lines(harness.exchange(ann, "ISON BOB nobody ann", "ISON nobody"))[0].params[1] == "bob ann"
    assert parse_lines(harness.exchange(ann, "ISON nobody"))[0].params[1] == ""


def test_an_address_cannot_be_taken_for_something_else() -> None:
    harness = HubHarness()
    ann = harness.connect(address="::1")
    harness.exchange(ann, "NICK ann", "USER a@b!c:d 0 * :A\x01\x02nn")
    assert parse_lines(harness.exchange(ann, "WHOIS ann"))[0].params[2:] == ("abcd", "0::1", "*", "Ann")
