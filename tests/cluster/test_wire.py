"""Batches come back from their bytes as they were, and foreign bytes are refused."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.cluster import events
from desktop_chat.cluster.events import Answer, Batch, Event
from desktop_chat.cluster.wire import (
    VERSION,
    WireError,
    decode_answer,
    decode_batch,
    encode_answer,
    encode_batch,
    encode_event,
    join_batch,
)
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.records import Entry, PasswordSecret, Room
from desktop_chat.storage.store_api import HistoryTarget
from tests.hub.harness import SETTINGS

TEXT = st.text()
NUMBER = st.integers(0, 1 << 62)
ITEMS: st.SearchStrategy[Message | events.Malformed | PrivmsgRun] = st.one_of(
    st.builds(Message, TEXT, st.lists(TEXT).map(tuple), TEXT, st.dictionaries(TEXT, TEXT).map(MappingProxyType)),
    st.builds(events.Malformed, TEXT, TEXT),
    st.builds(PrivmsgRun, TEXT, st.lists(TEXT).map(tuple)),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(events.Hello, TEXT),
    st.builds(events.Attach, NUMBER, TEXT, NUMBER),
    st.builds(events.Secure, NUMBER, TEXT),
    st.builds(events.Receive, NUMBER, st.lists(ITEMS, max_size=3).map(tuple)),
    st.builds(events.Detach, NUMBER, TEXT, st.booleans()),
    st.builds(events.Finish, NUMBER, st.binary(), st.booleans()),
    st.builds(events.Fail, NUMBER, TEXT, st.booleans()),
    st.just(events.Configure(SETTINGS)),
    st.builds(
        events.HostAct,
        TEXT,
        st.lists(
            st.tuples(
                TEXT, st.one_of(TEXT, st.integers(-(1 << 62), 1 << 62), st.booleans(), st.builds(WebhookPost, TEXT))
            )
        ).map(tuple),
    ),
    st.just(events.Leave()),
)
BATCHES = st.builds(Batch, TEXT, TEXT, NUMBER, NUMBER, st.binary(), st.lists(EVENTS, max_size=5).map(tuple))
ENTRY = Entry(
    room=1, sequence=2, time=3, command="PRIVMSG", source="ann!ann@host", target="#lobby", text="words",
    tags=MappingProxyType({"+a": "b", "+c": ""}),
)  # fmt: skip


@given(batch=BATCHES)
def test_batch_comes_back(batch: Batch) -> None:
    assert decode_batch(encode_batch(batch)) == batch


@pytest.mark.parametrize(
    ("item", "size"),
    [
        (Message("PRIVMSG", ("#tea", "hi")), 16),
        (Message("TAGMSG", ("#tea",), "", {"+a": "b"}), 17),
        (PrivmsgRun("#tea", ("a", "b")), 8),
        (Message("PRIVMSG", ("#tea", "a\0b")), 0),
        (PrivmsgRun("#tea", ("a\0b",)), 0),
    ],
    ids=["plain", "tags", "run", "NUL", "run with NUL"],
)
def test_line_is_one_text(item: Message | PrivmsgRun, size: int) -> None:
    """A line without tags comes back with NO_TAGS, by which the bulk path knows plain lines."""
    data = encode_event(events.Receive(1, (item,)))
    (back,) = _received(decode_batch(join_batch(Batch("a", "b", 1, 0, b""), [data])))
    assert back == item
    assert not isinstance(back, Message) or back.tags or back.tags is NO_TAGS or not size
    overhead = len(encode_event(events.Receive(1, ())))
    assert not size or len(data) <= overhead + size + 4


def _received(batch: Batch) -> tuple[Message | events.Malformed | PrivmsgRun, ...]:
    (event,) = batch.events
    assert isinstance(event, events.Receive)
    return event.items


@pytest.mark.parametrize(
    "answer",
    [
        None,
        True,
        False,
        "Done.",
        PasswordSecret("argon", "scram"),
        ENTRY,
        (ENTRY, ENTRY),
        (),
        (HistoryTarget(Room(5, "direct", "a", "b"), 9, 7),),
    ],
    ids=repr,
)
def test_answer_comes_back(answer: Answer) -> None:
    assert decode_answer(encode_answer(answer)) == answer


@given(data=st.binary(max_size=200))
def test_foreign_bytes_are_refused(data: bytes) -> None:
    for read in (decode_batch, decode_answer):
        try:
            found: Any = read(bytes((VERSION,)) + data)
        except WireError:
            continue
        assert encode_answer(found) if read is decode_answer else isinstance(found, Batch)


@given(batch=BATCHES, at=st.integers(0, 1 << 16), byte=st.integers(0, 255))
def test_changed_batch_is_refused_or_is_another_batch(batch: Batch, at: int, byte: int) -> None:
    data = bytearray(encode_batch(batch))
    data[at % len(data)] = byte
    with suppress(WireError):
        assert isinstance(decode_batch(bytes(data)), Batch)


def test_batch_of_another_version_is_refused_with_a_reason() -> None:
    data = encode_batch(Batch("a", "b", 1, 0, b""))
    with pytest.raises(WireError, match="another version"):
        decode_batch(bytes((VERSION + 1,)) + data[1:])
    for broken in (b"", data[:-1], data + b"x", bytes((VERSION,)) + b"\x06" * 100_000):
        with pytest.raises(WireError):
            decode_batch(broken)
