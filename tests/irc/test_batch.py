from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.batch import MOST_ITEMS, MOST_OPEN, BatchCollector, ClosedBatch
from desktop_chat.irc.message import Message, ProtocolError, parse_line


def _feed(batches: BatchCollector, *lines: str) -> list[Message | ClosedBatch]:
    return [item for line in lines for item in batches.feed(parse_line(line))]


def test_message_without_a_batch_is_returned_at_once() -> None:
    batches = BatchCollector()
    assert _feed(batches, "PING 1") == [Message("PING", ("1",))]
    assert _feed(batches, "@batch=unknown PING 2") == [Message("PING", ("2",), tags={"batch": "unknown"})]


def test_batch_is_returned_when_it_ends() -> None:
    batches = BatchCollector()
    lines = ("@label=7 :s BATCH +1 chathistory #a", "@batch=1 PRIVMSG #a x", "PING 1", "@batch=1 PRIVMSG #a y")
    assert _feed(batches, *lines) == [Message("PING", ("1",))]
    (batch,) = _feed(batches, ":s BATCH -1")
    assert isinstance(batch, ClosedBatch)
    assert (batch.kind, batch.params, batch.label) == ("chathistory", ("#a",), "7")
    assert [message.param_at(1) for message in batch.flatten_messages()] == ["x", "y"]
    assert len(batches) == 0


def test_batches_nest() -> None:
    batches = BatchCollector()
    lines = [
        "@label=7 BATCH +o labeled-response", "@batch=o A", "@batch=o BATCH +i chathistory #a", "@batch=i B",
        "BATCH -i", "@batch=o C",
    ]  # fmt: skip
    assert _feed(batches, *lines) == []
    (outer,) = _feed(batches, "BATCH -o")
    assert isinstance(outer, ClosedBatch)
    inner = outer.items[1]
    assert isinstance(inner, ClosedBatch)
    assert (inner.kind, inner.params, inner.label) == ("chathistory", ("#a",), "")
    assert [message.command for message in outer.flatten_messages()] == ["A", "B", "C"]


def test_inner_batch_is_returned_alone_after_its_outer_batch() -> None:
    batches = BatchCollector()
    (outer,) = _feed(batches, "BATCH +o x", "@batch=o BATCH +i y", "BATCH -o")
    (inner,) = _feed(batches, "BATCH -i")
    assert isinstance(outer, ClosedBatch)
    assert isinstance(inner, ClosedBatch)
    assert (outer.items, inner.kind) == ((), "y")


@pytest.mark.parametrize("line", ["BATCH", "BATCH x", "BATCH -x", "BATCH + kind", "BATCH +used kind", "BATCH -"])
def test_faulty_lines_give_an_error_code(line: str) -> None:
    batches = BatchCollector()
    _feed(batches, "BATCH +used kind")
    with pytest.raises(ProtocolError):
        _feed(batches, line)
    assert len(batches) == 1


def test_open_batches_are_bounded() -> None:
    batches = BatchCollector()
    for number in range(MOST_OPEN):
        _feed(batches, f"BATCH +{number} x")
    with pytest.raises(ProtocolError):
        _feed(batches, "BATCH +more x")
    batches.clear()
    assert len(batches) == 0


def test_size_of_batches_is_bounded() -> None:
    batches = BatchCollector()
    _feed(batches, "BATCH +o x", "@batch=o BATCH +i y")
    inner = parse_line("@batch=i A")
    for _ in range(MOST_ITEMS - 1):
        batches.feed(inner)
    _feed(batches, "BATCH -i", "@batch=o BATCH +i y")
    with pytest.raises(ProtocolError):
        batches.feed(inner)
    assert len(batches) == 1
    (outer,) = _feed(batches, "BATCH -o")
    assert isinstance(outer, ClosedBatch)
    assert sum(1 for _ in outer.flatten_messages()) == MOST_ITEMS - 1
    assert _feed(batches, "BATCH +n x", "@batch=n A") == []


@given(
    st.lists(st.sampled_from(["BATCH +a x", "@batch=a BATCH +b y", "@batch=b A", "@batch=a B", "BATCH -a", "BATCH -b"]))
)
def test_every_part_arrives_once(lines: list[str]) -> None:
    batches = BatchCollector()
    sent, got = 0, 0
    for line in [*lines, "BATCH -b", "BATCH -a"]:
        sent += "BATCH" not in line
        try:
            items = _feed(batches, line)
        except ProtocolError:
            continue
        got += sum(len(list(item.flatten_messages())) if isinstance(item, ClosedBatch) else 1 for item in items)
    assert (got, len(batches)) == (sent, 0)
