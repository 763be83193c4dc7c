"""Messages that a server shows twice are recognised without a msgid, and at a bounded cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import DeliveryState, Entry
from desktop_chat.client.room_log import Inserted, RoomLog
from tests.client.test_room_log import entry, log_over


def test_without_ids_doubles_are_removed_only_where_a_playback_overlaps() -> None:
    log = log_over([entry(1, 10, text="ha"), entry(2, 20, text="ho")])
    assert log.append_entry(entry(3, 10, text="ha")) is None
    assert log.append_entry(entry(4, 30, text="ha")) == Inserted(2, 1)
    assert log.append_entry(entry(5, 30, text="ha")) == Inserted(3, 1)


class CountingLog(RoomLog):
    """A log that counts the entries that it reads."""

    reads = 0

    def entry_at(self, index: int) -> Entry:
        self.reads += 1
        return super().entry_at(index)


@pytest.mark.parametrize("played", [True, False])
def test_entry_without_an_id_is_compared_with_few_entries_of_a_flood(played: bool) -> None:
    log = CountingLog(0, lambda first, count: [])
    log.merge_entries([entry(number, 1_000, text=f"number {number}") for number in range(20_000)])
    log.append_entry(entry(20_000, 5_000, text="the end"))
    log.reads = 0
    assert log.unknown_entries([entry(30_000, 1_000, text="another")], played=played)
    assert log.reads < 1_500
    assert not log.unknown_entries([entry(30_001, 1_000, text="number 100")], played=played)


def test_own_entries_get_their_msgids_from_a_history() -> None:
    """Each once: of two equal messages both are found, and a message on its way is none of them."""
    sent = replace(entry(1, 10_000, text="hi"), own=True, state=DeliveryState.SENT)
    log = log_over([sent, replace(sent, id=2, time=12_000)])
    log.append_entry(replace(sent, id=3, time=13_000, state=DeliveryState.PENDING))
    told = [replace(sent, id=number, time=10_500 + 1000 * number, msgid=f"m{number}") for number in (7, 8, 9)]
    pairs = log.find_unnamed([*told, entry(10, 10_000, text="hi", msgid="m10")])
    assert sorted((known.id, heard.msgid) for known, heard in pairs) == [(1, "m8"), (2, "m7")]
    for known, heard in pairs:
        log.replace_entry(replace(known, msgid=heard.msgid, time=heard.time))
    assert log.find_unnamed(told) == []
    assert [item.msgid for item in log.unknown_entries(told, played=True)] == ["m9"]
