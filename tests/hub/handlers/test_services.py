"""NickServ and ChanServ."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.storage.store_api import Account, StoredState
from tests.hub.stage import PASSWORDS, PRINT, SETTINGS, Stage, messages, numerics

ANN = Account("ann", "account:ann", 1, PASSWORDS.make_secret("sesame"))
BOB = Account("bob", "account:bob", 1, PASSWORDS.make_secret("millet"))
SET = replace(SETTINGS, password_length=3)


def _stage() -> Stage:
    return Stage(SET, stored=StoredState(accounts=(ANN, BOB)))


def _said(stage: Stage, seat: Seat, line: str) -> list[str]:
    """What the service says to this."""
    answer = messages(stage.talk(seat, line))
    return [message.params[-1] for message in answer if message.command == "NOTICE" and "Serv!" in message.source]


def _in(stage: Stage, nick: str, account: str, *rooms: str) -> Seat:
    password = {"ann": "sesame", "bob": "millet"}[account]
    seat = stage.enter(nick)
    assert _said(stage, seat, f"NS IDENTIFY {account} {password}") == [f"You are now logged in as {account}."]
    for room in rooms:
        stage.talk(seat, f"JOIN {room}")
    return seat


def test_they_are_there_and_nobody_can_be_them() -> None:
    stage = _stage()
    cid = stage.enter("cid", "echo-message")
    assert numerics(stage.talk(stage.connect(), "NICK nickserv")) == ["433"]
    assert numerics(stage.talk(cid, "NICK ChanServ")) == ["433"]
    assert numerics(stage.talk(cid, "WHOIS NickServ")) == ["311", "312", "335", "318"]
    lines = messages(stage.talk(cid, "PRIVMSG nickserv :help"))
    assert [message.command for message in lines[:2]] == ["PRIVMSG", "NOTICE"]
    assert lines[1].source == "NickServ!NickServ@desk.example"
    assert any("REGISTER" in message.params[-1] for message in lines)
    assert any("REGISTER #room" in text for text in _said(stage, cid, "CS HELP"))
    assert _said(stage, cid, "NS HELP SET") == ["SET ALWAYS-ON|MULTICLIENT ON|OFF - how your account behaves"]
    assert "no order FOO" in _said(stage, cid, "NS foo")[0]
    assert "missing" in _said(stage, cid, "NS IDENTIFY")[0]
    assert stage.talk(cid, "NOTICE NickServ :help")[0].startswith(":cid!")
    assert _said(stage, cid, "NOTICE NickServ :help") == []


def test_register_and_identify() -> None:
    stage = _stage()
    cid = stage.enter("cid")
    assert _said(stage, cid, "PRIVMSG NickServ :register pw")[0].startswith("A password has at least 3")
    assert _said(stage, cid, "PRIVMSG NickServ :register hush") == ["Account created"]
    assert _said(stage, cid, "NS REGISTER hush") == ["You are logged in to an account already"]
    assert _said(stage, cid, "NS LOGOUT") == ["You are logged out."]
    assert _said(stage, cid, "NS LOGOUT") == ["You are not logged in to an account."]
    assert _said(stage, cid, "NS IDENTIFY wrong") == ["The name or the password is wrong."]
    assert "900" in numerics(stage.talk(cid, "NS IDENTIFY hush"))
    assert _said(stage, cid, "NS INFO")[0].startswith("cid is an account since 2023")
    assert _said(stage, cid, "NS INFO nobody") == ["There is no account nobody."]


def test_a_new_password() -> None:
    stage = _stage()
    ann = _in(stage, "cid", "ann")
    assert _said(stage, ann, "NS PASSWD wrong open") == ["The old password is wrong."]
    assert _said(stage, ann, "NS PASSWD sesame open") == ["The password was changed."]
    other = stage.enter("dan")
    assert _said(stage, other, "NS IDENTIFY ann sesame") == ["The name or the password is wrong."]
    assert _said(stage, other, "NS IDENTIFY ann open") == ["You are now logged in as ann."]


def test_certificates() -> None:
    stage = _stage()
    seat = stage.enter("cid", fingerprint=PRINT)
    _said(stage, seat, "NS IDENTIFY ann sesame")
    assert "opens ann" in _said(stage, seat, "NS CERT ADD")[0]
    assert _said(stage, seat, "NS CERT ADD") == ["This certificate opens an account already."]
    assert _said(stage, seat, "NS CERT LIST") == ["1 certificates open ann.", PRINT]
    stage.talk(seat, "QUIT")
    again = stage.connect(PRINT)
    assert numerics(stage.talk(again, "NICK ann", "USER a 0 * :A"))[:2] == ["900", "001"]
    assert "does not open" in _said(stage, again, f"NS CERT DEL {PRINT.upper()}")[0]
    assert _said(stage, again, "NS CERT DEL") == ["This certificate does not open your account."]
    plain = _in(stage, "dan", "bob")
    assert "no certificate" in _said(stage, plain, "NS CERT ADD")[0]


def test_a_name_is_taken_back() -> None:
    stage = _stage()
    stage.enter("bob2")
    watcher = stage.enter("cid", rooms=["#tea"])
    owner = _in(stage, "dan", "ann")
    assert _said(stage, owner, "NS GHOST bob2") == ["bob2 is not yours."]
    assert _said(stage, owner, "NS GHOST nobody") == ["Nobody goes by nobody."]
    stage.talk(owner, "NICK ann", "JOIN #tea")
    stage.talk(owner, "NS LOGOUT")
    stage.heard(watcher)
    right = _in(stage, "eve", "ann")
    assert "NICK" in numerics(stage.talk(right, "NS REGAIN ann"))
    assert right.nick == "ann"
    assert owner.nick == "Guest1"
    assert [message.params for message in messages(stage.heard(watcher))] == [("Guest1",)]
    second = _in(stage, "fay", "ann")
    assert "The name ann is free." in _said(stage, second, "NS GHOST ann")
    assert right.closing


def test_an_account_is_given_up() -> None:
    stage = _stage()
    ann = _in(stage, "cid", "ann", "#tea")
    stage.talk(ann, "CS REGISTER #tea")
    assert "DROP ann" in _said(stage, ann, "NS DROP bob")[0]
    assert _said(stage, ann, "NS DROP ann") == ["The account ann is given up."]
    assert ann.user is not None
    assert ann.user.account == ""
    assert _said(stage, ann, "NS IDENTIFY ann sesame") == ["The name or the password is wrong."]
    assert _said(stage, ann, "CS INFO #tea")[-1] == "It is nobody's."
    assert numerics(stage.talk(stage.connect(), "NICK ann")) == []


def test_settings_and_the_operator() -> None:
    stage = Stage(replace(SET, oper_name="op", oper_password="pw"), stored=StoredState(accounts=(ANN,)))
    ann = _in(stage, "cid", "ann")
    assert _said(stage, ann, "NS SET ALWAYS-ON maybe") == ["SET ALWAYS-ON or MULTICLIENT to ON or OFF."]
    assert "stay" in _said(stage, ann, "NS SET always-on true")[0]
    assert "One connection" in _said(stage, ann, "NS SET MULTICLIENT off")[0]
    kept = [change for change in stage.kept if isinstance(change, Account)][-1]
    assert (kept.always_on, kept.settings) == (True, {"multiclient": "off"})
    assert _said(stage, ann, "NS SAREGISTER eve hush") == ["Only operators of this server may do that."]
    stage.talk(ann, "OPER op pw")
    assert _said(stage, ann, "NS SAREGISTER eve hush") == ["The account eve was made."]
    assert _said(stage, stage.enter("dan"), "NS IDENTIFY eve hush") == ["You are now logged in as eve."]


def test_a_room_is_somebodys() -> None:
    stage = _stage()
    ann = _in(stage, "cid", "ann", "#tea")
    bob = _in(stage, "dan", "bob", "#tea")
    guest = stage.enter("eve", rooms=["#tea"])
    for seat in (ann, bob):
        stage.heard(seat)
    assert _said(stage, guest, "CS REGISTER #tea") == ["You are not logged in to an account."]
    assert _said(stage, bob, "CS REGISTER #tea") == ["You are not an operator of #tea."]
    assert _said(stage, bob, "CS REGISTER #milk") == ["There is no room #milk."]
    lines = messages(stage.talk(ann, "CS REGISTER #tea"))
    assert ("#tea", "+q", "cid") in [message.params for message in lines]
    assert [message.params for message in messages(stage.heard(bob))] == [("#tea", "+r"), ("#tea", "+q", "cid")]
    assert _said(stage, bob, "CS OP #tea") == ["You do not lead #tea."]
    assert _said(stage, ann, "CS OP #tea eve") == ["It is done."]
    assert [message.params for message in messages(stage.heard(bob))] == [("#tea", "+o", "eve")]
    assert _said(stage, ann, "CS DEOP #tea eve") == ["It is done."]
    assert _said(stage, ann, "CS VOICE #tea eve") == ["It is done."]
    assert _said(stage, ann, "CS DEVOICE #tea eve") == ["It is done."]
    assert _said(stage, ann, "CS AMODE #tea +o nobody") == ["There is no account nobody."]
    assert _said(stage, ann, "CS AMODE #tea +o bob") == ["bob is +o in #tea."]
    assert _said(stage, bob, "CS ACCESS #tea")[:-1] == ["ann +qo", "bob +o"]
    assert _said(stage, bob, "CS AMODE #tea -o bob") == ["#tea is not yours."]
    assert _said(stage, ann, "CS INFO #tea")[-1] == "It is ann's."
    assert _said(stage, ann, "CS TRANSFER #tea bob") == ["#tea is bob's."]
    assert "give #tea up" in _said(stage, bob, "CS DROP #tea")[0]
    assert _said(stage, bob, "CS DROP #tea #tea") == ["#tea is nobody's."]


def test_roles_come_with_the_login() -> None:
    stage = _stage()
    ann = _in(stage, "cid", "ann", "#tea")
    stage.talk(ann, "CS REGISTER #tea", "CS AMODE #tea +o bob")
    bob = stage.enter("dan", rooms=["#tea"])
    stage.heard(ann)
    _said(stage, bob, "NS IDENTIFY bob millet")
    assert [message.params for message in messages(stage.heard(ann))] == [("#tea", "+o", "dan")]
