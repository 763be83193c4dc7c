"""RowPlan: the appearance of an entry among its neighbours: named or grouped, below a day line, condensed. Pure.

Each decision needs only the neighbours of an entry, so a plan can be made anywhere in a list of any length.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.safe_display import shown_name
from desktop_chat.value_class import value

GROUP_MS = 5 * 60_000
"""Messages of one author within this time share a name and an avatar."""

QUIET = frozenset({EntryKind.JOIN, EntryKind.PART, EntryKind.QUIT, EntryKind.NICK})
"""People who come and go. Consecutive entries are condensed into the first of them."""

_GROUPED = {
    EntryKind.MESSAGE: EntryKind.MESSAGE,
    EntryKind.DELETED: EntryKind.MESSAGE,
    EntryKind.NOTICE: EntryKind.NOTICE,
}
"""The kinds of entries below a name; kinds with the same value share the name."""

_RUN = 64
"""The longest condensed run. Runs end where an id is a multiple of this, so planning may begin at any entry."""

Names = Callable[[str], str]
Knows = Callable[[str], bool]


def nobody(nick: str) -> bool:
    """Know no person by a nick."""
    del nick
    return False


@value
class RowPlan:
    """The appearance of one entry."""

    entry: Entry
    named: bool = False  # with avatar, name and time
    new_day: bool = False  # below a day line
    unread: bool = False  # below the line "New"
    hidden: bool = False  # condensed into an entry before
    run: tuple[Entry, ...] = ()  # the entries that this one condenses, itself first
    answered: Entry | None = None  # the entry that this one replies to, if it was received
    revealed: bool = False  # a person has asked to see its spoilers
    settled: bool = False  # the invitation or the knock needs no answer any more
    names: Names = shown_name  # the text to show for a nick
    knows: Knows = nobody  # whether a nick in the text belongs to a person


def plan_row(
    index: int,
    count: int,
    entry: Callable[[int], Entry],
    day: Callable[[int], int],
    unread_after: int | None,
    names: Names = shown_name,
    knows: Knows = nobody,
) -> RowPlan:
    """Return the appearance of the entry at `index`. `day` returns the number of the local day of a time in ms."""
    this = entry(index)
    before = entry(index - 1) if index else None
    new_day = before is None or day(before.time) != day(this.time)
    unread = before is not None and before.id == unread_after
    if this.kind in QUIET:
        if before is not None and not new_day and not unread and _one_run(before, this):
            return RowPlan(this, hidden=True)
        run = _plan_condensed(index, count, entry, day, unread_after)
        return RowPlan(this, new_day=new_day, unread=unread, run=run, names=names)
    named = new_day or unread or not _one_group(before, this)
    return RowPlan(this, named=named, new_day=new_day, unread=unread, names=names, knows=knows)


def _one_run(before: Entry, this: Entry) -> bool:
    return before.kind in QUIET and before.id // _RUN == this.id // _RUN


def _plan_condensed(
    index: int, count: int, entry: Callable[[int], Entry], day: Callable[[int], int], unread_after: int | None
) -> tuple[Entry, ...]:
    run = [entry(index)]
    for i in range(index + 1, count):
        following = entry(i)
        together = following.kind in QUIET and _one_run(run[-1], following) and run[-1].id != unread_after
        if not together or day(following.time) != day(run[-1].time):
            break
        run.append(following)
    return tuple(run)


def _one_group(before: Entry | None, this: Entry) -> bool:
    return (
        before is not None
        and _GROUPED.get(before.kind, before.kind) is _GROUPED.get(this.kind)
        and before.nick == this.nick
        and before.own == this.own
        and before.target == this.target
        and not this.reply_to_msgid
        and 0 <= this.time - before.time < GROUP_MS
    )
