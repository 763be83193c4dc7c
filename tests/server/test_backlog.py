"""All outboxes together: when that is too much, and what each may hold then."""

from __future__ import annotations

from desktop_chat.server.backlog import MOST_WAITING, Backlog


def test_it_is_too_much_of_all_threads_together() -> None:
    backlog = Backlog(2)
    assert not backlog.congested
    backlog.note(0, MOST_WAITING - 1)
    backlog.note(1, 1)
    assert not backlog.congested
    backlog.note(1, 2)
    assert backlog.congested
    backlog.note(0, 0)
    assert backlog.size == 2
    assert not backlog.congested


def test_the_shares_of_all_together_are_not_too_much() -> None:
    backlog = Backlog(4)
    assert backlog.share(0) == MOST_WAITING // 4
    assert backlog.share(1000) * 1000 * 4 <= MOST_WAITING
