"""Files of nodes that end at any moment: in the end each file has one copy, each node its content, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.cluster import file_plan
from desktop_chat.cluster.file_plan import SURPLUS_SECONDS, FileCopy, SurplusWatch, name_of_file, plan_files
from desktop_chat.storage.records import SharedFile

NODES = 3
CHUNKS = 3


def file(id_: str, content: str = "") -> SharedFile:
    return SharedFile(
        id=id_, content=content or f"content of {id_}", name="a", media_type="text/plain", size=5, owner="key:ann",
        source="ann!ann@a", room=0, reader="", time=0, link_until=0,
    )  # fmt: skip


def copy_of(id_: str, mark: str = "m", present: int = CHUNKS) -> FileCopy:
    return FileCopy(name_of_file(id_), mark, CHUNKS, present)


def test_plan() -> None:
    files = [file("here"), file("elsewhere"), file("nowhere"), file("unstored"), file("half")]
    here = {one.content for one in files if one.id in ("here", "unstored", "half")}
    surplus = [copy_of("here", "n"), copy_of("half", present=1), copy_of("unknown")]
    plan = plan_files(files, here, [*surplus, copy_of("here"), copy_of("elsewhere")])
    assert [one.id for one in plan.wanted] == ["elsewhere"]
    assert [one.id for one in plan.unstored] == ["unstored", "half"]
    assert plan.surplus == set(surplus)


def test_surplus_copy_goes_when_every_look_for_an_hour_has_seen_it() -> None:
    watch, late, again = SurplusWatch(), copy_of("late"), copy_of("again")
    assert watch.take_late([late, again], 0.0) == []
    assert watch.take_late([replace(late, present=1)], 1.0) == []
    assert watch.take_late([late, again], SURPLUS_SECONDS) == [late]


class _Simulation:
    """Nodes that put contents into a store, add files to a log, delete and fetch files, and are killed in between."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._now = 0.0
        self._files: dict[str, SharedFile] = {}
        self._copies: dict[tuple[str, str], FileCopy] = {}
        self._here: list[set[str]] = [set() for _ in range(NODES)]
        self._watches = [SurplusWatch() for _ in range(NODES)]
        self._under_way: list[tuple[int, SharedFile, FileCopy]] = []
        """Uploads whose file is not in the log yet, each with the node."""
        self._put: list[tuple[int, SharedFile, float]] = []
        """Uploads whose copy was found whole, each with the time."""
        self._count = 0

    def play(self, steps: int) -> None:
        acts = (self._begin, *[self._go_on] * 5, self._add_file, self._add_file, self._delete, self._kill, self._look)
        for _ in range(steps):
            self._now += self._random.choice((0.0, 1.0, 30.0))
            self._random.choice(acts)()

    def _begin(self) -> None:
        self._count += 1
        new = file(f"{self._count}", f"content {self._random.randint(1, 5)}")
        copy = copy_of(new.id, f"{self._count}", 0)
        self._under_way.append((self._random.randrange(NODES), new, copy))

    def _go_on(self) -> None:
        """Put a chunk of an upload, or compare the copy with the content."""
        if not self._under_way:
            return
        number = self._random.randrange(len(self._under_way))
        node, new, copy = self._under_way[number]
        stored = self._copies.get((copy.name, copy.mark), replace(copy, present=0))
        if copy.present < copy.chunks:
            self._copies[copy.name, copy.mark] = replace(stored, present=stored.present + 1)
            self._under_way[number] = (node, new, replace(copy, present=copy.present + 1))
            return
        del self._under_way[number]
        if stored.present == copy.chunks:
            self._put.append((node, new, self._now))

    def _add_file(self) -> None:
        """Add the file of an upload to the log, or give up after a while."""
        if self._put:
            node, new, since = self._put.pop(0)
            if self._now - since < 60.0:
                names = [copy.name for copy in self._copies.values() if copy.present == CHUNKS]
                assert name_of_file(new.id) in names, "people are told of a file without a copy"
                self._files[new.id] = new
                self._here[node].add(new.content)

    def _delete(self) -> None:
        """Delete a file; the node that should delete the copies is perhaps killed before."""
        if len(self._files) < 3:
            return
        gone = self._files.pop(self._random.choice(list(self._files)))
        if self._random.random() < 0.5:
            self._copies = {key: one for key, one in self._copies.items() if one.name != name_of_file(gone.id)}

    def _kill(self) -> None:
        node = self._random.randrange(NODES)
        self._watches[node] = SurplusWatch()
        self._under_way = [one for one in self._under_way if one[0] != node]
        self._put = [one for one in self._put if one[0] != node]

    def _look(self) -> None:
        self._look_on(self._random.randrange(NODES))

    def _look_on(self, node: int, *, is_quiet: bool = False) -> None:
        """`is_quiet`: nobody is killed on the way."""
        plan = plan_files(self._files.values(), self._here[node], self._copies.values())
        for one in plan.wanted:
            if any(copy.present == CHUNKS for copy in self._copies.values() if copy.name == name_of_file(one.id)):
                self._here[node].add(one.content)
        for one in plan.unstored:
            self._count += 1
            copy = copy_of(one.id, f"{self._count}", CHUNKS if is_quiet else self._random.randint(1, CHUNKS))
            self._copies[copy.name, copy.mark] = copy
        for copy in self._watches[node].take_late(plan.surplus, self._now):
            del self._copies[copy.name, copy.mark]

    def lose_store(self) -> None:
        """Lose copies; other nodes have fetched the contents before."""
        for node in range(NODES):
            self._look_on(node)
        self._copies.clear()
        self._put.clear()

    def settle(self) -> None:
        self._under_way.clear()
        for _ in range(3):
            for node in range(NODES):
                self._look_on(node, is_quiet=True)
            self._now += SURPLUS_SECONDS
        names = {name_of_file(id_) for id_ in self._files}
        assert {one.name for one in self._copies.values() if one.present == CHUNKS} == names, "a file has no copy"
        assert len(self._copies) == len(names), "there are copies that nobody needs"
        contents = {one.content for one in self._files.values()}
        assert all(contents <= here for here in self._here), "a node lacks a content"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 1 << 32), loss=st.booleans())
def test_each_file_has_a_copy_in_the_end(seed: int, loss: bool) -> None:
    simulation = _Simulation(seed)
    simulation.play(200)
    if loss:
        simulation.lose_store()
        simulation.play(50)
    simulation.settle()


def _play_all() -> None:
    for seed in range(30):
        simulation = _Simulation(seed)
        simulation.play(200)
        simulation.lose_store()
        simulation.play(200)
        simulation.settle()


@pytest.mark.parametrize("mutant", ["deletes at once", "counts no chunks"])
def test_simulation_finds_a_plan_that(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if mutant == "deletes at once":
        monkeypatch.setattr(file_plan, "SURPLUS_SECONDS", 0.0)
    else:
        monkeypatch.setattr(FileCopy, "is_whole", True)
    with pytest.raises((AssertionError, KeyError)):
        _play_all()
