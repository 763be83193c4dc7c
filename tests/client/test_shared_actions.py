"""Typed names of rooms and people are understood, or refused with a sentence."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import CommandFailed, RoomAdded
from desktop_chat.client.shared_actions import encodable_text, one_line
from desktop_chat.texts import client as texts
from tests.client.session_harness import SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    harness = SessionHarness()
    harness.connect()
    return harness


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b", "a\x0bb"])
def test_line_breaks_become_spaces(text: str) -> None:
    assert one_line(text) == "a b"


def test_formatting_codes_are_no_line_breaks() -> None:
    assert one_line("\x1da\x1eb") == "\x1da\x1eb"


def test_half_a_surrogate_pair_can_be_sent() -> None:
    assert encodable_text("a\ud83d") == "a?"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/join a,,b\x07c", texts.ROOM_NAME_INVALID),
        ("/join #tea :key", texts.ROOM_NAME_INVALID),
        ("/query !", texts.NO_SUCH_USER),
        ("/query #tea", texts.NO_SUCH_USER),
        ("/nick :", texts.NAME_MISSING),
    ],
)
def test_wrong_name_is_refused(harness: SessionHarness, typed: str, reason: str) -> None:
    events = harness.session.run_command("", typed, 0)
    assert [event.reason for event in events if isinstance(event, CommandFailed)] == [reason]


def test_sign_of_a_channel_may_be_left_out(harness: SessionHarness) -> None:
    events = harness.session.join_channel("tea")
    assert RoomAdded("#tea") in events
