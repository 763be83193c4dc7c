"""NickServ and ChanServ."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.storage.records import Account, StoredState
from tests.hub.harness import FINGERPRINT, PASSWORDS, SETTINGS, HubHarness, commands_of, parse_lines

ANN = Account("ann", "account:ann", 1, PASSWORDS.make_secret("sesame"))
BOB = Account("bob", "account:bob", 1, PASSWORDS.make_secret("millet"))
SET = replace(SETTINGS, password_length=3)


def _stage() -> HubHarness:
    return HubHarness(SET, stored=StoredState(accounts=(ANN, BOB)))


def _said(harness: HubHarness, seat: Seat, line: str) -> list[str]:
    """What the service says to this."""
    answer = parse_lines(harness.exchange(seat, line))
    return [message.params[-1] for message in answer if message.command == "NOTICE" and "Serv!" in message.source]


def _in(harness: HubHarness, nick: str, account: str, *rooms: str) -> Seat:
    password = {"ann": "sesame", "bob": "millet"}[account]
    seat = harness.register(nick)
    assert _said(harness, seat, f"NS IDENTIFY {account} {password}") == [f"You are now logged in as {account}."]
    for room in rooms:
        harness.exchange(seat, f"JOIN {room}")
    return seat


def test_they_are_there_and_nobody_can_be_them() -> None:
    harness = _stage()
    cid = harness.register("cid", "echo-message")
    assert commands_of(harness.exchange(harness.connect(), "NICK nickserv")) == ["433"]
    assert commands_of(harness.exchange(cid, "NICK ChanServ")) == ["433"]
    assert commands_of(harness.exchange(cid, "WHOIS NickServ")) == ["311", "312", "335", "318"]
    lines = parse_lines(harness.exchange(cid, "PRIVMSG nickserv :help"))
    assert [message.command for message in lines[:2]] == ["PRIVMSG", "NOTICE"]
    assert lines[1].source == "NickServ!NickServ@desk.example"
    assert any("REGISTER" in message.params[-1] for message in lines)
    assert any("REGISTER #room" in text for text in _said(harness, cid, "CS HELP"))
    assert _said(harness, cid, "NS HELP SET") == ["SET ALWAYS-ON|MULTICLIENT ON|OFF - settings of your account"]
    assert "Unknown order FOO" in _said(harness, cid, "NS foo")[0]
    assert _said(harness, cid, "NS IDENTIFY") == ["Usage: IDENTIFY [account] password"]
    assert harness.exchange(cid, "NOTICE NickServ :help")[0].startswith(":cid!")
    assert _said(harness, cid, "NOTICE NickServ :help") == []


def test_register_and_identify() -> None:
    harness = _stage()
    cid = harness.register("cid")
    assert _said(harness, cid, "PRIVMSG NickServ :register pw")[0].startswith("A password has at least 3")
    assert _said(harness, cid, "PRIVMSG NickServ :register hush") == ["Account created."]
    assert _said(harness, cid, "NS REGISTER hush") == ["You are already logged in to an account"]
    assert _said(harness, cid, "NS LOGOUT") == ["You are logged out."]
    assert _said(harness, cid, "NS LOGOUT") == ["You are not logged in to an account."]
    assert _said(harness, cid, "NS IDENTIFY wrong") == ["Wrong name or password."]
    assert "900" in commands_of(harness.exchange(cid, "NS IDENTIFY hush"))
    assert _said(harness, cid, "NS INFO")[0].startswith("The account cid exists since 2023")
    assert _said(harness, cid, "NS INFO nobody") == ["There is no account nobody."]


def test_a_new_password() -> None:
    harness = _stage()
    ann = _in(harness, "cid", "ann")
    assert _said(harness, ann, "NS PASSWD wrong open") == ["Wrong old password."]
    assert _said(harness, ann, "NS PASSWD sesame open") == ["The password was changed."]
    other = harness.register("dan")
    assert _said(harness, other, "NS IDENTIFY ann sesame") == ["Wrong name or password."]
    assert _said(harness, other, "NS IDENTIFY ann open") == ["You are now logged in as ann."]


def test_certificates() -> None:
    harness = _stage()
    seat = harness.register("cid", fingerprint=FINGERPRINT)
    _said(harness, seat, "NS IDENTIFY ann sesame")
    assert "logs in to ann" in _said(harness, seat, "NS CERT ADD")[0]
    assert _said(harness, seat, "NS CERT ADD") == ["This certificate belongs to an account already."]
    assert _said(harness, seat, "NS CERT LIST") == ["1 certificate logs in to ann.", FINGERPRINT]
    harness.exchange(seat, "QUIT")
    again = harness.connect(FINGERPRINT)
    assert commands_of(harness.exchange(again, "NICK ann", "USER a 0 * :A"))[:2] == ["900", "001"]
    assert "no longer logs in" in _said(harness, again, f"NS CERT DEL {FINGERPRINT.upper()}")[0]
    assert _said(harness, again, "NS CERT DEL") == ["This certificate does not belong to your account."]
    plain = _in(harness, "dan", "bob")
    assert "no certificate" in _said(harness, plain, "NS CERT ADD")[0]


def test_a_name_is_taken_back() -> None:
    harness = _stage()
    harness.register("bob2")
    watcher = harness.register("cid", rooms=["#tea"])
    owner = _in(harness, "dan", "ann")
    assert _said(harness, owner, "NS GHOST bob2") == ["bob2 is not yours."]
    assert _said(harness, owner, "NS GHOST nobody") == ["Nobody uses the name nobody."]
    harness.exchange(owner, "NICK ann", "JOIN #tea")
    harness.exchange(owner, "NS LOGOUT")
    harness.read_lines(watcher)
    right = _in(harness, "eve", "ann")
    assert "NICK" in commands_of(harness.exchange(right, "NS REGAIN ann"))
    assert right.nick == "ann"
    assert owner.nick == "Guest1"
    assert [message.params for message in parse_lines(harness.read_lines(watcher))] == [("Guest1",)]
    second = _in(harness, "fay", "ann")
    assert "The name ann is free." in _said(harness, second, "NS GHOST ann")
    assert right.closing


def test_an_account_is_given_up() -> None:
    harness = _stage()
    ann = _in(harness, "cid", "ann", "#tea")
    harness.exchange(ann, "CS REGISTER #tea")
    assert "DROP ann" in _said(harness, ann, "NS DROP bob")[0]
    assert _said(harness, ann, "NS DROP ann") == ["The account ann was deleted."]
    assert ann.user is not None
    assert ann.user.account == ""
    assert _said(harness, ann, "NS IDENTIFY ann sesame") == ["Wrong name or password."]
    assert _said(harness, ann, "CS INFO #tea")[-1] == "It has no founder."
    assert commands_of(harness.exchange(harness.connect(), "NICK ann")) == []


def test_settings_and_the_operator() -> None:
    harness = HubHarness(replace(SET, oper_name="op", oper_password="pw"), stored=StoredState(accounts=(ANN,)))
    ann = _in(harness, "cid", "ann")
    assert _said(harness, ann, "NS SET ALWAYS-ON maybe") == ["Use SET ALWAYS-ON or SET MULTICLIENT with ON or OFF."]
    assert "stay" in _said(harness, ann, "NS SET always-on true")[0]
    assert "Only one connection" in _said(harness, ann, "NS SET MULTICLIENT off")[0]
    kept = [change for change in harness.changes if isinstance(change, Account)][-1]
    assert (kept.always_on, kept.settings) == (True, {"multiclient": "off"})
    assert _said(harness, ann, "NS SAREGISTER eve hush") == ["Only server operators can do this."]
    harness.exchange(ann, "OPER op pw")
    assert _said(harness, ann, "NS SAREGISTER eve hush") == ["The account eve was created."]
    assert _said(harness, harness.register("dan"), "NS IDENTIFY eve hush") == ["You are now logged in as eve."]


def test_a_room_is_somebodys() -> None:
    harness = _stage()
    ann = _in(harness, "cid", "ann", "#tea")
    bob = _in(harness, "dan", "bob", "#tea")
    guest = harness.register("eve", rooms=["#tea"])
    for seat in (ann, bob):
        harness.read_lines(seat)
    assert _said(harness, guest, "CS REGISTER #tea") == ["You are not logged in to an account."]
    assert _said(harness, bob, "CS REGISTER #tea") == ["You are not an operator of #tea."]
    assert _said(harness, bob, "CS REGISTER #milk") == ["There is no room #milk."]
    lines = parse_lines(harness.exchange(ann, "CS REGISTER #tea"))
    assert ("#tea", "+q", "cid") in [message.params for message in lines]
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [
        ("#tea", "+r"),
        ("#tea", "+q", "cid"),
    ]
    assert _said(harness, bob, "CS OP #tea") == ["You are not a moderator of #tea."]
    assert _said(harness, ann, "CS OP #tea eve") == ["Done."]
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [("#tea", "+o", "eve")]
    assert _said(harness, ann, "CS DEOP #tea eve") == ["Done."]
    assert _said(harness, ann, "CS VOICE #tea eve") == ["Done."]
    assert _said(harness, ann, "CS DEVOICE #tea eve") == ["Done."]
    assert _said(harness, ann, "CS AMODE #tea +o nobody") == ["There is no account nobody."]
    assert _said(harness, ann, "CS AMODE #tea +o bob") == ["bob has +o in #tea."]
    assert _said(harness, bob, "CS ACCESS #tea")[:-1] == ["ann +qo", "bob +o"]
    assert _said(harness, bob, "CS AMODE #tea -o bob") == ["#tea is not yours."]
    assert _said(harness, ann, "CS INFO #tea")[-1] == "Its founder is ann."
    assert _said(harness, ann, "CS TRANSFER #tea bob") == ["bob is the founder of #tea now."]
    assert "give up #tea" in _said(harness, bob, "CS DROP #tea")[0]
    assert _said(harness, bob, "CS DROP #tea #tea") == ["#tea has no founder any more."]


def test_roles_come_with_the_login() -> None:
    harness = _stage()
    ann = _in(harness, "cid", "ann", "#tea")
    harness.exchange(ann, "CS REGISTER #tea", "CS AMODE #tea +o bob")
    bob = harness.register("dan", rooms=["#tea"])
    harness.read_lines(ann)
    _said(harness, bob, "NS IDENTIFY bob millet")
    assert [message.params for message in parse_lines(harness.read_lines(ann))] == [("#tea", "+o", "dan")]
