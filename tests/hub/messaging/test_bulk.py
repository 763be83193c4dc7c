"""The bulk path sends and stores exactly the same as the path line by line."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.records import Change, Entry, EntryRun
from desktop_chat.storage.rows import Row, entry_row, run_rows
from tests.hub.harness import FINGERPRINT, HubHarness, parse_lines

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


def build(capabilities: tuple[str, ...], setup: str) -> tuple[HubHarness, list[Seat]]:
    """Somebody leads, somebody speaks, others listen."""
    harness = HubHarness()
    leader = harness.register("ann", capabilities[0], rooms=["#tea"])
    speaker = harness.register("bob", capabilities[1], FINGERPRINT, rooms=["#tea"])
    listener = harness.register("cid", capabilities[2], rooms=["#tea"])
    seats = [leader, speaker, listener]
    if setup:
        harness.exchange(leader, setup)
    for seat in seats:
        harness.read_lines(seat)
    return harness, seats


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


def say(harness: HubHarness, seat: Seat, lines: PrivmsgRun, way: str) -> None:
    """Say the lines together, one by one, or with a tag that means nothing and keeps them from the bulk path."""
    is_plain = not any(text[0] == "\x01" for text in lines.texts)
    if way == "together" and is_plain and harness.hub.receive_bulk(seat, lines, harness.now):
        return
    for message in lines.to_messages():
        said = replace(message, tags={"nothing": ""}) if way == "tagged" else message
        harness.hub.receive_messages(seat, [said], harness.now)


@given(
    st.tuples(*[st.sampled_from(CAPABILITIES)] * 3), TEXTS, st.sampled_from(SETUPS), st.sampled_from(TARGETS),
    st.sampled_from(("", "AWAY :out", "MODE cid +R")),
)  # fmt: skip
def test_bulk_path_sends_and_stores_the_same_as_line_by_line(
    capabilities: tuple[str, ...], texts: list[str], setup: str, target: str, listener: str
) -> None:
    lines = PrivmsgRun(target, tuple(texts))
    results = []
    for way in ("together", "single", "tagged"):
        harness, seats = build(capabilities, setup)
        if listener:
            harness.exchange(seats[2], listener)
        before = len(harness.changes)
        say(harness, seats[1], lines, way)
        harness.take_outcome()
        harness.run_until_idle()
        rows = [(*row[:2], *row[3:]) for row in kept(harness.changes[before:])]
        results.append(([timeless(harness.read_lines(seat)) for seat in seats], rows))
    assert results[0] == results[2]
    assert results[1] == results[2]


def test_plain_line_by_itself_takes_the_bulk_path(monkeypatch: pytest.MonkeyPatch) -> None:
    harness, seats = build(("", "", ""), "")
    commands: list[str] = []
    monkeypatch.setattr(harness.hub, "_run_command", lambda _seat, message: commands.append(str(message)))
    plain = ["PRIVMSG #tea :hi", ":me PRIVMSG #tea word", "PRIVMSG cid :hi"]
    others = ["@+a=b PRIVMSG #tea :hi", "NOTICE #tea :hi", "PRIVMSG #tea :\x01PING\x01", "PRIVMSG #tea,cid :hi"]
    harness.hub.receive_messages(
        seats[1], parse_lines([*plain, *others, "PRIVMSG #tea", "PRIVMSG #tea :"]), harness.now
    )
    assert len(commands) == len(others) + 2
    assert [entry.text for entry in harness.take_outcome().changes if isinstance(entry, Entry)] == ["hi", "word", "hi"]


@pytest.mark.parametrize("target", ["#tea", "cid"])
def test_run_of_lines_is_one_change(target: str) -> None:
    harness, seats = build(("", "", ""), "")
    assert harness.hub.receive_bulk(seats[1], PrivmsgRun(target, tuple("01234")), harness.now)
    outcome = harness.take_outcome()
    talk = outcome.changes[-1]
    assert isinstance(talk, EntryRun)
    assert talk.texts == ("0", "1", "2", "3", "4")
    assert talk.last_sequence == talk.sequence + 4 == harness.hub._state.last_sequence


def test_run_between_guests_without_identity_is_not_stored() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann"), harness.register("bob")
    assert harness.hub.receive_bulk(ann, PrivmsgRun("bob", ("one", "two")), harness.now)
    assert harness.take_outcome().changes == ()
    assert harness.read_lines(bob) == [f":ann!ann@127.0.0.1 PRIVMSG bob :{text}" for text in ("one", "two")]
