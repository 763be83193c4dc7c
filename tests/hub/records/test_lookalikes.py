"""Lookalike names, in the record and in each command that takes a name."""

from __future__ import annotations

import pytest

from desktop_chat.hub.records.lookalikes import Lookalikes
from tests.hub.harness import FINGERPRINT, HubHarness, parse_lines

OTHER = "cd" * 32
ROOT = "r\u043e\u043et"
"""root with Cyrillic letters."""


def test_names_are_found_by_their_look() -> None:
    names = Lookalikes()
    names.add_name("Root")
    names.add_name("ann")
    assert names.names_like(ROOT) == ["root"]
    assert names.names_like("ROOT") == []
    names.remove_name("root")
    assert names.names_like(ROOT) == []
    names.add_name("Ivan")
    names.add_name("ivan")
    assert names.names_like("lvan") == []
    assert names.names_like("Lvan") == []
    assert len(names._names) == 2


def test_lookalike_nick_is_refused() -> None:
    harness = HubHarness()
    harness.register("root")
    seat = harness.connect()
    harness.send(seat, f"NICK {ROOT}", "USER x 0 * :x")
    assert [line.command for line in parse_lines(harness.read_lines(seat))] == ["433"]
    bob = harness.register("bob")
    harness.send(bob, "NICK r00t", "NICK ROOT")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["433", "433"]


def test_lookalikes_ignore_case_in_other_scripts() -> None:
    harness = HubHarness()
    harness.register("\u0418\u043c\u044f")
    bob = harness.register("bob")
    harness.send(bob, "NICK \u0438\u043c\u044f")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["433"]


def test_quit_and_rename_free_the_look() -> None:
    harness = HubHarness()
    ann, bob = harness.register("root"), harness.register("bob")
    harness.send(ann, "NICK Root", "NICK ann")
    harness.send(bob, f"NICK {ROOT}")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["NICK"]
    harness.send(bob, "QUIT")
    harness.send(ann, "NICK root")
    assert parse_lines(harness.read_lines(ann))[-1].params == ("root",)


def test_own_lookalike_is_allowed() -> None:
    harness = HubHarness()
    ann = harness.register("root", fingerprint=FINGERPRINT)
    harness.send(ann, f"NICK {ROOT}", "NICK root")
    assert [line.command for line in parse_lines(harness.read_lines(ann))] == ["NICK", "NICK"]


def test_absent_accounts_and_guests_keep_their_look() -> None:
    harness = HubHarness()
    ann = harness.register("root", fingerprint=FINGERPRINT)
    cid = harness.register("caxap")
    harness.send(cid, "REGISTER * * longenough")
    harness.run_until_idle()
    assert any(
        line.params[0] == "SUCCESS" for line in parse_lines(harness.read_lines(cid)) if line.command == "REGISTER"
    )
    harness.send(ann, "QUIT")
    harness.send(cid, "QUIT")
    bob = harness.register("bob", fingerprint=OTHER)
    for name in (ROOT, "\u0441\u0430\u0445\u0430\u0440"):
        harness.send(bob, f"NICK {name}", f"REGISTER {name} * longenough")
        answers = parse_lines(harness.read_lines(bob))
        assert [line.command for line in answers] == ["433", "FAIL"]
        assert answers[1].params[1] == "ACCOUNT_EXISTS"


@pytest.mark.parametrize(
    "name", ["NickS\u0435rv", "Chan\uff33erv", "server", "Server", "\u0455\u0443stem", "Mem0Serv", "G1obal"]
)
def test_name_that_looks_like_a_service_is_refused(name: str) -> None:
    harness = HubHarness()
    bob = harness.register("bob")
    harness.send(bob, f"NICK {name}", f"REGISTER {name} * longenough")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["433", "FAIL"]


def test_account_name_follows_precis() -> None:
    harness = HubHarness()
    bob = harness.register("bob")
    harness.send(bob, "REGISTER \u0645\u062d\u0645\u062fx * longenough")
    assert parse_lines(harness.read_lines(bob))[0].params[1] == "BAD_ACCOUNT_NAME"


def test_name_of_the_host_never_expires() -> None:
    harness = HubHarness()
    host = harness.register("Petra", fingerprint=FINGERPRINT)
    harness.hub._state.hosts.add(FINGERPRINT)
    harness.send(host, "QUIT")
    harness.now += 400 * 24 * 60 * 60 * 1000
    bob = harness.register("bob")
    harness.send(bob, "NICK Petra", "NICK P\u0435tra")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["433", "433"]
