"""The language of the control channel, both ways."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.control import (
    Answer,
    ControlError,
    Counters,
    LogLine,
    Report,
    Request,
    ServerPhase,
    ServerState,
    SettingRow,
    UserRow,
    decode,
    encode,
    setting_rows,
)

STATE = ServerState(ServerPhase.RUNNING, 5, "Desk", "1", 7, ("127.0.0.1:6697",), "ab", "#lobby")
USER = UserRow("ann", "a", "h", "", "", ("#tea",), 1, 2, 3, True, False, "Ann Ж")
ROW = SettingRow("server.name", "text", "Desk", "", "What it is called")


@pytest.mark.parametrize(
    "value",
    [
        Request(7, "kick", {"nick": "ann", "reason": "x\ny"}),
        Answer(7, True, {"a": 1}),
        Answer(7, False, error="No."),
        Report("state", STATE),
        Report("users", (USER, USER)),
        Report("counters", Counters(1, 2, 3, 4, 5, 6, 7, 8)),
        Report("log", (LogLine(5, "INFO", "Ж"),)),
    ],
)
def test_round_trip(value: Request | Answer | Report) -> None:
    line = encode(value)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == value


def test_settings() -> None:
    answer = decode(encode(Answer(1, True, (ROW,))))
    assert isinstance(answer, Answer)
    assert setting_rows(answer.value) == (ROW,)
    with pytest.raises(ControlError):
        setting_rows([{"key": 1}])
    with pytest.raises(ControlError):
        setting_rows(5)


def test_what_a_newer_version_added_is_no_error() -> None:
    data = json.loads(encode(Report("counters", Counters(1, 2, 3, 4, 5, 6, 7, 8))))
    data["value"]["future"] = 1
    assert decode(json.dumps(data).encode()) == Report("counters", Counters(1, 2, 3, 4, 5, 6, 7, 8))


_NOT_OURS = (
    b"",
    b"{",
    b"[]",
    b"5",
    b"{}",
    b"\xff",
    b"[" * 100_000,
    b'{"id":"x","do":1}',
    b'{"id":1,"do":"x","with":5}',
    b'{"report":"state","value":5}',
    b'{"report":"state","value":{"phase":"odd"}}',
    b'{"report":"users","value":[5]}',
)


@pytest.mark.parametrize("line", _NOT_OURS)
def test_what_is_not_of_this_language(line: bytes) -> None:
    with pytest.raises(ControlError):
        decode(line)


@given(st.binary(max_size=60))
def test_nothing_but_a_control_error_comes_out_of_hostile_bytes(data: bytes) -> None:
    try:
        decode(data)
    except ControlError:
        return
