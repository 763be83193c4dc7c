"""A Session that is let speak only as fast as the server likes."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import FloodPunished
from desktop_chat.client.pacing import WINDOW, Waiting
from tests.client.script import PacedScript

CAPABILITIES = "message-tags batch server-time echo-message labeled-response away-notify draft/chathistory"


PASTE = "\n".join(f"line {number}" for number in range(40))


def test_a_cut_in_the_middle_of_a_paste_loses_nothing_and_doubles_nothing() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.do(script.session.send_text("#tea", PASTE, 1))
    assert script.said() == [f"line {number}" for number in range(5)]
    script.pass_time(10_000)
    fences = [line.split(" ")[1] for line in script.sent if line.startswith("PING")]
    script.hear(f":s PONG s {fences[0]}")
    left = len(script.said())
    assert 5 < left < 40
    confirmed = [entry.state for entry in script.entries("#tea")].count(DeliveryState.SENT)
    assert 0 < confirmed < left
    script.do(script.session.note_closed("cut", 2))
    script.enter_solanum()
    states = [entry.state for entry in script.entries("#tea") if entry.own]
    assert states[:confirmed] == [DeliveryState.SENT] * confirmed
    assert states[confirmed:left] == [DeliveryState.UNSURE] * (left - confirmed)  # they went out, and nobody knows
    assert DeliveryState.UNSURE not in states[left:]  # those never left


def test_words_that_never_left_go_out_at_the_next_connection() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.do(script.session.send_text("#tea", PASTE, 1))
    left = script.said()
    script.do(script.session.note_closed("cut", 2))
    script.sent.clear()
    script.connect("", ":s 004 ann s solanum-1.0-dev DG CF bk")
    script.hear(":ann!u@h JOIN #tea")
    script.pass_time(100_000)
    assert left + script.said() == PASTE.split("\n")


def test_a_fence_every_few_lines_confirms_a_long_paste_as_it_goes() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.do(script.session.send_text("#tea", PASTE, 1))
    for _ in range(100):
        script.pass_time(1_000)
        for line in [line for line in script.sent if line.startswith("PING own-fence")]:
            script.hear(f":s PONG s {line.split(' ')[1]}")
        script.sent = [line for line in script.sent if "PRIVMSG" in line]
    assert script.said() == PASTE.split("\n")
    assert {entry.state for entry in script.entries("#tea") if entry.own} == {DeliveryState.SENT}


def test_not_more_is_under_way_than_the_server_has_answered_for() -> None:
    script = PacedScript()
    script.enter_solanum(CAPABILITIES)
    script.do(script.session.send_text("#tea", PASTE, 1))
    script.pass_time(12_000)
    assert len(script.said()) == WINDOW
    script.echo()
    script.pass_time(12_000)
    assert len(script.said()) == WINDOW


def test_waiting_words_can_be_counted_and_taken_back() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.do(script.session.send_text("#tea", PASTE, 1))
    left = len(script.said())
    assert script.session.progress_of("#tea", script.clock) == Waiting(40 - left, 40 - left + 1)
    events = script.do(script.session.cancel_waiting("#tea"))
    assert len(events) == 40 - left
    states = [entry.state for entry in script.entries("#tea") if entry.own]
    assert states == [DeliveryState.PENDING] * left + [DeliveryState.FAILED] * (40 - left)
    assert script.session.progress_of("#tea", script.clock) == Waiting()
    fence = next(line.split(" ")[1] for line in script.sent if line.startswith("PING"))
    script.hear(f":s PONG s {fence}")
    assert DeliveryState.PENDING not in [entry.state for entry in script.entries("#tea") if entry.own]
    (failed, *_) = [entry for entry in script.entries("#tea") if entry.state is DeliveryState.FAILED]
    script.pass_time(10_000)
    script.sent.clear()
    script.do(script.session.retry_entry("#tea", failed, 5))
    assert script.said() == [failed.text]


def test_what_waits_for_somebody_follows_them_to_their_new_name() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.do(script.session.open_direct_messages("bob"))
    script.do(script.session.send_text("bob", PASTE, 1))
    script.sent.clear()
    script.hear(":bob!b@h NICK :bobby")
    script.pass_time(100_000)
    assert {line.split(" ")[1] for line in script.sent if "PRIVMSG" in line} == {"bobby"}


def test_what_waits_for_a_room_is_not_said_after_leaving_it() -> None:
    for leave in ("part", "kick"):
        script = PacedScript()
        script.enter_solanum()
        script.do(script.session.send_text("#tea", PASTE, 1))
        left = len(script.said())
        if leave == "part":
            script.do(script.session.leave_room("#tea"))
        script.hear(":ann!u@h PART #tea" if leave == "part" else ":op!o@h KICK #tea ann :enough")
        script.pass_time(100_000)
        assert len(script.said()) == left


def test_a_reconnect_with_many_rooms_leaves_slowly_and_words_go_first() -> None:
    script = PacedScript()
    rooms = [f"#room{number}" for number in range(30)]
    script.enter_solanum(CAPABILITIES, *rooms)
    script.do(script.session.note_closed("cut", 2))
    script.do(script.session.send_text("#room9", "hello again", 3))
    script.sent.clear()
    script.connect(CAPABILITIES, ":s 004 ann s solanum-1.0-dev DG CF bk")
    for room in rooms:
        script.hear(f":ann!u@h JOIN {room}", f":s 353 ann = {room} :ann bob", f":s 366 ann {room} :end")
    at_once = [line for line in script.sent if not line.startswith(("CAP", "NICK", "USER"))]
    assert len(at_once) <= 5
    assert "hello again" in at_once[-1]
    script.pass_time(600_000)
    commands = [line.split(" ")[0] for line in script.sent if not line.startswith("@")]
    assert commands.count("MODE") == commands.count("WHO") == 30
    assert "CHATHISTORY" in commands
    assert max(i for i, one in enumerate(commands) if one == "CHATHISTORY") < commands.index("WHO")


def test_being_thrown_out_for_a_flood_is_remembered() -> None:
    script = PacedScript()
    script.enter_solanum()
    script.hear("ERROR :Closing Link: 127.0.0.1 (Excess Flood)")
    events = script.do(script.session.note_closed("The server closed the connection.", 2))
    assert FloodPunished(1) in events
    script.hear("ERROR :Closing Link: 127.0.0.1 (Ping timeout)")
    assert not any(isinstance(event, FloodPunished) for event in script.do(script.session.note_closed("gone", 3)))


@pytest.mark.parametrize("offline", [False, True])
def test_words_that_never_left_go_out_after_a_restart_too(offline: bool) -> None:
    before = PacedScript()
    before.enter_solanum()
    if offline:
        before.do(before.session.note_closed("cut", 1))
    before.do(before.session.send_text("#tea", PASTE, 1))
    left = before.said()
    before.do(before.session.note_closed("You are disconnected.", 2))
    kept = [("#tea", entry) for entry in before.entries("#tea") if entry.state is DeliveryState.PENDING]
    assert len(kept) == 40
    after = PacedScript()
    after.do(after.session.restore_rooms([("#tea", True)], {}, {}, kept))
    after.connect("", ":s 004 ann s solanum-1.0-dev DG CF bk")
    after.hear(":ann!u@h JOIN #tea")
    after.pass_time(100_000)
    assert left + after.said() == PASTE.split("\n")
    unsure = [entry.text for entry in after.entries("#tea") if entry.state is DeliveryState.UNSURE]
    assert unsure == left  # nobody knows of these
