"""Following servers that want TLS: nothing is said to them before."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Phase, TlsInsisted, TlsWanted
from tests.client.script import MODERN, Script


def begin(*, upgradable: bool) -> Script:
    script = Script()
    script.session.give_password("secret")
    script.do(script.session.note_connecting(script.now))
    script.do(script.session.note_opened(script.now, upgradable=upgradable))
    return script


def told(script: Script) -> list[object]:
    return [event for event in script.events if isinstance(event, TlsWanted | TlsInsisted)]


def test_nothing_but_a_question_is_said_to_a_server_that_wants_tls() -> None:
    script = begin(upgradable=True)
    script.hear(":s NOTICE * :*** Looking up your hostname")
    script.hear(f":s CAP * LS * :{MODERN}", ":s CAP * LS :sts=port=6697,duration=5 away-notify", ":s 001 ann :Welcome")
    script.do(script.session.greet_at_last(script.now))
    assert script.sent == ["CAP LS 302"]
    assert told(script) == [TlsWanted(6697)]
    assert script.session.phase is Phase.REGISTERING


@pytest.mark.parametrize(
    "lines", [(":s CAP * LS :away-notify",), (":s CAP * LS :sts=duration=5",), (":s 421 * CAP :Unknown command",)]
)
def test_others_are_told_who_we_are_as_soon_as_they_have_answered(lines: tuple[str, ...]) -> None:
    script = begin(upgradable=True)
    script.hear(*lines)
    assert script.sent[:4] == ["CAP LS 302", "PASS :secret", "NICK ann", "USER ann 0 * :Ann"]
    assert told(script) == []


def test_a_server_that_does_not_answer_is_greeted_in_the_end() -> None:
    script = begin(upgradable=True)
    assert script.sent == ["CAP LS 302"]
    script.do(script.session.greet_at_last(script.now))
    script.do(script.session.greet_at_last(script.now))
    assert script.sent[1:] == ["PASS :secret", "NICK ann", "USER ann 0 * :Ann"]


def test_over_tls_how_long_counts_and_the_port_does_not() -> None:
    script = begin(upgradable=False)
    assert script.sent[1] == "PASS :secret"
    script.hear(":s CAP * LS :sts=port=1,duration=300 away-notify", ":s CAP * ACK :away-notify")
    assert told(script) == [TlsInsisted(300)]
    assert "CAP REQ :away-notify" in script.sent
    assert "CAP END" in script.sent


def test_it_may_be_said_later_too_and_never_be_taken_back_by_del() -> None:
    script = begin(upgradable=False)
    script.hear(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=duration=9")
    script.hear(":s CAP ann DEL :sts")
    assert told(script) == [TlsInsisted(9)]
    script = begin(upgradable=True)
    script.hear(":s CAP * LS :away-notify", ":s CAP * ACK :away-notify", ":s CAP ann NEW :sts=port=7")
    assert told(script) == [TlsWanted(7)]
