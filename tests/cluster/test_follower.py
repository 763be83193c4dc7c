"""Every entry is applied in order; foreign bytes are none of a node; a node that cannot go on says why."""

from __future__ import annotations

import logging

from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.events import Batch, Leave
from desktop_chat.cluster.follower import Follower
from desktop_chat.cluster.port import LogEntry
from desktop_chat.cluster.seal import BatchSeal, make_key
from desktop_chat.cluster.wire import encode_batch
from tests.cluster.live_log import LiveLog
from tests.patience import SECONDS

BATCH = Batch("a", "1", 1, 0, b"", (Leave(),))


def _follow(*data: bytes, seal: BatchSeal, fails_at: int = 0) -> tuple[list[Batch | None], list[str]]:
    log, applied, told = LiveLog(), list[Batch | None](), list[str]()
    for one in data:
        log.append(one)

    def apply(entry: LogEntry, batch: Batch | None) -> None:
        if entry.position == fails_at:
            raise ForkError("Another log.")
        applied.append(batch)
        if entry.position == len(data):
            log.close()

    follower = Follower(log, seal, 0, apply, told.append)
    follower.start()
    follower.join(SECONDS)
    assert not follower.is_alive()
    return applied, told


def test_entries_are_opened_and_applied_and_foreign_bytes_are_nobodys(
    expected_warnings: list[logging.LogRecord],
) -> None:
    seal = BatchSeal(make_key(), "chat")
    foreign = BatchSeal(make_key(), "chat").seal_bytes(b"foreign")
    assert _follow(seal.seal_bytes(encode_batch(BATCH)), foreign, seal=seal) == ([BATCH, None], [])
    assert len(expected_warnings) == 1


def test_node_that_cannot_go_on_says_why(expected_warnings: list[logging.LogRecord]) -> None:
    seal = BatchSeal(make_key(), "chat")
    assert _follow(seal.seal_bytes(encode_batch(BATCH)), seal=seal, fails_at=1) == ([], ["Another log."])
    (sentence,) = _follow(seal.seal_bytes(b"\x63 of another version"), seal=seal)[1]
    assert "another version" in sentence
    assert len(expected_warnings) == 2
