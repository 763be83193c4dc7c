"""Names that look alike, by themselves and at every way to a name."""

from __future__ import annotations

import pytest

from desktop_chat.hub.records.lookalikes import Lookalikes
from tests.hub.stage import PRINT, Stage, messages

OTHER = "cd" * 32
ROOT = "r\u043e\u043et"
"""root with Cyrillic letters."""


def test_names_are_found_by_what_they_look_like() -> None:
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


def test_a_nick_that_looks_like_somebody_elses_is_in_use() -> None:
    stage = Stage()
    stage.enter("root")
    seat = stage.connect()
    stage.send(seat, f"NICK {ROOT}", "USER x 0 * :x")
    assert [line.command for line in messages(stage.heard(seat))] == ["433"]
    bob = stage.enter("bob")
    stage.send(bob, "NICK r00t", "NICK ROOT")
    assert [line.command for line in messages(stage.heard(bob))] == ["433", "433"]


def test_the_case_of_other_scripts_does_not_count() -> None:
    stage = Stage()
    stage.enter("\u0418\u043c\u044f")
    bob = stage.enter("bob")
    stage.send(bob, "NICK \u0438\u043c\u044f")
    assert [line.command for line in messages(stage.heard(bob))] == ["433"]


def test_who_leaves_or_is_renamed_gives_the_look_back() -> None:
    stage = Stage()
    ann, bob = stage.enter("root"), stage.enter("bob")
    stage.send(ann, "NICK Root", "NICK ann")
    stage.send(bob, f"NICK {ROOT}")
    assert [line.command for line in messages(stage.heard(bob))] == ["NICK"]
    stage.send(bob, "QUIT")
    stage.send(ann, "NICK root")
    assert messages(stage.heard(ann))[-1].params == ("root",)


def test_ones_own_look_alike_is_free() -> None:
    stage = Stage()
    ann = stage.enter("root", fingerprint=PRINT)
    stage.send(ann, f"NICK {ROOT}", "NICK root")
    assert [line.command for line in messages(stage.heard(ann))] == ["NICK", "NICK"]


def test_accounts_and_known_guests_keep_their_looks_while_away() -> None:
    stage = Stage()
    ann = stage.enter("root", fingerprint=PRINT)
    cid = stage.enter("caxap")
    stage.send(cid, "REGISTER * * longenough")
    stage.settle()
    assert any(line.params[0] == "SUCCESS" for line in messages(stage.heard(cid)) if line.command == "REGISTER")
    stage.send(ann, "QUIT")
    stage.send(cid, "QUIT")
    bob = stage.enter("bob", fingerprint=OTHER)
    for name in (ROOT, "\u0441\u0430\u0445\u0430\u0440"):
        stage.send(bob, f"NICK {name}", f"REGISTER {name} * longenough")
        answers = messages(stage.heard(bob))
        assert [line.command for line in answers] == ["433", "FAIL"]
        assert answers[1].params[1] == "ACCOUNT_EXISTS"


@pytest.mark.parametrize(
    "name", ["NickS\u0435rv", "Chan\uff33erv", "server", "Server", "\u0455\u0443stem", "Mem0Serv", "G1obal"]
)
def test_nobody_seems_to_speak_for_the_server(name: str) -> None:
    stage = Stage()
    bob = stage.enter("bob")
    stage.send(bob, f"NICK {name}", f"REGISTER {name} * longenough")
    assert [line.command for line in messages(stage.heard(bob))] == ["433", "FAIL"]


def test_an_account_has_a_name_that_precis_allows() -> None:
    stage = Stage()
    bob = stage.enter("bob")
    stage.send(bob, "REGISTER \u0645\u062d\u0645\u062fx * longenough")
    assert messages(stage.heard(bob))[0].params[1] == "BAD_ACCOUNT_NAME"


def test_the_hosts_name_never_runs_out() -> None:
    stage = Stage()
    host = stage.enter("Petra", fingerprint=PRINT)
    stage.hub._state.hosts.add(PRINT)
    stage.send(host, "QUIT")
    stage.now += 400 * 24 * 60 * 60 * 1000
    bob = stage.enter("bob")
    stage.send(bob, "NICK Petra", "NICK P\u0435tra")
    assert [line.command for line in messages(stage.heard(bob))] == ["433", "433"]
