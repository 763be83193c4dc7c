"""Fan-out: one encoding for each view, one bytes object for each broadcast, and the hub's order for each Seat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.hub.live import view_bits
from desktop_chat.hub.live.fanout import (
    BODY_LIMIT,
    CoalescingBroadcast,
    Statement,
    encode_line,
    group_by_view,
)
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats, WakeList
from tests.hub.harness import MODERN_CAPS, SETTINGS, HubHarness


def _seats(count: int) -> list[Seat]:
    return [Seat(number, thread=0, address="127.0.0.1", port=1, secure=False) for number in range(count)]


@pytest.mark.parametrize("text", ["x" * 600, "я" * 300, "a" + "🐈" * 200])
def test_long_line_is_cut_between_characters(text: str) -> None:
    data = encode_line(f":ann PRIVMSG #tea :{text}")
    assert BODY_LIMIT - 4 <= len(data) <= BODY_LIMIT
    assert data.endswith(b"\r\n")
    assert data.decode().strip().rpartition(":")[2] == text[: len(data.decode().strip().rpartition(":")[2])]


def test_statement_is_encoded_once_for_each_view() -> None:
    statement = Statement(":ann PRIVMSG #tea :hi", "T", tags="+a=b", place=(1, 2))
    assert statement.encode_for(0) == b":ann PRIVMSG #tea :hi\r\n"
    assert statement.encode_for(view_bits.TIME) == b"@time=T :ann PRIVMSG #tea :hi\r\n"
    assert statement.encode_for(view_bits.TAGS | view_bits.TIME) == b"@time=T;msgid=1-2;+a=b :ann PRIVMSG #tea :hi\r\n"
    assert statement.encode_for(view_bits.TIME | view_bits.ECHO | view_bits.EXTENDED_JOIN) is statement.encode_for(
        view_bits.TIME
    )


@pytest.mark.parametrize(
    ("view", "tags"),
    [
        (0, ""),
        (view_bits.TIME, "time=T"),
        (view_bits.ACCOUNT, "account=ann"),
        (view_bits.OPER, "draft/oper"),
        (view_bits.TAGS, "msgid=1-2;bot;+a=b"),
        (view_bits.SHARED, "time=T;account=ann;draft/oper;msgid=1-2;bot;+a=b"),
    ],
)
def test_tags_depend_on_the_view(view: int, tags: str) -> None:
    harness = HubHarness()
    author = harness.register("ann").user
    assert author is not None
    author.operator = True
    author.modes = frozenset("B")
    statement = Statement(":ann PRIVMSG #tea :hi", "T", tags="+a=b", place=(1, 2), account="ann")
    statement.mark_author(author)
    assert statement.tag_text(view) == tags
    assert statement.tag_text(view, with_msgid=False) == tags.replace("msgid=1-2;", "")


def test_author_without_account_has_no_account_tag() -> None:
    assert Statement(":ann PRIVMSG #tea :hi", "T").tag_text(view_bits.SHARED) == "time=T"


def test_switch_replaces_or_hides_the_line() -> None:
    join = Statement(":ann JOIN #tea", "T", switch=view_bits.EXTENDED_JOIN, other=":ann JOIN #tea * :Ann")
    assert join.encode_for(view_bits.EXTENDED_JOIN) == b":ann JOIN #tea * :Ann\r\n"
    bare = Statement("", "T", tags="+a", switch=view_bits.TAGS, other=":ann TAGMSG #tea")
    assert bare.encode_for(0) == b""
    assert bare.encode_for(view_bits.TAGS) == b"@+a :ann TAGMSG #tea\r\n"


def test_broadcast_appends_one_shared_piece() -> None:
    seats = _seats(3)
    touched = WakeList()
    run = CoalescingBroadcast(group_by_view(seats), touched)
    run.add_statement(Statement("one", ""), 4)
    run.override_for(seats[0], b"")
    run.add_statement(Statement("two", ""), 3)
    run.close()
    run.close()
    assert touched.waiting == [WaitingSeats(4, seats)]
    assert not touched.now
    assert all(seat.run is None for seat in seats)
    assert not seats[1].outbox.is_sendable(3)
    pieces = [seat.outbox.take(4, 1000) for seat in seats]
    assert pieces == [b"two\r\n", b"one\r\ntwo\r\n", b"one\r\ntwo\r\n"]
    assert pieces[1] is pieces[2]


def test_other_output_flushes_the_broadcast_first() -> None:
    one, late, other = _seats(3)
    touched = WakeList()
    groups = group_by_view([one, other])
    run = CoalescingBroadcast(groups, touched)
    run.add_statement(Statement("first", ""), 1)
    groups[0].append(late)
    run.add_members([late])
    run.add_statement(Statement("late is here", ""), 2)
    run.override_for(late, b"welcome\r\n")
    run.flush_to(late)
    run.flush_to(late)
    late.outbox.append(b"names\r\n")
    run.add_statement(Statement("last", ""), 1)
    run.close()
    assert late.outbox.take(1, 1000) == b""
    assert late.outbox.take(2, 1000) == b"welcome\r\nnames\r\nlast\r\n"
    assert one.outbox.take(2, 1000) == other.outbox.take(2, 1000) == b"first\r\nlate is here\r\nlast\r\n"
    assert touched.now == {late}
    assert touched.waiting == [WaitingSeats(2, [one, other, late])]


def test_new_broadcast_closes_the_members_previous_one() -> None:
    one, both, two = _seats(3)
    touched = WakeList()
    first = CoalescingBroadcast(group_by_view([one, both]), touched)
    first.add_statement(Statement("first", ""), 0)
    second = CoalescingBroadcast(group_by_view([both, two]), touched)
    second.add_statement(Statement("second", ""), 0)
    assert not first.open
    second.close()
    assert both.outbox.take(0, 1000) == b"first\r\nsecond\r\n"


_VIEWS = ("", "server-time", "message-tags echo-message", MODERN_CAPS)
_STEPS = st.lists(
    st.tuples(
        st.integers(0, len(_VIEWS) - 1),
        st.sampled_from([
            "PRIVMSG #a :to a", "PRIVMSG #b :to b", "PRIVMSG #a,#b :both", "@label=l PRIVMSG #a :named", "PING x",
            "@label=l;+t=1 TAGMSG #b", "PRIVMSG s1 :psst", "JOIN #b", "PART #b", "NICK other", "TOPIC #a :t",
            "MODE #a +v s2", "AWAY :x", "KICK #a s1", "@label=l PRIVMSG #a,s0 :x", "NOTICE @#a :x", "WHOIS s0",
            "JOIN #a", "PART #a", "JOIN #b", "NAMES #a,#b", "CAP REQ :multi-prefix userhost-in-names", "JOIN #a,#b",
            "CAP REQ :-server-time", "CAP REQ :echo-message", "MODE #b +u", "MODE #a -o s0", "QUIT",
        ]),
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=150)
@given(_STEPS)
def test_output_is_the_same_in_one_hold_or_many(steps: list[tuple[int, str]]) -> None:
    shown = []
    for together in (True, False):
        harness = HubHarness(replace(SETTINGS, replay_on_join=0))
        seats = [harness.register(f"s{number}", caps, rooms=["#a"]) for number, caps in enumerate(_VIEWS)]
        for number, line in steps:
            if not seats[number].closing:
                harness.feed_lines(seats[number], line)
            if not together:
                harness.take_outcome()
        harness.take_outcome()
        harness.mark_durable()
        shown.append([harness.read_lines(seat) for seat in seats])
    assert shown[0] == shown[1]
