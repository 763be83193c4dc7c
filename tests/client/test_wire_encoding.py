"""Sending in an old encoding: what fits, what is refused, and a server that takes only UTF-8."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import CommandFailed
from desktop_chat.client.network_options import ENCODINGS, NetworkOptions
from desktop_chat.client.wire_encoding import encoding_refusal, lacking_characters, safe_length
from desktop_chat.irc.message import encode_message, parse_line
from tests.client.session_harness import MODERN, SessionHarness

KOI8 = NetworkOptions(encoding="koi8-r", sending="encoded").sending_encoding()


def connected(*extra: str) -> SessionHarness:
    harness = SessionHarness()
    harness.session.set_person(replace(harness.session.person, encoding=KOI8))
    harness.connect(MODERN, *extra)
    harness.enter_room("#чай")
    return harness


def test_lacking_characters_are_named_once() -> None:
    assert lacking_characters("чай 茶 и 茶 ☕", KOI8) == "茶☕"
    assert lacking_characters("чай", KOI8) == lacking_characters("茶", "utf-8") == ""
    assert encoding_refusal("茶", KOI8) == "Not in koi8-r, the encoding of this network: 茶"
    assert NetworkOptions(encoding="koi8-r").sending_encoding() == "utf-8"


def test_text_that_cannot_leave_fails_and_stays() -> None:
    harness = connected()
    harness.record(harness.session.send_text("#чай", "茶?", 1_000))
    assert [(entry.text, entry.state) for entry in harness.entries("#чай")] == [("茶?", DeliveryState.FAILED)]
    harness.record(harness.session.send_text("#чай", "чай?", 1_000))
    assert harness.last_sent("PRIVMSG").params == ("#чай", "чай?")
    events = harness.record(harness.session.run_command("#чай", "/topic 茶", 1_000))
    assert [event.text for event in events if isinstance(event, CommandFailed)] == ["/topic 茶"]
    harness.record(harness.session.set_topic("#чай", "茶"))
    assert not any(line.startswith("TOPIC") for line in harness.sent)
    assert "koi8-r" in harness.entries("#чай")[-1].text


def test_server_that_takes_only_utf8_gets_utf8() -> None:
    harness = connected(":s 005 ann UTF8ONLY :are")
    assert harness.session.encoding == "utf-8"
    assert harness.session.encoding_refusal("茶") == ""


def test_line_is_encoded_except_its_tags() -> None:
    message = parse_line("@+draft/reply=чай PRIVMSG #чай :да")
    assert encode_message(message, "koi8-r") == "@+draft/reply=чай ".encode() + "PRIVMSG #чай :да\r\n".encode("koi8-r")
    assert encode_message(parse_line("PRIVMSG #чай :да"), "koi8-r") == "PRIVMSG #чай :да\r\n".encode("koi8-r")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_of_safe_length_fits(encoding: str) -> None:
    for sample in ("a", "é", "ж", "日", "a日", "𠀀", "เ", "갂", "갂가 a", "¢"):
        if not lacking_characters(sample, encoding):
            text = sample * 300
            cut = text.encode()[: safe_length(text, 400, encoding)].decode(errors="ignore")
            assert len(cut.encode(encoding)) <= 400
