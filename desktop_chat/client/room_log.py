"""RoomLog: what one timeline shows, in order of time: the archive's pages below, what is newer in memory above.

Entries are ordered by (time, id). The first `archived` of them are in the archive and read page by page; the rest,
the *tail*, came while this room was open. Pure but for the page reader it is given; GUI thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_chat.client.entry import SPOKEN, Entry

PAGE = 256
_PAGES_KEPT = 24


@dataclass(frozen=True, slots=True)
class Inserted:
    """`count` entries stand at `first` now; what was there has moved down."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """The entry at `index` is different now."""

    index: int


@dataclass(frozen=True, slots=True)
class Reset:
    """Anything may be different."""


Change = Inserted | Replaced | Reset
PageReader = Callable[[int, int], list[Entry]]
"""(first, count) to the archive's entries of this room, oldest first."""


class RoomLog:
    """An append is O(1), a look at an entry O(1) within the pages at hand, an insert as costly as what stands behind
    it."""

    def __init__(self, archived: int, read: PageReader) -> None:
        self._archived = archived
        self._read = read
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._tail: list[Entry] = []
        self._known: set[str] = set()
        self._replaced: dict[int, Entry] = {}

    def __len__(self) -> int:
        return self._archived + len(self._tail)

    def entry(self, index: int) -> Entry:
        """The entry at `index`. Raises IndexError."""
        if index >= self._archived:
            return self._tail[index - self._archived]
        if index < 0:
            raise IndexError(index)
        entry = self._page(index // PAGE)[index % PAGE]
        return self._replaced.get(entry.id, entry)

    def find(self, entry_id: int) -> int | None:
        """Where the entry of this id stands, if that is in the tail or in the pages at hand."""
        for offset in range(len(self._tail) - 1, -1, -1):
            if self._tail[offset].id == entry_id:
                return self._archived + offset
        for number, page in self._pages.items():
            for offset, entry in enumerate(page):
                if entry.id == entry_id:
                    return number * PAGE + offset
        return None

    def newest_archived(self) -> Entry | None:
        """The last entry below the tail."""
        return self.entry(self._archived - 1) if self._archived else None

    def append(self, entry: Entry) -> Change | None:
        """Something new: at the end, or where its time puts it. None for what is there already."""
        changes = self.merge((entry,))
        return changes[0] if changes else None

    def replace(self, entry: Entry) -> Change | None:
        """The entry of the same id is different now; it moves when its time did."""
        index = self.find(entry.id)
        if entry.msgid:
            self._known.add(entry.msgid)
        if index is None:
            self._replaced[entry.id] = entry
            return None
        if index < self._archived:
            self._replaced[entry.id] = entry
            return Replaced(index)
        offset = index - self._archived
        del self._tail[offset]
        place = self._place(entry)
        self._tail.insert(place, entry)
        return Replaced(index) if place == offset else Reset()

    def merge(self, entries: Iterable[Entry]) -> list[Change]:
        """Take in entries, oldest first, without doubling any: the changes, each as it stands after those before it."""
        fresh = [entry for entry in entries if not self._is_here(entry)]
        changes: list[Change] = []
        older: list[Entry] = []
        floor = self.newest_archived()
        for entry in fresh:
            if entry.msgid:
                self._known.add(entry.msgid)
            if floor is not None and _order(entry) < _order(floor):
                older.append(entry)
                continue
            place = self._place(entry)
            self._tail.insert(place, entry)
            index = self._archived + place
            last = changes[-1] if changes else None
            if isinstance(last, Inserted) and last.first + last.count == index:
                changes[-1] = Inserted(last.first, last.count + 1)
            else:
                changes.append(Inserted(index, 1))
        if older:
            changes.extend(self._take_under(older))
        return changes

    def fresh(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those that are not here yet."""
        return [entry for entry in entries if not self._is_here(entry)]

    def is_before_all(self, entries: Sequence[Entry]) -> bool:
        """Whether these stand before everything in the archive: such are written there first, then `grow_below`."""
        return bool(entries and self._archived) and max(map(_order, entries)) < _order(self.entry(0))

    def grow_below(self, count: int) -> Change:
        """The archive has taken in `count` entries that stand before all others."""
        self._archived += count
        self._pages.clear()
        return Inserted(0, count)

    def _take_under(self, older: list[Entry]) -> list[Change]:
        """Entries from before what the archive holds at its end: all that is newer than them joins the tail."""
        first = self._archived
        while first and _order(self.entry(first - 1)) > _order(older[0]):
            first -= 1
        moved = [self.entry(index) for index in range(first, self._archived)]
        self._archived = first
        self._pages = OrderedDict((n, p) for n, p in self._pages.items() if (n + 1) * PAGE <= first)
        together = sorted([*older, *moved], key=_order)
        self._tail[:0] = together
        if together[: len(older)] == older:
            return [Inserted(first, len(older))]
        return [Reset()]

    def _place(self, entry: Entry) -> int:
        """Where in the tail it belongs."""
        if not self._tail or _order(self._tail[-1]) <= _order(entry):
            return len(self._tail)
        return bisect_right(self._tail, _order(entry), key=_order)

    def _is_here(self, entry: Entry) -> bool:
        if entry.msgid:
            return entry.msgid in self._known or self._archived_has(entry)
        return entry.kind in SPOKEN and not entry.own and self._overlaps(entry)

    def _archived_has(self, entry: Entry) -> bool:
        """Whether the archive holds its msgid: looked for among the things of about the same time."""
        index = self._first_since(entry.time - 1000)
        while index < self._archived and (other := self.entry(index)).time <= entry.time + 1000:
            if other.msgid == entry.msgid:
                return True
            index += 1
        return False

    def _overlaps(self, entry: Entry) -> bool:
        """Without a msgid: the same words of the same person at the same time, from before the newest thing here."""
        if not len(self) or entry.time >= self.entry(len(self) - 1).time:
            return False
        index = self._first_since(entry.time)
        while index < len(self) and (other := self.entry(index)).time == entry.time:
            if (other.nick, other.text) == (entry.nick, entry.text):
                return True
            index += 1
        return False

    def _first_since(self, time: int) -> int:
        """The index of the first entry at `time` (ms) or later."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.entry(middle).time < time:
                low = middle + 1
            else:
                high = middle
        return low

    def _page(self, number: int) -> list[Entry]:
        page = self._pages.get(number)
        if page is None:
            first = number * PAGE
            page = self._pages[number] = self._read(first, min(PAGE, self._archived - first))
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page


def _order(entry: Entry) -> tuple[int, int]:
    return entry.time, entry.id
