"""Servers and rooms that want a password: each says so in its own way, or not at all."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import PasswordWanted, PhaseChanged, RoomKeyChanged
from desktop_chat.client.person import Person
from tests.client.script import Script


def begin(password: str = "") -> Script:
    script = Script()
    script.session.give_password(password)
    script.do(script.session.note_connecting(1000))
    script.do(script.session.note_opened(1000))
    script.hear(":s CAP * LS :multi-prefix")
    return script


def wanted(script: Script) -> list[PasswordWanted]:
    return [event for event in script.events if isinstance(event, PasswordWanted)]


@pytest.mark.parametrize("password", ["", "wrong"])
@pytest.mark.parametrize(
    "lines",
    [
        [":s 464 ann :Password incorrect", "ERROR :Closing link"],
        [":irc.znc.in 464 ann :Password required", ":irc.znc.in NOTICE ann :*** You need to send your password."],
        ["ERROR :Access denied: Bad password?"],
    ],
    ids=["464", "ZNC", "ngIRCd"],
)
def test_a_server_asks_for_a_password_once_for_each_attempt(password: str, lines: list[str]) -> None:
    script = begin(password)
    script.hear(*lines)
    script.do(script.session.note_closed("The server closed the connection.", 1000))
    assert wanted(script) == [PasswordWanted(given=bool(password))]


def test_a_notice_that_explains_pass_asks_for_one() -> None:
    script = begin()
    script.hear(":irc.znc.in NOTICE AUTH :*** To connect now, you can use /quote PASS <username>:<password>")
    assert wanted(script) == [PasswordWanted(given=False)]
    script = begin("sesame")
    script.hear(":irc.znc.in NOTICE AUTH :*** To connect now, you can use /quote PASS <username>:<password>")
    assert not wanted(script)


@pytest.mark.parametrize("words", ["", "Closing link: (ann@127.0.0.1) [Access denied by configuration]"])
def test_a_server_that_closes_without_a_reason_may_want_one(words: str) -> None:
    script = begin()
    if words:
        script.hear(f"ERROR :{words}")
    events = script.do(script.session.note_closed("The server closed the connection.", 1000))
    assert wanted(script) == [PasswordWanted(given=False, sure=False)]
    assert isinstance(events[0], PasswordWanted)  # before the end of the attempt is told
    assert isinstance(events[-1], PhaseChanged)


@pytest.mark.parametrize(
    "words",
    ["You are banned from this server", "Closing Link: 127.0.0.1 (K-Lined)", "Trying to reconnect too fast.",
     "Your IP has been throttled", "Closing Link: (Ping timeout)", "Server is full"],
)  # fmt: skip
def test_other_reasons_are_no_question_for_a_password(words: str) -> None:
    script = begin()
    script.hear(f"ERROR :{words}")
    script.do(script.session.note_closed("The server closed the connection.", 1000))
    assert not wanted(script)


def test_once_in_a_refusal_is_an_operators_and_a_cut_is_a_cut() -> None:
    script = Script()
    script.connect()
    script.hear(":s 464 ann :Password incorrect", ":s NOTICE ann :use /quote PASS", "ERROR :wrong password")
    script.do(script.session.note_closed("cut", 1000))
    assert not wanted(script)
    assert "Password incorrect" in [entry.text for entry in script.entries("")]


def test_the_password_and_the_name_are_those_of_the_next_connection() -> None:
    script = begin()
    script.session.give_password("open sesame")
    script.session.set_person(Person("anna", "ann", "Anna"))
    script.do(script.session.note_closed("cut", 1000))
    script.sent.clear()
    script.do(script.session.note_connecting(1000))
    script.do(script.session.note_opened(1000))
    assert script.sent == ["CAP LS 302", "PASS :open sesame", "NICK anna", "USER ann 0 * :Anna"]


# Rooms


def keys(script: Script) -> list[tuple[str, str]]:
    return [(event.room, event.key) for event in script.events if isinstance(event, RoomKeyChanged)]


def test_a_key_that_opened_a_room_is_kept_and_one_that_did_not_is_asked_for() -> None:
    script = Script()
    script.connect()
    script.do(script.session.join_channel("#Tea", "wrong"))
    script.hear(":s 475 ann #Tea :Cannot join channel (+k)")
    room = script.session.rooms["#tea"]
    assert room.key_wanted
    assert room.wanted  # so it is asked for at the next start too
    assert keys(script) == []
    script.do(script.session.give_key("#tea", "right", 1000))
    assert script.sent[-1] == "JOIN #Tea right"
    assert not room.key_wanted
    script.hear(":ann!u@h JOIN #Tea")
    assert keys(script) == [("#tea", "right")]
    script.hear(":s MODE #Tea +k newer", ":s MODE #Tea +k *", ":s MODE #Tea -k *")
    assert keys(script)[1:] == [("#tea", "newer"), ("#tea", "")]


def test_a_kept_key_opens_the_room_after_a_restart() -> None:
    script = Script()
    script.do(script.session.restore_rooms([("#Tea", True), ("#open", True)], {}, {}, []))
    script.session.know_keys({"#Tea": "right", "#later": "other"})
    script.connect()
    assert [line for line in script.sent if line.startswith("JOIN")] == ["JOIN #Tea right", "JOIN #open"]
    script.hear(":ann!u@h JOIN #Tea")
    assert keys(script) == []  # nothing new
    script.do(script.session.join_channel("#later"))
    assert script.sent[-1] == "JOIN #later other"
