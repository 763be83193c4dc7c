"""Capability negotiation, and servers that demand TLS by STS."""

from __future__ import annotations

import pytest

from desktop_chat.client.connection_events import TlsInsisted, TlsWanted, Welcomed
from desktop_chat.client.events import Phase
from desktop_chat.irc.message import parse_line
from tests.client.session_harness import MODERN, SessionHarness


def begin(*, upgradable: bool) -> SessionHarness:
    harness = SessionHarness()
    harness.session.give_password("secret")
    harness.record(harness.session.note_connecting(harness.now))
    harness.record(harness.session.note_opened(harness.now, upgradable=upgradable))
    return harness


def told(harness: SessionHarness) -> list[object]:
    return [event for event in harness.events if isinstance(event, TlsWanted | TlsInsisted)]


def test_only_cap_ls_is_sent_to_a_server_that_demands_tls() -> None:
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
def test_nick_is_sent_after_an_answer_without_sts(lines: tuple[str, ...]) -> None:
    harness = begin(upgradable=True)
    harness.receive(*lines)
    assert harness.sent[:4] == ["CAP LS 302", "PASS :secret", "NICK ann", "USER ann 0 * :Ann"]
    assert told(harness) == []


def test_silent_server_gets_nick_in_the_end() -> None:
    harness = begin(upgradable=True)
    assert harness.sent == ["CAP LS 302"]
    harness.record(harness.session.greet_at_last(harness.now))
    harness.record(harness.session.greet_at_last(harness.now))
    assert harness.sent[1:] == ["PASS :secret", "NICK ann", "USER ann 0 * :Ann"]


def test_duration_counts_over_tls_and_port_does_not() -> None:
    harness = begin(upgradable=False)
    assert harness.sent[1] == "PASS :secret"
    harness.receive(":s CAP * LS :sts=port=1,duration=300 away-notify", ":s CAP * ACK :away-notify")
    assert told(harness) == [TlsInsisted(300)]
    assert "CAP REQ :away-notify" in harness.sent
    assert "CAP END" in harness.sent


def test_sts_may_come_by_cap_new_and_not_end_by_cap_del() -> None:
    harness = begin(upgradable=False)
    harness.receive(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=duration=9")
    harness.receive(":s CAP ann DEL :sts")
    assert told(harness) == [TlsInsisted(9)]
    harness = begin(upgradable=True)
    harness.receive(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=port=7")
    assert told(harness) == [TlsWanted(7)]


def test_echoes_without_labels_are_not_asked_for() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive("CAP * LS :echo-message server-time")
    assert harness.sent[-1] == "CAP REQ :server-time"


def test_misunderstood_capability_request_does_not_stop_registration() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(":s CAP * LS :server-time batch", ":s 410 * REQ :Invalid CAP command")
    assert harness.sent[-1] == "CAP END"


def test_offered_and_used_capabilities_are_requested() -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} sasl=PLAIN unheard/of")
    request = harness.last_sent("CAP")
    assert request.params == ("END",)
    asked = parse_line(next(line for line in harness.sent if line.startswith("CAP REQ"))).params[1].split()
    assert sorted(asked) == sorted(MODERN.split())
    assert Welcomed("ann", "ann", "Desk") in harness.events
    assert harness.session.phase is Phase.ONLINE


def test_capabilities_in_several_lines() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive("CAP * LS * :batch server-time")
    assert not any("REQ" in line for line in harness.sent)
    harness.receive("CAP * LS :message-tags")
    assert harness.last_sent("CAP").params == ("REQ", "batch message-tags server-time")
    harness.receive("CAP * NAK :batch message-tags server-time")
    asked = [line for line in harness.sent if line.startswith("CAP REQ")][1:]
    assert asked == ["CAP REQ :batch", "CAP REQ :message-tags", "CAP REQ :server-time"]
    harness.receive("CAP * ACK :batch", "CAP * ACK :message-tags", "CAP * NAK :server-time")
    assert harness.last_sent("CAP").params == ("END",)
    assert harness.session.capabilities == {"batch", "message-tags"}
