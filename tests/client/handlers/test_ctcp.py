"""Questions from program to program: asked, answered in measure, and never without a trace."""

from __future__ import annotations

import pytest

from tests.client.session_harness import MODERN, SessionHarness


def begin(capabilities: str = MODERN) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(capabilities)
    harness.enter_room("#tea", "bob")
    harness.sent.clear()
    return harness


def told(harness: SessionHarness, room: str = "") -> list[str]:
    return [entry.text for entry in harness.entries(room) if not entry.nick]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("VERSION", "VERSION Desktop Chat"),
        ("PING 12 34", "PING 12 34"),
        ("TIME", "TIME 1970-01-01T00:00:01.000Z"),
        ("CLIENTINFO", "CLIENTINFO ACTION CLIENTINFO PING TIME VERSION"),
    ],
)
def test_harmless_questions_are_answered_and_own_echoes_hidden(question: str, answer: str) -> None:
    harness = begin()
    harness.receive(f":bob!b@h PRIVMSG ann :\x01{question}\x01")
    assert harness.sent == [f"NOTICE bob :\x01{answer}\x01"]
    before = told(harness)
    harness.receive(f":ann!u@h NOTICE bob :\x01{answer}\x01")  # the echo
    assert told(harness) == before
    assert "bob" not in harness.session.rooms


def test_frequent_questions_are_answered_seldom() -> None:
    harness = begin()
    harness.receive(*[":bob!b@h PRIVMSG ann :\x01VERSION\x01"] * 50)
    assert len(harness.sent) == 4
    harness.receive(*[":bob!b@h PRIVMSG ann :\x01FINGER\x01"] * 50)
    assert len([line for line in told(harness) if "FINGER" in line]) == 4


def test_unsupported_question_is_shown_in_its_room() -> None:
    harness = begin()
    harness.receive(":bob!b@h PRIVMSG ann :\x01DCC SEND holiday.jpg 2130706433 5000 12345\x01")
    assert told(harness)[-1] == "bob offers the file holiday.jpg directly (DCC), which this program does not support."
    harness.record(harness.session.open_direct_messages("bob"))
    harness.receive(":bob!b@h PRIVMSG ann :\x01DCC CHAT chat 2130706433 5000\x01")
    assert told(harness, "bob")[-1] == "bob offers a direct connection (DCC), which this program does not support."
    harness.receive(":bob!b@h PRIVMSG #tea :\x01SOUND boo.wav\x01")
    assert told(harness, "#tea")[-1] == "bob asks for SOUND (CTCP). This program does not answer."


def test_ctcp_answer_is_shown_in_the_asking_room() -> None:
    harness = begin()
    harness.record(harness.session.run_command("#tea", "/ctcp bob version", 5000))
    assert harness.sent[-1] == "PRIVMSG bob :\x01VERSION\x01"
    harness.receive(":ann!u@h PRIVMSG bob :\x01VERSION\x01", ":bob!b@h NOTICE ann :\x01VERSION irssi 1.4\x01")
    assert told(harness, "#tea")[-1] == "bob answers VERSION: irssi 1.4"
    harness.record(harness.session.run_command("#tea", "/ctcp bob PING", 6000))
    assert harness.sent[-1] == "PRIVMSG bob :\x01PING 6000\x01"
    harness.now = 7500
    harness.receive(":bob!b@h NOTICE ann :\x01PING 6000\x01")
    assert told(harness, "#tea")[-1] == "bob answers after 1.5 s."
    harness.receive(":cid!c@h NOTICE ann :\x01TIME teatime\x01")
    assert told(harness)[-1] == "cid answers TIME: teatime"
    assert "bob" not in harness.session.rooms


@pytest.mark.parametrize("typed", ["/ctcp", "/ctcp bob", "/ctcp b*b VERSION", "/ctcp bob \x01"])
def test_question_needs_a_nick_and_a_text(typed: str) -> None:
    harness = begin()
    harness.record(harness.session.run_command("#tea", typed, 5000))
    assert harness.sent == []
