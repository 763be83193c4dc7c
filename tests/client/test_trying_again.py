"""Refused joins that are tried again more and more slowly, and requests whose answers differ from the usual."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import Event, RoomRemoved
from tests.client.session_harness import MODERN, PacedSessionHarness, SessionHarness


def told(harness: SessionHarness, room: str = "") -> list[str]:
    return [entry.text for entry in harness.entries(room)]


def sent(harness: SessionHarness, command: str) -> list[str]:
    return [line for line in harness.sent if line.startswith(f"{command} ")]


def test_unavailable_room_is_tried_again() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum("", "#cake")
    harness.record(harness.session.join_channel("#tea"))
    harness.record(harness.session.send_text("#tea", "are you there?", 1))
    pauses = []
    for _ in range(8):
        harness.receive(":s 437 ann #tea :Nick/channel is temporarily unavailable")
        begun, tries = harness.clock, len(sent(harness, "JOIN"))
        while len(sent(harness, "JOIN")) == tries:
            harness.pass_time(1_000)
        pauses.append((harness.clock - begun) // 1_000)
    assert pauses == [15, 30, 60, 120, 240, 300, 300, 300]
    assert told(harness, "#tea")[1:] == ["#tea cannot be joined at the moment. The program will try again."]
    harness.receive(":ann!u@h JOIN #tea")
    harness.pass_time(1_000_000)
    assert harness.sent_texts() == ["are you there?"]
    assert len(sent(harness, "JOIN")) == 9


def test_left_room_is_not_tried_again() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum("", "#cake")
    harness.record(harness.session.join_channel("#tea"))
    harness.receive(":s 437 ann #tea :Nick/channel is temporarily unavailable")
    harness.record(harness.session.leave_room("#tea"))
    harness.sent.clear()
    harness.pass_time(1_000_000)
    assert sent(harness, "JOIN") == []


def forwarded(harness: SessionHarness) -> list[Event]:
    return harness.receive(":s 470 ann #tea ##tea :Forwarding to another channel", ":ann!u@h JOIN ##tea")


def test_forwarding_room_is_closed() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.join_channel("#tea"))
    assert RoomRemoved("#tea") in forwarded(harness)
    assert list(harness.session.rooms) == ["", "##tea"]
    assert "#tea leads to this room." in told(harness, "##tea")
    harness.record(harness.session.note_closed("cut", 5))
    harness.sent.clear()
    harness.connect(MODERN)
    assert sent(harness, "JOIN") == ["JOIN ##tea"]


def test_message_for_a_forwarding_room_fails_visibly() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.note_closed("cut", 5))
    harness.record(harness.session.join_channel("#tea"))
    harness.record(harness.session.send_text("#tea", "only for you", 6))
    harness.connect(MODERN)
    forwarded(harness)
    assert harness.entries("#tea")[0].state is DeliveryState.FAILED
    assert told(harness, "#tea")[-1] == "#tea leads to another room."
    assert "only for you" not in " ".join(harness.sent)


# Requests that would wait for ever


def test_ack_confirms_a_message() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(f"@label={label} :s ACK")
    assert harness.entries("#tea")[-1].state is DeliveryState.SENT


@pytest.mark.parametrize(
    "lines",
    [
        ["@label={0} :s 301 ann bob :at lunch"],
        ["@label={0} :s BATCH +r labeled-response", "@batch=r :s 301 ann bob :at lunch", ":s BATCH -r"],
    ],
)
def test_answer_without_an_echo_confirms_a_message(lines: list[str]) -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.record(harness.session.open_direct_messages("bob"))
    harness.record(harness.session.send_text("bob", "hello", 5))
    label = harness.last_sent("PRIVMSG").tags["label"]
    harness.receive(*[line.format(label) for line in lines])
    assert next(entry for entry in harness.entries("bob") if entry.own).state is DeliveryState.SENT


def test_refused_batch_without_a_label_fails_the_multiline_message() -> None:
    harness = SessionHarness()
    offered = f"{MODERN} draft/multiline=max-bytes=4096,max-lines=24"
    harness.record(harness.session.note_opened(1))
    harness.receive(
        f":s CAP * LS :{offered}", f":s CAP * ACK :{MODERN} draft/multiline", ":s 001 ann :Hi", ":s 422 ann :none"
    )
    harness.enter_room("#tea")
    harness.record(harness.session.send_text("#tea", "one\ntwo", 5))
    harness.receive(":s FAIL BATCH MULTILINE_MAX_LINES 1 :Too many lines")
    assert harness.entries("#tea")[0].state is DeliveryState.FAILED
