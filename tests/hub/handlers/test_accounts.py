"""REGISTER, and what an account's author is shown as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Account, IdentitySeen, StoredState
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, NOW, PASSWORDS, PRINT, SETTINGS, Stage, messages, numerics

SUCCESS = ["REGISTER", "900"]


def test_a_guest_makes_an_account() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    lines = messages(stage.talk(ann, "REGISTER * * sesame-seed"))
    assert [message.command for message in lines] == SUCCESS
    assert lines[0].params[:2] == ("SUCCESS", "ann")
    (account,) = [change for change in stage.kept if isinstance(change, Account)]
    assert (account.name, account.identity, account.certificates) == ("ann", "account:ann", ())
    assert "sesame" not in repr(account)
    assert ann.user is not None
    assert ann.user.account == "ann"


def test_it_is_durable_before_it_is_said() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    stage.send(ann, "REGISTER * * sesame-seed")
    (hashing,) = stage.hashes
    assert ann.paused
    stage.hub.finish_hash_job(hashing, PASSWORDS.run_hash_job(hashing.work), stage.now)
    stage.take()
    assert stage.heard(ann) == []
    stage.sync()
    assert numerics(stage.heard(ann)) == SUCCESS


def test_before_registration() -> None:
    stage = Stage()
    seat = stage.connect()
    assert numerics(stage.talk(seat, "CAP LS 302", "NICK ann", "REGISTER * * sesame-seed"))[-2:] == SUCCESS
    stage.talk(seat, "USER ann 0 * :Ann", "CAP END")
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
    stage = Stage(stored=StoredState(accounts=accounts, identities=known))
    stage.enter("cid")
    ann = stage.enter("ann")
    answer = messages(stage.talk(ann, line))
    if code:
        assert answer[0].params[1] == code
    else:
        assert answer[0].command == "REGISTER"


def test_the_settings_say_who_may() -> None:
    stage = Stage(replace(SETTINGS, register_before_connect=False, email_required=True))
    seat = stage.connect()
    (line,) = messages(stage.talk(seat, "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "COMPLETE_CONNECTION_REQUIRED"
    stage.talk(seat, "USER ann 0 * :Ann")
    (line,) = messages(stage.talk(seat, "REGISTER * * sesame-seed"))
    assert line.params[1] == "INVALID_EMAIL"
    assert numerics(stage.talk(seat, "REGISTER * ann@desk.example sesame-seed")) == SUCCESS
    closed = Stage(replace(SETTINGS, register_accounts=False))
    assert "account-registration" not in closed.talk(closed.connect(), "CAP LS 302")[0]
    (line,) = messages(closed.talk(closed.enter("ann"), "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"


def test_a_password_of_the_chat_comes_first() -> None:
    stage = Stage(replace(SETTINGS, password="open"))
    (line,) = messages(stage.talk(stage.connect(), "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"
    assert numerics(stage.talk(stage.connect(), "PASS open", "NICK ann", "REGISTER * * sesame-seed")) == SUCCESS


def test_a_nick_that_was_refused_cannot_be_grabbed() -> None:
    stage = Stage()
    stage.enter("ann")
    (_, line) = messages(stage.talk(stage.connect(), "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[1] == "ACCOUNT_EXISTS"
    (line,) = messages(stage.talk(stage.connect(), "REGISTER * * sesame-seed"))
    assert line.params[1] == "NEED_NICK"


def test_too_many_accounts_from_one_address() -> None:
    stage = Stage(replace(SETTINGS, registrations_per_address=1))
    assert numerics(stage.talk(stage.enter("ann"), "REGISTER * * sesame-seed")) == SUCCESS
    (line,) = messages(stage.talk(stage.enter("bob"), "REGISTER * * sesame-seed"))
    assert line.params[1] == "TEMPORARILY_UNAVAILABLE"


def test_nothing_is_made_while_nothing_can_be_kept() -> None:
    stage = Stage()
    ann = stage.enter("ann")
    stage.hub.store_error = "The disk is full."
    (line,) = messages(stage.talk(ann, "REGISTER * * sesame-seed"))
    assert line.params[-1] == "The disk is full."
    assert not stage.hashes


def test_a_guest_with_a_certificate_keeps_what_it_owned(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    stage.enter("bob", MODERN)
    stage.talk(ann, "PRIVMSG bob :hello")
    assert numerics(stage.talk(ann, "REGISTER * * sesame-seed")) == SUCCESS
    stage.hub.detach_seat(ann, "Connection closed", stage.now)
    stage.take()
    stage.settle()
    again = Stage(store=open_store())
    ann = again.enter("ann", MODERN, fingerprint=PRINT, rooms=["#tea"])
    assert ann.user is not None
    assert ann.user.account == "ann"
    assert "~ann" in again.talk(ann, "NAMES #tea")[0]
    again.enter("bob", MODERN)
    page = messages(again.talk(ann, "CHATHISTORY LATEST bob * 10"))
    assert [message.params[-1] for message in page if message.command == "PRIVMSG"] == ["hello"]


def test_the_nick_of_an_account_is_its_own() -> None:
    stage = Stage(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(PRINT,)),)))
    stranger = stage.connect()
    (line,) = messages(stage.talk(stranger, "NICK Ann"))
    assert line.command == "433"
    assert "log in" in line.params[-1]
    late = stage.connect()
    assert numerics(stage.talk(late, "CAP LS", "NICK ann", "USER a 0 * :A"))[2:] == []
    assert numerics(stage.talk(late, "CAP END")) == ["433"]
    assert numerics(stage.talk(late, "NICK ann2"))[0] == "001"
    assert numerics(stage.talk(late, "NICK ann")) == ["433"]
    owner = stage.enter("ann", fingerprint=PRINT)
    assert owner.nick == "ann"


def test_everything_carries_the_account_for_those_who_asked() -> None:
    stage = Stage(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(PRINT,)),)))
    watcher = stage.enter("bob", "account-tag extended-join", rooms=["#tea"])
    plain = stage.enter("cid", "message-tags", rooms=["#tea"])
    stage.heard(watcher)
    ann = stage.enter("annie", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :hi", "PRIVMSG bob :psst", "TOPIC #tea :x", "NICK ann", "PART #tea")
    heard = messages(stage.heard(watcher))
    assert heard[0].params == ("#tea", "ann", "Annie")
    assert {message.command for message in heard} == {"JOIN", "PRIVMSG", "NICK", "PART"}
    assert {message.tags.get("account") for message in heard} == {"ann"}
    assert all("account" not in message.tags for message in messages(stage.heard(plain)))


def test_history_knows_the_account(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", f"{MODERN} account-tag", rooms=["#tea"])
    stage.talk(ann, "REGISTER * * sesame-seed")
    stage.talk(ann, "PRIVMSG #tea :hi")
    page = messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 5"))
    assert [message.tags.get("account") for message in page if message.command == "PRIVMSG"] == ["ann"]


def test_whois() -> None:
    stage = Stage(stored=StoredState(accounts=(Account("ann", "account:ann", 1, certificates=(PRINT,)),)))
    stage.enter("annie", fingerprint=PRINT)
    bob = stage.enter("bob", fingerprint="cd" * 32)
    lines = messages(stage.talk(bob, "WHOIS annie"))
    assert [message.params[1:3] for message in lines if message.command == "330"] == [("annie", "ann")]
    assert "276" not in [message.command for message in lines]
    assert "276" in numerics(stage.talk(bob, "WHOIS bob"))


def test_what_is_offered_changes_with_the_settings() -> None:
    stage = Stage()
    seat = stage.connect()
    stage.talk(seat, "CAP LS 302", "CAP REQ draft/account-registration")
    stage.hub.apply_settings(replace(SETTINGS, register_accounts=False), stage.now)
    stage.take()
    stage.settle()
    assert stage.heard(seat) == [":desk.example CAP * DEL :draft/account-registration"]
    assert "draft/account-registration" not in seat.capabilities
    stage.hub.apply_settings(SETTINGS, stage.now)
    stage.take()
    stage.settle()
    (line,) = messages(stage.heard(seat))
    assert line.params[1:] == ("NEW", "draft/account-registration=before-connect,custom-account-name")
