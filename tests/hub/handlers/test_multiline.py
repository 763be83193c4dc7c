"""Several lines that are one thing said, on the way in and on the way out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.client_batch import BATCH_SECONDS
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines

CAPABILITIES = f"{MODERN_CAPS} draft/multiline"
POEM = (
    "@batch=1 PRIVMSG #tea :roses are",
    "@batch=1;draft/multiline-concat PRIVMSG #tea : red",
    "@batch=1 PRIVMSG #tea :",
    "@batch=1 PRIVMSG #tea :violets are blue",
    "BATCH -1",
)


def test_a_batch_goes_to_those_who_know_and_lines_to_the_others() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea"])
    cid = harness.register("cid", "message-tags server-time", rooms=["#tea"])
    dan = harness.register("dan", rooms=["#tea"])
    for seat in (ann, bob, cid):
        harness.read_lines(seat)
    harness.send(ann, "@label=x;+draft/reply=1-2 BATCH +1 draft/multiline #tea")
    harness.run_until_idle()
    assert harness.read_lines(ann) == []
    echo = parse_lines(harness.exchange(ann, *POEM))
    relayed = parse_lines(harness.read_lines(bob))
    assert echo[0].tags["label"] == "x"
    for lines in (echo, relayed):
        assert [line.command for line in lines] == ["BATCH", *["PRIVMSG"] * 4, "BATCH"]
        assert lines[0].params[1:] == ("draft/multiline", "#tea")
        assert lines[0].tags["+draft/reply"] == "1-2"
        assert set(lines[0].tags) - {"label"} == {"time", "msgid", "+draft/reply"}
        assert [set(line.tags) - {"batch"} for line in lines[1:]] == [
            set(), {"draft/multiline-concat"}, set(), set(), set(),
        ]  # fmt: skip
        assert {line.tags["batch"] for line in lines[1:-1]} == {lines[0].params[0][1:]}
    fallback = parse_lines(harness.read_lines(cid))
    assert [line.params[1] for line in fallback] == ["roses are", " red", "violets are blue"]
    assert [line.tags.get("msgid") for line in fallback] == [echo[0].tags["msgid"], None, None]
    assert all(line.tags["+draft/reply"] == "1-2" for line in fallback)
    assert [parse_line(line).params[1] for line in harness.read_lines(dan)] == ["roses are", " red", "violets are blue"]


def test_it_is_one_entry_and_comes_back_as_it_was(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    old = harness.register("old", MODERN_CAPS, rooms=["#tea"])
    harness.read_lines(ann)
    live = parse_lines(harness.exchange(ann, "BATCH +1 draft/multiline #tea", *POEM, "PRIVMSG #tea :after"))
    msgid = live[0].tags["msgid"]
    outer, *inner, end = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 2"))
    assert (outer.command, end.command) == ("BATCH", "BATCH")
    assert [line.command for line in inner] == ["BATCH", *["PRIVMSG"] * 4, "BATCH", "PRIVMSG"]
    assert inner[0].tags["msgid"] == msgid
    assert inner[0].tags["batch"] == outer.params[0][1:]
    assert inner[1].tags["batch"] == inner[0].params[0][1:]
    assert [line.params[1] for line in inner[1:5]] == ["roses are", " red", "", "violets are blue"]
    harness.read_lines(old)
    lines = parse_lines(harness.exchange(old, "CHATHISTORY LATEST #tea * 2"))[1:-1]
    assert [line.params[1] for line in lines] == ["roses are", " red", "violets are blue", "after"]
    new = harness.register("new", rooms=["#tea"])
    harness.exchange(new, "PART #tea")
    replayed = [line for line in harness.exchange(new, "JOIN #tea") if "roses" in line]
    assert replayed == []  # it has been shown already
    guest = harness.connect()
    shown = harness.exchange(guest, "NICK guest", "USER g 0 * :g", "JOIN #tea")
    assert sum(" PRIVMSG #tea" in line for line in shown) == 4


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["BATCH +1 draft/multiline #tea", "@batch=2 PRIVMSG #tea :x"], "MULTILINE_INVALID"),
        (["@batch=2 PRIVMSG #tea :x"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #b :x"], "MULTILINE_INVALID_TARGET"),
        (["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG"], "MULTILINE_INVALID_TARGET"),
        (["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :x", "@batch=1 NOTICE #tea :x"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline #tea", "BATCH -1"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :", "BATCH -1"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline #tea", "BATCH +2 draft/multiline #tea"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline #tea,bob"], "MULTILINE_INVALID"),
        (["BATCH +1 draft/multiline"], "MULTILINE_INVALID"),
        (["BATCH -1"], "MULTILINE_INVALID"),
        (["BATCH 1"], "INVALID_REFTAG"),
        (["BATCH +"], "INVALID_REFTAG"),
        (["BATCH +a;b draft/multiline #tea"], "INVALID_REFTAG"),
        (["BATCH +1 netjoin #tea"], "UNKNOWN_TYPE"),
        (["BATCH +1"], "UNKNOWN_TYPE"),
        (
            ["BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :x",
             "@batch=1;draft/multiline-concat PRIVMSG #tea :", "BATCH -1"],
            "MULTILINE_INVALID",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once(lines: list[str], code: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = parse_lines(harness.exchange(ann, *lines))
    assert (answer.command, *answer.params[:2]) == ("FAIL", "BATCH", code)
    assert commands_of(harness.exchange(ann, "PRIVMSG #tea :still here")) == ["PRIVMSG"]


def test_limits_are_announced_and_kept() -> None:
    harness = HubHarness(replace(SETTINGS, multiline_lines=3, multiline_bytes=20))
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    offered = " ".join(line.params[-1] for line in parse_lines(harness.exchange(ann, "CAP LS 302"))).split()
    assert "draft/multiline=max-bytes=20,max-lines=3" in offered
    begin, line = "@label=y BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :x"
    (answer,) = parse_lines(harness.exchange(ann, begin, *[line] * 5, "BATCH -1"))
    assert answer.params[:3] == ("BATCH", "MULTILINE_MAX_LINES", "3")
    assert answer.tags["label"] == "y"
    (answer,) = parse_lines(harness.exchange(ann, begin, line + "x" * 9, line + "x" * 9, "BATCH -1"))
    assert answer.params[:3] == ("BATCH", "MULTILINE_MAX_BYTES", "20")
    assert len(harness.exchange(ann, begin, line + "x" * 9, line + "x" * 8, "BATCH -1")) == 4


def test_a_batch_that_never_ends_is_dropped() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    harness.exchange(ann, "@label=z BATCH +1 draft/multiline #tea", POEM[0])
    for _ in range(BATCH_SECONDS + 1):
        harness.hub.advance_second(harness.now)
    harness.take_outcome()
    late = [line for line in parse_lines(harness.read_lines(ann)) if line.command == "FAIL"]
    assert [(line.params[:3], line.tags["label"]) for line in late] == [(("BATCH", "TIMEOUT", "1"), "z")]
    assert harness.exchange(ann, POEM[1], "BATCH -1") == []


def test_only_who_asked_for_it_may_send_one() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    assert parse_line(harness.exchange(ann, "BATCH +1 draft/multiline #tea")[0]).params[1] == "UNKNOWN_TYPE"
    bob = harness.register("bob", "message-tags draft/multiline", rooms=["#tea"])
    assert parse_line(harness.exchange(bob, "BATCH +1 draft/multiline #tea")[0]).params[1] == "UNKNOWN_TYPE"


def test_a_person_is_told_in_several_lines_too() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES)
    bob = harness.register("bob", CAPABILITIES)
    begin = "BATCH +1 draft/multiline bob"
    harness.exchange(ann, begin, "@batch=1 NOTICE bob :a", "@batch=1 NOTICE bob :b", "BATCH -1")
    assert [line.command for line in parse_lines(harness.read_lines(bob))] == ["BATCH", "NOTICE", "NOTICE", "BATCH"]
