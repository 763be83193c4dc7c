"""REGISTER, and what an account's author is shown as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.records import Account, IdentitySeen, StoredState
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import (
    FINGERPRINT,
    MODERN_CAPS,
    NOW,
    PASSWORDS,
    SETTINGS,
    HubHarness,
    commands_of,
    parse_lines,
)

SUCCESS = ["REGISTER", "900"]


def test_a_guest_makes_an_account() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    lines = parse_lines(harness.exchange(ann, "REGISTER * * sesame-seed"))
    assert [message.command for message in lines] == SUCCESS
    assert lines[0].params[:2] == ("SUCCESS", "ann")
    (account,) = [change for change in harness.changes if isinstance(change, Account)]
    assert (account.name, account.identity, account.certificates) == ("ann", "account:ann", ())
    assert "sesame" not in repr(account)
    assert ann.user is not None
    assert ann.user.account == "ann"


def test_it_is_durable_before_it_is_said() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    harness.send(ann, "REGISTER * * sesame-seed")
    (hashing,) = harness.hashes
    assert ann.paused
    harness.hub.finish_work(hashing, hashing.work.run(PASSWORDS), harness.now)
    harness.take_outcome()
    assert harness.read_lines(ann) == []
    harness.mark_durable()
    assert commands_of(harness.read_lines(ann)) == SUCCESS


def test_before_registration() -> None:
    harness = HubHarness()
    seat = harness.connect()
    assert commands_of(harness.exchange(seat, "CAP LS 302", "NICK ann", "REGISTER * * sesame-seed"))[-2:] == SUCCESS
    harness.exchange(seat, "USER ann 0 * :Ann", "CAP END")
    assert seat.user is not None
    assert seat.user.account == "ann"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("REGISTER * * short", "WEAK_PASSWORD"),
        ("REGISTER * * " + "é" * 200, ""),
        ("REGISTER 1x * sesame-seed", "BAD_ACCOUNT_NAME"),
        ("REGISTER bob * sesame-seed", "ACCOUNT_EXISTS"),
        ("REGISTER cid * sesame-seed", "ACCOUNT_EXISTS"),
        ("REGISTER NickServ * sesame-seed", "ACCOUNT_EXISTS"),
        ("REGISTER old * sesame-seed", "ACCOUNT_EXISTS"),
        ("REGISTER gone * sesame-seed", "ACCOUNT_EXISTS"),
        ("VERIFY ann 123", "INVALID_CODE"),
    ],
)
def test_what_cannot_be_made(line: str, code: str) -> None:
    accounts = (Account("bob", "account:bob", 1), Account("gone", "dropped:gone", 1, dropped=True))
    known = (IdentitySeen("cert:" + "ee" * 32, "old", "u", "h", NOW),)
    harness = HubHarness(stored=StoredState(accounts=accounts, identities=known))
    harness.register("cid")
    ann = harness.register("ann")
    answer = parse_lines(harness.exchange(ann, line))
    if code:
        assert answer[0].params[1] == code
    else:
        assert answer[0].command == "REGISTER"


def test_the_settings_say_who_may() -> None:
    harness = HubHarness(replace(SETTINGS, register_before_connect=False, email_required=True))
    seat = harness.connect()
    (line,) = parse_lines(harness.exchange(seat, "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "COMPLETE_CONNECTION_REQUIRED"
    harness.exchange(seat, "USER ann 0 * :Ann")
    (line,) = parse_lines(harness.exchange(seat, "REGISTER * * sesame-seed"))
    assert line.params[1] == "INVALID_EMAIL"
    assert commands_of(harness.exchange(seat, "REGISTER * ann@desk.example sesame-seed")) == SUCCESS
    closed = HubHarness(replace(SETTINGS, register_accounts=False))
    assert "account-registration" not in closed.exchange(closed.connect(), "CAP LS 302")[0]
    (line,) = parse_lines(closed.exchange(closed.register("ann"), "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"


def test_a_password_of_the_chat_comes_first() -> None:
    harness = HubHarness(replace(SETTINGS, password="open"))
    (line,) = parse_lines(harness.exchange(harness.connect(), "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"
    assert (
        commands_of(harness.exchange(harness.connect(), "PASS open", "NICK ann", "REGISTER * * sesame-seed")) == SUCCESS
    )


def test_a_nick_that_was_refused_cannot_be_grabbed() -> None:
    harness = HubHarness()
    harness.register("ann")
    (_, line) = parse_lines(harness.exchange(harness.connect(), "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "ACCOUNT_EXISTS"
    (line,) = parse_lines(harness.exchange(harness.connect(), "REGISTER * * sesame-seed"))
    assert line.params[1] == "NEED_NICK"


def test_too_many_accounts_from_one_address() -> None:
    harness = HubHarness(replace(SETTINGS, registrations_per_address=1))
    assert commands_of(harness.exchange(harness.register("ann"), "REGISTER * * sesame-seed")) == SUCCESS
    (line,) = parse_lines(harness.exchange(harness.register("bob"), "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"


def test_nothing_is_made_while_nothing_can_be_kept() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    harness.hub.store_error = "The disk is full."
    (line,) = parse_lines(harness.exchange(ann, "REGISTER * * sesame-seed"))
    assert line.params[-1] == "The disk is full."
    assert not harness.hashes


def test_a_guest_with_a_certificate_keeps_what_it_owned(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.register("bob", MODERN_CAPS)
    harness.exchange(ann, "PRIVMSG bob :hello")
    assert commands_of(harness.exchange(ann, "REGISTER * * sesame-seed")) == SUCCESS
    harness.hub.detach_seat(ann, "Connection closed", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    again = HubHarness(store=open_store())
    ann = again.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    assert ann.user is not None
    assert ann.user.account == "ann"
    assert "~ann" in again.exchange(ann, "NAMES #tea")[0]
    again.register("bob", MODERN_CAPS)
    page = parse_lines(again.exchange(ann, "CHATHISTORY LATEST bob * 10"))
    assert [message.params[-1] for message in page if message.command == "PRIVMSG"] == ["hello"]


def test_the_nick_of_an_account_is_its_own() -> None:
    harness = HubHarness(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(FINGERPRINT,)),)))
    stranger = harness.connect()
    (line,) = parse_lines(harness.exchange(stranger, "NICK Ann"))
    assert line.command == "433"
    assert "log in" in line.params[-1]
    late = harness.connect()
    assert commands_of(harness.exchange(late, "CAP LS", "NICK ann", "USER a 0 * :A"))[2:] == []
    assert commands_of(harness.exchange(late, "CAP END")) == ["433"]
    assert commands_of(harness.exchange(late, "NICK ann2"))[0] == "001"
    assert commands_of(harness.exchange(late, "NICK ann")) == ["433"]
    owner = harness.register("ann", fingerprint=FINGERPRINT)
    assert owner.nick == "ann"


def test_everything_carries_the_account_for_those_who_asked() -> None:
    harness = HubHarness(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(FINGERPRINT,)),)))
    watcher = harness.register("bob", "account-tag extended-join", rooms=["#tea"])
    plain = harness.register("cid", "message-tags", rooms=["#tea"])
    harness.read_lines(watcher)
    ann = harness.register("annie", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :hi", "PRIVMSG bob :psst", "TOPIC #tea :x", "NICK ann", "PART #tea")
    heard = parse_lines(harness.read_lines(watcher))
    assert heard[0].params == ("#tea", "ann", "Annie")
    assert {message.command for message in heard} == {"JOIN", "PRIVMSG", "NICK", "PART"}
    assert {message.tags.get("account") for message in heard} == {"ann"}
    assert all("account" not in message.tags for message in parse_lines(harness.read_lines(plain)))


def test_history_knows_the_account(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", f"{MODERN_CAPS} account-tag", rooms=["#tea"])
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "PRIVMSG #tea :hi")
    page = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 5"))
    assert [message.tags.get("account") for message in page if message.command == "PRIVMSG"] == ["ann"]


def test_whois() -> None:
    harness = HubHarness(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(FINGERPRINT,)),)))
    harness.register("annie", fingerprint=FINGERPRINT)
    bob = harness.register("bob", fingerprint="cd" * 32)
    lines = parse_lines(harness.exchange(bob, "WHOIS annie"))
    assert [message.params[1:3] for message in lines if message.command == "330"] == [("annie", "ann")]
    assert "276" not in [message.command for message in lines]
    assert "276" in commands_of(harness.exchange(bob, "WHOIS bob"))


def test_what_is_offered_changes_with_the_settings() -> None:
    harness = HubHarness()
    seat = harness.connect()
    harness.exchange(seat, "CAP LS 302", "CAP REQ draft/account-registration")
    harness.hub.apply_settings(replace(SETTINGS, register_accounts=False), harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert harness.read_lines(seat) == [":desk.example CAP * DEL :draft/account-registration"]
    assert "draft/account-registration" not in seat.capabilities
    harness.hub.apply_settings(SETTINGS, harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    (line,) = parse_lines(harness.read_lines(seat))
    assert line.params[1:] == ("NEW", "draft/account-registration=before-connect,custom-account-name")
