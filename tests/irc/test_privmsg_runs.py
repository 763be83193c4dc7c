"""Lines are exactly the Messages that they stand for, wherever the bytes were cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.line_stream import LineStream
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun, RunStream

_PIECES = st.lists(
    st.sampled_from(
        [
            b"PRIVMSG #tea :one\r\n", b"PRIVMSG #tea :two words\r\n", b"PRIVMSG #tea ::\r\n", b"PRIVMSG #tea :\r\n",
            b"PRIVMSG bob :\xd1\x87\r\n", b"PRIVMSG bob :\xff\r\n", b"PRIVMSG #tea :\x01PING\x01\r\n",
            b"PRIVMSG #tea :" + b"x" * 495 + b"\r\n", b"PRIVMSG #tea :" + b"x" * 494 + b"\r\n", b"PRIVMSG a,b :x\r\n",
            b"PRIVMSG  #tea :x\r\n", b"PING x\r\n", b"@a=b PRIVMSG #tea :x\r\n", b"\r\n", b"\0", b"\r", b"\n",
            b"PRIVMSG #tea :", b"PRIVMSG #tea :n\n", b"x" * 600, b"PRIVMSG : :x\r\n", b"privmsg #tea :x\r\n",
        ]
    ),
    max_size=12,
).map(b"".join)  # fmt: skip


def _single(items: list[Message | ProtocolError] | list[Message | ProtocolError | PrivmsgRun]) -> list[Message | str]:
    found: list[Message | str] = []
    for item in items:
        match item:
            case PrivmsgRun():
                assert len(item.texts) > 1
                found += item.to_messages()
            case ProtocolError():
                found.append(item.code)
            case Message():
                found.append(item)
    return found


@given(_PIECES, st.lists(st.integers(0, 10_000), max_size=4))
def test_runs_give_the_same_messages(data: bytes, places: list[int]) -> None:
    stream = RunStream()
    ends = sorted(place % (len(data) + 1) for place in places)
    found: list[Message | str] = []
    for start, end in zip([0, *ends], [*ends, len(data)], strict=True):
        found += _single(stream.feed(data[start:end]))
    assert found == _single(LineStream().feed(data))


def test_consecutive_plain_messages_become_a_run() -> None:
    stream = RunStream()
    assert stream.feed(
        b"PING x\r\nPRIVMSG #tea :1\r\nPRIVMSG #tea :2\r\nPRIVMSG bob :3\r\nPRIVMSG bob :4\r\nPRIVM"
    ) == [
        Message("PING", ("x",)),
        PrivmsgRun("#tea", ("1", "2")),
        PrivmsgRun("bob", ("3", "4")),
    ]
    assert stream.feed(b"SG bob :5\r\nPRIVMSG bob :6\r\nPRIVMSG bob :7\r\n") == [
        Message("PRIVMSG", ("bob", "5")),
        PrivmsgRun("bob", ("6", "7")),
    ]
