"""Batches as bytes, and back. A format of our own with a version, so that reading foreign bytes runs nothing. Pure.

A value is a byte for the type and then the content: a number with seven bits in each byte and the sign in the lowest
bit, a text or bytes behind the length, a tuple behind the count, a record as the number of the class and all fields
in order. A Message is the number of its tags and one text: the words with NUL in between, which no line can hold. A
PrivmsgRun is such a text, too. So a line takes a quarter of the time that it takes as a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any, cast

from desktop_chat.cluster import events
from desktop_chat.cluster.events import Answer, Batch, Event
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import NO_TAGS, Message
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.records import Entry, PasswordSecret, Room
from desktop_chat.storage.store_api import HistoryTarget

VERSION = 3
MOST_DEPTH = 8
"""Values within values."""
_NO_BATCH = "The log holds bytes that are no batch."
_NONE, _FALSE, _TRUE, _NUMBER, _TEXT, _BYTES, _TUPLE, _MAPPING, _RECORD, _MESSAGE, _RUN = range(11)
_BETWEEN = "\0"
"""Stands between the words of a line."""
_RECORDS: tuple[type[Any], ...] = (
    Batch,
    events.Hello,
    events.Attach,
    events.Secure,
    events.Receive,
    events.Detach,
    events.Finish,
    events.Fail,
    events.Configure,
    events.HostAct,
    events.Leave,
    HubSettings,
    Entry,
    Room,
    HistoryTarget,
    PasswordSecret,
    events.Malformed,
    Message,
    PrivmsgRun,
    WebhookPost,
)
"""The number of a class is its place. A new class goes to the end, a changed class needs a new VERSION."""


class WireError(Exception):
    """Bytes are no batch, or of another version. The text is a sentence for the administrator."""


def encode_event(event: Event) -> bytes:
    """Return the bytes of an event, as a part of `join_batch`."""
    out = bytearray()
    _write_value(out, event)
    return bytes(out)


def join_batch(batch: Batch, parts: Sequence[bytes]) -> bytes:
    """Return the bytes of a batch with the events whose bytes are `parts`, in place of its own events."""
    out = bytearray((VERSION, _RECORD))
    write_number(out, _NUMBERS[Batch])
    for one in (batch.node, batch.boot, batch.number, batch.seen, batch.chain):
        _write_value(out, one)
    out.append(_TUPLE)
    write_number(out, len(parts))
    return bytes(out) + b"".join(parts)


def encode_batch(batch: Batch) -> bytes:
    """Return the bytes of a batch."""
    return join_batch(batch, [encode_event(event) for event in batch.events])


def decode_batch(data: bytes) -> Batch:
    """Return the batch of `encode_batch`.

    Raises: WireError.
    """
    if data[:1] != bytes((VERSION,)):
        raise WireError("A node of another version has written to the log: run one version on all nodes.")
    batch, end = _decode_value(data, 1)
    if not isinstance(batch, Batch) or end != len(data):
        raise WireError(_NO_BATCH)
    return batch


def encode_answer(answer: Answer) -> bytes:
    """Return the bytes of an answer of the Store or of a password's hash."""
    out = bytearray()
    _write_value(out, answer)
    return bytes(out)


def decode_answer(data: bytes) -> Answer:
    """Return the answer of `encode_answer`.

    Raises: WireError.
    """
    answer, end = _decode_value(data, 0)
    if end != len(data):
        raise WireError(_NO_BATCH)
    return cast(Answer, answer)


def _decode_value(data: bytes, at: int) -> tuple[Any, int]:
    try:
        return _read_value(data, at, 0)
    except (IndexError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise WireError(_NO_BATCH) from error


def write_number(out: bytearray, number: int) -> None:
    """Append a number."""
    if 0 <= number < 0x40:
        out.append(number << 1)
        return
    rest = number << 1 if number >= 0 else (~number << 1) | 1
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)


def write_sized(out: bytearray, data: bytes) -> None:
    """Append bytes behind the length."""
    write_number(out, len(data))
    out += data


def _write_value(out: bytearray, one: object) -> None:
    write = _WRITERS.get(type(one))
    if write is not None:
        write(out, one)
    elif isinstance(one, str):
        _write_text(out, one)
    else:
        _write_mapping(out, cast(Mapping[Any, Any], one))


def _write_int(out: bytearray, one: int) -> None:
    out.append(_NUMBER)
    write_number(out, one)


def _write_text(out: bytearray, one: str) -> None:
    out.append(_TEXT)
    write_sized(out, one.encode("utf-8", "surrogatepass"))


def _write_bytes(out: bytearray, one: bytes) -> None:
    out.append(_BYTES)
    write_sized(out, one)


def _write_tuple(out: bytearray, one: tuple[object, ...]) -> None:
    out.append(_TUPLE)
    _write_parts(out, one)


def _write_mapping(out: bytearray, one: Mapping[Any, Any]) -> None:
    out.append(_MAPPING)
    _write_parts(out, tuple(part for pair in one.items() for part in pair))


def _write_parts(out: bytearray, parts: tuple[object, ...]) -> None:
    write_number(out, len(parts))
    for part in parts:
        _write_value(out, part)


