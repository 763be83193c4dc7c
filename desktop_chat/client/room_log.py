"""RoomLog: the entries of one timeline in order of time, from the archive's pages and from memory.

Entries are ordered by (time, id), as in the archive. The first `archived` entries are read from the archive page by
page; the rest, the *tail*, is in memory, until `client/log_settling` leaves it to the archive. When an archived entry
changes its place, it moves to the tail together with all entries after it, so the remaining pages stay valid. An
archived entry that changes in place overrides its page. Pure except for the given page reader; GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from desktop_chat.client import double_entries
from desktop_chat.client.entry import SAME_MESSAGE_MS, SPOKEN, Entry
from desktop_chat.value_class import value

PAGE = 256
_PAGES_KEPT = 24
_PAGES_SEARCHED = 40
"""How far back an entry is searched by its id."""


@value
class Inserted:
    """`count` entries were inserted at index `first`."""

    first: int
    count: int


@value
class Replaced:
    """The entry at `index` has changed."""

    index: int


@value
class Reset:
    """All entries may have changed."""


LogChange = Inserted | Replaced | Reset
PageReader = Callable[[int, int], list[Entry]]
"""Returns `count` archived entries of the room from index `first`, oldest first."""
IndexReader = Callable[[Entry], int]
"""Returns how many archived entries of the room stand before an entry."""


class RoomLog:
    """An append is O(1), reading an entry of a cached page too; an insert costs as much as the entries after it."""

    def __init__(
        self, archived: int, read: PageReader, *, index_of: IndexReader | None = None, page: int = PAGE
    ) -> None:
        """`archived`: entries of the room in the archive. `page`: entries to read at a time."""
        self._archived = archived
        self._read = read
        self._index_of = index_of
        self._size = page
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._tail: list[Entry] = []
        self._known: set[str] = set()
        """The msgids of the tail."""
        self.replaced = 0
        """How often an entry of the tail was replaced."""
        self._over: dict[int, Entry] = {}
        """By id: changed entries, which override pages that were read before the change."""

    def __len__(self) -> int:
        return self._archived + len(self._tail)

    def entry_at(self, index: int) -> Entry:
        """Return the entry at `index`.

        Raises: IndexError.
        """
        if index >= self._archived:
            return self._tail[index - self._archived]
        if index < 0:
            raise IndexError(index)
        return self._read_page(index // self._size)[index % self._size]

    @property
    def tail_length(self) -> int:
        """The number of entries in memory."""
        return len(self._tail)

    def settled_range(self, kept: int) -> tuple[int, Entry, Entry] | None:
        """Return (count, first, end) of entries of the tail that the archive may serve from now on: all but the newest
        `kept`, and but those near which new entries are compared. `end` is the entry behind them."""
        recent = _sort_key(self._tail[-1])[0] - 2 * SAME_MESSAGE_MS if self._tail else 0
        count = min(len(self._tail) - kept, bisect_left(self._tail, recent, key=lambda entry: entry.time))
        return (count, self._tail[0], self._tail[count]) if count > 0 else None

    def leave_to_archive(self, count: int) -> None:
        """Read the oldest `count` entries of the tail from the archive from now on: they follow its last entry."""
        self._known.difference_update([entry.msgid for entry in self._tail[:count]])
        del self._tail[:count]
        self._pages.pop(self._archived // self._size, None)  # it ended where the tail began
        self._archived += count

    def is_archived(self, entry: Entry) -> bool:
        """Return True if an entry of the log is among those that are read from the archive."""
        return self._archived > 0 and _sort_key(entry) <= _sort_key(self.entry_at(self._archived - 1))

    def place_of(self, entry: Entry) -> int:
        """Return the index of an entry, or the index at which an unknown entry belongs."""
        if self._index_of is not None and self.is_archived(entry):  # a search would read pages that nobody looks at
            place = self._index_of(entry)
            if place < self._archived and self.entry_at(place).id == entry.id:
                return place
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if _sort_key(self.entry_at(middle)) < _sort_key(entry):
                low = middle + 1
            else:
                high = middle
        return low

    def find_entry(self, entry_id: int) -> int | None:
        """Return the index of the entry with the id, if it is in the tail or in a cached page."""
        for offset in range(len(self._tail) - 1, -1, -1):
            if self._tail[offset].id == entry_id:
                return self._archived + offset
        for number, page in self._pages.items():
            found = _place_in(page, entry_id)
            if found is not None:
                return number * self._size + found
        return None

    def find_by_msgid(self, msgid: str) -> Entry | None:
        """Return the entry with the msgid, if it is in the tail or in a cached page."""
        if msgid in self._known:
            return next((entry for entry in reversed(self._tail) if entry.msgid == msgid), None)
        pages = self._pages.values() if msgid else ()
        return next((entry for page in pages for entry in page if entry.msgid == msgid), None)

    # Changes

    def append_entry(self, entry: Entry) -> LogChange | None:
        """Add an entry at the place of its time. Return None if the log has it already."""
        changes = self.merge_entries((entry,))
        return changes[0] if changes else None

    def merge_entries(self, entries: Iterable[Entry]) -> list[LogChange]:
        """Add the entries, oldest first, that the log does not have. Return the changes; the indexes of each change
        count after the changes before it."""
        entries = tuple(entries)
        first = len(self)
        if self._append_run(entries):
            return [Inserted(first, len(entries))]
        fresh = self.unknown_entries(entries)
        older: list[Entry] = []
        changes: list[LogChange] = []
        floor = _sort_key(self.entry_at(self._archived - 1)) if fresh and self._archived else (0, 0)
        for entry in fresh:
            if _sort_key(entry) < floor:
                older.append(entry)
            else:
                self._insert_in_tail(entry, changes)
        if older:
            changes.extend(self._merge_older(older))
        return changes

    def _append_run(self, entries: Sequence[Entry]) -> bool:
        """Append all entries if they certainly belong at the end and are unknown, as nearly always. Else return False
        and change nothing."""
        if not entries:
            return False
        order = _sort_key(self.entry_at(len(self) - 1)) if len(self) else (0, 0)
        floor = self.entry_at(self._archived - 1).time + SAME_MESSAGE_MS if self._archived else -1
        msgids: set[str] = set()
        for entry in entries:
            before, order = order, (entry.time, entry.id)
            msgid = entry.msgid
            if order < before or (msgid and (entry.time <= floor or msgid in self._known or msgid in msgids)):
                return False
            if msgid:
                msgids.add(msgid)
        self._tail.extend(entries)
        self._known |= msgids
        return True

    def unknown_entries(self, entries: Iterable[Entry], *, played: bool = False) -> list[Entry]:
        """Return the entries that the log does not have, each once.

        `played`: the entries come from a history, so an entry without a msgid may be known at nearly the same time.
        """
        fresh: list[Entry] = []
        heard: set[str] = set()
        taken: set[int] | None = set() if played else None
        for entry in entries:
            if entry.msgid not in heard and not self._is_here(entry, taken):
                fresh.append(entry)
            if entry.msgid:
                heard.add(entry.msgid)
        return fresh

    def find_unnamed(self, entries: Iterable[Entry]) -> list[tuple[Entry, Entry]]:
        """Return own sent entries without a msgid, each with the entry of a history that tells the msgid.

        Without echoes the msgid of an own message comes with the history only.
        """
        taken: set[int] = set()
        told = [entry for entry in entries if entry.own and entry.msgid and not self._is_here(entry, None)]
        found = [(double_entries.find_double(self, entry, taken), entry) for entry in told]
        return [(self.entry_at(index), entry) for index, entry in found if index is not None]

    def replace_entry(self, entry: Entry) -> LogChange | None:
        """Replace the entry of the same id. It moves if its time has changed, and it replaces another entry of the same
        msgid. Return None if the id is not here."""
        index = self._search_pages(entry.id)
        if index is None:
            self._over[entry.id] = entry
            return self._replace_far(entry)
        double = self._index_of_msgid(entry, but=entry.id)
        if double is None and index < self._archived and _sort_key(entry) == _sort_key(self.entry_at(index)):
            self._over[entry.id] = entry
            self._read_page(index // self._size)[index % self._size] = entry
            return Replaced(index)
        self._move_to_tail(min(index, len(self) if double is None else double, self.first_since(entry.time)))
        offset = index - self._archived
        del self._tail[offset]
        self.replaced += 1
        if double is not None:
            del self._tail[double - self._archived - (double > index)]
        place = self._tail_position(entry)
        self._tail.insert(place, entry)
        if entry.msgid:
            self._known.add(entry.msgid)
        return Replaced(index) if place == offset and double is None else Reset()

    def _replace_far(self, entry: Entry) -> LogChange | None:
        """Replace an entry that is too far back to be searched: it stays there, or it moves to the end."""
        searched = max(0, self._archived - _PAGES_SEARCHED * self._size)
        if not searched or _sort_key(entry) < _sort_key(self.entry_at(searched)):
            return None
        self._archived -= 1
        self._pages.clear()
        self._merge_older([entry])
        return Reset()

    def is_before_all(self, entries: Sequence[Entry]) -> bool:
        """Return True if the entries belong before the whole archive: write them there, then `prepend_archived`."""
        return bool(entries and self._archived) and max(map(_sort_key, entries)) < _sort_key(self.entry_at(0))

    def prepend_archived(self, count: int) -> LogChange:
        """Count `count` entries that the archive has added before all others."""
        self._archived += count
        self._pages.clear()
        return Inserted(0, count)

    def _insert_in_tail(self, entry: Entry, changes: list[LogChange]) -> None:
        """Insert an entry into the tail, and append the change to `changes`."""
        place = self._tail_position(entry)
        self._tail.insert(place, entry)
        if entry.msgid:
            self._known.add(entry.msgid)
        index = self._archived + place
        last = changes[-1] if changes else None
        if isinstance(last, Inserted) and last.first + last.count == index:
            changes[-1] = Inserted(last.first, last.count + 1)
        else:
            changes.append(Inserted(index, 1))

    def _merge_older(self, older: list[Entry]) -> list[LogChange]:
        """Insert entries that are older than the archive's end; all newer archived entries move to the tail first."""
        first, oldest = self._archived, min(map(_sort_key, older))
        while first and _sort_key(self.entry_at(first - 1)) > oldest:
            first -= 1
        self._move_to_tail(first)
        changes: list[LogChange] = []
        for entry in older:
            self._insert_in_tail(entry, changes)
        return changes

    def _move_to_tail(self, first: int) -> None:
        """Move the archived entries from index `first` on to the tail."""
        if first >= self._archived:
            return
        moved = [self.entry_at(index) for index in range(first, self._archived)]
        self._known.update(entry.msgid for entry in moved if entry.msgid)
        self._tail[:0] = moved
        self._archived = first
        self._pages = OrderedDict((n, p) for n, p in self._pages.items() if (n + 1) * self._size <= first)

    # Searching

    def _tail_position(self, entry: Entry) -> int:
        """Return the place in the tail where the entry belongs."""
        if not self._tail or _sort_key(self._tail[-1]) <= _sort_key(entry):
            return len(self._tail)
        return bisect_right(self._tail, _sort_key(entry), key=_sort_key)

    def _search_pages(self, entry_id: int) -> int | None:
        """Return the index of the entry with the id; read the last _PAGES_SEARCHED pages for it, newest first."""
        found = self.find_entry(entry_id)
        last = (self._archived - 1) // self._size
        for number in range(last, max(-1, last - _PAGES_SEARCHED), -1):
            if found is not None:
                break
            place = _place_in(self._read_page(number), entry_id)
            found = number * self._size + place if place is not None else None
        return found

    def _index_of_msgid(self, entry: Entry, *, but: int | None = None) -> int | None:
        """Return the index of the entry with the same msgid, except the entry with the id `but`."""
        if not entry.msgid:
            return None
        end, since = len(self) if entry.msgid in self._known else self._archived, entry.time - SAME_MESSAGE_MS
        if not end or self.entry_at(end - 1).time < since:
            return None
        index = self.first_since(since)
        while index < end and (other := self.entry_at(index)).time <= entry.time + SAME_MESSAGE_MS:
            if other.msgid == entry.msgid and other.id != but:
                return index
            index += 1
        return None

    def _is_here(self, entry: Entry, taken: set[int] | None) -> bool:
        if entry.msgid:
            return entry.msgid in self._known or self._index_of_msgid(entry) is not None
        if taken is not None:
            return double_entries.find_double(self, entry, taken) is not None
        return entry.kind in SPOKEN and not entry.own and double_entries.was_shown(self, entry)

    def first_since(self, time: int) -> int:
        """Return the index of the first entry at `time` (ms) or later, searched from the end."""
        high, step = len(self), 1
        while high - step >= 0 and self.entry_at(high - step).time >= time:
            high -= step
            step *= 2
        low = max(0, high - step)
        while low < high:
            middle = (low + high) // 2
            if self.entry_at(middle).time < time:
                low = middle + 1
            else:
                high = middle
        return low

    def _read_page(self, number: int) -> list[Entry]:
        page = self._pages.get(number)
        if page is None:
            first = number * self._size
            page = self._pages[number] = self._with_overrides(
                self._read(first, min(self._size, self._archived - first))
            )
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _with_overrides(self, page: list[Entry]) -> list[Entry]:
        """Return the page with the changed entries."""
        return [self._over.get(entry.id, entry) for entry in page] if self._over else page


def _sort_key(entry: Entry) -> tuple[int, int]:
    return entry.time, entry.id


def _place_in(page: Sequence[Entry], entry_id: int) -> int | None:
    return next((offset for offset, entry in enumerate(page) if entry.id == entry_id), None)
