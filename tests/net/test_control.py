"""The lines of the control channel, in both directions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.control import decode_line, encode_line, setting_rows
from desktop_chat.net.control_values import (
    ControlAnswer,
    ControlError,
    ControlReport,
    ControlRequest,
    Counters,
    LogLine,
    ServerPhase,
    ServerState,
    SettingRow,
    UserRow,
)
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.texts import CodedText
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import storage as storage_texts

STATE = ServerState(
    phase=ServerPhase.RUNNING,
    since=5,
    name="Desk",
    version="1",
    pid=7,
    listening=("127.0.0.1:6697",),
    fingerprint=KeyPin("ab"),
    lobby="#lobby",
)
USER = UserRow(
    nick="ann",
    user="a",
    host="h",
    account="",
    role="",
    rooms=("#tea",),
    since=1,
    active=2,
    rate=3,
    secure=True,
    away=False,
    realname="Ann Ж",
)
ROW = SettingRow("server.name", "text", "Desk", "", "What it is called")


@pytest.mark.parametrize(
    "value",
    [
        ControlRequest(7, "kick", {"nick": "ann", "reason": "x\ny"}),
        ControlAnswer(7, True, {"a": 1}),
        ControlAnswer(7, False, error="No."),
        ControlReport("state", STATE),
        ControlReport("users", (USER, USER)),
        ControlReport(
            "counters",
            Counters(users=1, peak=2, rooms=3, messages_minute=4, messages_total=5, database=6, memory=7, uptime=8),
        ),
        ControlReport("log", (LogLine(5, "INFO", "Ж"),)),
    ],
)
def test_round_trip(value: ControlRequest | ControlAnswer | ControlReport) -> None:
    line = encode_line(value)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode_line(line) == value


def test_settings() -> None:
    answer = decode_line(encode_line(ControlAnswer(1, True, (ROW,))))
    assert isinstance(answer, ControlAnswer)
    assert setting_rows(answer.value) == (ROW,)
    with pytest.raises(ControlError):
        setting_rows([{"key": 1}])
    with pytest.raises(ControlError):
        setting_rows(5)


def test_unknown_keys_are_ignored() -> None:
    data = json.loads(
        encode_line(
            ControlReport(
                "counters",
                Counters(users=1, peak=2, rooms=3, messages_minute=4, messages_total=5, database=6, memory=7, uptime=8),
            )
        )
    )
    data["value"]["future"] = 1
    assert decode_line(json.dumps(data).encode()) == ControlReport(
        "counters",
        Counters(users=1, peak=2, rooms=3, messages_minute=4, messages_total=5, database=6, memory=7, uptime=8),
    )


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
def test_unknown_line_is_an_error(line: bytes) -> None:
    with pytest.raises(ControlError):
        decode_line(line)


@given(st.binary(max_size=60))
def test_hostile_bytes_raise_only_control_errors(data: bytes) -> None:
    try:
        decode_line(data)
    except ControlError:
        return


def test_texts_keep_their_codes() -> None:
    refusal = hub_texts.NOBODY_HERE("Ann")
    answer = decode_line(encode_line(ControlAnswer(1, False, error=refusal)))
    assert isinstance(answer, ControlAnswer)
    assert isinstance(answer.error, CodedText)
    assert (answer.error, answer.error.arguments) == (refusal, ("Ann",))


def test_texts_in_a_report_keep_their_codes() -> None:
    trouble = storage_texts.DISK_FULL("/home/ann/chat.db")
    state = ServerState(ServerPhase.RUNNING, 0, "Chat", "1", 1, trouble=trouble)
    report = decode_line(encode_line(ControlReport("state", state)))
    assert isinstance(report, ControlReport)
    assert isinstance(report.value.trouble, CodedText)
    assert report.value == state


@pytest.mark.parametrize(
    "coded", ['{"error": ["NO_SUCH_CODE"]}', '{"error": 5}', "{}", "null", '{"other": ["DISK_FULL"]}']
)
def test_unknown_code_leaves_the_english(coded: str) -> None:
    answer = decode_line(f'{{"id": 1, "ok": false, "error": "No.", "coded": {coded}}}'.encode())
    assert answer == ControlAnswer(1, False, error="No.")
