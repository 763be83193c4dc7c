"""How a message reaches its target: a room, the ranks of a room, a person; and what is stored of it."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.messaging import send
from desktop_chat.texts import hub as hub_texts
from tests.hub.harness import FINGERPRINT, HubHarness, commands_of, parse_lines

OTHER = "cd" * 32


def texts(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in parse_lines(lines)]


def test_a_message_to_a_rank_reaches_that_rank_and_higher_ones() -> None:
    harness = HubHarness()
    ann, bob, cid, dan = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob", "cid", "dan"))
    harness.exchange(ann, "MODE #tea +o bob", "MODE #tea +v cid")
    for seat in (ann, bob, cid, dan):
        harness.read_lines(seat)
    harness.send(dan, "PRIVMSG @#tea :for operators", "PRIVMSG +#tea :for voices")
    harness.run_until_idle()
    assert texts(harness.read_lines(bob)) == ["for operators", "for voices"]
    assert texts(harness.read_lines(cid)) == ["for voices"]
    assert harness.read_lines(dan) == []
    assert [entry.text for entry in harness.kept_messages] == []


@pytest.mark.parametrize(("command", "answers"), [("PRIVMSG", ["401"]), ("NOTICE", [])])
def test_only_a_privmsg_is_answered_with_an_error(command: str, answers: list[str]) -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    assert commands_of(harness.exchange(ann, f"{command} nobody :hello")) == answers


def test_each_target_of_a_list_is_answered_by_itself() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, "PRIVMSG nobody,#tea,bob :hello")) == ["401"]
    assert [message.params for message in parse_lines(harness.read_lines(bob))] == [("#tea", "hello"), ("bob", "hello")]


def test_a_direct_message_is_stored_if_one_of_the_two_is_known() -> None:
    harness = HubHarness()
    ann, bob, cid = harness.register("ann", fingerprint=FINGERPRINT), harness.register("bob"), harness.register("cid")
    harness.exchange(bob, "PRIVMSG cid :between strangers")
    assert harness.kept_messages == []
    harness.exchange(bob, "PRIVMSG ann :to a known person")
    harness.exchange(ann, "PRIVMSG bob :from a known person")
    assert [entry.text for entry in harness.kept_messages] == ["to a known person", "from a known person"]
    assert len({entry.room for entry in harness.kept_messages}) == 1
    assert texts(harness.read_lines(cid)) == ["between strangers"]


def test_beyond_the_limit_guests_begin_no_new_direct_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send, "MOST_DIRECT", 1)
    harness = HubHarness()
    ann, bob = harness.register("ann", fingerprint=FINGERPRINT), harness.register("bob", fingerprint=OTHER)
    cid = harness.register("cid")
    harness.exchange(ann, "PRIVMSG bob :the first room")
    harness.exchange(ann, "PRIVMSG cid :no second one", "PRIVMSG bob :the first room again")
    assert [entry.text for entry in harness.kept_messages] == ["the first room", "the first room again"]
    assert texts(harness.read_lines(cid)) == ["no second one"]
    assert texts(harness.read_lines(bob)) == ["the first room", "the first room again"]


def test_an_away_person_is_answered_for_once_for_each_privmsg() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    harness.exchange(bob, "AWAY :lunch")
    (away,) = parse_lines(harness.exchange(ann, "PRIVMSG bob :hello"))
    assert (away.command, away.params[-1]) == ("301", "lunch")
    assert harness.exchange(ann, "NOTICE bob :hello") == []


DAY_MS = 24 * 60 * 60 * 1000


def leave_guest(fingerprint: str = FINGERPRINT, visits: int = 1) -> tuple[HubHarness, Seat]:
    """Return a chat that the guest bob has left, and ann who is there."""
    harness = HubHarness()
    for _ in range(visits):
        harness.exchange(harness.register("bob", fingerprint=fingerprint), "QUIT")
    return harness, harness.register("ann", "echo-message desktop-chat/text message-tags", fingerprint=OTHER)


def test_message_to_an_absent_guest_is_kept_and_the_author_is_told() -> None:
    harness, ann = leave_guest()
    answer = parse_lines(harness.exchange(ann, "PRIVMSG bob :hello", "NOTICE bob :and this"))
    assert [line.command for line in answer] == ["PRIVMSG", "301", "NOTICE"]
    assert answer[1].params == ("ann", "bob", str(hub_texts.DELIVERED_LATER))
    assert "DELIVERED_LATER" in answer[1].tags["desktop-chat/text"]
    assert [entry.text for entry in harness.kept_messages] == ["hello", "and this"]


@pytest.mark.parametrize(
    ("fingerprint", "visits", "days", "answers"),
    [
        (FINGERPRINT, 1, 0, ["301"]),
        (FINGERPRINT, 1, 2, ["401"]),
        (FINGERPRINT, 2, 29, ["301"]),
        (FINGERPRINT, 2, 31, ["401"]),
        ("", 2, 0, ["401"]),
    ],
)
def test_guest_is_expected_back_as_long_as_the_nick_is_reserved(
    fingerprint: str, visits: int, days: int, answers: list[str]
) -> None:
    harness, ann = leave_guest(fingerprint, visits)
    harness.now += days * DAY_MS
    commands = commands_of(harness.exchange(ann, "PRIVMSG bob :hello"))
    assert [command for command in commands if command != "PRIVMSG"] == answers


def test_typing_towards_an_absent_guest_is_not_answered() -> None:
    harness, ann = leave_guest()
    assert harness.exchange(ann, "@+typing=active TAGMSG bob") == []
    assert harness.kept_messages == []


def test_what_is_not_kept_is_not_promised() -> None:
    harness, ann = leave_guest()
    (answer,) = parse_lines(harness.exchange(ann, "PRIVMSG bob :\x01VERSION\x01"))
    assert (answer.command, answer.params[-1]) == ("301", "Not connected at present")
    assert harness.kept_messages == []


def test_beyond_the_limit_an_absent_guest_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    harness, ann = leave_guest()
    monkeypatch.setattr(send, "MOST_DIRECT", 0)
    assert commands_of(harness.exchange(ann, "PRIVMSG bob :hello")) == ["401"]
    assert harness.kept_messages == []


def test_other_seats_of_the_author_see_the_message() -> None:
    harness = HubHarness()
    desk = harness.register("ann", fingerprint=FINGERPRINT)
    phone = harness.register("ann", fingerprint=FINGERPRINT)
    bob = harness.register("bob")
    harness.read_lines(desk)
    assert harness.exchange(phone, "PRIVMSG bob :from the phone") == []
    assert texts(harness.read_lines(bob)) == ["from the phone"]
    assert texts(harness.read_lines(desk)) == ["from the phone"]
