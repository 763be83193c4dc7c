from __future__ import annotations

from desktop_chat.hub.live.entry_requests import PROOF_SECONDS, EntryRequests
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
    requests.decide_late(10 + PROOF_SECONDS)
    assert not requests.has_decided
    requests.decide_late(11 + PROOF_SECONDS)
    assert requests.take_decided() == [stranger]
    assert (host.known_stranger, stranger.known_stranger) == (False, True)
