"""Lists of MONITOR."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.monitor_lists import LIMIT, MonitorLists


def seat(number: int) -> Seat:
    return Seat(number, thread=0, address="127.0.0.1", port=1, secure=False)


def test_list_is_limited_and_keeps_the_spelling() -> None:
    monitors, ann = MonitorLists(), seat(1)
    assert all(monitors.watch_nick(ann, f"Bob{number}") for number in range(LIMIT))
    assert not monitors.watch_nick(ann, "one_more")
    assert monitors.watch_nick(ann, "bob1")  # it is there already
    assert len(monitors.watched_nicks(ann)) == LIMIT
    assert list(monitors.watched_nicks(ann))[1] == "Bob1"


def test_ended_seat_leaves_no_watch() -> None:
    monitors, ann, bob = MonitorLists(), seat(1), seat(2)
    for one in (ann, bob):
        monitors.watch_nick(one, "Cid")
    assert list(monitors.watchers_of("cid")) == [ann, bob]
    monitors.unwatch_all(ann)
    assert list(monitors.watchers_of("cid")) == [bob]
    monitors.unwatch_nick(bob, "CID")
    monitors.unwatch_nick(bob, "CID")
    assert list(monitors.watchers_of("cid")) == []
    assert list(monitors.watched_nicks(ann)) == []
