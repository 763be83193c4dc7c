"""Plain words in one go: told and kept exactly as if they had been said line by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.rows import Row, entry_row, run_rows
from desktop_chat.storage.store_api import Change, Entry, EntryRun
from tests.hub.stage import PRINT, Stage

CAPABILITIES = ("", "message-tags", "server-time message-tags account-tag", "echo-message message-tags")
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["hello", "\x01ACTION waves\x01", "\x01PING 1\x01", ":", "x" * 490, "ж" * 240, "one :two"]),
        st.text(st.characters(blacklist_characters="\r\n\0", blacklist_categories=["Cs"]), min_size=1, max_size=60),
    ),
    min_size=2,
    max_size=8,
)
TARGETS = ("#Tea", "Cid", "ann", "bob", "nobody", "#nowhere", "NickServ")
SETUPS = ("", "MODE #tea +C", "MODE #tea +m", "MODE #tea +b *!*@*", "MODE #tea -n", "MODE #tea +M")


def build(capabilities: tuple[str, ...], setup: str) -> tuple[Stage, list[Seat]]:
    """Somebody leads, somebody speaks, others listen."""
    stage = Stage()
    leader = stage.enter("ann", capabilities[0], rooms=["#tea"])
    speaker = stage.enter("bob", capabilities[1], PRINT, rooms=["#tea"])
    listener = stage.enter("cid", capabilities[2], rooms=["#tea"])
    seats = [leader, speaker, listener]
    if setup:
        stage.talk(leader, setup)
    for seat in seats:
        stage.heard(seat)
    return stage, seats


def timeless(heard: list[str]) -> list[str]:
    """Without the times, of which each stamp has one of its own."""
    return [re.sub(r"time=[^; ]+", "time=", line) for line in heard]


def kept(changes: list[Change]) -> list[Row]:
    rows: list[Row] = []
    for change in changes:
        if isinstance(change, EntryRun):
            rows += run_rows(change)
        elif isinstance(change, Entry):
            rows.append(entry_row(change))
    return rows


def say(stage: Stage, seat: Seat, lines: PrivmsgRun, *, together: bool) -> None:
    if together and stage.hub.receive_bulk(seat, lines, stage.now):
        return
    for message in lines.to_messages():
        stage.hub.receive_messages(seat, [message], stage.now)


@given(
    st.tuples(*[st.sampled_from(CAPABILITIES)] * 3), TEXTS, st.sampled_from(SETUPS), st.sampled_from(TARGETS),
    st.sampled_from(("", "AWAY :out", "MODE cid +R")),
)  # fmt: skip
def test_it_says_and_keeps_what_line_by_line_does(
    capabilities: tuple[str, ...], texts: list[str], setup: str, target: str, listener: str
) -> None:
    lines = PrivmsgRun(target, tuple(texts))
    results = []
    for together in (True, False):
        stage, seats = build(capabilities, setup)
        if listener:
            stage.talk(seats[2], listener)
        before = len(stage.kept)
        say(stage, seats[1], lines, together=together and not any(text[0] == "\x01" for text in texts))
        stage.take()
        stage.settle()
        rows = [(*row[:2], *row[3:]) for row in kept(stage.kept[before:])]
        results.append(([timeless(stage.heard(seat)) for seat in seats], rows))
    assert results[0] == results[1]


@pytest.mark.parametrize("target", ["#tea", "cid"])
def test_many_lines_are_one_change(target: str) -> None:
    stage, seats = build(("", "", ""), "")
    assert stage.hub.receive_bulk(seats[1], PrivmsgRun(target, tuple("01234")), stage.now)
    outcome = stage.take()
    talk = outcome.changes[-1]
    assert isinstance(talk, EntryRun)
    assert talk.texts == ("0", "1", "2", "3", "4")
    assert talk.last_sequence == talk.sequence + 4 == stage.hub._state.last_sequence


def test_what_nobody_can_prove_to_own_is_not_kept() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann"), stage.enter("bob")
    assert stage.hub.receive_bulk(ann, PrivmsgRun("bob", ("one", "two")), stage.now)
    assert stage.take().changes == ()
    assert stage.heard(bob) == [f":ann!ann@127.0.0.1 PRIVMSG bob :{text}" for text in ("one", "two")]
