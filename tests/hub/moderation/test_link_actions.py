from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.moderation import link_actions
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.control_values import EntryRule
from desktop_chat.storage.records import InviteLink
from desktop_chat.texts import hub as texts
from tests.hub.harness import NOW, SETTINGS, HubHarness


def _error(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.params[-1]


def test_links_are_made_listed_and_revoked() -> None:
    harness = HubHarness()
    family, work = (harness.hub.host.make_link(name, harness.now) for name in ("Family", "Work\x02"))
    assert family.token != work.token
    assert [row.name for row in harness.hub.host.link_rows()] == ["Family", "Work"]
    harness.hub.host.revoke_link(family.token, harness.now, people=True)
    assert harness.hub.host.link_rows() == (work,)
    notes = harness.take_outcome().notes
    assert notes == (
        "The invitation link Family was made.",
        "The invitation link Work was made.",
        "The invitation link Family was revoked.",
    )
    kept = [change for change in harness.changes if isinstance(change, InviteLink)]
    assert [(one.name, one.dropped) for one in kept] == [("Family", False), ("Work", False), ("Family", True)]


def test_link_is_revoked_once() -> None:
    with pytest.raises(Refusal) as refused:
        HubHarness().hub.host.revoke_link("fam1234567", NOW, people=True)
    assert _error(refused) == texts.NO_SUCH_LINK


def test_number_of_links_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_actions, "MOST", 1)
    harness = HubHarness(replace(SETTINGS, entry=EntryRule.LINK))
    with pytest.raises(Refusal) as refused:
        harness.hub.host.make_link("", NOW)
    assert _error(refused) == texts.TOO_MANY_LINKS(1)


def test_nothing_changes_while_the_store_fails() -> None:
    harness = HubHarness()
    link = harness.hub.host.make_link("", NOW)
    harness.hub.store_error = "The disk is full."
    for act in (
        lambda: harness.hub.host.make_link("", NOW),
        lambda: harness.hub.host.revoke_link(link.token, NOW, people=True),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert _error(refused) == "The disk is full."
    assert harness.hub.host.link_rows() == (link,)


def test_words_are_made_and_let_people_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_actions, "MOST_WORDS", 1)
    harness = HubHarness(replace(SETTINGS, entry=EntryRule.LINK))
    row = harness.hub.host.make_link("Class", harness.now, words=True)
    assert harness.hub.host.code_words == (row.token,)
    with pytest.raises(Refusal) as refused:
        harness.hub.host.make_link("", harness.now, words=True)
    assert _error(refused) == texts.TOO_MANY_LINKS(1)
    bob = harness.connect()
    harness.exchange(bob, f"PASS :{row.token.upper().replace('-', ' ')}", "NICK bob", "USER b 0 * :Bob")
    assert bob.registered
    assert [link.uses for link in harness.hub.host.link_rows()] == [0, 1]
