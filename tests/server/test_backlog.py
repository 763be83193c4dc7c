"""All outboxes together: when that is too much, and what each may hold then."""

from __future__ import annotations

from desktop_chat.server.backlog import MOST_WAITING, Backlog


def test_it_is_too_much_of_all_threads_together() -> None:
    backlog = Backlog(2)
    assert not backlog.is_congested
    backlog.set_waiting_bytes(0, MOST_WAITING - 1)
    backlog.set_waiting_bytes(1, 1)
    assert not backlog.is_congested
    backlog.set_waiting_bytes(1, 2)
    assert backlog.is_congested
    backlog.set_waiting_bytes(0, 0)
    assert backlog.total_bytes == 2
    assert not backlog.is_congested


def test_the_shares_of_all_together_are_not_too_much() -> None:
    backlog = Backlog(4)
    assert backlog.share_per_peer(0) == MOST_WAITING // 4
    assert backlog.share_per_peer(1000) * 1000 * 4 <= MOST_WAITING
