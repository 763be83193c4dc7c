from __future__ import annotations

from desktop_chat.hub.live.entry_requests import ASK_SECONDS, PROOF_SECONDS, EntryRequests
from desktop_chat.hub.live.user import Seat
from desktop_chat.net.fingerprints import CertificateFingerprint

MINE, OTHER = CertificateFingerprint("ab" * 32), CertificateFingerprint("cd" * 32)


def _seat(number: int, fingerprint: CertificateFingerprint) -> Seat:
    return Seat(number, thread=0, address="127.0.0.1", port=1, secure=True, fingerprint=fingerprint)


def test_hosts_seat_is_decided_and_strangers_wait_until_it_is_late() -> None:
    requests, host, stranger, gone = EntryRequests(), _seat(1, MINE), _seat(2, OTHER), _seat(3, OTHER)
    for seat in (host, stranger, gone):
        requests.await_proof(seat, 10)
    assert host in requests
    requests.note_host(MINE)
    assert host not in requests
    assert (requests.take_decided(), requests.has_decided) == ([host], False)
    requests.forget(gone)
    assert requests.decide_late(10 + PROOF_SECONDS) == []
    assert not requests.has_decided
    assert requests.decide_late(11 + PROOF_SECONDS) == []
    assert requests.take_decided() == [stranger]
    assert (host.known_stranger, stranger.known_stranger) == (False, True)


def test_people_who_ask_the_host_are_told_apart_from_those_who_may_be_the_host() -> None:
    requests, asking, proving = EntryRequests(), _seat(1, MINE), _seat(2, OTHER)
    assert requests.ask_host(asking, 10, 1_000)
    requests.await_proof(proving, 10)
    assert [(request.seat, request.since) for request in requests.asking()] == [(asking, 1_000)]
    assert (requests.asking_seat(1), requests.asking_seat(2)) == (asking, None)
    requests.accept(asking, "cert:a")
    assert (asking.accepted, requests.take_decided()) == (True, [asking])
    assert (requests.is_accepted("cert:a"), requests.is_accepted("")) == (True, False)
    assert requests.ask_host(asking, 10, 1_000)
    assert requests.decide_late(11 + ASK_SECONDS) == [asking]
    assert requests.take_decided() == [proving]
