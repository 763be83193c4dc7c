"""The sum of all outboxes: when the server is congested, and the share of each Peer."""

from __future__ import annotations

from desktop_chat.server.backlog import MOST_WAITING, Backlog


def test_congestion_is_the_sum_of_all_threads() -> None:
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


def test_shares_of_all_peers_cause_no_congestion() -> None:
    backlog = Backlog(4)
    assert backlog.share_per_peer(0) == MOST_WAITING // 4
    assert backlog.share_per_peer(1000) * 1000 * 4 <= MOST_WAITING
