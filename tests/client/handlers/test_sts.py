"""Following servers that want TLS: nothing is said to them before."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Phase, TlsInsisted, TlsWanted
from tests.client.session_harness import MODERN, SessionHarness


def begin(*, upgradable: bool) -> SessionHarness:
    harness = SessionHarness()
    harness.session.give_password("secret")
    harness.record(harness.session.note_connecting(harness.now))
    harness.record(harness.session.note_opened(harness.now, upgradable=upgradable))
    return harness


def told(harness: SessionHarness) -> list[object]:
    return [event for event in harness.events if isinstance(event, TlsWanted | TlsInsisted)]


def test_nothing_but_a_question_is_said_to_a_server_that_wants_tls() -> None:
    harness = begin(upgradable=True)
    harness.receive(":s NOTICE * :*** Looking up your hostname")
    harness.receive(
        f":s CAP * LS * :{MODERN}", ":s CAP * LS :sts=port=6697,duration=5 away-notify", ":s 001 ann :Welcome"
    )
    harness.record(harness.session.greet_at_last(harness.now))
    assert harness.sent == ["CAP LS 302"]
    assert told(harness) == [TlsWanted(6697)]
    assert harness.session.phase is Phase.REGISTERING


@pytest.mark.parametrize(
    "lines", [(":s CAP * LS :away-notify",), (":s CAP * LS :sts=duration=5",), (":s 421 * CAP :Unknown command",)]
)
def test_others_are_told_who_we_are_as_soon_as_they_have_answered(lines: tuple[str, ...]) -> None:
    harness = begin(upgradable=True)
    harness.receive(*lines)
    assert harness.sent[:4] == ["CAP LS 302", "PASS :secret", "NICK ann", "USER ann 0 * :Ann"]
    assert told(harness) == []


def test_a_server_that_does_not_answer_is_greeted_in_the_end() -> None:
    harness = begin(upgradable=True)
    assert harness.sent == ["CAP LS 302"]
    harness.record(harness.session.greet_at_last(harness.now))
    harness.record(harness.session.greet_at_last(harness.now))
    assert harness.sent[1:] == ["PASS :secret", "NICK ann", "USER ann 0 * :Ann"]


def test_over_tls_how_long_counts_and_the_port_does_not() -> None:
    harness = begin(upgradable=False)
    assert harness.sent[1] == "PASS :secret"
    harness.receive(":s CAP * LS :sts=port=1,duration=300 away-notify", ":s CAP * ACK :away-notify")
    assert told(harness) == [TlsInsisted(300)]
    assert "CAP REQ :away-notify" in harness.sent
    assert "CAP END" in harness.sent


def test_it_may_be_said_later_too_and_never_be_taken_back_by_del() -> None:
    harness = begin(upgradable=False)
    harness.receive(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=duration=9")
    harness.receive(":s CAP ann DEL :sts")
    assert told(harness) == [TlsInsisted(9)]
    harness = begin(upgradable=True)
    harness.receive(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=port=7")
    assert told(harness) == [TlsWanted(7)]
