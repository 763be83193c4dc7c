"""Who watches whom."""

from __future__ import annotations

from desktop_chat.hub.monitors import LIMIT, Monitors
from desktop_chat.hub.user import Seat


def seat(number: int) -> Seat:
    return Seat(number, thread=0, address="127.0.0.1", port=1, secure=False, fingerprint="")


def test_a_list_is_limited_and_told_as_it_was_written() -> None:
    monitors, ann = Monitors(), seat(1)
    assert all(monitors.add(ann, f"Bob{number}") for number in range(LIMIT))
    assert not monitors.add(ann, "one_more")
    assert monitors.add(ann, "bob1")  # it is there already
    assert len(monitors.watched(ann)) == LIMIT
    assert list(monitors.watched(ann))[1] == "Bob1"


def test_who_goes_leaves_nothing_behind() -> None:
    monitors, ann, bob = Monitors(), seat(1), seat(2)
    for one in (ann, bob):
        monitors.add(one, "Cid")
    assert list(monitors.watchers("cid")) == [ann, bob]
    monitors.clear(ann)
    assert list(monitors.watchers("cid")) == [bob]
    monitors.remove(bob, "CID")
    monitors.remove(bob, "CID")
    assert list(monitors.watchers("cid")) == []
    assert list(monitors.watched(ann)) == []
