"""Server bans by mask, network and time."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop_chat.hub.records.server_bans import (
    MASK,
    MUTE,
    NETWORK,
    ServerBans,
    in_network,
    is_own_computer,
    network_of,
)
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import ServerBan


@dataclass(frozen=True, slots=True)
class _Somebody:
    source: str = "ann!ann@10.0.0.7"
    account: str = ""
    realname: str = "Ann"
    fingerprints: tuple[CertificateFingerprint, ...] = ()
    hidden_sources: tuple[str, ...] = ()


def _ban(kind: str, mask: str, until: int = 0) -> ServerBan:
    return ServerBan(kind, mask, "why", "the host", 1, until)


def test_masks_mutes_and_networks_are_separate() -> None:
    bans = ServerBans([_ban(MASK, "ann!*@*"), _ban(MUTE, "*!ann@*"), _ban(NETWORK, "10.0.0.0/24")])
    assert bans.by_mask(_Somebody(), 5) == _ban(MASK, "ann!*@*")
    assert bans.mute_of(_Somebody(), 5) == _ban(MUTE, "*!ann@*")
    assert bans.by_address("10.0.0.9", 5) == _ban(NETWORK, "10.0.0.0/24")
    assert bans.by_address("10.0.1.9", 5) is None
    assert bans.by_mask(_Somebody(source="bob!b@h"), 5) is None
    assert len(bans) == 3


def test_expired_ban_is_ignored_and_removed() -> None:
    bans = ServerBans([_ban(MASK, "ann!*@*", 10), _ban(NETWORK, "10.0.0.7", 10), _ban(MUTE, "x!*@*")])
    assert bans.by_mask(_Somebody(), 9)
    assert not bans.by_mask(_Somebody(), 10)
    assert not bans.by_address("10.0.0.7", 10)
    assert bans.active_bans(MASK, 10) == []
    assert [(ban.kind, ban.dropped) for ban in bans.remove_expired(10)] == [(MASK, True), (NETWORK, True)]
    assert len(bans) == 1
    assert (bans.has_mask_bans, bans.has_mutes) == (False, True)


def test_ban_is_replaced_and_removed_in_any_case() -> None:
    bans = ServerBans([])
    bans.put_ban(_ban(MASK, "Ann!*@*"))
    bans.put_ban(_ban(MASK, "ann!*@*", 50))
    assert bans.active_bans(MASK, 5) == [_ban(MASK, "ann!*@*", 50)]
    gone = bans.remove_ban(MASK, "ANN!*@*")
    assert gone is not None
    assert gone.dropped
    assert bans.remove_ban(MASK, "ann!*@*") is None


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("10.0.0.7", "10.0.0.7"), ("10.0.0.7/24", "10.0.0.0/24"), ("2001:DB8::1", "2001:db8::/64"),
        ("[2001:db8::1]", "2001:db8::/64"), ("2001:db8::1/128", "2001:db8::1/128"), ("fe80::1%eth0", "fe80::1"),
        ("::ffff:10.0.0.7", "10.0.0.7"), ("::10.0.0.0/120", "10.0.0.0/24"), ("::2", "0::2"),
        (":2", "0::2"), ("0::2", "0::2"),
        ("[2001:db8::]/", ""), ("2001:db8::1/64", "2001:db8::/64"), ("10.0.0", ""), ("ann", ""), ("", ""), ("1/99", ""),
    ],
)  # fmt: skip
def test_network_is_normalized(text: str, network: str) -> None:
    assert network_of(text) == network


def test_address_is_matched_by_its_networks() -> None:
    assert in_network("::ffff:10.0.0.7", "10.0.0.0/8")
    assert in_network("fe80::1%eth0", "fe80::/10")
    assert not in_network("?", "10.0.0.0/8")
    assert is_own_computer("127.4.5.6")
    assert is_own_computer("::1")
    assert not is_own_computer("10.0.0.1")
    assert ServerBans([_ban(NETWORK, "127.0.0.0/8")]).by_address("127.0.0.1", 5) is None


def test_network_stored_in_two_spellings_is_lifted_whole() -> None:
    bans = ServerBans([_ban(NETWORK, "::ffff:a00:7"), _ban(NETWORK, "10.0.0.7"), _ban(NETWORK, "2001:db8::5")])
    assert bans.by_address("10.0.0.7", 5)
    assert bans.by_address("2001:db8::5", 5)
    assert bans.by_address("2001:db8::6", 5) is None  # an older version meant the one address
    for text in ("10.0.0.7", "::ffff:a00:7", "::ffff:10.0.0.7"):
        assert set(bans.spelled(NETWORK, text)) == {"::ffff:a00:7", "10.0.0.7"}
    for mask in bans.spelled(NETWORK, "10.0.0.7"):
        assert bans.remove_ban(NETWORK, mask)
    assert bans.by_address("10.0.0.7", 5) is None
    assert bans.spelled(NETWORK, "2001:db8::5") == ["2001:db8::5"]
    assert bans.spelled(NETWORK, "10.0.0.7") == bans.spelled("none", "x") == []
