"""For who runs the server."""

from __future__ import annotations

from dataclasses import replace

from tests.hub.harness import SETTINGS, HubHarness, commands_of, parse_lines


def test_oper() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = harness.register("ann"), harness.register("bob")
    assert commands_of(harness.exchange(ann, "OPER root key")) == ["381", "MODE"]
    assert harness.exchange(ann, "KILL bob :bye") == []
    assert commands_of(harness.read_lines(bob)) == ["KILL", "ERROR"]
    (rehash,) = harness.send(ann, "@label=x REHASH").rehash
    assert ann.paused
    harness.hub.finish_work(rehash, "Done.", harness.now)
    harness.take_outcome()
    assert commands_of(harness.read_lines(ann)) == ["382", "NOTICE"]
    (again,) = harness.send(ann, "REHASH").rehash
    harness.hub.fail_work(again, ValueError("Cannot be read."), harness.now)
    harness.take_outcome()
    assert parse_lines(harness.read_lines(ann))[-1].params == ("REHASH", "INVALID_SETTINGS", "Cannot be read.")


def test_what_operators_say_reaches_operators_and_who_asks() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob, cid = (harness.register(nick) for nick in ("ann", "bob", "cid"))
    harness.exchange(ann, "OPER root key")
    harness.exchange(bob, "MODE bob +w")
    assert commands_of(harness.exchange(ann, "WALLOPS :tea")) == ["WALLOPS"]
    assert commands_of(harness.read_lines(bob)) == ["WALLOPS"]
    assert harness.read_lines(cid) == []


def test_nobody_becomes_an_operator_where_there_is_none() -> None:
    harness = HubHarness()
    assert commands_of(harness.exchange(harness.register("ann"), "OPER a b", "OPER a :")) == ["464", "464"]


def test_an_operator_sees_what_is_hidden() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = harness.register("ann"), harness.register("bob", rooms=["#vault"])
    harness.exchange(bob, "MODE #vault +s")
    assert "#vault" not in " ".join(harness.exchange(ann, "LIST"))
    harness.exchange(ann, "OPER root key")
    assert "#vault" in " ".join(harness.exchange(ann, "LIST"))


def test_one_can_end_oneself() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann")
    harness.exchange(ann, "OPER root key")
    assert commands_of(harness.exchange(ann, "KILL ann :me")) == ["KILL", "ERROR"]
    assert harness.hub.user_count == 0


def test_guessing_the_password_ends() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key", login_attempts=3))
    ann = harness.register("ann")
    assert commands_of(harness.exchange(ann, "OPER root a", "OPER root b", "OPER root c")) == [
        "464",
        "464",
        "464",
        "ERROR",
    ]


def test_who_asks_for_it_is_told_who_is_an_operator() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", "echo-message draft/multiline batch message-tags", rooms=["#tea"])
    bob = harness.register("bob", "draft/oper-tag", rooms=["#tea"])
    cid = harness.register("cid", "message-tags", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :before", "OPER root key")
    harness.read_lines(bob), harness.read_lines(cid)
    batch = ["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :a", "@batch=1 PRIVMSG #tea :b", "BATCH -1"]
    harness.exchange(ann, "PRIVMSG #tea :x", "PRIVMSG #tea :y", "NOTICE bob :z", "TOPIC #tea :t", *batch)
    assert [line.partition(" ")[0] for line in harness.read_lines(bob)] == ["@draft/oper"] * 6
    assert "draft/oper" not in " ".join(harness.read_lines(cid))
    harness.exchange(ann, "MODE ann -o", "PRIVMSG #tea :after")
    assert "draft/oper" not in " ".join(harness.read_lines(bob))


def test_what_bots_do_is_tagged() -> None:
    harness = HubHarness()
    ann, bob = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob", "message-tags", rooms=["#tea"]),
    )
    harness.exchange(ann, "MODE ann +B", "PRIVMSG #tea :x", "NOTICE bob :y", "TOPIC #tea :z")
    assert all(line.startswith("@") and "bot" in line.partition(" ")[0] for line in harness.read_lines(bob))


def test_one_may_be_an_operator_already() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann")
    assert commands_of(harness.exchange(ann, "OPER root key", "OPER root key")) == ["381", "MODE", "381"]


def test_a_host_is_shown_in_place_of_the_address() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann = harness.register("ann", "chghost", rooms=["#tea"])
    bob, cid = harness.register("bob", "chghost", rooms=["#tea"]), harness.register("cid", rooms=["#tea"])
    harness.exchange(ann, "OPER root key")
    for seat in (ann, bob, cid):
        harness.read_lines(seat)
    harness.exchange(ann, "CHGHOST bob library.example")
    told = parse_lines(harness.read_lines(bob))
    assert [(line.command, line.params[-2:]) for line in told] == [
        ("CHGHOST", ("bob", "library.example")),
        ("396", ("library.example", "is now your displayed host")),
    ]
    assert harness.read_lines(cid) == []
    harness.exchange(bob, "PRIVMSG #tea :hello")
    assert parse_lines(harness.read_lines(cid))[0].source == "bob!bob@library.example"
    assert parse_lines(harness.exchange(ann, "CHGHOST bob :no host"))[-1].command == "FAIL"
    assert parse_lines(harness.exchange(bob, "CHGHOST ann x.example"))[-1].command == "481"
