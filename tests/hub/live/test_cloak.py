"""Cloaks in place of addresses, and people who see addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.announce.render_entry import render_entry
from desktop_chat.hub.live.cloak import EVERYBODY, INTERNET, NOBODY, shown_host, shown_source
from desktop_chat.storage.records import ChannelState, Entry, IdentitySeen, Room, StoredState
from tests.hub.default_settings import make_hub_settings
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, parse_lines

KEY = b"k" * 32
ADDRESS = "8.8.4.4"
CLOAKED = replace(SETTINGS, cloak_key=KEY)
CLOAK = shown_host(CLOAKED, ADDRESS)


def test_cloaks_share_parts_of_shared_networks_only() -> None:
    one, other, far = (shown_host(CLOAKED, address) for address in ("8.8.4.4", "8.8.4.5", "8.8.9.9"))
    assert one.split(".")[1:] == other.split(".")[1:]
    assert one != other
    assert one.split(".")[2:] == far.split(".")[2:]
    assert one.split(".")[1] != far.split(".")[1]
    assert one.endswith(".ip")
    assert "8" not in one.split(".")
    assert one != shown_host(replace(CLOAKED, cloak_key=b"other"), "8.8.4.4")


def test_cloak_is_the_same_within_an_ipv6_home_and_for_each_spelling_of_ipv4() -> None:
    assert shown_host(CLOAKED, "2a00:1::1") == shown_host(CLOAKED, "2a00:1::ffff")
    assert shown_host(CLOAKED, "2a00:1::1") != shown_host(CLOAKED, "2a00:1:0:1::1")
    assert shown_host(CLOAKED, "::ffff:8.8.4.4") == CLOAK


@pytest.mark.parametrize(
    ("whose", "key", "address", "hidden"),
    [
        (INTERNET, KEY, "192.168.1.5", False), (INTERNET, KEY, "127.0.0.1", False), (INTERNET, KEY, "fe80::1", False),
        (INTERNET, KEY, "100.64.0.1", True), (INTERNET, KEY, ADDRESS, True), (EVERYBODY, KEY, "192.168.1.5", True),
        (NOBODY, KEY, ADDRESS, False), (INTERNET, b"", ADDRESS, False), (EVERYBODY, KEY, "desk.example", False),
    ],
)  # fmt: skip
def test_setting_decides_which_addresses_are_cloaked(whose: str, key: bytes, address: str, hidden: bool) -> None:
    assert (shown_host(make_hub_settings(cloak=whose, cloak_key=key), address) != address) is hidden


def test_address_in_an_old_source_is_cloaked() -> None:
    assert shown_source(CLOAKED, f"ann!a@{ADDRESS}") == f"ann!a@{CLOAK}"
    for source in ("ann!a@desk.example", "ann!a@192.168.1.5", "desk.example", f"ann!a@{CLOAK}"):
        assert shown_source(CLOAKED, source) == source


def test_only_operators_see_addresses() -> None:
    harness = HubHarness(replace(CLOAKED, oper_name="op", oper_password="pw"))
    seat = harness.connect("", ADDRESS)
    harness.send(seat, "NICK ann", "USER ann 0 * :Ann")
    harness.run_until_idle()
    assert f"396 ann {CLOAK} " in "\n".join(harness.read_lines(seat))
    bob = harness.register("bob", "userhost-in-names extended-monitor", rooms=["#tea"])
    asked = (
        "WHOIS ann", "WHO ann", "WHO ann %hi", "WHO #tea", f"WHO {ADDRESS}", "WHO 8.8.*", "USERHOST ann", "NAMES #tea",
        "MONITOR + ann", "WHOWAS ann", "TOPIC #tea", "MODE #tea b",
    )  # fmt: skip
    harness.send(seat, "JOIN #tea", "PRIVMSG #tea :hello", "TOPIC #tea :words", "PRIVMSG bob :psst", "KNOCK #tea")
    harness.send(bob, *asked)
    harness.send(seat, "NICK anna")
    harness.send(bob, "WHOWAS ann")
    harness.run_until_idle()
    heard = harness.read_lines(bob)
    assert any(CLOAK in line for line in heard)
    assert not [line for line in heard if "8.8." in line and "315" not in line.split(" ")[1]]
    harness.send(bob, "OPER op pw")
    harness.run_until_idle()
    harness.read_lines(bob)
    harness.send(bob, "WHOIS anna", "WHOWAS ann", f"WHO {ADDRESS}", "WHO anna %hi")
    lines = parse_lines(harness.read_lines(bob))
    assert [line.command for line in lines if any(ADDRESS in param for param in line.params[1:])] == [
        "378", "378", "315", "354",
    ]  # fmt: skip
    assert any(line.command == "352" and line.params[5] == "anna" for line in lines)
    assert [row.host for row in harness.hub.host.user_rows(harness.now) if row.nick == "anna"] == [ADDRESS]


@pytest.mark.parametrize("mask", [f"*!*@{ADDRESS}", "*!*@8.8.4.*", f"*!*@{CLOAK}", f"*!*@*.{CLOAK.split('.', 1)[1]}"])
def test_ban_matches_address_and_cloak(mask: str) -> None:
    harness = HubHarness(replace(CLOAKED, oper_name="op", oper_password="pw"))
    bob = harness.register("bob", rooms=["#tea"])
    ann = harness.connect("", ADDRESS)
    harness.send(ann, "NICK ann", "USER ann 0 * :Ann")
    harness.run_until_idle()
    harness.send(bob, f"MODE #tea +b {mask}")
    harness.run_until_idle()
    harness.read_lines(ann)
    harness.send(ann, "JOIN #tea")
    assert [line.command for line in parse_lines(harness.read_lines(ann))] == ["474"]
    harness.send(bob, "OPER op pw")
    harness.run_until_idle()
    harness.send(bob, f"KLINE {mask}")
    harness.run_until_idle()
    assert ann.closing
    again = harness.connect("", ADDRESS)
    harness.send(again, "NICK ann", "USER ann 0 * :Ann")
    assert again.closing


def test_entries_from_before_cloaks_are_shown_cloaked() -> None:
    source = f"ann!ann@{ADDRESS}"
    stored = StoredState(
        rooms=(Room(1, "channel", "#tea"),),
        channels=(
            ChannelState(
                room=1, name="#tea", created=NOW, topic="words", topic_by=source, topic_at=NOW,
                lists={"b": (("x!*@*", source, NOW),)},
            ),
        ),
        identities=(IdentitySeen(f"cert:{FINGERPRINT}", "ann", "ann", ADDRESS, NOW),),
    )  # fmt: skip
    harness = HubHarness(CLOAKED, stored=stored)
    bob = harness.register("bob", rooms=["#tea"])
    harness.send(bob, "TOPIC #tea", "MODE #tea b")
    heard = "\n".join(harness.read_lines(bob))
    assert ADDRESS not in heard
    assert CLOAK in heard


def test_history_shows_cloaks() -> None:
    harness = HubHarness(CLOAKED)
    for command, text in (("PRIVMSG", "hello"), ("JOIN", "#tea * :Ann")):
        entry = Entry(
            room=1, sequence=5, time=NOW, command=command, source=f"ann!ann@{ADDRESS}", target="#tea", text=text
        )
        shown = render_entry(harness.hub._state, entry).encode_for(0).decode()
        assert shown.startswith(f":ann!ann@{CLOAK} {command} ")