def _write_record(out: bytearray, one: object) -> None:
    out.append(_RECORD)
    write_number(out, _NUMBERS[type(one)])
    for name in _FIELDS[type(one)]:
        _write_value(out, getattr(one, name))


def _write_message(out: bytearray, one: Message) -> None:
    tags = one.tags
    words = (one.source, one.command, *one.params)
    if tags:
        words = (*tags.keys(), *tags.values(), *words)
    text = _BETWEEN.join(words)
    if text.count(_BETWEEN) != len(words) - 1:
        _write_record(out, one)
        return
    out.append(_MESSAGE)
    write_number(out, len(tags) if tags else 0)
    write_sized(out, text.encode("utf-8", "surrogatepass"))


def _write_run(out: bytearray, one: PrivmsgRun) -> None:
    text = _BETWEEN.join((one.target, *one.texts))
    if text.count(_BETWEEN) != len(one.texts):
        _write_record(out, one)
        return
    out.append(_RUN)
    write_sized(out, text.encode("utf-8", "surrogatepass"))


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at a place, and the place behind. Raises IndexError or ValueError for foreign bytes."""
    byte = data[at]
    if byte < 0x80:
        return (~(byte >> 1) if byte & 1 else byte >> 1), at + 1
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
        if shift > 70:
            raise ValueError("a number is too long")
    return (~(number >> 1) if number & 1 else number >> 1), at


def read_sized(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the bytes behind the length at a place, and the place behind. Raises as `read_number` does."""
    size, at = read_number(data, at)
    if not 0 <= size <= len(data) - at:
        raise ValueError("a text ends behind the batch")
    return data[at : at + size], at + size


def _read_values(data: bytes, at: int, depth: int) -> tuple[tuple[Any, ...], int]:
    count, at = read_number(data, at)
    if not 0 <= count <= len(data) - at:
        raise ValueError("a tuple ends behind the batch")
    found = []
    for _ in range(count):
        one, at = _read_value(data, at, depth)
        found.append(one)
    return tuple(found), at


def _read_value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    if depth > MOST_DEPTH:
        raise ValueError("values lie too deep")
    return _READERS[data[at]](data, at + 1, depth + 1)


def _read_text(data: bytes, at: int, _depth: int) -> tuple[str, int]:
    raw, at = read_sized(data, at)
    return raw.decode("utf-8", "surrogatepass"), at


def _read_mapping(data: bytes, at: int, depth: int) -> tuple[Mapping[Any, Any], int]:
    parts, at = _read_values(data, at, depth)
    return MappingProxyType(dict(zip(parts[::2], parts[1::2], strict=True))), at


def _read_record(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    number, at = read_number(data, at)
    kind = _RECORDS[number] if number >= 0 else None
    if kind is None:
        raise ValueError("a record has no class")
    found = []
    for _ in _FIELDS[kind]:
        one, at = _read_value(data, at, depth)
        found.append(one)
    return (kind(**dict(zip(_FIELDS[kind], found, strict=True))) if kind in _NAMED else kind(*found)), at


def _read_message(data: bytes, at: int, _depth: int) -> tuple[Message, int]:
    count, at = read_number(data, at)
    raw, at = read_sized(data, at)
    words = raw.decode("utf-8", "surrogatepass").split(_BETWEEN)
    if not 0 <= 2 * count <= len(words) - 2:
        raise ValueError("a line has no command")
    tags = dict(zip(words[:count], words[count : 2 * count], strict=True)) if count else NO_TAGS
    source, command, *params = words[2 * count :]
    return Message(command, tuple(params), source, tags), at


def _read_run(data: bytes, at: int, _depth: int) -> tuple[PrivmsgRun, int]:
    raw, at = read_sized(data, at)
    target, *texts = raw.decode("utf-8", "surrogatepass").split(_BETWEEN)
    return PrivmsgRun(target, tuple(texts)), at


_READERS: tuple[Callable[[bytes, int, int], tuple[Any, int]], ...] = (
    lambda _data, at, _depth: (None, at),
    lambda _data, at, _depth: (False, at),
    lambda _data, at, _depth: (True, at),
    lambda data, at, _depth: read_number(data, at),
    _read_text,
    lambda data, at, _depth: read_sized(data, at),
    _read_values,
    _read_mapping,
    _read_record,
    _read_message,
    _read_run,
)
_WRITERS: Mapping[type[Any], Callable[[bytearray, Any], None]] = {
    type(None): lambda out, _one: out.append(_NONE),
    bool: lambda out, one: out.append(_TRUE if one else _FALSE),
    int: _write_int,
    str: _write_text,
    bytes: _write_bytes,
    tuple: _write_tuple,
    **dict.fromkeys(_RECORDS, _write_record),
    Message: _write_message,
    PrivmsgRun: _write_run,
}
"""By the class of a value. A CodedText is written as a text, any other value as a mapping."""
_NUMBERS = {kind: number for number, kind in enumerate(_RECORDS)}
_FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in _RECORDS}
_NAMED = frozenset(kind for kind in _RECORDS if any(one.kw_only for one in fields(kind)))
"""Classes that are made with the names of their fields."""
