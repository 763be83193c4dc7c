"""One User with several connections, and accounts that stay."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import Account, StoredState
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PASSWORDS, PRINT, Stage, messages, numerics

ANN = Account("ann", f"cert:{PRINT}", 1, PASSWORDS.make_secret("sesame"), certificates=(PRINT,))


def _stage() -> Stage:
    return Stage(stored=StoredState(accounts=(ANN,)))


def _lost(stage: Stage, seat: Seat) -> None:
    """The connection is found to be broken."""
    stage.hub.detach_seat(seat, "Connection reset", stage.now, lost=True)
    stage.take()
    stage.settle()


def _texts(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in messages(lines) if message.command == "PRIVMSG"]


def test_the_second_is_shown_the_rooms_and_nobody_else_anything() -> None:
    stage = _stage()
    bob = stage.enter("bob", rooms=["#tea", "#milk"])
    stage.talk(bob, "TOPIC #tea :Tea")
    first = stage.enter("ann", fingerprint=PRINT, rooms=["#tea", "#milk"])
    stage.heard(bob)
    second = stage.connect(PRINT)
    lines = stage.talk(second, "CAP REQ extended-join", "NICK ann", "USER ann 0 * :Ann", "CAP END")
    after = messages(lines[next(i for i, line in enumerate(lines) if " JOIN " in line) :])
    assert [message.command for message in after] == ["JOIN", "332", "333", "353", "366", "JOIN", "353", "366"]
    assert after[0].params == ("#tea", "ann", "Ann")
    assert "001" in numerics(lines)
    assert stage.heard(bob) == []
    assert stage.heard(first) == []
    assert second.user is first.user


def test_all_of_them_hear_and_are_heard() -> None:
    stage = _stage()
    bob = stage.enter("bob", rooms=["#tea"])
    one = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    two = stage.enter("ann", "echo-message message-tags", fingerprint=PRINT)
    three = stage.enter("ann", "message-tags", fingerprint=PRINT)
    for seat in (bob, one, two, three):
        stage.heard(seat)
    stage.talk(bob, "PRIVMSG #tea :a", "PRIVMSG ann :b")
    assert all(_texts(stage.heard(seat)) == ["a", "b"] for seat in (one, two, three))
    assert _texts(stage.talk(two, "PRIVMSG #tea :c", "PRIVMSG bob :d")) == ["c", "d"]
    assert _texts(stage.heard(one)) == _texts(stage.heard(three)) == ["c", "d"]
    assert _texts(stage.talk(three, "PRIVMSG #tea :e", "PRIVMSG bob :f")) == []
    assert _texts(stage.heard(one)) == _texts(stage.heard(two)) == ["e", "f"]
    assert _texts(stage.heard(bob)) == ["c", "d", "e", "f"]
    assert _texts(stage.talk(two, "PRIVMSG ann :me")) == ["me", "me"]
    assert _texts(stage.heard(one)) == ["me"]


def test_a_room_that_one_enters_is_shown_to_the_others() -> None:
    stage = _stage()
    one = stage.enter("ann", fingerprint=PRINT)
    two = stage.enter("ann", fingerprint=PRINT)
    assert numerics(stage.talk(one, "JOIN #tea")) == ["JOIN", "353", "366"]
    assert numerics(stage.heard(two)) == ["JOIN", "353", "366"]
    assert stage.talk(two, "JOIN #tea") == []
    stage.talk(two, "PART #tea")
    assert numerics(stage.heard(one)) == ["PART"]
    stage.talk(two, "NICK anna")
    assert numerics(stage.heard(one)) == ["NICK"]


def test_one_goes_and_the_last_one_takes_the_user_along() -> None:
    stage = _stage()
    bob = stage.enter("bob", rooms=["#tea"])
    one = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    two = stage.enter("ann", fingerprint=PRINT)
    stage.heard(bob)
    stage.talk(one, "QUIT")
    assert stage.heard(bob) == []
    stage.talk(two, "PRIVMSG #tea :here")
    assert _texts(stage.heard(bob)) == ["here"]
    stage.talk(two, "QUIT :bye")
    assert [message.params for message in messages(stage.heard(bob))] == [("Quit: bye",)]


def test_away_is_who_is_away_everywhere() -> None:
    stage = _stage()
    bob = stage.enter("bob", "away-notify", rooms=["#tea"])
    one = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    two = stage.enter("ann", fingerprint=PRINT)
    stage.heard(bob)
    assert numerics(stage.talk(one, "AWAY :lunch")) == ["306"]
    assert stage.heard(bob) == []
    assert numerics(stage.talk(two, "AWAY :bed")) == ["306"]
    assert [message.params for message in messages(stage.heard(bob))] == [("bed",)]
    third = stage.enter("ann", fingerprint=PRINT)
    assert [message.params for message in messages(stage.heard(bob))] == [()]
    stage.talk(third, "QUIT")
    assert [message.command for message in messages(stage.heard(bob))] == ["AWAY"]
    assert numerics(stage.talk(one, "AWAY")) == ["305"]


def test_after_a_cut_nothing_is_lost_and_nothing_shown_twice(open_store: Open) -> None:
    stage = Stage(store=open_store())
    bob = stage.enter("bob", rooms=["#tea"])
    first = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.talk(bob, "PRIVMSG #tea :one")
    stage.talk(first, "PING x")
    stage.talk(bob, "PRIVMSG #tea :two")
    stage.heard(first)  # into a connection that is dead by now
    second = stage.connect(PRINT)
    assert _texts(stage.talk(second, "NICK ann", "USER ann 0 * :Ann")) == ["two"]
    stage.talk(bob, "PRIVMSG #tea :three")
    assert _texts(stage.heard(second)) == ["three"]
    stage.talk(second, "PING x")
    third = stage.connect(PRINT)
    assert _texts(stage.talk(third, "NICK ann", "USER ann 0 * :Ann")) == []
    _lost(stage, first)
    _lost(stage, second)
    stage.talk(bob, "PRIVMSG #tea :four")
    _lost(stage, third)
    fourth = stage.connect(PRINT)
    assert _texts(stage.talk(fourth, "NICK ann", "USER ann 0 * :Ann", "JOIN #tea")) == ["four"]


def test_a_device_that_comes_back_goes_on_where_it_left(open_store: Open) -> None:
    stage = Stage(store=open_store())
    bob = stage.enter("bob", rooms=["#tea"])
    stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    phone = stage.connect(PRINT)
    stage.talk(phone, "NICK ann", "USER phone 0 * :Phone")
    stage.talk(phone, "QUIT")
    stage.talk(bob, "PRIVMSG #tea :missed")
    phone = stage.connect(PRINT)
    assert _texts(stage.talk(phone, "NICK ann", "USER phone 0 * :Phone")) == ["missed"]


def test_who_wants_one_connection_has_one() -> None:
    alone = replace(ANN, settings={"multiclient": "off"})
    stage = Stage(stored=StoredState(accounts=(alone,)))
    stage.enter("ann", fingerprint=PRINT)
    assert "433" in numerics(stage.talk(stage.connect(PRINT), "NICK ann", "USER a 0 * :A"))


def _always_on(open_store: Open, capabilities: str = "") -> tuple[Stage, Seat, Seat]:
    stage = Stage(store=open_store())
    bob = stage.enter("bob", f"{MODERN} away-notify", rooms=["#tea"])
    ann = stage.enter("ann", capabilities, fingerprint=PRINT, rooms=["#tea"])
    stage.talk(ann, "REGISTER * * sesame-seed")
    stage.talk(ann, "NS SET ALWAYS-ON on")
    stage.heard(bob)
    return stage, bob, ann


def test_an_account_stays_while_nobody_is_there_for_it(open_store: Open) -> None:
    stage, bob, ann = _always_on(open_store)
    stage.talk(ann, "QUIT")
    assert [(m.command, m.params) for m in messages(stage.heard(bob))] == [("AWAY", ("Not connected at present",))]
    assert numerics(stage.talk(bob, "PRIVMSG ann :psst", "PRIVMSG #tea :hi")) == ["PRIVMSG", "301", "PRIVMSG"]
    assert "ann" in stage.talk(bob, "NAMES #tea")[0]
    assert "671" not in numerics(stage.talk(bob, "WHOIS ann"))
    back = stage.connect(PRINT)
    lines = stage.talk(back, "NICK somebody", "USER ann 0 * :Ann")
    assert parse_line(lines[1]).params[0] == "ann"
    assert _texts(lines) == ["hi", "psst"]
    assert [(m.command, m.params) for m in messages(stage.heard(bob))] == [("AWAY", ())]


def test_an_account_stays_over_a_restart(open_store: Open) -> None:
    stage, bob, ann = _always_on(open_store)
    stage.talk(ann, "QUIT")
    stage.talk(bob, "PRIVMSG #tea :before", "PRIVMSG ann :psst")
    stage.hub.close_all("The end", stage.now)
    stage.take()
    stage.settle()
    again = Stage(store=open_store())
    bob = again.enter("bob", MODERN, rooms=["#tea"])
    assert "ann" in again.talk(bob, "NAMES #tea")[0]
    again.talk(bob, "PRIVMSG #tea :after")
    back = again.connect(PRINT)
    lines = again.talk(back, "NICK ann", "USER ann 0 * :Ann")
    assert _texts(lines) == ["before", "after", "psst"]


def test_an_account_stays_over_a_power_cut(open_store: Open) -> None:
    stage, bob, ann = _always_on(open_store, MODERN)
    stage.talk(bob, "PRIVMSG #tea :seen")
    stage.heard(ann)
    again = Stage(store=open_store())  # nothing was said to the hub
    bob = again.enter("bob", MODERN, rooms=["#tea"])
    assert "ann" in again.talk(bob, "NAMES #tea")[0]
    assert numerics(again.talk(bob, "PRIVMSG ann :x"))[-1] == "301"
    back = again.connect(PRINT)
    assert _texts(again.talk(back, "NICK ann", "USER ann 0 * :Ann")) == ["x"]


def test_who_does_not_want_it_any_more_leaves(open_store: Open) -> None:
    stage, bob, ann = _always_on(open_store)
    stage.talk(ann, "NS SET ALWAYS-ON off", "QUIT")
    assert numerics(stage.heard(bob)) == ["QUIT"]


def test_what_is_said_to_an_account_that_is_not_here(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann")
    stage.talk(ann, "REGISTER * * sesame-seed")
    stage.talk(ann, "QUIT")
    bob = stage.enter("bob", MODERN)
    assert numerics(stage.talk(bob, "PRIVMSG ann :psst")) == ["PRIVMSG", "301"]
    assert numerics(stage.talk(bob, "TAGMSG ann")) == []
    assert numerics(stage.talk(bob, "PRIVMSG nobody :psst")) == ["401"]
    back = stage.enter("annie")
    assert _texts(stage.talk(back, "NS IDENTIFY ann sesame-seed")) == ["psst"]
    stage.talk(back, "NICK ann")
    stage.talk(back, "QUIT")
    stage.talk(bob, "PRIVMSG ann :again")
    modern = stage.connect()
    stage.talk(modern, f"CAP REQ :{MODERN}", "NICK ann", "USER a 0 * :A", "AUTHENTICATE PLAIN")
    stage.talk(modern, "AUTHENTICATE AGFubgBzZXNhbWUtc2VlZA==")
    stage.talk(modern, "CAP END")
    page = stage.talk(modern, "CHATHISTORY LATEST bob * 10")
    assert _texts(page) == ["psst", "again"]


def test_who_is_here_by_another_nick_is_told(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann")
    stage.talk(ann, "REGISTER * * sesame-seed")
    stage.talk(ann, "NICK annie")
    bob = stage.enter("bob")
    assert stage.talk(bob, "PRIVMSG ann :psst") == []
    assert _texts(stage.heard(ann)) == ["psst"]
