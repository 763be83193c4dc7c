"""People whom the host lets in, for once, for good, or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live import entry_requests
from desktop_chat.hub.live.entry_requests import ASK_SECONDS
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.entry_grants import HOST
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control_values import EntryRule, KnockAnswer
from desktop_chat.storage.records import EntryGrant, InviteLink, StoredState
from desktop_chat.texts import hub as texts
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, commands_of, parse_lines

ASKING = replace(SETTINGS, entry=EntryRule.APPROVAL)
FAR = "192.168.1.7"


def _ask(harness: HubHarness, nick: str = "ann", fingerprint: str = FINGERPRINT, address: str = FAR) -> Seat:
    seat = harness.connect(fingerprint, address=address)
    harness.exchange(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick.title()}")
    return seat


def _answer(harness: HubHarness, answer: str) -> None:
    harness.hub.host.answer_knock(harness.hub.host.knock_rows()[0].id, answer, harness.now)
    harness.take_outcome()
    harness.run_until_idle()


def test_person_waits_and_is_told_so() -> None:
    harness = HubHarness(ASKING)
    seat = harness.connect(FINGERPRINT, address=FAR)
    (notice,) = parse_lines(harness.exchange(seat, "NICK ann", "USER ann 0 * :Ann Lee"))
    assert (notice.command, notice.params) == ("NOTICE", ("ann", texts.HOST_IS_ASKED))
    (knock,) = harness.hub.host.knock_rows()
    assert (knock.nick, knock.realname, knock.host, knock.since) == ("ann", "Ann Lee", FAR, harness.now)
    assert harness.exchange(seat, "NICK anna") == []
    assert harness.hub.host.knock_rows()[0].nick == "anna"
    for _ in range(ASKING.registration_seconds + 1):
        harness.hub.advance_second(harness.now)
    assert not seat.closing


def test_accepted_person_comes_again_until_the_server_stops() -> None:
    harness = HubHarness(ASKING)
    seat = _ask(harness)
    harness.read_lines(seat)
    _answer(harness, KnockAnswer.ACCEPT)
    assert commands_of(harness.read_lines(seat))[0] == "001"
    harness.exchange(seat, "QUIT")
    assert _ask(harness).registered
    assert not any(isinstance(change, EntryGrant) for change in harness.changes)
    assert not _ask(harness, "bob", "cd" * 32).registered


def test_always_is_kept() -> None:
    harness = HubHarness(ASKING)
    _ask(harness)
    _answer(harness, KnockAnswer.ALWAYS)
    grant = EntryGrant(f"cert:{FINGERPRINT}", HOST, harness.now)
    assert grant in harness.changes
    assert _ask(HubHarness(ASKING, stored=StoredState(grants=(grant,)))).registered


def test_person_without_a_certificate_is_accepted_for_this_connection() -> None:
    harness = HubHarness(ASKING)
    seat = _ask(harness, fingerprint="")
    _answer(harness, KnockAnswer.ALWAYS)
    assert seat.registered
    assert not _ask(harness, "bob", "").registered


def test_declined_person_is_told_so_in_one_sentence() -> None:
    harness = HubHarness(ASKING)
    seat = _ask(harness)
    harness.read_lines(seat)
    _answer(harness, KnockAnswer.DECLINE)
    refused, farewell = parse_lines(harness.read_lines(seat))
    assert (refused.command, refused.params[-1]) == ("464", texts.NOT_LET_IN)
    assert (farewell.command, farewell.params[-1]) == ("ERROR", texts.NOT_LET_IN)
    assert harness.hub.host.knock_rows() == ()


def test_nobody_waits_for_ever() -> None:
    harness = HubHarness(replace(ASKING, ping_seconds=2 * ASK_SECONDS))
    seat = _ask(harness)
    harness.read_lines(seat)
    for _ in range(ASK_SECONDS + 1):
        harness.hub.advance_second(harness.now)
    harness.take_outcome()
    harness.mark_durable()
    assert parse_lines(harness.read_lines(seat))[0].params[-1] == texts.HOST_DID_NOT_ANSWER


def test_dead_connection_waits_no_longer() -> None:
    harness = HubHarness(ASKING)
    seat = _ask(harness)
    for _ in range(ASKING.ping_seconds + 31):
        harness.hub.advance_second(harness.now)
    assert seat.closing
    harness.hub.detach_seat(seat, "gone", harness.now)
    assert harness.hub.host.knock_rows() == ()


def test_link_and_password_let_in_without_the_host() -> None:
    stored = StoredState(links=(InviteLink("fam1234567", "", NOW),))
    harness = HubHarness(replace(ASKING, password="sesame"), stored=stored)
    for secret, nick in (("fam1234567", "ann"), ("sesame", "bob")):
        seat = harness.connect(address=FAR)
        harness.exchange(seat, f"PASS {secret}", f"NICK {nick}", f"USER {nick} 0 * :x")
        assert seat.registered
    wrong = harness.connect(address=FAR)
    harness.exchange(wrong, "PASS guess", "NICK cid", "USER cid 0 * :x")
    assert (wrong.closing, wrong.failures, len(harness.hub.host.knock_rows())) == (False, 1, 1)


def test_number_of_people_who_wait_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_requests, "MOST_PER_NEIGHBOURHOOD", 1)
    harness = HubHarness(ASKING)
    _ask(harness)
    refused = harness.connect(address=FAR)
    lines = parse_lines(harness.exchange(refused, "NICK bob", "USER bob 0 * :Bob"))
    assert lines[0].params[-1] == texts.TOO_MANY_KNOCKS
    _ask(harness, "cid", "cd" * 32, address="192.168.9.9")
    assert len(harness.hub.host.knock_rows()) == 2


def test_banned_person_does_not_ask() -> None:
    harness = HubHarness(ASKING)
    harness.hub.host.ban_person(harness.now, nick="", address="", mask="ann!*@*", seconds=0, reason="")
    assert _ask(harness).closing
    assert harness.hub.host.knock_rows() == ()


def test_open_chat_lets_everybody_in_who_waits() -> None:
    harness = HubHarness(ASKING)
    seat = _ask(harness)
    harness.hub.apply_settings(replace(ASKING, name="Tea"), harness.now)
    harness.take_outcome()
    assert not seat.registered
    harness.hub.apply_settings(SETTINGS, harness.now)
    harness.take_outcome()
    assert seat.registered


def test_answer_that_is_not_possible_is_refused() -> None:
    harness = HubHarness(ASKING)
    _ask(harness)
    (knock,) = harness.hub.host.knock_rows()
    for number, answer, text in (
        (knock.id + 7, "accept", texts.NO_SUCH_KNOCK),
        (knock.id, "perhaps", texts.UNKNOWN_KNOCK_ANSWER("perhaps")),
    ):
        with pytest.raises(Refusal) as refused:
            harness.hub.host.answer_knock(number, answer, harness.now)
        assert refused.value.params[-1] == text
