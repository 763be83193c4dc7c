"""Operators keep people out, and take their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.server_bans import NETWORK
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.records import ServerBan, StoredState
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines

_OPERS = replace(SETTINGS, oper_name="root", oper_password="key")


def _stage() -> tuple[HubHarness, Seat]:
    harness = HubHarness(_OPERS)
    ann = harness.register("ann")
    harness.exchange(ann, "OPER root key")
    return harness, ann


def _come(harness: HubHarness, nick: str, address: str = "10.0.0.7", fingerprint: str = "") -> Seat:
    seat = harness.connect(fingerprint, address)
    harness.send(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick.title()}")
    harness.run_until_idle()
    return seat


def test_only_operators() -> None:
    harness = HubHarness(_OPERS)
    bob = harness.register("bob")
    lines = ["KLINE", "KLINE x", "DLINE 10.0.0.1", "MUTE x", "UNKLINE x", "UNDLINE x", "UNMUTE x", "STATS k"]
    assert commands_of(harness.exchange(bob, *lines)) == ["481"] * len(lines)


def test_a_mask_keeps_out_who_comes_and_who_is_here() -> None:
    harness, ann = _stage()
    bob, cid = harness.register("bob", rooms=["#tea"]), harness.register("cid", rooms=["#tea"])
    harness.read_lines(bob)
    (said,) = harness.exchange(ann, "KLINE bob :too loud")
    assert parse_line(said).params[1] == "bob!*@* is banned for good."
    assert commands_of(harness.read_lines(bob)) == ["465", "ERROR"]
    assert parse_line(harness.read_lines(cid)[-1]).params == ("Banned",)
    back = _come(harness, "BOB")
    assert commands_of(harness.read_lines(back)) == ["465", "ERROR"]
    assert commands_of(harness.read_lines(_come(harness, "bobby")))[0] == "001"


def test_it_ends_by_itself() -> None:
    harness, ann = _stage()
    harness.exchange(ann, "KLINE 1h30m bob :for a while")
    away = _come(harness, "bob")
    assert "for another 1 h 30 min: for a while" in harness.read_lines(away)[0]
    harness.now += 90 * 60 * 1000
    assert commands_of(harness.read_lines(_come(harness, "bob")))[0] == "001"
    harness.hub.advance_second(harness.now)
    harness.take_outcome()
    assert harness.changes[-1] == replace(next(c for c in harness.changes if isinstance(c, ServerBan)), dropped=True)


def test_addresses_and_networks() -> None:
    harness, ann = _stage()
    near, far = _come(harness, "near", "10.0.0.7"), _come(harness, "far", "10.1.0.7")
    for seat in (near, far):
        harness.read_lines(seat)
    harness.exchange(ann, "DLINE 1d 10.0.0.0/24 :spam")
    assert commands_of(harness.read_lines(near)) == ["465", "ERROR"]
    assert harness.read_lines(far) == []
    again = harness.connect(address="10.0.0.200")
    harness.take_outcome()
    assert again.closing
    assert "spam" in harness.read_lines(again)[0]
    harness.exchange(ann, "UNDLINE 10.0.0.0/24")
    assert commands_of(harness.read_lines(_come(harness, "near", "10.0.0.7")))[0] == "001"


def test_a_new_nick_or_account_may_be_a_banned_one() -> None:
    harness, ann = _stage()
    bob, eve = harness.register("bob"), harness.register("eve")
    harness.exchange(ann, "KLINE evil", "KLINE ~r:*spam*")
    assert commands_of(harness.exchange(bob, "NICK evil")) == ["NICK", "465", "ERROR"]
    assert commands_of(harness.exchange(eve, "SETNAME :all spam here"))[-2:] == ["465", "ERROR"]
    assert harness.hub.user_count == 1


def test_a_certificate_is_banned_whatever_its_nick() -> None:
    harness, ann = _stage()
    harness.exchange(ann, f"KLINE ~f:{FINGERPRINT}")
    assert commands_of(harness.read_lines(_come(harness, "bob", fingerprint=FINGERPRINT))) == ["465", "ERROR"]


def test_the_muted_are_not_heard() -> None:
    harness, ann = _stage()
    bob = harness.register("bob", "message-tags labeled-response batch", rooms=["#tea"])
    harness.send(ann, "JOIN #tea")
    harness.exchange(ann, "MUTE 5m bob :breathe")
    harness.read_lines(ann), harness.read_lines(bob)
    first, second, third = parse_lines(
        harness.exchange(bob, "PRIVMSG #tea :x", "PRIVMSG ann :x", "TOPIC #tea :x", "NOTICE ann :x")
    )
    assert (first.command, first.params[1:]) == ("404", ("#tea", "You are muted for another 5 min: breathe"))
    assert (second.command, third.command) == ("531", "404")
    assert (
        commands_of(harness.exchange(bob, "@+typing=active TAGMSG #tea", "PRIVMSG #tea :a", "PRIVMSG #tea :b"))
        == ["404"] * 2
    )
    assert harness.read_lines(ann) == []
    assert commands_of(harness.exchange(bob, "PRIVMSG NickServ :HELP"))[0] == "NOTICE"
    harness.exchange(ann, "UNMUTE bob")
    harness.exchange(bob, "PRIVMSG #tea :thanks")
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG"]


@pytest.mark.parametrize(
    "line",
    [
        "KLINE *", "KLINE *!*@*", "KLINE ann", "KLINE ~q:x", "KLINE ~m:bob", "DLINE ann", "DLINE 127.0.0.1",
        "DLINE 0.0.0.0/0", "DLINE ::/0", "UNKLINE nobody", "UNDLINE 10.0.0.1", "UNMUTE x", "MUTE *!ann@*",
    ],
)  # fmt: skip
def test_what_cannot_be(line: str) -> None:
    harness, ann = _stage()
    (said,) = parse_lines(harness.exchange(ann, line))
    assert (said.command, said.params[0]) == ("FAIL", line.split()[0])
    assert harness.hub.user_count == 1


def test_lists() -> None:
    harness, ann = _stage()
    harness.exchange(ann, "KLINE 1h bob :loud", "DLINE 10.0.0.7", "MUTE eve :x")
    bans = parse_lines(harness.exchange(ann, "KLINE", "STATS d", "STATS m"))
    assert [m.command for m in bans] == ["216", "219", "225", "219", "216", "219"]
    assert bans[0].params[1:4] == ("K", "bob!*@*", "1_h")
    assert bans[0].params[-1] == "loud"


def test_they_are_kept(open_store: Open) -> None:
    harness = HubHarness(_OPERS, store=open_store())
    ann = harness.register("ann")
    harness.exchange(
        ann, "OPER root key", "KLINE bob :loud", "DLINE 10.0.0.0/24", "MUTE 1h eve", "KLINE x", "UNKLINE x"
    )
    again = HubHarness(_OPERS, store=open_store())
    assert commands_of(again.read_lines(_come(again, "bob", "10.9.0.1"))) == ["465", "ERROR"]
    assert [(ban.kind, ban.mask) for ban in again.hub.host.ban_rows(again.now)] == [
        ("mask", "bob!*@*"), ("network", "10.0.0.0/24"), ("mute", "eve!*@*")
    ]  # fmt: skip


def test_while_the_disk_takes_nothing() -> None:
    harness, ann = _stage()
    harness.hub.store_error = "The disk is full."
    harness.send(ann, "KLINE bob")
    assert "The disk is full." in harness.read_lines(ann)[0]
    assert harness.hub.host.ban_rows(harness.now) == ()


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
    harness, ann = _stage()
    mask, numeric, letter = (typed, "225", "d") if command == "DLINE" else (f"*!*@{typed}", "216", "k")
    harness.exchange(ann, f"{command} {mask}")
    banned, free = _come(harness, "bob", inside), _come(harness, "cid", outside)
    assert harness.read_lines(banned)[-1].startswith("ERROR :You are banned")
    assert commands_of(harness.read_lines(free))[0] == "001"
    (listed,) = [line for line in parse_lines(harness.exchange(ann, f"STATS {letter}")) if line.command == numeric]
    assert listed.params[2] == (shown if command == "DLINE" else f"*!*@{shown}")
    assert "no longer" in harness.exchange(ann, f"UN{command} {listed.params[2]}")[0]
    assert commands_of(harness.read_lines(_come(harness, "dan", inside)))[0] == "001"


@pytest.mark.parametrize("mask", ["10.0.0.0/24", "*!*@10.0.0.0/24", "*!*@::ffff:10.0.0.0/120", "*!b*@10.0.0.7"])
def test_a_network_in_a_mask_means_whoever_comes_from_there(mask: str) -> None:
    harness, ann = _stage()
    harness.exchange(ann, f"KLINE {mask} :no", "JOIN #tea", f"MODE #tea +b {mask}")
    assert harness.read_lines(_come(harness, "bob"))[-1].startswith("ERROR")
    elsewhere = _come(harness, "bob", "10.0.1.7")
    assert commands_of(harness.exchange(elsewhere, "JOIN #tea"))[-1] == "366"
    harness.exchange(ann, f"UNKLINE {mask}")
    back = _come(harness, "bobby")
    harness.read_lines(back)
    assert commands_of(harness.exchange(back, "JOIN #tea")) == ["474"]
    assert commands_of(harness.exchange(ann, f"MODE #tea -b {mask}")) == ["MODE"]
    assert commands_of(harness.exchange(back, "JOIN #tea"))[-1] == "366"


def test_a_network_means_the_address_that_others_are_not_shown() -> None:
    harness = HubHarness(replace(_OPERS, cloak="everybody", cloak_key=b"k"))
    ann = harness.register("ann")
    harness.exchange(ann, "OPER root key", "KLINE *!*@10.0.0.0/24 :no")
    assert harness.read_lines(_come(harness, "bob"))[-1].startswith("ERROR")


@pytest.mark.parametrize("mask", ["10.0.0.0/33", "*!*@10.0.*/24", "*!*@2001:db8::/129", "ann!*@10.0.0.0/"])
def test_what_only_looks_like_a_network_is_refused_with_a_hint(mask: str) -> None:
    harness, ann = _stage()
    told = parse_lines(harness.exchange(ann, f"KLINE {mask} :no", "JOIN #tea", f"MODE #tea +b {mask}"))
    assert "10.0.0.0/24" in told[0].params[-1]
    assert told[-1].command == "696"
    assert "10.0.0.0/24" in told[-1].params[-1]
    assert commands_of(harness.exchange(ann, "MODE #tea +b guest!*@guest/3f")) == [
        "MODE"
    ]  # a host that was given by CHGHOST


@pytest.mark.parametrize("mask", ["*!*@0.0.0.0/0", "*!*@::/0", "0.0.0.0/0"])
def test_all_addresses_are_everybody(mask: str) -> None:
    harness, ann = _stage()
    assert parse_lines(harness.exchange(ann, f"KLINE {mask} :no"))[0].params[-1] == "That would match everybody."


def test_a_ban_of_a_room_that_was_kept_in_another_spelling_can_be_lifted(open_store: Open) -> None:
    store = open_store()
    harness = HubHarness(store=store)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    channel = harness.hub._state.channels["#tea"]
    channel.lists["b"]["*!*@::ffff:10.0.0.7"] = ("ann", 1)
    harness.hub._state.keep_channel(channel)
    harness.take_outcome()
    again = HubHarness(store=open_store())
    ann = again.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    assert parse_lines(again.exchange(ann, "MODE #tea b"))[0].params[2] == "*!*@10.0.0.7"
    assert commands_of(again.exchange(ann, "MODE #tea -b *!*@10.0.0.7")) == ["MODE"]


def test_a_ban_that_an_older_version_kept_can_be_lifted_as_it_is_shown() -> None:
    harness = HubHarness(_OPERS, stored=StoredState(bans=(ServerBan(NETWORK, "::2", "", "ann", 1, 0),)))
    ann = harness.register("ann")
    harness.exchange(ann, "OPER root key")
    (listed,) = [line for line in parse_lines(harness.exchange(ann, "STATS d")) if line.command == "225"]
    assert listed.params[2:4] == ("0::2", "for_good")
    assert "no longer" in harness.exchange(ann, f"UNDLINE {listed.params[2]}")[0]
