"""Logging in and out: the identity changes, roles and marks follow, and failed attempts are limited."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines

PASSWORD = "correct-horse-battery"


def make_account(harness: HubHarness, nick: str, fingerprint: str = FINGERPRINT) -> Seat:
    seat = harness.register(nick, "draft/account-registration", fingerprint)
    lines = harness.exchange(seat, f"REGISTER * * :{PASSWORD}")
    assert "REGISTER" in commands_of(lines), lines
    return seat


def identify(harness: HubHarness, seat: Seat, name: str, password: str) -> list[str]:
    return harness.exchange(seat, f"PRIVMSG NickServ :IDENTIFY {name} {password}")


def test_login_takes_over_the_roles_of_the_account() -> None:
    harness = HubHarness()
    ann = make_account(harness, "ann")
    harness.exchange(ann, "JOIN #tea")
    harness.exchange(ann, "PART #tea")
    watcher = harness.register("watcher", rooms=["#tea"])
    guest = harness.register("stranger", rooms=["#tea"])
    harness.read_lines(watcher)
    lines = identify(harness, guest, "ann", PASSWORD)
    assert "900" in commands_of(lines)
    modes = [message.params for message in parse_lines(harness.read_lines(watcher)) if message.command == "MODE"]
    assert modes == [("#tea", "+o", "stranger")]


def test_login_and_logout_are_announced_to_those_who_asked() -> None:
    harness = HubHarness()
    make_account(harness, "ann")
    watcher = harness.register("watcher", "account-notify", rooms=["#tea"])
    guest = harness.register("stranger", rooms=["#tea"])
    plain = harness.register("plain", rooms=["#tea"])
    for seat in (watcher, plain):
        harness.read_lines(seat)
    identify(harness, guest, "ann", PASSWORD)
    lines = harness.exchange(guest, "PRIVMSG NickServ :LOGOUT")
    assert "901" in commands_of(lines)
    account = [message.params for message in parse_lines(harness.read_lines(watcher)) if message.command == "ACCOUNT"]
    assert account == [("ann",), ("*",)]
    assert "ACCOUNT" not in commands_of(harness.read_lines(plain))


def test_wrong_passwords_disconnect_after_the_limit() -> None:
    harness = HubHarness(replace(SETTINGS, login_attempts=3))
    make_account(harness, "ann")
    guest = harness.register("stranger")
    for _ in range(2):
        identify(harness, guest, "ann", "wrong")
        assert not guest.closing
    lines = identify(harness, guest, "ann", "wrong")
    assert guest.closing
    assert lines[-1].startswith("ERROR")


def test_wrong_passwords_of_one_address_are_limited_over_connections() -> None:
    harness = HubHarness(replace(SETTINGS, login_attempts=1, login_attempts_per_address=3))
    make_account(harness, "ann")
    for number in range(3):
        identify(harness, harness.register(f"guesser{number}"), "ann", "wrong")
    late = harness.register("late")
    lines = identify(harness, late, "ann", PASSWORD)
    assert "900" not in commands_of(lines)
    assert any("Too many wrong passwords" in line for line in lines)


def test_a_successful_login_clears_the_failures_of_the_connection() -> None:
    harness = HubHarness(replace(SETTINGS, login_attempts=2))
    make_account(harness, "ann")
    guest = harness.register("stranger")
    identify(harness, guest, "ann", "wrong")
    identify(harness, guest, "ann", PASSWORD)
    harness.exchange(guest, "PRIVMSG NickServ :LOGOUT")
    identify(harness, guest, "ann", "wrong")
    assert not guest.closing


def test_a_name_that_looks_like_an_account_is_refused_to_others() -> None:
    harness = HubHarness()
    make_account(harness, "paul")
    guest = harness.register("stranger", fingerprint="cd" * 32)
    assert commands_of(harness.exchange(guest, "NICK раul")) == ["433"]  # two letters are Cyrillic
    assert commands_of(harness.exchange(guest, "NICK somebody")) == ["NICK"]
