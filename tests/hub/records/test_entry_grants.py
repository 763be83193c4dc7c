from __future__ import annotations

import pytest

from desktop_chat.hub.records import entry_grants
from desktop_chat.hub.records.entry_grants import EntryGrants
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import EntryGrant


def test_grant_is_given_once_and_never_to_nobody() -> None:
    grants = EntryGrants()
    assert grants.add_grant("cert:a", "link", 5) == [EntryGrant("cert:a", "link", 5)]
    assert grants.add_grant("cert:a", "other", 6) == grants.add_grant("", "link", 6) == []
    assert "cert:a" in grants
    assert "" not in grants


def test_oldest_grant_goes_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_grants, "MOST", 2)
    grants = EntryGrants([EntryGrant("cert:a", "link", 1), EntryGrant("cert:b", "link", 2)])
    added, dropped = grants.add_grant("cert:c", "link", 3)
    assert (added.identity, dropped) == ("cert:c", EntryGrant("cert:a", "link", 1, dropped=True))
    assert len(grants) == 2


def test_all_grants_of_one_way_are_taken_back() -> None:
    grants = EntryGrants([EntryGrant("cert:a", "link", 1), EntryGrant("cert:b", "host", 2)])
    assert list(grants.drop_way("link")) == [EntryGrant("cert:a", "link", 1, dropped=True)]
    assert ("cert:a" in grants, "cert:b" in grants) == (False, True)


def test_computers_of_the_owner_outlast_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_grants, "MOST", 1)
    grants = EntryGrants()
    fingerprint = CertificateFingerprint("ab" * 32)
    (owner,) = grants.add_owner(fingerprint, 1)
    assert grants.add_owner(fingerprint, 2) == []
    grants = EntryGrants([owner, EntryGrant("cert:a", "link", 1)])
    assert [change.identity for change in grants.add_grant("cert:b", "link", 3)] == ["cert:b", "cert:a"]
    assert grants.owners() == [fingerprint]
    assert grants.is_owner(fingerprint)
    assert not grants.is_owner(CertificateFingerprint(""))
    assert grants.drop_owner(fingerprint) is not None
    assert grants.drop_owner(fingerprint) is None
    assert grants.owners() == []
