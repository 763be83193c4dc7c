"""Several Seats of one User, and always-on accounts."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.people.seat_sharing import NOT_HERE
from desktop_chat.irc.message import parse_line
from desktop_chat.irc.numerics import (
    ERR_NICKNAMEINUSE,
    ERR_NOSUCHNICK,
    RPL_AWAY,
    RPL_NOWAWAY,
    RPL_UNAWAY,
    RPL_WHOISSECURE,
)
from desktop_chat.storage.records import Account, StoredState
from desktop_chat.texts.hub import DELIVERED_LATER
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, PASSWORDS, HubHarness, commands_of, parse_lines

ANN = Account("ann", f"cert:{FINGERPRINT}", 1, PASSWORDS.make_secret("sesame"), certificates=(FINGERPRINT,))

JOINED = ["JOIN", "353", "366"]
"""JOIN and the names."""
JOINED_WITH_TOPIC = ["JOIN", "332", "333", "353", "366"]


def _harness() -> HubHarness:
    return HubHarness(stored=StoredState(accounts=(ANN,)))


def _break_connection(harness: HubHarness, seat: Seat) -> None:
    """End the Seat because its connection broke."""
    harness.hub.detach_seat(seat, "Connection reset", harness.now, lost=True)
    harness.take_outcome()
    harness.run_until_idle()


def _aways(harness: HubHarness, seat: Seat) -> list[str]:
    """Read lines, all of which must be AWAY, and return the texts; "" for a person who is back."""
    messages = parse_lines(harness.read_lines(seat))
    assert {message.command for message in messages} <= {"AWAY"}
    return [message.param_at(0) for message in messages]


def _texts(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in parse_lines(lines) if message.command == "PRIVMSG"]


def test_second_seat_gets_the_rooms_and_nobody_else_notices() -> None:
    harness = _harness()
    bob = harness.register("bob", rooms=["#tea", "#milk"])
    harness.exchange(bob, "TOPIC #tea :Tea")
    first = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea", "#milk"])
    harness.read_lines(bob)
    second = harness.connect(FINGERPRINT)
    lines = harness.exchange(second, "CAP REQ extended-join", "NICK ann", "USER ann 0 * :Ann", "CAP END")
    after = parse_lines(lines[next(i for i, line in enumerate(lines) if " JOIN " in line) :])
    assert second.user is first.user
    assert "001" in commands_of(lines), "the client is welcomed"
    assert [line.command for line in after] == [*JOINED_WITH_TOPIC, *JOINED], "both rooms are shown"
    assert after[0].params == ("#tea", "ann", "Ann")
    assert harness.read_lines(bob) == [], "other people notice nothing"
    assert harness.read_lines(first) == [], "the other Seat notices nothing"


def test_every_seat_sends_and_receives() -> None:
    harness = _harness()
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


def test_join_part_and_nick_of_one_seat_reach_the_others() -> None:
    harness = _harness()
    one = harness.register("ann", fingerprint=FINGERPRINT)
    two = harness.register("ann", fingerprint=FINGERPRINT)
    assert commands_of(harness.exchange(one, "JOIN #tea")) == JOINED
    assert commands_of(harness.read_lines(two)) == JOINED
    assert harness.exchange(two, "JOIN #tea") == []
    harness.exchange(two, "PART #tea")
    assert commands_of(harness.read_lines(one)) == ["PART"]
    harness.exchange(two, "NICK anna")
    assert commands_of(harness.read_lines(one)) == ["NICK"]


def test_user_quits_with_last_seat() -> None:
    harness = _harness()
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


def test_user_is_away_only_if_all_seats_are() -> None:
    harness = _harness()
    bob = harness.register("bob", "away-notify", rooms=["#tea"])
    one = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    two = harness.register("ann", fingerprint=FINGERPRINT)
    harness.read_lines(bob)
    assert commands_of(harness.exchange(one, "AWAY :lunch")) == [RPL_NOWAWAY]
    assert _aways(harness, bob) == [], "one Seat is here still"
    assert commands_of(harness.exchange(two, "AWAY :bed")) == [RPL_NOWAWAY]
    assert _aways(harness, bob) == ["bed"]
    third = harness.register("ann", fingerprint=FINGERPRINT)
    assert _aways(harness, bob) == [""], "a Seat that is not away brings the User back"
    harness.exchange(third, "QUIT")
    assert _aways(harness, bob) == ["bed"]
    assert commands_of(harness.exchange(one, "AWAY")) == [RPL_UNAWAY]
    assert _aways(harness, bob) == [""]


def test_replay_after_a_cut_has_no_gap_and_no_repetition(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", rooms=["#tea"])
    first = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(bob, "PRIVMSG #tea :one")
    harness.exchange(first, "PING x")
    harness.exchange(bob, "PRIVMSG #tea :two")
    harness.read_lines(first)  # the connection is dead: these lines are lost
    second = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(second, "NICK ann", "USER ann 0 * :Ann")) == ["two"]
    harness.exchange(bob, "PRIVMSG #tea :three")
    assert _texts(harness.read_lines(second)) == ["three"]
    harness.exchange(second, "PING x")
    third = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(third, "NICK ann", "USER ann 0 * :Ann")) == []
    _break_connection(harness, first)
    _break_connection(harness, second)
    harness.exchange(bob, "PRIVMSG #tea :four")
    _break_connection(harness, third)
    fourth = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(fourth, "NICK ann", "USER ann 0 * :Ann", "JOIN #tea")) == ["four"]


def test_returning_client_continues_where_it_left(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", rooms=["#tea"])
    harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    phone = harness.connect(FINGERPRINT)
    harness.exchange(phone, "NICK ann", "USER phone 0 * :Phone")
    harness.exchange(phone, "QUIT")
    harness.exchange(bob, "PRIVMSG #tea :missed")
    phone = harness.connect(FINGERPRINT)
    assert _texts(harness.exchange(phone, "NICK ann", "USER phone 0 * :Phone")) == ["missed"]


def test_account_can_forbid_a_second_seat() -> None:
    alone = replace(ANN, settings={"multiclient": "off"})
    harness = HubHarness(stored=StoredState(accounts=(alone,)))
    harness.register("ann", fingerprint=FINGERPRINT)
    assert ERR_NICKNAMEINUSE in commands_of(harness.exchange(harness.connect(FINGERPRINT), "NICK ann", "USER a 0 * :A"))


def _always_on(open_store: Open, capabilities: str = "") -> tuple[HubHarness, Seat, Seat]:
    harness = HubHarness(store=open_store())
    bob = harness.register("bob", f"{MODERN_CAPS} away-notify", rooms=["#tea"])
    ann = harness.register("ann", capabilities, fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "NS SET ALWAYS-ON on")
    harness.read_lines(bob)
    return harness, bob, ann


def test_always_on_user_stays_without_a_seat(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store)
    harness.exchange(ann, "QUIT")
    assert _aways(harness, bob) == [NOT_HERE], "bob sees no QUIT"
    echoes = harness.exchange(bob, "PRIVMSG ann :psst", "PRIVMSG #tea :hi")
    assert commands_of(echoes) == ["PRIVMSG", RPL_AWAY, "PRIVMSG"]
    assert parse_lines(echoes)[1].params[-1] == DELIVERED_LATER
    assert "ann" in harness.exchange(bob, "NAMES #tea")[0]
    assert RPL_WHOISSECURE not in commands_of(harness.exchange(bob, "WHOIS ann"))
    back = harness.connect(FINGERPRINT)
    lines = harness.exchange(back, "NICK somebody", "USER ann 0 * :Ann")
    assert parse_line(lines[1]).params[0] == "ann"
    assert _texts(lines) == ["hi", "psst"]
    assert _aways(harness, bob) == [""]


def test_always_on_user_survives_a_restart(open_store: Open) -> None:
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


def test_always_on_user_survives_a_power_cut(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store, MODERN_CAPS)
    harness.exchange(bob, "PRIVMSG #tea :seen")
    harness.read_lines(ann)
    again = HubHarness(store=open_store())  # the old hub was not closed
    bob = again.register("bob", MODERN_CAPS, rooms=["#tea"])
    assert "ann" in again.exchange(bob, "NAMES #tea")[0]
    assert commands_of(again.exchange(bob, "PRIVMSG ann :x"))[-1] == RPL_AWAY
    back = again.connect(FINGERPRINT)
    assert _texts(again.exchange(back, "NICK ann", "USER ann 0 * :Ann")) == ["x"]


def test_user_quits_after_always_on_is_switched_off(open_store: Open) -> None:
    harness, bob, ann = _always_on(open_store)
    harness.exchange(ann, "NS SET ALWAYS-ON off", "QUIT")
    assert commands_of(harness.read_lines(bob)) == ["QUIT"]


def test_absent_account_reads_direct_messages_later(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann")
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "QUIT")
    bob = harness.register("bob", MODERN_CAPS)
    assert commands_of(harness.exchange(bob, "PRIVMSG ann :psst")) == ["PRIVMSG", RPL_AWAY]
    assert commands_of(harness.exchange(bob, "TAGMSG ann")) == []
    assert commands_of(harness.exchange(bob, "PRIVMSG nobody :psst")) == [ERR_NOSUCHNICK]
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


def test_message_to_account_name_reaches_the_user_under_another_nick(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann")
    harness.exchange(ann, "REGISTER * * sesame-seed")
    harness.exchange(ann, "NICK annie")
    bob = harness.register("bob")
    assert harness.exchange(bob, "PRIVMSG ann :psst") == []
    assert _texts(harness.read_lines(ann)) == ["psst"]
