"""Plan of a node for files: contents to fetch, contents to store, and surplus copies. Pure.

The store of a cluster keeps the content of each file under the file's name there, as a *copy* in chunks. A copy is
written before the file is added, and a node may end at any moment. A copy with too few chunks, and a copy without a
file, is surplus. A surplus copy goes after a while only, for the file may be about to come.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from hashlib import sha256

from desktop_chat.storage.records import SharedFile
from desktop_chat.value_class import value

SURPLUS_SECONDS = 3600.0
"""Seconds for which a surplus copy stays."""


@value
class FileCopy:
    """A copy of a content in the store."""

    name: str
    """Of the file, by `name_of_file`."""
    mark: str
    """Distinguishes the copies of one name."""
    chunks: int
    """Of the whole content."""
    present: int
    """Chunks that are there."""

    @property
    def is_whole(self) -> bool:
        return self.present == self.chunks


@value
class FilePlan:
    """The work for a node after a look at all files."""

    wanted: tuple[SharedFile, ...]
    """Files whose content this node lacks, and the store has."""
    unstored: tuple[SharedFile, ...]
    """Files without a whole copy, whose content this node has."""
    surplus: frozenset[FileCopy]


def name_of_file(id_: str) -> str:
    """Return the name of a file in the store. The id is secret, for it opens the file."""
    return sha256(id_.encode()).hexdigest()[:32]


def plan_files(files: Iterable[SharedFile], here: Container[str], copies: Collection[FileCopy]) -> FilePlan:
    """Return the work for a node. `here`: the contents of the node."""
    first_copies: dict[str, FileCopy] = {}
    for copy in sorted(copies, key=lambda one: one.mark):
        if copy.is_whole:
            first_copies.setdefault(copy.name, copy)
    needed: set[FileCopy] = set()
    wanted: list[SharedFile] = []
    unstored: list[SharedFile] = []
    for file in files:
        stored = first_copies.get(name_of_file(file.id))
        is_here = file.content in here
        if stored is not None:
            needed.add(stored)
            wanted += [] if is_here else [file]
        elif is_here:
            unstored.append(file)
    return FilePlan(tuple(wanted), tuple(unstored), frozenset(copies) - needed)


class SurplusWatch:
    """Remembers since when copies are surplus, by the clock of this node alone."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], float] = {}

    def take_late(self, surplus: Iterable[FileCopy], now: float) -> list[FileCopy]:
        """Return the copies that have been surplus at each look for SURPLUS_SECONDS. `now`: seconds."""
        known, self._since = self._since, {}
        late = []
        for copy in surplus:
            key = (copy.name, copy.mark)
            self._since[key] = since = known.get(key, now)
            if now - since >= SURPLUS_SECONDS:
                late.append(copy)
        return late
