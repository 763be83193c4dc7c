"""The targets of the quick switcher for typed text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.models.jumps import Jump, JumpsModel, find_jumps, match_quality
from tests.qt.scenes import Scene, workshop, workshop_is_full


@pytest.mark.parametrize(
    ("wanted", "name", "rank"),
    [
        ("", "#lobby", 0),
        ("lo", "#lobby", 0),
        ("#lo", "#lobby", 0),
        ("second", "#homework-of-the-second-year", 1),
        ("ond", "#homework-of-the-second-year", 2),
        ("hwy", "#homework-of-the-second-year", 3),
        ("дар", "Дарья", 0),
        ("xyz", "#lobby", None),
    ],
)
def test_match_quality_of_a_name(wanted: str, name: str, rank: int | None) -> None:
    assert match_quality(wanted, name) == rank


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    scene.close()


def test_people_are_offered_only_for_typed_text(made: Scene, qtmodeltester: ModelTester) -> None:
    network = made.enter(workshop(), entries=workshop_is_full)
    jumps = [Jump(network, room, room.name) for room in network.rooms.values() if room.kind != "server"]
    model = JumpsModel([*jumps, Jump(network, None, "Lorenzo")])
    check: Callable[..., None] = qtmodeltester.check
    check(model)

    def names() -> list[str]:
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    assert "Lorenzo" not in names()
    assert names()[0] in ("#lobby", "#lamps", "Bob")
    model.set_filter("lo")
    assert names() == ["#lobby", "Lorenzo"]
    model.set_filter("qqq")
    assert names() == []


def test_targets_are_all_rooms_and_people_without_a_conversation(made: Scene) -> None:
    network = made.enter(workshop(), entries=workshop_is_full)
    rows = [(network, room) for room in network.rooms.values()]
    names = [jump.name for jump in find_jumps(rows, network, network.rooms["#lobby"])]
    assert names[: len(rows)] == ["Workshop", *(room.name for room in network.rooms.values() if room.kind != "server")]
    people = set(names[len(rows) :])
    assert "Cid" in people
    assert not people & {"Ann", "Bob"}  # oneself, and a person with direct messages
    assert len(find_jumps(rows, None, None)) == len(rows)


def test_people_are_found_by_the_name_that_they_write(made: Scene) -> None:
    network = made.enter(workshop(), entries=workshop_is_full)
    network.on_received((parse_line(":srv METADATA Cid display-name * :Sidney Poole"),))
    model = JumpsModel(
        find_jumps([(network, room) for room in network.rooms.values()], network, network.rooms["#lobby"])
    )
    for typed in ("poole", "cid"):
        model.set_filter(typed)
        assert [model.index(row).data() for row in range(model.rowCount())] == ["Sidney Poole (Cid)"]
