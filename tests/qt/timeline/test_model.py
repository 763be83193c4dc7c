"""A list of entries as a model: each change is signalled once, with its range."""

from __future__ import annotations

import pytest

from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.timeline.model import TimelineModel
from tests.qt.timeline.scenes import entry


@pytest.fixture
def model() -> ListTimelineModel:
    return ListTimelineModel([entry(number, f"line {number}") for number in range(1, 6)])


def signals_of(model: TimelineModel) -> list[tuple[object, ...]]:
    """Record the signals of a model from now on."""
    seen: list[tuple[object, ...]] = []
    model.inserted.connect(lambda first, count: seen.append(("inserted", first, count)))
    model.changed.connect(lambda first, count: seen.append(("changed", first, count)))
    model.reset.connect(lambda: seen.append(("reset",)))
    return seen


def ids(model: TimelineModel) -> list[int]:
    return [model.entry_at(index).id for index in range(model.count())]


def test_each_change_is_signalled_with_its_range(model: ListTimelineModel) -> None:
    seen = signals_of(model)
    model.append_entries(entry(6), entry(7))
    model.insert_entries(0, [entry(0)])
    model.insert_entries(3, [])
    model.replace_entry(2, entry(2, "edited"))
    assert ids(model) == list(range(8))
    model.set_entries([entry(9)])
    assert seen == [("inserted", 5, 2), ("inserted", 0, 1), ("changed", 2, 1), ("reset",)]
    assert ids(model) == [9]


def test_entries_are_found_by_id(model: ListTimelineModel) -> None:
    assert [model.find_entry(number) for number in (1, 5, 6)] == [0, 4, None]
    model.insert_entries(0, [entry(100)])
    assert model.find_entry(1) == 1


def test_base_class_needs_count_and_entries() -> None:
    base = TimelineModel()
    with pytest.raises(NotImplementedError):
        base.count()
    with pytest.raises(NotImplementedError):
        base.entry_at(0)
    assert base.find_by_msgid("m1") is None
    assert not base.is_mention(entry(1))
