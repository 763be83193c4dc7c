from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.message import Message, ProtocolError, encode_message, parse_line
from tests.irc.strategies import messages

_hostile = st.lists(
    st.binary(max_size=40)
    | st.sampled_from([b"\n", b"\r\n", b"\r", b"@", b" ", b":", b"PING x\r\n", b"\xff", b"@a=b ", b"a" * 31, b"\0"])
).map(b"".join)


def _plain(items: list[Message | ProtocolError]) -> list[Message | str]:
    return [item.code if isinstance(item, ProtocolError) else item for item in items]


def _small(fallback: str = "") -> LineStream:
    return LineStream(body_limit=32, tags_limit=24, fallback=fallback)


def _cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted(place % (len(data) + 1) for place in places)
    return [data[start:end] for start, end in zip([0, *ends], [*ends, len(data)], strict=True)]


@given(st.lists(messages(), max_size=5), st.lists(st.integers(0, 10_000), max_size=8))
def test_encoded_messages_are_parsed_to_the_same(sent: list[Message], places: list[int]) -> None:
    data = b"".join(encode_message(message) for message in sent)
    stream = LineStream()
    assert [item for piece in _cut(data, places) for item in stream.feed(piece)] == sent
    assert stream.pending_bytes == 0


@given(_hostile, st.lists(st.integers(0, 10_000), max_size=8), st.sampled_from(["", "cp1252"]))
def test_pieces_of_bytes_do_not_matter(data: bytes, places: list[int], fallback: str) -> None:
    """Hostile bytes give Messages and ProtocolErrors, the same for every way of cutting them; little is held."""
    whole, pieces, single = _small(fallback), _small(fallback), _small(fallback)
    expected = _plain(whole.feed(data))
    found: list[Message | str] = []
    for piece in _cut(data, places):
        found += _plain(pieces.feed(piece))
        assert pieces.pending_bytes <= 32 + 24
    assert found == expected
    assert [item for byte in data for item in _plain(single.feed(bytes([byte])))] == expected
    assert "EMPTY" not in expected


def test_line_ends_and_empty_lines_are_handled() -> None:
    stream = LineStream()
    assert stream.feed(b"A\r\nB\n\r\n\n  \r\nC") == [Message("A"), Message("B")]
    assert stream.pending_bytes == 1
    assert stream.feed(b"\r") == [Message("C")]
    assert stream.feed(b"\n") == []


@pytest.mark.parametrize("end", [b"\r\r\n", b"\r", b"\n\r", b"\r\n\r\n", b"\r\r\r\n\n"])
def test_cr_and_lf_each_end_a_line(end: bytes) -> None:
    """UnrealIRCd 6 ends labelled answers by CR CR LF: one dropped there leaves words pending for ever."""
    echo = b"@label=own-7;time=2026-05-01T12:00:00.000Z :ann!a@host PRIVMSG #tea :good morning"
    (first, second) = LineStream().feed(echo + end + b":irc.example FAIL REDACT X" + end)
    assert isinstance(first, Message)
    assert first.params == ("#tea", "good morning")
    assert second == Message("FAIL", ("REDACT", "X"), "irc.example")
    single = LineStream()
    assert [item for byte in echo + end for item in single.feed(bytes([byte]))] == [first]
    assert single.is_between_lines


def test_a_cr_ends_a_line_that_was_too_long() -> None:
    stream = LineStream()
    assert _plain(stream.feed(b"x" * 600)) == ["TOO_LONG"]
    assert stream.feed(b"x\rPING 1\r") == [Message("PING", ("1",))]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_a_body_of_exactly_the_limit_passes(end: bytes) -> None:
    text = b"x" * (512 - 2 - len(b"P a :"))
    assert _plain(LineStream().feed(b"P a :" + text + end)) == [Message("P", ("a", text.decode()))]
    assert _plain(LineStream().feed(b"P a :" + text + b"x" + end)) == ["TOO_LONG"]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_tags_of_exactly_the_limit_pass_with_a_full_body(end: bytes) -> None:
    tags = b"@a=" + b"t" * 4092 + b" "
    body = b"P a :" + b"x" * 505
    assert len(tags) == 4096
    (item,) = LineStream().feed(tags + body + end)
    assert isinstance(item, Message)
    assert len(item.tags["a"]) == 4092
    assert _plain(LineStream().feed(b"@a" + tags[1:] + body + end)) == ["TAGS_TOO_LONG"]
    assert _plain(LineStream().feed(tags + body + b"x" + end)) == ["TOO_LONG"]
    assert _plain(LineStream().feed(b"@" + b"t" * 4096 + end)) == ["TAGS_TOO_LONG"]


def test_one_error_for_a_long_line_as_soon_as_it_is_certain_and_then_goes_on() -> None:
    stream = LineStream()
    assert _plain(stream.feed(b"x" * 511)) == ["TOO_LONG"]
    assert stream.feed(b"x" * 5000) == []
    assert stream.pending_bytes == 0
    assert stream.feed(b"x\r\nPING 1\r\n") == [Message("PING", ("1",))]


def test_memory_of_a_stream_is_bounded() -> None:
    stream = LineStream()
    junk = b"@" + b"x" * 65_535
    tracemalloc.start()
    try:
        for _ in range(200):
            stream.feed(junk)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert stream.pending_bytes == 0
    assert held < 20_000


def test_other_encodings() -> None:
    line = "PRIVMSG #a :caf\xe9 \u20ac".encode("cp1252") + b"\r\n"
    assert _plain(LineStream().feed(line)) == ["NOT_UTF8"]
    assert LineStream(fallback="cp1252").feed(line) == [Message("PRIVMSG", ("#a", "caf\xe9 \u20ac"))]
    assert LineStream(fallback="cp1252").feed("PRIVMSG a :caf\xe9\n".encode()) == [Message("PRIVMSG", ("a", "caf\xe9"))]
    assert LineStream(fallback="cp1252").feed(b"A \x81\n") == [Message("A", ("\ufffd",))]


def test_lines_before_and_after_a_faulty_line_are_kept() -> None:
    assert _plain(LineStream().feed(b"A\nB\0\nC\n\xff\nD\n@a\nE\n")) == [
        Message("A"), "MALFORMED", Message("C"), "NOT_UTF8", Message("D"), "MALFORMED", Message("E"),
    ]  # fmt: skip


def test_error_keeps_no_traceback() -> None:
    (error,) = LineStream().feed(b"A\0" + b"x" * 400 + b"\n")
    assert isinstance(error, ProtocolError)
    assert error.__traceback__ is None


def test_a_line_that_was_cut_inside_a_character_loses_that_character_only() -> None:
    """By a server that counts bytes. What old clients write in an encoding of their own ends like that, too."""
    russian = ":a!b@c PRIVMSG #чай :доброе утро".encode()
    assert LineStream(fallback="cp1252").feed(russian[:-1] + b"\r\n") == [parse_line(":a!b@c PRIVMSG #чай :доброе утр")]
    emoji = b":a!b@c PRIVMSG #tea :" + b"x" * 480 + "☃".encode()
    for missing in (1, 2):
        assert LineStream(fallback="cp1252").feed(emoji[:-missing] + b"\r\n") == [parse_line(emoji[:-3].decode())]
    assert LineStream(fallback="cp1252").feed("PRIVMSG a :un caf\xe9\r\n".encode("cp1252")) == [
        Message("PRIVMSG", ("a", "un caf\xe9"))
    ]
    assert isinstance(LineStream().feed(russian[:-1] + b"\r\n")[0], ProtocolError)
