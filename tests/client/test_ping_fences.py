"""A PONG confirms what was sent before its PING, where a server has no echoes."""

from __future__ import annotations

from desktop_chat.client.entry import DeliveryState
from tests.client.session_harness import PacedSessionHarness, SessionHarness
from tests.client.test_paced_session import PASTE


def test_ping_every_few_lines_confirms_a_long_paste() -> None:
    harness = PacedSessionHarness()
    harness.enter_solanum()
    harness.record(harness.session.send_text("#tea", PASTE, 1))
    for _ in range(100):
        harness.pass_time(1_000)
        for line in [line for line in harness.sent if line.startswith("PING own-fence")]:
            harness.receive(f":s PONG s {line.split(' ')[1]}")
        harness.sent = [line for line in harness.sent if "PRIVMSG" in line]
    assert harness.sent_texts() == PASTE.split("\n")
    assert {entry.state for entry in harness.entries("#tea") if entry.own} == {DeliveryState.SENT}


def test_old_server_without_capabilities() -> None:
    harness = SessionHarness()
    harness.connect()
    harness.enter_room("#tea", "@bob")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    assert harness.entries("#tea")[-1].state is DeliveryState.PENDING
    fence = harness.last_sent("PING").params[0]
    harness.receive(f":s PONG s :{fence}")
    assert harness.entries("#tea")[-1].state is DeliveryState.SENT
