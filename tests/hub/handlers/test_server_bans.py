"""Operators keep people out, and take their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.server_bans import NETWORK
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import ServerBan, StoredState
from tests.hub.conftest import Open
from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics

_OPERS = replace(SETTINGS, oper_name="root", oper_password="key")


def _stage() -> tuple[Stage, Seat]:
    stage = Stage(_OPERS)
    ann = stage.enter("ann")
    stage.talk(ann, "OPER root key")
    return stage, ann


def _come(stage: Stage, nick: str, address: str = "10.0.0.7", fingerprint: str = "") -> Seat:
    seat = stage.connect(fingerprint, address)
    stage.send(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick.title()}")
    stage.settle()
    return seat


def test_only_operators() -> None:
    stage = Stage(_OPERS)
    bob = stage.enter("bob")
    lines = ["KLINE", "KLINE x", "DLINE 10.0.0.1", "MUTE x", "UNKLINE x", "UNDLINE x", "UNMUTE x", "STATS k"]
    assert numerics(stage.talk(bob, *lines)) == ["481"] * len(lines)


def test_a_mask_keeps_out_who_comes_and_who_is_here() -> None:
    stage, ann = _stage()
    bob, cid = stage.enter("bob", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.heard(bob)
    (said,) = stage.talk(ann, "KLINE bob :too loud")
    assert parse_line(said).params[1] == "bob!*@* is banned for good."
    assert numerics(stage.heard(bob)) == ["465", "ERROR"]
    assert parse_line(stage.heard(cid)[-1]).params == ("Banned",)
    back = _come(stage, "BOB")
    assert numerics(stage.heard(back)) == ["465", "ERROR"]
    assert numerics(stage.heard(_come(stage, "bobby")))[0] == "001"


def test_it_ends_by_itself() -> None:
    stage, ann = _stage()
    stage.talk(ann, "KLINE 1h30m bob :for a while")
    away = _come(stage, "bob")
    assert "for another 1 h 30 min: for a while" in stage.heard(away)[0]
    stage.now += 90 * 60 * 1000
    assert numerics(stage.heard(_come(stage, "bob")))[0] == "001"
    stage.hub.advance_second(stage.now)
    stage.take()
    assert stage.kept[-1] == replace(next(c for c in stage.kept if isinstance(c, ServerBan)), dropped=True)


def test_addresses_and_networks() -> None:
    stage, ann = _stage()
    near, far = _come(stage, "near", "10.0.0.7"), _come(stage, "far", "10.1.0.7")
    for seat in (near, far):
        stage.heard(seat)
    stage.talk(ann, "DLINE 1d 10.0.0.0/24 :spam")
    assert numerics(stage.heard(near)) == ["465", "ERROR"]
    assert stage.heard(far) == []
    again = stage.connect(address="10.0.0.200")
    stage.take()
    assert again.closing
    assert "spam" in stage.heard(again)[0]
    stage.talk(ann, "UNDLINE 10.0.0.0/24")
    assert numerics(stage.heard(_come(stage, "near", "10.0.0.7")))[0] == "001"


def test_a_new_nick_or_account_may_be_a_banned_one() -> None:
    stage, ann = _stage()
    bob, eve = stage.enter("bob"), stage.enter("eve")
    stage.talk(ann, "KLINE evil", "KLINE ~r:*spam*")
    assert numerics(stage.talk(bob, "NICK evil")) == ["NICK", "465", "ERROR"]
    assert numerics(stage.talk(eve, "SETNAME :all spam here"))[-2:] == ["465", "ERROR"]
    assert stage.hub.user_count == 1


def test_a_certificate_is_banned_whatever_its_nick() -> None:
    stage, ann = _stage()
    stage.talk(ann, f"KLINE ~f:{PRINT}")
    assert numerics(stage.heard(_come(stage, "bob", fingerprint=PRINT))) == ["465", "ERROR"]


def test_the_muted_are_not_heard() -> None:
    stage, ann = _stage()
    bob = stage.enter("bob", "message-tags labeled-response batch", rooms=["#tea"])
    stage.send(ann, "JOIN #tea")
    stage.talk(ann, "MUTE 5m bob :breathe")
    stage.heard(ann), stage.heard(bob)
    first, second, third = messages(
        stage.talk(bob, "PRIVMSG #tea :x", "PRIVMSG ann :x", "TOPIC #tea :x", "NOTICE ann :x")
    )
    assert (first.command, first.params[1:]) == ("404", ("#tea", "You are muted for another 5 min: breathe"))
    assert (second.command, third.command) == ("531", "404")
    assert numerics(stage.talk(bob, "@+typing=active TAGMSG #tea", "PRIVMSG #tea :a", "PRIVMSG #tea :b")) == ["404"] * 2
    assert stage.heard(ann) == []
    assert numerics(stage.talk(bob, "PRIVMSG NickServ :HELP"))[0] == "NOTICE"
    stage.talk(ann, "UNMUTE bob")
    stage.talk(bob, "PRIVMSG #tea :thanks")
    assert numerics(stage.heard(ann)) == ["PRIVMSG"]


@pytest.mark.parametrize(
    "line",
    [
        "KLINE *", "KLINE *!*@*", "KLINE ann", "KLINE ~q:x", "KLINE ~m:bob", "DLINE ann", "DLINE 127.0.0.1",
        "DLINE 0.0.0.0/0", "DLINE ::/0", "UNKLINE nobody", "UNDLINE 10.0.0.1", "UNMUTE x", "MUTE *!ann@*",
    ],
)  # fmt: skip
def test_what_cannot_be(line: str) -> None:
    stage, ann = _stage()
    (said,) = messages(stage.talk(ann, line))
    assert (said.command, said.params[0]) == ("FAIL", line.split()[0])
    assert stage.hub.user_count == 1


def test_lists() -> None:
    stage, ann = _stage()
    stage.talk(ann, "KLINE 1h bob :loud", "DLINE 10.0.0.7", "MUTE eve :x")
    bans = messages(stage.talk(ann, "KLINE", "STATS d", "STATS m"))
    assert [m.command for m in bans] == ["216", "219", "225", "219", "216", "219"]
    assert bans[0].params[1:4] == ("K", "bob!*@*", "1_h")
    assert bans[0].params[-1] == "loud"


def test_they_are_kept(open_store: Open) -> None:
    stage = Stage(_OPERS, store=open_store())
    ann = stage.enter("ann")
    stage.talk(ann, "OPER root key", "KLINE bob :loud", "DLINE 10.0.0.0/24", "MUTE 1h eve", "KLINE x", "UNKLINE x")
    again = Stage(_OPERS, store=open_store())
    assert numerics(again.heard(_come(again, "bob", "10.9.0.1"))) == ["465", "ERROR"]
    assert [(ban.kind, ban.mask) for ban in again.hub.ban_rows(again.now)] == [
        ("mask", "bob!*@*"), ("network", "10.0.0.0/24"), ("mute", "eve!*@*")
    ]  # fmt: skip


def test_while_the_disk_takes_nothing() -> None:
    stage, ann = _stage()
    stage.hub.store_error = "The disk is full."
    stage.send(ann, "KLINE bob")
    assert "The disk is full." in stage.heard(ann)[0]
    assert stage.hub.ban_rows(stage.now) == ()


SPELLINGS = [
    ("2001:db8:1:2::5", "2001:db8:1:2::/64", "2001:db8:1:2:ffff::9", "2001:db8:1:3::5"),
    ("2001:db8:1:2::5/128", "2001:db8:1:2::5/128", "2001:db8:1:2::5", "2001:db8:1:2::6"),
    ("0::ffff:10.0.0.7", "10.0.0.7", "10.0.0.7", "10.0.0.8"),
    ("0::10.0.0.0/120", "10.0.0.0/24", "::ffff:10.0.0.9", "10.0.1.7"),
    ("10.0.0.7", "10.0.0.7", "::10.0.0.7", "::10.0.0.8"),
    ("0::2", "0::2", "::2", "::3"),
    ("::2", "0::2", "::2", "::3"),
]
"""As it is typed, as it is shown, an address that it means, and one that it does not."""


@pytest.mark.parametrize(("typed", "shown", "inside", "outside"), SPELLINGS)
@pytest.mark.parametrize("command", ["DLINE", "KLINE"])
def test_an_address_is_banned_and_lifted_however_it_is_written(
    command: str, typed: str, shown: str, inside: str, outside: str
) -> None:
    stage, ann = _stage()
    mask, numeric, letter = (typed, "225", "d") if command == "DLINE" else (f"*!*@{typed}", "216", "k")
    stage.talk(ann, f"{command} {mask}")
    banned, free = _come(stage, "bob", inside), _come(stage, "cid", outside)
    assert stage.heard(banned)[-1].startswith("ERROR :You are banned")
    assert numerics(stage.heard(free))[0] == "001"
    (listed,) = [line for line in messages(stage.talk(ann, f"STATS {letter}")) if line.command == numeric]
    assert listed.params[2] == (shown if command == "DLINE" else f"*!*@{shown}")
    assert "no more" in stage.talk(ann, f"UN{command} {listed.params[2]}")[0]
    assert numerics(stage.heard(_come(stage, "dan", inside)))[0] == "001"


@pytest.mark.parametrize("mask", ["10.0.0.0/24", "*!*@10.0.0.0/24", "*!*@::ffff:10.0.0.0/120", "*!b*@10.0.0.7"])
def test_a_network_in_a_mask_means_whoever_comes_from_there(mask: str) -> None:
    stage, ann = _stage()
    stage.talk(ann, f"KLINE {mask} :no", "JOIN #tea", f"MODE #tea +b {mask}")
    assert stage.heard(_come(stage, "bob"))[-1].startswith("ERROR")
    elsewhere = _come(stage, "bob", "10.0.1.7")
    assert numerics(stage.talk(elsewhere, "JOIN #tea"))[-1] == "366"
    stage.talk(ann, f"UNKLINE {mask}")
    back = _come(stage, "bobby")
    stage.heard(back)
    assert numerics(stage.talk(back, "JOIN #tea")) == ["474"]
    assert numerics(stage.talk(ann, f"MODE #tea -b {mask}")) == ["MODE"]
    assert numerics(stage.talk(back, "JOIN #tea"))[-1] == "366"


def test_a_network_means_the_address_that_others_are_not_shown() -> None:
    stage = Stage(replace(_OPERS, cloak="everybody", cloak_key=b"k"))
    ann = stage.enter("ann")
    stage.talk(ann, "OPER root key", "KLINE *!*@10.0.0.0/24 :no")
    assert stage.heard(_come(stage, "bob"))[-1].startswith("ERROR")


@pytest.mark.parametrize("mask", ["10.0.0.0/33", "*!*@10.0.*/24", "*!*@2001:db8::/129", "ann!*@10.0.0.0/"])
def test_what_only_looks_like_a_network_is_refused_with_a_hint(mask: str) -> None:
    stage, ann = _stage()
    told = messages(stage.talk(ann, f"KLINE {mask} :no", "JOIN #tea", f"MODE #tea +b {mask}"))
    assert "10.0.0.0/24" in told[0].params[-1]
    assert told[-1].command == "696"
    assert "10.0.0.0/24" in told[-1].params[-1]
    assert numerics(stage.talk(ann, "MODE #tea +b guest!*@guest/3f")) == ["MODE"]  # a host that was given by CHGHOST


@pytest.mark.parametrize("mask", ["*!*@0.0.0.0/0", "*!*@::/0", "0.0.0.0/0"])
def test_all_addresses_are_everybody(mask: str) -> None:
    stage, ann = _stage()
    assert messages(stage.talk(ann, f"KLINE {mask} :no"))[0].params[-1] == "That would be everybody."


def test_a_ban_of_a_room_that_was_kept_in_another_spelling_can_be_lifted(open_store: Open) -> None:
    store = open_store()
    stage = Stage(store=store)
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    channel = stage.hub._state.channels["#tea"]
    channel.lists["b"]["*!*@::ffff:10.0.0.7"] = ("ann", 1)
    stage.hub._state.keep_channel(channel)
    stage.take()
    again = Stage(store=open_store())
    ann = again.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    assert messages(again.talk(ann, "MODE #tea b"))[0].params[2] == "*!*@10.0.0.7"
    assert numerics(again.talk(ann, "MODE #tea -b *!*@10.0.0.7")) == ["MODE"]


def test_a_ban_that_an_older_version_kept_can_be_lifted_as_it_is_shown() -> None:
    stage = Stage(_OPERS, stored=StoredState(bans=(ServerBan(NETWORK, "::2", "", "ann", 1, 0),)))
    ann = stage.enter("ann")
    stage.talk(ann, "OPER root key")
    (listed,) = [line for line in messages(stage.talk(ann, "STATS d")) if line.command == "225"]
    assert listed.params[2:4] == ("0::2", "for_good")
    assert "no more" in stage.talk(ann, f"UNDLINE {listed.params[2]}")[0]
