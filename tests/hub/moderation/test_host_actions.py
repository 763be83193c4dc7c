"""What the host does to people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.store_api import ChannelState
from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics

_LOBBY = replace(SETTINGS, lobby="#lobby")


def _ban(stage: Stage, *, nick: str = "", address: str = "", mask: str = "", seconds: int = 0) -> tuple[str, str, int]:
    row = stage.hub.ban_person(stage.now, nick=nick, address=address, mask=mask, seconds=seconds, reason="why")
    stage.take()
    stage.settle()
    assert (row.by, row.reason) == ("the host", "why")
    return row.kind, row.mask, row.until


def test_bans_by_name_follow_the_person() -> None:
    stage = Stage(_LOBBY)
    ann, bob = stage.enter("ann", fingerprint=PRINT), stage.enter("bob")
    assert _ban(stage, nick="ANN") == ("mask", f"~f:{PRINT}", 0)
    assert _ban(stage, nick="bob", seconds=60) == ("mask", "*!bob@127.0.0.1", stage.now + 60_000)
    assert numerics(stage.heard(ann)) == numerics(stage.heard(bob)) == ["465", "ERROR"]
    assert stage.hub.user_count == 0
    assert [row.kind for row in stage.hub.ban_rows(stage.now)] == ["mask", "mask"]
    stage.hub.lift_ban("mask", "*!bob@127.0.0.1", stage.now)
    stage.take()
    assert numerics(stage.talk(stage.enter("bob"), "PING x")) == ["PONG"]


def test_a_ban_is_listed_by_the_name_of_whom_it_means() -> None:
    stage = Stage(_LOBBY)
    stage.enter("ann", fingerprint=PRINT)
    stage.enter("bob")
    for mask in ("ann", "bob"):
        _ban(stage, nick=mask)
    _ban(stage, mask="~a:eve")
    assert [row.name for row in stage.hub.ban_rows(stage.now)] == ["ann", "", "eve"]


def test_bans_by_address() -> None:
    stage = Stage(_LOBBY)
    assert _ban(stage, address="10.0.0.9/24") == ("network", "10.0.0.0/24", 0)
    assert stage.hub.attach_seat(
        thread=0, address="10.0.0.1", port=1, secure=False, fingerprint="", now=stage.now
    ).closing  # fmt: skip


def test_muting_is_shown_and_taken_back() -> None:
    stage = Stage(_LOBBY)
    bob = stage.enter("bob", rooms=["#lobby"])
    stage.hub.mute_person(stage.now, nick="bob", mask="", seconds=60, reason="")
    stage.take()
    assert [row.muted for row in stage.hub.user_rows(stage.now)] == [True]
    stage.heard(bob)
    assert numerics(stage.talk(bob, "PRIVMSG #lobby :x", "NICK rob", "PRIVMSG #lobby :x")) == ["404", "NICK", "404"]
    stage.hub.unmute_person("rob", stage.now)
    stage.take()
    assert stage.talk(bob, "PRIVMSG #lobby :x") == []
    assert stage.hub.ban_rows(stage.now) == ()


def test_what_cannot_be_done_is_said() -> None:
    stage = Stage(_LOBBY)
    stage.enter("bob")
    for text, act in (
        ("Nobody named eve is here.", lambda: _ban(stage, nick="eve")),
        ("ann is no address and no network.", lambda: _ban(stage, address="ann")),
        ("This computer itself cannot be kept out.", lambda: _ban(stage, address="127.0.0.1")),
        ("* is no mask that is known here.", lambda: _ban(stage)),
        ("That would be everybody.", lambda: _ban(stage, mask="*")),
        ("There is no such ban: x.", lambda: stage.hub.lift_ban("mask", "x", stage.now)),
        ("There is no such ban: x.", lambda: stage.hub.lift_ban("other", "x", stage.now)),
        ("bob is not muted.", lambda: stage.hub.unmute_person("bob", stage.now)),
        ("This chat has no lobby.", lambda: stage.hub.set_moderator("bob", stage.now, on=True)),
        ("That is no fingerprint of a certificate.", lambda: stage.hub.know_host("ab", stage.now)),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.params[-1] == text


def test_moderators_lead_the_lobby_and_stay_so_if_they_can_prove_who_they_are() -> None:
    stage = Stage(_LOBBY)
    ann = stage.enter("ann", rooms=["#lobby"])
    bob = stage.enter("bob", fingerprint=PRINT, rooms=["#lobby"])
    stage.heard(ann)
    stage.hub.set_moderator("bob", stage.now, on=True)
    outcome = stage.take()
    stage.settle()
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{PRINT}": "o"}
    (line,) = messages(stage.heard(ann))
    assert (line.command, line.params) == ("MODE", ("#lobby", "+o", "bob"))
    assert {row.nick: row.moderator for row in stage.hub.user_rows(stage.now)} == {"ann": True, "bob": True}
    stage.heard(bob)
    stage.hub.set_moderator("bob", stage.now, on=False)
    stage.hub.set_moderator("bob", stage.now, on=False)
    stage.take()
    stage.settle()
    assert len(stage.heard(bob)) == 1


def test_the_host_is_an_operator_at_this_computer_only() -> None:
    stage = Stage(_LOBBY)
    ann = stage.enter("ann", fingerprint=PRINT)
    stage.hub.know_host(PRINT, stage.now)
    stage.take()
    assert messages(stage.heard(ann))[0].params == ("ann", "+o")
    assert [row.role for row in stage.hub.user_rows(stage.now)] == ["owner"]
    with pytest.raises(Refusal, match="That is you"):
        _ban(stage, nick="ann")
    stage.talk(ann, "QUIT")
    far = stage.connect(PRINT, "10.0.0.7")
    stage.talk(far, "NICK ann", "USER a 0 * :a")
    assert [row.role for row in stage.hub.user_rows(stage.now)] == [""]
    near = stage.connect(PRINT)
    assert "+o" in stage.talk(near, "NICK ann", "USER a 0 * :a")[-1]
    assert [row.role for row in stage.hub.user_rows(stage.now)] == ["owner"]


def test_nothing_keeps_the_host_out() -> None:
    stage = Stage(_LOBBY)
    stage.hub.know_host(PRINT, stage.now)
    _ban(stage, mask=f"~f:{PRINT}")
    ann = stage.connect(PRINT)
    assert numerics(stage.talk(ann, "NICK ann", "USER a 0 * :a", "JOIN #lobby"))[0] == "001"
    stage.hub.mute_person(stage.now, nick="", mask="ann", seconds=0, reason="")
    stage.take()
    assert stage.talk(ann, "PRIVMSG #lobby :x", "NICK anna") == [":ann!a@127.0.0.1 NICK anna"]
