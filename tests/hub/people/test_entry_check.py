"""Who may come in: by a link, by the password, as the host."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.entry_requests import PROOF_SECONDS
from desktop_chat.hub.live.user import Seat
from desktop_chat.net.control_values import EntryRule
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import EntryGrant, InviteLink, StoredState
from desktop_chat.texts import hub as texts
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, commands_of, parse_lines

CLOSED = replace(SETTINGS, entry=EntryRule.LINK, lobby="#lobby")
FAMILY = InviteLink("fam1234567", "Family", NOW)
STORED = StoredState(links=(FAMILY,))
FAR = "192.168.1.7"


def _enter(harness: HubHarness, password: str, nick: str = "ann", fingerprint: str = "", address: str = FAR) -> Seat:
    seat = harness.connect(fingerprint, address=address)
    harness.exchange(seat, *([f"PASS {password}"] if password else []), f"NICK {nick}", f"USER {nick} 0 * :{nick}")
    return seat


def _uses(harness: HubHarness) -> list[int]:
    return [row.uses for row in harness.hub.host.link_rows()]


@pytest.mark.parametrize(("password", "text"), [("", texts.LINK_NEEDED), ("fam1234568", texts.LINK_UNKNOWN)])
def test_stranger_is_told_to_ask_for_a_link(password: str, text: str) -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    seat = harness.connect(address=FAR)
    lines = [f"PASS {password}"] if password else []
    refused, farewell = parse_lines(harness.exchange(seat, *lines, "NICK ann", "USER ann 0 * :Ann"))
    assert (refused.command, refused.params[-1]) == ("464", text)
    assert (farewell.command, farewell.params[-1]) == ("ERROR", text)
    assert seat.closing


def test_link_lets_in_for_good_and_counts_people() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    ann = _enter(harness, "FAM-1234567", fingerprint=FINGERPRINT)
    assert ann.registered
    assert ann.password == ""
    assert _uses(harness) == [1]
    assert harness.hub.host.link_rows()[0].used == harness.now
    harness.exchange(ann, "QUIT")
    assert _enter(harness, "fam1234567", fingerprint=FINGERPRINT).registered
    assert _uses(harness) == [1]
    assert _enter(harness, "fam1234567", "bob").registered
    assert _uses(harness) == [2]
    harness.hub.host.revoke_link("fam1234567", harness.now, people=False)
    assert not _enter(harness, "fam1234567", "cid").registered
    assert _enter(harness, "", "ann2", fingerprint=FINGERPRINT).registered


def test_people_of_a_link_can_be_locked_out_with_it() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    harness.exchange(_enter(harness, "fam1234567", fingerprint=FINGERPRINT), "QUIT")
    harness.hub.host.revoke_link("fam1234567", harness.now, people=True)
    assert not _enter(harness, "", fingerprint=FINGERPRINT).registered


def test_grants_count_after_a_restart() -> None:
    stored = replace(STORED, links=(), grants=(EntryGrant(f"cert:{FINGERPRINT}", "fam1234567", NOW),))
    assert _enter(HubHarness(CLOSED, stored=stored), "", fingerprint=FINGERPRINT).registered


def test_guesses_are_counted_by_address() -> None:
    harness = HubHarness(replace(CLOSED, login_attempts_per_address=2), stored=STORED)
    for guess in ("aaaaaaaaaa", "bbbbbbbbbb"):
        assert not _enter(harness, guess).registered
    seat = harness.connect(address=FAR)
    (farewell,) = parse_lines(harness.exchange(seat, "PASS fam1234567", "NICK ann", "USER ann 0 * :Ann"))
    assert "Too many wrong passwords" in farewell.params[-1]
    assert _enter(harness, "fam1234567", address="192.168.9.9").registered


def test_password_and_links_both_let_in() -> None:
    harness = HubHarness(replace(CLOSED, password="sesame"), stored=STORED)
    assert _enter(harness, "sesame", "ann").registered
    assert _enter(harness, "fam1234567", "bob").registered
    assert not _enter(harness, "", "cid").registered
    locked = HubHarness(replace(CLOSED, entry=EntryRule.OPEN, password="sesame"), stored=STORED)
    assert _enter(locked, "fam1234567", "bob", fingerprint=FINGERPRINT).registered
    assert not _enter(locked, "", "cid").registered
    assert _enter(locked, "", "bob2", fingerprint=FINGERPRINT).registered


def test_password_alone_gives_no_grant() -> None:
    harness = HubHarness(replace(SETTINGS, password="sesame"))
    harness.exchange(_enter(harness, "sesame", fingerprint=FINGERPRINT), "QUIT")
    assert not _enter(harness, "", fingerprint=FINGERPRINT).registered


def test_open_chat_counts_links_too() -> None:
    harness = HubHarness(stored=STORED)
    assert _enter(harness, "fam1234567").registered
    assert _enter(harness, "whatever", "bob").registered
    assert _uses(harness) == [1]


def test_second_connection_of_a_user_may_come_in() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    _enter(harness, "fam1234567", fingerprint=FINGERPRINT)
    assert _enter(harness, "", fingerprint=FINGERPRINT).registered
    assert harness.hub.user_count == 1


def test_host_comes_in_although_the_certificate_is_told_later() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    seat = _enter(harness, "", fingerprint=FINGERPRINT, address="127.0.0.1")
    assert (seat.registered, seat.closing) == (False, False)
    harness.exchange(seat, "NICK anna")
    harness.hub.host.know_host(CertificateFingerprint(FINGERPRINT), harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert commands_of(harness.read_lines(seat))[0] == "001"
    assert _enter(harness, "", "ann2", fingerprint=FINGERPRINT, address="127.0.0.1").registered


def test_stranger_on_this_computer_is_refused_after_a_moment() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    seat = _enter(harness, "", fingerprint=FINGERPRINT, address="127.0.0.1")
    left = _enter(harness, "", "bob", fingerprint="cd" * 32, address="127.0.0.1")
    harness.hub.detach_seat(left, "gone", harness.now)
    for _ in range(PROOF_SECONDS + 1):
        harness.hub.advance_second(harness.now)
        harness.take_outcome()
    harness.run_until_idle()
    assert commands_of(harness.read_lines(seat)) == ["464", "ERROR"]


def test_nick_that_was_taken_while_the_host_waited_is_asked_for_again() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    seat = _enter(harness, "", fingerprint=FINGERPRINT, address="127.0.0.1")
    assert _enter(harness, "fam1234567").registered
    harness.hub.host.know_host(CertificateFingerprint(FINGERPRINT), harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert commands_of(harness.read_lines(seat)) == ["433"]
    assert commands_of(harness.exchange(seat, "NICK anna"))[0] == "001"


def test_account_before_the_registration_needs_the_link() -> None:
    harness = HubHarness(CLOSED, stored=STORED)
    (line,) = parse_lines(harness.exchange(harness.connect(), "NICK ann", "REGISTER * * sesame-seed"))
    assert line.params[-1] == texts.ENTER_FIRST
    told = harness.exchange(harness.connect(), "PASS fam1234567", "NICK ann", "REGISTER * * sesame-seed")
    assert commands_of(told)[0] == "REGISTER"
