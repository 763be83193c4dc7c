"""A Session with a pace: sending, confirmations and reconnects."""

from __future__ import annotations

import pytest

from desktop_chat.client.connection_events import FloodPunished
from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.pacing import WINDOW, Waiting
from tests.client.session_harness import PacedSessionHarness

CAPABILITIES = "message-tags batch server-time echo-message labeled-response away-notify draft/chathistory"


PASTE = "\n".join(f"line {number}" for number in range(40))


def test_cut_in_the_middle_of_a_paste_loses_nothing_and_doubles_nothing() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.record(harness.session.send_text("#tea", PASTE, 1))
    assert harness.sent_texts() == [f"line {number}" for number in range(5)]
    harness.pass_time(10_000)
    fences = [line.split(" ")[1] for line in harness.sent if line.startswith("PING")]
    harness.receive(f":s PONG s {fences[0]}")
    left = len(harness.sent_texts())
    assert 5 < left < 40
    confirmed = [entry.state for entry in harness.entries("#tea")].count(DeliveryState.SENT)
    assert 0 < confirmed < left
    harness.record(harness.session.note_closed("cut", 2))
    harness.enter_solanum()
    states = [entry.state for entry in harness.entries("#tea") if entry.own]
    assert states[:confirmed] == [DeliveryState.SENT] * confirmed
    assert states[confirmed:left] == [DeliveryState.UNSURE] * (left - confirmed)  # they went out, and nobody knows
    assert DeliveryState.UNSURE not in states[left:]  # those never left


def test_unsent_messages_are_sent_at_the_next_connection() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.record(harness.session.send_text("#tea", PASTE, 1))
    left = harness.sent_texts()
    harness.record(harness.session.note_closed("cut", 2))
    harness.sent.clear()
    harness.connect("", ":s 004 ann s solanum-1.0-dev DG CF bk")
    harness.receive(":ann!u@h JOIN #tea")
    harness.pass_time(100_000)
    assert left + harness.sent_texts() == PASTE.split("\n")


def test_messages_under_way_are_bounded() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum(CAPABILITIES)
    harness.record(harness.session.send_text("#tea", PASTE, 1))
    harness.pass_time(12_000)
    assert len(harness.sent_texts()) == WINDOW
    harness.echo_sent()
    harness.pass_time(12_000)
    assert len(harness.sent_texts()) == WINDOW


def test_waiting_messages_can_be_counted_and_cancelled() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.record(harness.session.send_text("#tea", PASTE, 1))
    left = len(harness.sent_texts())
    assert harness.session.progress_of("#tea", harness.clock) == Waiting(40 - left, 40 - left + 1)
    events = harness.record(harness.session.cancel_waiting("#tea"))
    assert len(events) == 40 - left
    states = [entry.state for entry in harness.entries("#tea") if entry.own]
    assert states == [DeliveryState.PENDING] * left + [DeliveryState.FAILED] * (40 - left)
    assert harness.session.progress_of("#tea", harness.clock) == Waiting()
    fence = next(line.split(" ")[1] for line in harness.sent if line.startswith("PING"))
    harness.receive(f":s PONG s {fence}")
    assert DeliveryState.PENDING not in [entry.state for entry in harness.entries("#tea") if entry.own]
    (failed, *_) = [entry for entry in harness.entries("#tea") if entry.state is DeliveryState.FAILED]
    harness.pass_time(10_000)
    harness.sent.clear()
    harness.record(harness.session.retry_entry("#tea", failed, 5))
    assert harness.sent_texts() == [failed.text]


def test_waiting_messages_follow_a_changed_nick() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.record(harness.session.open_direct_messages("bob"))
    harness.record(harness.session.send_text("bob", PASTE, 1))
    harness.sent.clear()
    harness.receive(":bob!b@h NICK :bobby")
    harness.pass_time(100_000)
    assert {line.split(" ")[1] for line in harness.sent if "PRIVMSG" in line} == {"bobby"}


def test_waiting_messages_fail_after_leaving() -> None:
    for leave in ("part", "kick"):
        harness = PacedSessionHarness()
        harness.enter_solanum()
        harness.record(harness.session.send_text("#tea", PASTE, 1))
        left = len(harness.sent_texts())
        if leave == "part":
            harness.record(harness.session.leave_room("#tea"))
        harness.receive(":ann!u@h PART #tea" if leave == "part" else ":op!o@h KICK #tea ann :enough")
        harness.pass_time(100_000)
        assert len(harness.sent_texts()) == left


def test_messages_go_before_joins_at_a_reconnect() -> None:
    harness = PacedSessionHarness()
    rooms = [f"#room{number}" for number in range(30)]
    harness.enter_solanum(CAPABILITIES, *rooms)
    harness.record(harness.session.note_closed("cut", 2))
    harness.record(harness.session.send_text("#room9", "hello again", 3))
    harness.sent.clear()
    harness.connect(CAPABILITIES, ":s 004 ann s solanum-1.0-dev DG CF bk")
    for room in rooms:
        harness.receive(f":ann!u@h JOIN {room}", f":s 353 ann = {room} :ann bob", f":s 366 ann {room} :end")
    at_once = [line for line in harness.sent if not line.startswith(("CAP", "NICK", "USER"))]
    assert len(at_once) <= 5
    assert "hello again" in at_once[-1]
    harness.pass_time(600_000)
    commands = [line.split(" ")[0] for line in harness.sent if not line.startswith("@")]
    assert commands.count("MODE") == commands.count("WHO") == 30
    assert "CHATHISTORY" in commands
    assert max(i for i, one in enumerate(commands) if one == "CHATHISTORY") < commands.index("WHO")


def test_disconnection_for_flooding_is_remembered() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.receive("ERROR :Closing Link: 127.0.0.1 (Excess Flood)")
    events = harness.record(harness.session.note_closed("The server closed the connection.", 2))
    assert FloodPunished(1) in events
    harness.receive("ERROR :Closing Link: 127.0.0.1 (Ping timeout)")
    assert not any(isinstance(event, FloodPunished) for event in harness.record(harness.session.note_closed("gone", 3)))


@pytest.mark.parametrize("offline", [False, True])
def test_unsent_messages_are_sent_after_a_restart(offline: bool) -> None:
    before = PacedSessionHarness()
    before.enter_solanum()
    if offline:
        before.record(before.session.note_closed("cut", 1))
    before.record(before.session.send_text("#tea", PASTE, 1))
    left = before.sent_texts()
    before.record(before.session.note_closed("You are disconnected.", 2))
    kept = [("#tea", entry) for entry in before.entries("#tea") if entry.state is DeliveryState.PENDING]
    assert len(kept) == 40
    after = PacedSessionHarness()
    after.record(after.session.restore_rooms([("#tea", True)], {}, {}, kept))
    after.connect("", ":s 004 ann s solanum-1.0-dev DG CF bk")
    after.receive(":ann!u@h JOIN #tea")
    after.pass_time(100_000)
    assert left + after.sent_texts() == PASTE.split("\n")
    unsure = [entry.text for entry in after.entries("#tea") if entry.state is DeliveryState.UNSURE]
    assert unsure == left  # nobody knows of these
