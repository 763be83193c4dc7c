"""Work is numbered alike on all nodes, and a node does the work of its own Seats."""

from __future__ import annotations

import pytest

from desktop_chat.cluster import work_table
from desktop_chat.cluster.events import Fail, Finish
from desktop_chat.cluster.work_table import WorkTable
from desktop_chat.hub.job import Rehash
from desktop_chat.hub.live.user import Seat


def _work(number: int, *, here: bool = True) -> Rehash:
    seat = Seat(number, thread=0, address="10.0.0.1", port=5, secure=False, here=here)
    return Rehash(seat=seat, then=lambda answer: None, failed=lambda error: None)


def test_own_work_is_returned_and_foreign_work_is_counted() -> None:
    table, own, foreign = WorkTable(), _work(1), _work(2, here=False)
    assert table.add_all([foreign, own]) == ((2, own),)
    assert table.numbers == (1, 2)
    table.keep_work_of({own.seat})
    assert (table.end_work(1), table.end_work(2), table.end_work(2)) == (None, own, None)


def test_answer_comes_in_parts_and_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    table = WorkTable()
    table.add_all([_work(1)])
    assert table.take_part(Finish(1, b"ab", is_last=False)) is None
    assert table.take_part(Finish(1, b"c", is_last=True)) == b"abc"
    assert table.take_part(Finish(7, b"of nothing", is_last=True)) is None
    monkeypatch.setattr(work_table, "MOST_ANSWER", 2)
    assert isinstance(table.take_part(Finish(1, b"abc", is_last=True)), Fail)
