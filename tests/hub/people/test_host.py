"""The host is known by certificate and local address."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.host import is_host, is_hosts_seat, recognise_host
from desktop_chat.hub.state import State
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import StoredState
from tests.hub.default_settings import make_hub_settings
from tests.hub.harness import FINGERPRINT


def _seat(address: str, fingerprint: str = FINGERPRINT) -> Seat:
    return Seat(1, thread=0, address=address, port=1, secure=True, fingerprint=CertificateFingerprint(fingerprint))


def test_host_needs_certificate_and_local_address() -> None:
    state = State(make_hub_settings(), StoredState(), 0)
    assert not is_hosts_seat(state, _seat("127.0.0.1"))
    state.hosts.add(FINGERPRINT)
    assert is_hosts_seat(state, _seat("127.0.0.1"))
    assert is_hosts_seat(state, _seat("::1"))
    assert not is_hosts_seat(state, _seat("10.0.0.1"))
    assert not is_hosts_seat(state, _seat("127.0.0.1", ""))


def test_host_becomes_operator_once() -> None:
    state = State(make_hub_settings(), StoredState(), 0)
    state.hosts.add(FINGERPRINT)
    user = User(_seat("127.0.0.1"), "ann", host="127.0.0.1", identity="", now=0)
    assert is_host(state, user)
    recognise_host(state, user)
    recognise_host(state, user)
    assert user.operator
    assert user.seats[0].outbox.take(0, 1000).count(b"+o") == 1
