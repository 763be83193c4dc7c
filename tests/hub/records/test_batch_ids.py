"""References of batches."""

from __future__ import annotations

from desktop_chat.hub.records.batch_ids import BatchIds


def test_no_reference_comes_twice() -> None:
    ids = BatchIds()
    assert [ids.next_id() for _ in range(3)] == ["b1", "b2", "b3"]
