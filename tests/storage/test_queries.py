"""Every query against a model that looks at all there is."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.storage import queries, rows
from desktop_chat.storage.records import Entry, Room
from desktop_chat.storage.store_api import (
    HistoryAnchor,
    HistoryQuery,
    HistorySlice,
    HistoryTarget,
    ResendQuery,
    TargetsQuery,
)

from .entries import entry, opened, settle

ROOMS = (
    Room(1, "channel", "#one"),
    Room(2, "channel", "#two"),
    Room(3, "direct", "ann", "bob"),
    Room(4, "direct", "ann", "ann"),
    Room(5, "direct", "bob", "cid", sealed=True),
    Room(6, "direct", "aab", "ann"),
)
TOP = 40

small = st.integers(0, TOP)
wild = st.one_of(small, st.sampled_from([-1, -(2**70), 2**53, 2**63 - 1, 2**70]))
anchors = st.one_of(
    st.just(HistoryAnchor()),
    st.builds(HistoryAnchor, sequence=wild),
    st.builds(HistoryAnchor, time=wild),
)
histories = st.builds(
    HistoryQuery,
    room=st.integers(1, 7),
    slice=st.sampled_from(HistorySlice),
    anchor=anchors,
    limit=st.integers(-1, 8),
    upto=wild,
    end=anchors,
    since=st.integers(0, 20),
)
targets = st.builds(
    TargetsQuery,
    identity=st.sampled_from(["", "ann", "bob", "cid", "eve"]),
    rooms=st.lists(st.integers(1, 7), max_size=4).map(tuple),
    start=wild,
    end=wild,
    limit=st.integers(-1, 8),
    upto=wild,
)


@st.composite
def said(draw: st.DrawFn) -> list[Entry]:
    """Entries in order, with gaps between their sequences and times that stand still now and then."""
    time, sequence, entries = 0, 0, []
    for room, step, pause in draw(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 3), st.integers(0, 2)))):
        sequence += step
        time += pause
        entries.append(entry(sequence, room=room, time=time, text=f"{sequence}"))
    return entries


def before(item: Entry, anchor: HistoryAnchor) -> bool:
    if anchor.sequence is not None:
        return item.sequence < anchor.sequence
    return anchor.time is None or item.time < anchor.time


def after(item: Entry, anchor: HistoryAnchor, *, star: bool) -> bool:
    if anchor.sequence is not None:
        return item.sequence > anchor.sequence
    return star if anchor.time is None else item.time > anchor.time


def first(items: list[Entry], limit: int) -> list[Entry]:
    return items[: max(0, limit)]


def last(items: list[Entry], limit: int) -> list[Entry]:
    return items[-limit:] if limit > 0 else []


def history(entries: list[Entry], query: HistoryQuery) -> tuple[Entry, ...]:
    """What the port promises, read off all Entries."""
    room = [item for item in entries if item.room == query.room and query.since <= item.sequence <= query.upto]
    anchor, limit = query.anchor, query.limit
    earlier = [item for item in room if before(item, anchor)]
    later = [item for item in room if after(item, anchor, star=True)]
    found: list[Entry] = []
    match query.slice:
        case HistorySlice.BEFORE:
            found = last(earlier, limit)
        case HistorySlice.AFTER:
            found = first(later, limit)
        case HistorySlice.LATEST:
            found = last(later, limit)
        case HistorySlice.AROUND:
            rest = room[len(earlier) :]
            found = last(earlier, limit // 2) + first(rest, limit - limit // 2)
        case HistorySlice.BETWEEN:
            forth = [item for item in room if after(item, anchor, star=False) and before(item, query.end)]
            back = [item for item in room if after(item, query.end, star=False) and before(item, anchor)]
            found = first(forth, limit) or last(back, limit)
    return tuple(found)


def newest_of(entries: list[Entry], query: TargetsQuery) -> tuple[HistoryTarget, ...]:
    """The same for targets."""
    low, high = sorted((query.start, query.end))
    direct = [room for room in ROOMS if room.kind == "direct" and not room.sealed]
    own = {room.id for room in direct if query.identity in (room.a, room.b)}
    found: dict[int, Entry] = {}
    for item in entries:
        if item.room in own | set(query.rooms) and item.sequence <= query.upto:
            found[item.room] = item
    ordered = sorted((one for one in found.values() if low < one.time < high), key=lambda item: item.sequence)
    kept = first(ordered, query.limit) if query.start <= query.end else last(ordered, query.limit)
    return tuple(HistoryTarget(ROOMS[item.room - 1], item.time, item.sequence) for item in kept)


@settings(max_examples=60)
@given(said(), st.lists(histories, min_size=20, max_size=20), st.lists(targets, min_size=8, max_size=8))
def test_queries_answer_like_the_model(
    entries: list[Entry], pages: list[HistoryQuery], lists: list[TargetsQuery]
) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "chat.db") as store:
        settle(store, store.submit([*ROOMS, *entries]))
        for page in pages:
            assert store.read(page) == history(entries, page)
        for asked in lists:
            assert store.read(asked) == newest_of(entries, asked)


def test_search_by_time_in_a_large_room(tmp_path: Path) -> None:
    """Real sequences: the clock in ms shifted by 10 bits, with years between runs."""
    year = 365 * 24 * 3600 * 1000
    entries = [
        entry((run * year << 10) + number, time=run * year + number // 3)
        for run in range(50, 56)
        for number in range(60)
    ]
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit(entries))
        for item in entries[::7]:
            for slice_ in HistorySlice:
                for time in (item.time - 1, item.time, item.time + 1):
                    end = HistoryAnchor(time=53 * year)
                    query = HistoryQuery(1, slice_, HistoryAnchor(time=time), 10, entries[-9].sequence, end)
                    assert store.read(query) == history(entries, query)


def test_resend_is_found_by_identity_and_id(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([entry(1), entry(2, resend="x"), entry(3, room=2, resend="y")]))
        assert store.read(ResendQuery("cert:aa", "x")) == entry(2, resend="x")
        assert store.read(ResendQuery("cert:aa", "y")) == entry(3, room=2, resend="y")
        assert store.read(ResendQuery("cert:bb", "x")) is None
        assert store.read(ResendQuery("cert:aa", "")) is None


def test_every_script_and_control_code_survives_the_store(tmp_path: Path) -> None:
    text = "\x01ACTION \x02fett\x0f \x1f\x1d\x03" + 'grüße "日本語" \\ 👩‍👩‍👧 שלום\u2028\x7f'
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([entry(3, text=text)]))
        assert store.read(HistoryQuery(1, HistorySlice.LATEST, HistoryAnchor(), 5, 3)) == (entry(3, text=text),)


def test_no_statement_reads_a_room_through(tmp_path: Path) -> None:
    """Ten million Entries must cost what ten do: every look-up goes by the key."""
    statements = [
        *queries._WORDS,
        *queries._WORDS_AND_REDACTIONS,
        queries._ONE,
        queries._TARGETS,
        queries._RESENT,
        rows.READ_NEWEST,
    ]
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([*ROOMS, *(entry(number, room=number % 5) for number in range(300))]))
        for statement in statements:
            spelled = statement
            plan = store._connection.execute(f"EXPLAIN QUERY PLAN {spelled}", ["[1]"] * spelled.count("?"))
            steps = [row[3] for row in plan]
            assert any(step.startswith("SEARCH entry") for step in steps), steps
            assert not [step for step in steps if step.startswith(("SCAN entry", "SCAN room"))], steps


def test_reactions_are_read_by_an_index_of_their_own(tmp_path: Path) -> None:
    """A room may have a million joins for each reaction."""
    with opened(tmp_path / "chat.db") as store:
        for statement in queries._REACTIONS[:2]:
            plan = [row[3] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {statement}", [1, 0, 9, 5])]
            assert any("USING INDEX event_reaction" in step for step in plan), plan
