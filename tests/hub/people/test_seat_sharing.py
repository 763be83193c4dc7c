"""One User with several connections, and accounts that stay."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.store_api import Account, StoredState
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, PASSWORDS, HubHarness, commands_of, parse_lines

ANN = Account("ann", f"cert:{FINGERPRINT}", 1, PASSWORDS.make_secret("sesame"), certificates=(FINGERPRINT,))


def _stage() -> HubHarness:
    return HubHarness(stored=StoredState(accounts=(ANN,)))


def _lost(harness: HubHarness, seat: Seat) -> None:
    """The connection is found to be broken."""
    harness.hub.detach_seat(seat, "Connection reset", harness.now, lost=True)
    harness.take_outcome()
    harness.run_until_idle()


def _texts(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in parse_lines(lines) if message.command == "PRIVMSG"]


def test_the_second_is_shown_the_rooms_and_nobody_else_anything() -> None:
    harness = _stage()
    bob = harness.register("bob", rooms=["#tea", "#milk"])
    harness.exchange(bob, "TOPIC #tea :Tea")
    first = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea", "#milk"])
    harness.read_lines(bob)
    second = harness.connect(FINGERPRINT)
    lines = harness.exchange(second, "CAP REQ extended-join", "NICK ann", "USER ann 0 * :Ann", "CAP END")
    after = parse_lines(lines[next(i for i, line in enumerate(lines) if " JOIN " in line) :])
    assert [message.command for message in after] == ["JOIN", "332", "333", "353", "366", "JOIN", "353", "366"]
    assert after[0].params == ("#tea", "ann", "Ann")
    assert "001" in commands_of(lines)
    assert harness.read_lines(bob) == []
    assert harness.read_lines(first) == []
    assert second.user is first.user


def test_all_of_them_hear_and_are_heard() -> None:
    harness = _stage()
    bob = harness.register("bob", rooms=["#tea"])
    one = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    two = harness.register("ann", "echo-message message-tags", fingerprint=FINGERPRINT)
    three = harness.register("ann", "message-tags", fingerprint=FINGERPRINT)
    for seat in (bob, one, two, three):
        harness.read_lines(seat)
    harness.exchange(bob, "PRIVMSG #tea :a", "PRIVMSG ann :b")
    assert all(_texts(harness.read_lines(seat)) == ["a", "b"] for seat in (one, two, three))
    assert _texts(harness.exchange(two, "PRIVMSG #tea :c", "PRIVMSG bob :d")) == ["c", "d"]
    assert _texts(harness.read_lines(one)) == _texts(harness.read_lines(three)) == ["c", "d"]
    assert _texts(harness.exchange(three, "PRIVMSG #tea :e", "PRIVMSG bob :f")) == []
    assert _texts(harness.read_lines(one)) == _texts(harness.read_lines(two)) == ["e", "f"]
    assert _texts(harness.read_lines(bob)) == ["c", "d", "e", "f"]
    assert _texts(harness.exchange(two, "PRIVMSG ann :me")) == ["me", "me"]
    assert _texts(harness.read_lines(one)) == ["me"]


def test_a_room_that_one_enters_is_shown_to_the_others() -> None:
    harness = _stage()
    one = harness.register("ann", fingerprint=FINGERPRINT)
    two = harness.register("ann", fingerprint=FINGERPRINT)
    assert commands_of(harness.exchange(one, "JOIN #tea")) == ["JOIN", "353", "366"]
    assert commands_of(harness.read_lines(two)) == ["JOIN", "353", "366"]
    assert harness.exchange(two, "JOIN #tea") == []
    harness.exchange(two, "PART #tea")
    assert commands_of(harness.read_lines(one)) == ["PART"]
    harness.exchange(two, "NICK anna")
    assert commands_of(harness.read_lines(one)) == ["NICK"]


def test_one_goes_and_the_last_one_takes_the_user_along() -> None:
    harness = _stage()
    bob = harness.register("bob", rooms=["#tea"])
    one = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    two = harness.register("ann", fingerprint=FINGERPRINT)
    harness.read_lines(bob)
    harness.exchange(one, "QUIT")
    assert harness.read_lines(bob) == []
    harness.exchange(two, "PRIVMSG #tea :here")
    assert _texts(harness.read_lines(bob)) == ["here"]
    harness.exchange(two, "QUIT :bye")
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [("Quit: bye",)]


def test_away_is_who_is_away_everywhere() -> None:
    harness = _stage()
    bob = harness.register("bob", "away-notify", rooms=["#tea"])
    one = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    two = harness.register("ann", fingerprint=FINGERPRINT)
    harness.read_lines(bob)
    assert commands_of(harness.exchange(one, "AWAY :lunch")) == ["306"]
    assert harness.read_lines(bob) == []
    assert commands_of(harness.exchange(two, "AWAY :bed")) == ["306"]
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [("bed",)]
    third = harness.register("ann", fingerprint=FINGERPRINT)
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [()]
    harness.exchange(third, "QUIT")
    assert [message.command for message in parse_lines(harness.read_lines(bob))] == ["AWAY"]
    assert commands_of(harness.exchange(one, "AWAY")) == ["305"]


def test_after_a_cut_nothing_is_lost_and_nothing_shown_twice(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", rooms=["#tea"])
    first = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(bob, "PRIVMSG #tea :one")
    harness.exchange(first, "PING x")
    harness.exchange(bob, "PRIVMSG #tea :two")
    harness.read_lines(first)  # into a connection that is dead by now
    second = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(second, "NICK ann", "USER ann 0 * :Ann")) == ["two"]
    harness.exchange(bob, "PRIVMSG #tea :three")
    assert _texts(harness.read_lines(second)) == ["three"]
    harness.exchange(second, "PING x")
    third = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(third, "NICK ann", "USER ann 0 * :Ann")) == []
    _lost(harness, first)
    _lost(harness, second)
    harness.exchange(bob, "PRIVMSG #tea :four")
    _lost(harness, third)
    fourth = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(fourth, "NICK ann", "USER ann 0 * :Ann", "JOIN #tea")) == ["four"]


def test_a_device_that_comes_back_goes_on_where_it_left(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", rooms=["#tea"])
    harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    phone = harness.connect(FINGERPRINT)
    harness.exchange(phone, "NICK ann", "USER phone 0 * :Phone")
    harness.exchange(phone, "QUIT")
    harness.exchange(bob, "PRIVMSG #tea :missed")
    phone = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(phone, "NICK ann", "USER phone 0 * :Phone")) == ["missed"]


def test_who_wants_one_connection_has_one() -> None:
    alone = replace(ANN, settings={"multiclient": "off"})
    harness = HubHarness(stored=StoredState(accounts=(alone,)))
    harness.register("ann", fingerprint=FINGERPRINT)
    assert "433" in commands_of(harness.exchange(harness.connect(FINGERPRINT), "NICK ann", "USER a 0 * :A"))


def _always_on(open_store: Open, capabilities: str = "") -> tuple[HubHarness, Seat, Seat]:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", f"{MODERN_CAPS} away-notify", rooms=["#tea"])
    ann = harness.register("ann", capabilities, fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "NS SET ALWAYS-ON on")
    harness.read_lines(bob)
    return harness, bob, ann


def test_an_account_stays_while_nobody_is_there_for_it(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store)
    harness.exchange(ann, "QUIT")
    assert [(m.command, m.params) for m in parse_lines(harness.read_lines(bob))] == [
        ("AWAY", ("Not connected at present",))
    ]
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :psst", "PRIVMSG #tea :hi")) == ["PRIVMSG", "301", "PRIVMSG"]
    assert "ann" in harness.exchange(bob, "NAMES #tea")[0]
    assert "671" not in commands_of(harness.exchange(bob, "WHOIS ann"))
    back = harness.connect(FINGERPRINT)
    lines = harness.exchange(back, "NICK somebody", "USER ann 0 * :Ann")
    assert parse_line(lines[1]).params[0] == "ann"
    assert _texts(lines) == ["hi", "psst"]
    assert [(m.command, m.params) for m in parse_lines(harness.read_lines(bob))] == [("AWAY", ())]


def test_an_account_stays_over_a_restart(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store)
    harness.exchange(ann, "QUIT")
    harness.exchange(bob, "PRIVMSG #tea :before", "PRIVMSG ann :psst")
    harness.hub.close_all("The end", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    again = HubHarness(store=open_store())
    bob = again.register("bob", MODERN_CAPS, rooms=["#tea"])
    assert "ann" in again.exchange(bob, "NAMES #tea")[0]
    again.exchange(bob, "PRIVMSG #tea :after")
    back = again.connect(FINGERPRINT)
    lines = again.exchange(back, "NICK ann", "USER ann 0 * :Ann")
    assert _texts(lines) == ["before", "after", "psst"]


def test_an_account_stays_over_a_power_cut(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store, MODERN_CAPS)
    harness.exchange(bob, "PRIVMSG #tea :seen")
    harness.read_lines(ann)
    again = HubHarness(store=open_store())  # nothing was said to the hub
    bob = again.register("bob", MODERN_CAPS, rooms=["#tea"])
    assert "ann" in again.exchange(bob, "NAMES #tea")[0]
    assert commands_of(again.exchange(bob, "PRIVMSG ann :x"))[-1] == "301"
    back = again.connect(FINGERPRINT)
    assert _texts(again.exchange(back, "NICK ann", "USER ann 0 * :Ann")) == ["x"]


def test_who_does_not_want_it_any_more_leaves(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store)
    harness.exchange(ann, "NS SET ALWAYS-ON off", "QUIT")
    assert commands_of(harness.read_lines(bob)) == ["QUIT"]


def test_what_is_said_to_an_account_that_is_not_here(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann")
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "QUIT")
    bob = harness.register("bob", MODERN_CAPS)
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :psst")) == ["PRIVMSG", "301"]
    assert commands_of(harness.exchange(bob, "TAGMSG ann")) == []
    assert commands_of(harness.exchange(bob, "PRIVMSG nobody :psst")) == ["401"]
    back = harness.register("annie")
    assert _texts(harness.exchange(back, "NS IDENTIFY ann sesame-seed")) == ["psst"]
    harness.exchange(back, "NICK ann")
    harness.exchange(back, "QUIT")
    harness.exchange(bob, "PRIVMSG ann :again")
    modern = harness.connect()
    harness.exchange(modern, f"CAP REQ :{MODERN_CAPS}", "NICK ann", "USER a 0 * :A", "AUTHENTICATE PLAIN")
    harness.exchange(modern, "AUTHENTICATE AGFubgBzZXNhbWUtc2VlZA==")
    harness.exchange(modern, "CAP END")
    page = harness.exchange(modern, "CHATHISTORY LATEST bob * 10")
    assert _texts(page) == ["psst", "again"]


def test_who_is_here_by_another_nick_is_told(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann")
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "NICK annie")
    bob = harness.register("bob")
    assert harness.exchange(bob, "PRIVMSG ann :psst") == []
    assert _texts(harness.read_lines(ann)) == ["psst"]
