"""Slash commands become lines, or fail with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import AnswerAdded, AwayChanged, CommandFailed, EntryAdded, Event, RoomCalled
from desktop_chat.client.slash_commands import COMMANDS
from tests.client.session_harness import SessionHarness


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/join tea", "JOIN #tea"),
        ("/join #tea key", "JOIN #tea key"),
        ("/me waves", "PRIVMSG #room :\x01ACTION waves\x01"),
        ("/topic New topic", "TOPIC #room :New topic"),
        ("/nick Ann B", "NICK Ann_B"),
        ("/kick bob too loud", "KICK #room bob :too loud"),
        ("/away tea", "AWAY :tea"),
        ("/back", "AWAY"),
        ("/invite bob", "INVITE bob #room"),
        ("/whois bob", "WHOIS bob bob"),
        ("/op bob", "MODE #room +o bob"),
        ("/ban bob", "MODE #room +b bob!*@*"),
        ("/unban *!*@x", "MODE #room -b *!*@x"),
        ("/mode +m", "MODE #room +m"),
        ("/quote time", "TIME"),
        ("//slash", "PRIVMSG #room :/slash"),
    ],
)
def test_command_becomes_its_line(typed: str, line: str) -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room", "bob")
    harness.sent.clear()
    harness.record(harness.session.run_command("#room", typed, 5))
    assert line in harness.sent


@pytest.mark.parametrize(
    "typed",
    ["/", "/foo", "/join", "/kick", "/msg", "/msg bob", "/me", "/quote", "/quote :", "/whois", "/join ,", "/nick"],
)
def test_command_that_cannot_be_done_is_given_back_with_the_reason(typed: str) -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room")
    harness.sent.clear()
    events = harness.record(harness.session.run_command("#room", typed, 5))
    (failed,) = events
    assert isinstance(failed, CommandFailed)
    assert (failed.room, failed.text, bool(failed.reason)) == ("#room", typed, True)
    assert failed.unknown == (typed in ("/", "/foo"))
    assert not harness.sent


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.min_words])
def test_command_without_its_arguments_shows_its_own_usage(name: str) -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room")
    for typed in (f"/{name}", f"/{name}  ", f"/{name} \x1d"):
        (failed,) = harness.record(harness.session.run_command("#room", typed, 5))
        assert isinstance(failed, CommandFailed)
        assert failed.reason == f"Type /{COMMANDS[name].usage}"
        assert failed.reason.startswith(f"Type /{name} ")


def test_command_needs_the_arguments_that_its_usage_shows_without_brackets() -> None:
    for command in COMMANDS.values():
        needed = [word for word in command.arguments.split() if word[0] != "["]
        assert command.min_words == len(needed), command.name


@pytest.mark.parametrize("typed", ["/invite :x", "/kick :x", "/away"])
def test_command_that_no_line_can_carry_is_given_back(typed: str) -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room")
    events = harness.record(harness.session.run_command("#room", typed, 5))
    failed = [event for event in events if isinstance(event, CommandFailed)]
    assert [event.text for event in failed] == ([] if typed == "/away" else [typed])


def test_codes_of_italic_and_struck_words_are_no_line_breaks() -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room")
    harness.record(harness.session.run_command("#room", "/topic \x1dfine\x1d \x1eold\x1e  \x0304red", 5))
    assert "TOPIC #room :\x1dfine\x1d \x1eold\x1e  \x0304red" in harness.sent


def do(harness: SessionHarness, text: str, room: str = "#room") -> list[Event]:
    harness.sent.clear()
    return harness.record(harness.session.run_command(room, text, 5))


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect("", ":s 005 ann PREFIX=(ov)@+ STATUSMSG=@+ CHANTYPES=# :are")
    made.enter_room("#room", "bob")
    return made


def answers(events: Sequence[Event]) -> list[str]:
    return [event.entry.text for event in events if isinstance(event, AnswerAdded)]


def test_several_rooms_are_entered_at_once_and_the_first_is_shown(harness: SessionHarness) -> None:
    events = do(harness, "/join #a,b key1,key2")
    assert harness.sent == ["JOIN #a key1", "JOIN #b key2"]
    assert [event.room for event in events if isinstance(event, RoomCalled)] == ["#a"]


@pytest.mark.parametrize(
    ("typed", "room", "line"),
    [
        ("/msg @#room only us", "#room", "PRIVMSG @#room :only us"),
        ("/msg #ROOM all", "#room", "PRIVMSG #room :all"),
        ("/msg *status help me", "*status", "PRIVMSG *status :help me"),
        ("/query *status", "*status", ""),
        ("/query bob", "bob", ""),
    ],
)
def test_message_goes_to_its_room_which_is_shown(harness: SessionHarness, typed: str, room: str, line: str) -> None:
    events = do(harness, typed)
    assert [event.room for event in events if isinstance(event, RoomCalled)] == [room]
    assert [sent for sent in harness.sent if sent.startswith("PRIVMSG")] == ([line] if line else [])


def test_message_for_some_members_is_marked(harness: SessionHarness) -> None:
    do(harness, "/msg @#room only us")
    harness.receive(":bob!b@h PRIVMSG @#room :fine", ":bob!b@h PRIVMSG #room :for all")
    targets = [(entry.text, entry.target) for entry in harness.entries("#room") if entry.kind is EntryKind.MESSAGE]
    assert targets == [("only us", "@#room"), ("fine", "@#room"), ("for all", "")]


@pytest.mark.parametrize("typed", ["/msg *!*@* x", "/query *", "/msg a*b x", "/query ?x"])
def test_mask_is_no_user(harness: SessionHarness, typed: str) -> None:
    assert [event.text for event in do(harness, typed) if isinstance(event, CommandFailed)] == [typed]


def test_help_is_not_archived(harness: SessionHarness) -> None:
    events = do(harness, "/help")
    assert len(answers(events)) == len(COMMANDS)
    assert not [event for event in events if type(event) is EntryAdded]


def test_answers_are_not_archived(harness: SessionHarness) -> None:
    do(harness, "/quote WHOIS bob")
    events = harness.receive(
        ":s 311 ann bob b h * :Bob", ":s 317 ann bob 100 1 :idle", ":s 301 ann bob :lunch", ":s 330 ann bob b :as"
    )
    do(harness, "/quote WHOIS carl")
    events += harness.receive(":s 401 ann carl :No such nick")
    do(harness, "/names")
    events += harness.receive(":s 353 ann = #room :ann bob", ":s 366 ann #room :end")
    assert len(answers(events)) == 6
    assert not [event for event in events if type(event) is EntryAdded]


def test_modes_are_shown_if_asked_for(harness: SessionHarness) -> None:
    assert answers(harness.receive(":s 324 ann #room +nt")) == []  # asked by ourselves
    do(harness, "/mode")
    assert harness.sent == ["MODE #room"]
    assert answers(harness.receive(":s 324 ann #room +ntk secret")) == ["The modes of #room are: +ntk secret"]
    assert answers(harness.receive(":s 324 ann #room +nt")) == []
    do(harness, "/mode", "")
    assert harness.sent == ["MODE ann"]
    assert answers(harness.receive(":s 221 ann +")) == ["ann has no modes."]
    assert answers(harness.receive(":s 221 ann +i")) == []


def test_away_is_reported(harness: SessionHarness) -> None:
    assert AwayChanged("tea") in do(harness, "/away tea"), "at once"
    events = harness.receive(":s 306 ann :You have been marked as being away")
    assert answers(events) == ["You are away now. Others see it beside your name."]
    assert harness.session.away_text == "tea"
    assert harness.session.rooms["#room"].members["ann"].away
    harness.record(harness.session.note_closed("cut", 6))
    harness.sent.clear()
    harness.connect("")
    assert "AWAY :tea" in harness.sent
    assert AwayChanged("") in do(harness, "/back")
    assert harness.sent[-1] == "AWAY"
    assert answers(harness.receive(":s 305 ann :You are no longer marked as being away")) == ["You are back."]


def test_away_state_from_a_dialog_and_of_a_new_connection_leaves_no_line_in_a_room(harness: SessionHarness) -> None:
    do(harness, "/mode", "#room")
    harness.record(harness.session.set_away("tea"))
    assert answers(harness.receive(":s 306 ann :You have been marked as being away")) == []
    harness.record(harness.session.note_closed("cut", 6))
    harness.connect("")
    assert answers(harness.receive(":s 306 ann :You have been marked as being away")) == []


def test_away_state_of_a_bouncer_is_not_repeated(harness: SessionHarness) -> None:
    assert AwayChanged("…") in harness.receive(":s 306 ann :You have been marked as being away")
    harness.record(harness.session.note_closed("cut", 6))
    harness.sent.clear()
    harness.connect("")
    assert not [line for line in harness.sent if line.startswith("AWAY")]
    assert harness.session.away_text == ""


def test_invitation_is_a_mention(harness: SessionHarness) -> None:
    events = harness.receive(":bob!b@h INVITE ann #tea")
    (added,) = (event for event in events if isinstance(event, EntryAdded))
    assert (added.room, added.mention) == ("#tea", True)
    assert (added.entry.kind, added.entry.nick, added.entry.text) == (EntryKind.INVITE, "bob", "#tea")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/me waves *softly*", "PRIVMSG #room :\x01ACTION waves \x1dsoftly\x1d\x01"),
        ("/notice bob **now**", "NOTICE bob :\x02now\x02"),
        ("/msg #room _bob_: _hi_", "PRIVMSG #room :_bob_: \x1dhi\x1d"),
        ("/msg NickServ identify *a* b", "PRIVMSG NickServ :identify *a* b"),
    ],
)
def test_markup_becomes_formatting_but_not_in_names_and_for_services(typed: str, line: str) -> None:
    harness = SessionHarness()
    harness.connect("")
    harness.enter_room("#room", "_bob_")
    harness.sent.clear()
    harness.record(harness.session.run_command("#room", typed, 5))
    assert line in harness.sent
