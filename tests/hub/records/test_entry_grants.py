from __future__ import annotations

import pytest

from desktop_chat.hub.records import entry_grants
from desktop_chat.hub.records.entry_grants import EntryGrants
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
