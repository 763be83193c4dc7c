"""Passwords of servers and keys of rooms, which servers demand in different ways or without a word."""

from __future__ import annotations

import pytest

from desktop_chat.client.connection_events import EntryAwaited, PasswordWanted, PhaseChanged
from desktop_chat.client.entry_problem import EntryProblem, Obstacle
from desktop_chat.client.events import RoomKeyChanged
from desktop_chat.client.person import Person
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import server as server_texts
from tests.client.session_harness import SessionHarness


def begin(password: str = "") -> SessionHarness:
    harness = SessionHarness()
    harness.session.give_password(password)
    harness.record(harness.session.note_connecting(1000))
    harness.record(harness.session.note_opened(1000))
    harness.receive(":s CAP * LS :multi-prefix")
    return harness


def wanted(harness: SessionHarness) -> list[PasswordWanted]:
    return [event for event in harness.events if isinstance(event, PasswordWanted)]


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
def test_server_asks_for_a_password_once_for_each_attempt(password: str, lines: list[str]) -> None:
    harness = begin(password)
    harness.receive(*lines)
    harness.record(harness.session.note_closed("The server closed the connection.", 1000))
    assert wanted(harness) == [PasswordWanted(given=bool(password))]


def test_notice_about_pass_asks_for_a_password() -> None:
    harness = begin()
    harness.receive(":irc.znc.in NOTICE AUTH :*** To connect now, you can use /quote PASS <username>:<password>")
    assert wanted(harness) == [PasswordWanted(given=False)]
    harness = begin("sesame")
    harness.receive(":irc.znc.in NOTICE AUTH :*** To connect now, you can use /quote PASS <username>:<password>")
    assert not wanted(harness)


@pytest.mark.parametrize("words", ["", "Closing link: (ann@127.0.0.1) [Access denied by configuration]"])
def test_end_without_a_reason_may_mean_a_missing_password(words: str) -> None:
    harness = begin()
    if words:
        harness.receive(f"ERROR :{words}")
    events = harness.record(harness.session.note_closed("The server closed the connection.", 1000))
    assert wanted(harness) == [PasswordWanted(given=False, sure=False)]
    assert isinstance(events[0], PasswordWanted)  # before the end of the attempt is told
    assert isinstance(events[-1], PhaseChanged)


@pytest.mark.parametrize(
    "words",
    ["You are banned from this server", "Closing Link: 127.0.0.1 (K-Lined)", "Trying to reconnect too fast.",
     "Your IP has been throttled", "Closing Link: (Ping timeout)", "Server is full", str(server_texts.NO_CONTACT),
     str(server_texts.HOST_STOPPED), str(server_texts.RESTARTED_AFTER_FAULT)],
)  # fmt: skip
def test_other_reasons_ask_for_no_password(words: str) -> None:
    harness = begin()
    harness.receive(f"ERROR :{words}")
    harness.record(harness.session.note_closed("The server closed the connection.", 1000))
    assert not wanted(harness)


@pytest.mark.parametrize(
    ("code", "helps"), [("NOT_LET_IN", False), ("HOST_DID_NOT_ANSWER", False), ("LINK_NEEDED", True)]
)
def test_no_password_helps_where_the_host_has_declined(code: str, helps: bool) -> None:
    harness = begin()
    harness.receive(f'@desktop-chat/text=["{code}"] :desk.example 464 ann :Any words')
    (event,) = wanted(harness)
    assert (event.words, event.helps) == (getattr(hub_texts, code), helps)


def test_refused_password_after_registration_asks_for_none() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.receive(":s 464 ann :Password incorrect", ":s NOTICE ann :use /quote PASS", "ERROR :wrong password")
    harness.record(harness.session.note_closed("cut", 1000))
    assert not wanted(harness)
    assert "Password incorrect" in [entry.text for entry in harness.entries("")]


def test_new_password_and_person_count_from_the_next_connection() -> None:
    harness = begin()
    harness.session.give_password("open sesame")
    harness.session.set_person(Person("anna", "ann", "Anna"))
    harness.record(harness.session.note_closed("cut", 1000))
    harness.sent.clear()
    harness.record(harness.session.note_connecting(1000))
    harness.record(harness.session.note_opened(1000))
    assert harness.sent == ["CAP LS 302", "PASS :open sesame", "NICK anna", "USER ann 0 * :Anna"]


# Rooms


def keys(harness: SessionHarness) -> list[tuple[str, str]]:
    return [(event.room, event.key) for event in harness.events if isinstance(event, RoomKeyChanged)]


def test_accepted_key_is_kept_and_refused_key_is_asked_for() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.record(harness.session.join_channel("#Tea", "wrong"))
    harness.receive(":s 475 ann #Tea :Cannot join channel (+k)")
    room = harness.session.rooms["#tea"]
    assert room.problem == EntryProblem(Obstacle.PASSWORD, refused_key=True)
    assert room.wanted  # so it is asked for at the next start too
    assert keys(harness) == []
    harness.record(harness.session.give_key("#tea", "right", 1000))
    assert harness.sent[-1] == "JOIN #Tea right"
    harness.receive(":ann!u@h JOIN #Tea")
    assert room.problem is None
    assert keys(harness) == [("#tea", "right")]
    harness.receive(":s MODE #Tea +k newer", ":s MODE #Tea +k *", ":s MODE #Tea -k *")
    assert keys(harness)[1:] == [("#tea", "newer"), ("#tea", "")]


def test_kept_key_opens_the_room_after_a_restart() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([("#Tea", True), ("#open", True)], {}, {}, []))
    harness.session.know_keys({"#Tea": "right", "#later": "other"})
    harness.connect()
    assert [line for line in harness.sent if line.startswith("JOIN")] == ["JOIN #Tea right", "JOIN #open"]
    harness.receive(":ann!u@h JOIN #Tea")
    assert keys(harness) == []  # nothing new
    harness.record(harness.session.join_channel("#later"))
    assert harness.sent[-1] == "JOIN #later other"


def test_refusal_without_an_invitation_is_told_in_the_words_of_the_server() -> None:
    harness = begin()
    tag = 'desktop-chat/text=["LINK_NEEDED"]'
    harness.receive(f"@{tag} :desk.example 464 ann :{hub_texts.LINK_NEEDED}")
    (event,) = wanted(harness)
    assert event == PasswordWanted(given=False, words=hub_texts.LINK_NEEDED)


def test_waiting_for_the_host_is_told_once_our_server_says_so() -> None:
    harness = begin()
    harness.receive(f":desk.example NOTICE ann :{hub_texts.HOST_IS_ASKED}")
    assert not [event for event in harness.events if isinstance(event, EntryAwaited)]
    tag = 'desktop-chat/text=["HOST_IS_ASKED"]'
    harness.receive(f"@{tag} :desk.example NOTICE ann :{hub_texts.HOST_IS_ASKED}")
    assert [event for event in harness.events if isinstance(event, EntryAwaited)] == [
        EntryAwaited(hub_texts.HOST_IS_ASKED)
    ]
