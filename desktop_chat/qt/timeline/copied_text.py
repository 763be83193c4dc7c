"""The text of a selection for the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.timeline.selection import Selection
from desktop_chat.qt.timeline.strings import local_day, local_moment
from desktop_chat.qt.timeline.styled_text import StyledText

ENTRIES_MAX = 20_000
"""The most entries copied at once; more would block the window for seconds. A toast tells of the limit."""


def copied_text(
    selection: Selection,
    entry: Callable[[int], Entry],
    styled: Callable[[int], StyledText],
    *,
    with_names: bool,
    limit: int = ENTRIES_MAX,
) -> tuple[str, bool]:
    """Return (text, True if the text is complete). Each entry begins on a line of its own."""
    first, last = selection.start.entry, selection.end.entry
    whole = last - first < limit
    last = min(last, first + limit - 1)
    dated = local_day(entry(first).time) != local_day(entry(last).time)
    lines = []
    for index in range(first, last + 1):
        said = styled(index)
        start, end = selection.range_within(index, len(said.text))
        if start >= end and (said.text or not said.address):
            continue
        text = said.copied(start, end)
        lines.append(_with_name(entry(index), text, dated) if with_names else text)
    return "\n".join(lines), whole


def _with_name(entry: Entry, text: str, dated: bool) -> str:
    stamp = local_moment(entry.time).strftime("%Y-%m-%d %H:%M" if dated else "%H:%M")
    match entry.kind:
        case EntryKind.MESSAGE:
            return f"[{stamp}] <{entry.nick}> {text}"
        case EntryKind.NOTICE:
            return f"[{stamp}] -{entry.nick}- {text}"
        case _:
            return f"[{stamp}] * {text}"
