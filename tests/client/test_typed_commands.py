"""A command that the server refuses is given back to whoever typed it: by its label, or by what it was about."""

from __future__ import annotations

from desktop_chat.client.events import CommandFailed, Event
from desktop_chat.irc.message import parse_line
from tests.client.desk import Desk, Window, settle
from tests.client.script import MODERN, Script

LOBBY = "#lobby"


def given_back(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, CommandFailed)]


def test_a_refusal_with_its_label_gives_the_command_back_once() -> None:
    script = Script()
    script.connect(MODERN)
    script.enter("#tea")
    script.do(script.session.run_command("#tea", "/kick bob too loud", 5))
    label = parse_line(script.sent[-1]).tags["label"]
    assert given_back(script.hear(":s 482 ann #tea :You're not an operator")) == []  # about something else
    assert given_back(script.hear(f"@label={label} :s 482 ann #tea :You're not an operator")) == ["/kick bob too loud"]
    assert given_back(script.hear(f"@label={label} :s 482 ann #tea :You're not an operator")) == []


def test_without_labels_a_refusal_is_known_by_what_it_is_about() -> None:
    script = Script()
    script.connect("")
    script.enter("#tea", "bob")
    script.do(script.session.run_command("#tea", "/kick bob too loud", 5))
    assert "label" not in parse_line(script.sent[-1]).tags
    assert given_back(script.hear(":s 403 ann #milk :No such channel")) == []
    assert given_back(script.hear(":s 482 ann #tea :You're not an operator")) == ["/kick bob too loud"]
    script.do(script.session.run_command("#tea", "/kick bob", 5))
    script.now = 60_000
    assert given_back(script.hear(":s 482 ann #tea :You're not an operator")) == []


def test_a_name_that_is_taken_gives_the_command_back() -> None:
    script = Script()
    script.connect("")
    script.do(script.session.run_command("", "/nick bob", 5))
    assert given_back(script.hear(":s 433 ann bob :Nickname is already in use")) == ["/nick bob"]


def test_words_have_their_own_way_back() -> None:
    script = Script()
    script.connect("")
    script.enter("#tea")
    script.do(script.session.run_command("#tea", "/msg nobody hello", 5))
    assert given_back(script.hear(":s 401 ann nobody :No such nick")) == []
    assert [entry.state.value for entry in script.entries("nobody") if entry.own] == ["failed"]


def test_a_new_connection_knows_of_no_command() -> None:
    script = Script()
    script.connect("")
    script.do(script.session.run_command("", "/whois bob", 5))
    script.do(script.session.note_closed("cut", 6))
    script.connect("")
    assert given_back(script.hear(":s 401 ann bob :No such nick")) == []


def test_what_our_server_refuses_comes_back() -> None:
    desk = Desk()
    ann, bob = Window(desk, "ann"), Window(desk, "bob")
    for window in (ann, bob):
        window.connect()
        settle(window)
    settle(ann, bob)
    events: list[Event] = list(bob.session.run_command(LOBBY, "/kick ann too loud", desk.now))
    bob.post()
    assert bob.seat is not None
    events += bob.session.receive_messages([parse_line(line) for line in desk.heard(bob.seat)], desk.now)
    assert given_back(events) == ["/kick ann too loud"]
