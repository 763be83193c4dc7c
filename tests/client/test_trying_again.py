"""What a server refuses for the moment, or for ever: tried again by itself, ever more slowly, and said once."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.events import Event, RoomRemoved
from tests.client.script import MODERN, PacedScript, Script


def told(script: Script, room: str = "") -> list[str]:
    return [entry.text for entry in script.entries(room)]


def sent(script: Script, command: str) -> list[str]:
    return [line for line in script.sent if line.startswith(f"{command} ")]


def test_a_room_that_is_unavailable_for_the_moment_is_tried_again_by_itself() -> None:
    script = PacedScript()
    script.enter_solanum("", "#cake")
    script.do(script.session.join_channel("#tea"))
    script.do(script.session.send_text("#tea", "are you there?", 1))
    pauses = []
    for _ in range(8):
        script.hear(":s 437 ann #tea :Nick/channel is temporarily unavailable")
        begun, tries = script.clock, len(sent(script, "JOIN"))
        while len(sent(script, "JOIN")) == tries:
            script.pass_time(1_000)
        pauses.append((script.clock - begun) // 1_000)
    assert pauses == [15, 30, 60, 120, 240, 300, 300, 300]
    assert told(script, "#tea")[1:] == ["#tea cannot be joined at the moment. The program will try again."]
    script.hear(":ann!u@h JOIN #tea")
    script.pass_time(1_000_000)
    assert script.said() == ["are you there?"]
    assert len(sent(script, "JOIN")) == 9


def test_a_room_that_we_do_not_want_any_more_is_not_tried_again() -> None:
    script = PacedScript()
    script.enter_solanum("", "#cake")
    script.do(script.session.join_channel("#tea"))
    script.hear(":s 437 ann #tea :Nick/channel is temporarily unavailable")
    script.do(script.session.leave_room("#tea"))
    script.sent.clear()
    script.pass_time(1_000_000)
    assert sent(script, "JOIN") == []


def test_names_refused_for_ever_are_tried_ever_more_slowly_and_that_is_said() -> None:
    script = PacedScript()
    script.do(script.session.note_opened(1))
    tried = []
    for _ in range(40):
        count = len(sent(script, "NICK"))
        script.hear(f":s 433 * {script.session.nick} :taken")
        begun = script.clock
        while len(sent(script, "NICK")) == count:
            script.pass_time(500)
        tried.append(script.clock - begun)
    assert tried[:18] == [0] * 18
    assert tried[20:27] == [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]
    assert tried == sorted(tried)
    assert len([text for text in told(script) if "/nick NAME" in text]) == 1
    script.do(script.session.run_command("", "/nick carla", 5))
    assert script.sent[-1] == "NICK carla"
    script.pass_time(1_000_000)
    assert script.sent[-1] == "NICK carla"


def test_the_name_that_we_want_is_asked_for_ever_more_slowly_and_silently() -> None:
    script = PacedScript()
    script.connect("", nick="ann2")
    before = told(script)
    asked: list[int] = []
    while script.clock < 20_000_000 and len(asked) < 8:
        script.sent.clear()
        script.pass_time(10_000)
        if sent(script, "NICK"):
            assert sent(script, "NICK") == ["NICK ann"]
            asked.append(script.clock)
            script.hear(":s 433 ann2 ann :Nickname is already in use")
    pauses = [(after - before) // 10_000 * 10 for before, after in zip([0, *asked], asked, strict=False)]
    assert pauses == [60, 120, 240, 480, 960, 1800, 1800, 1800]
    assert told(script) == before
    script.hear(":ann2!u@h NICK ann")
    script.pass_time(5_000_000)
    script.hear(":s 433 ann bob :Nickname is already in use")
    assert told(script)[-1] == "The name bob is taken."


def forwarded(script: Script) -> list[Event]:
    return script.hear(":s 470 ann #tea ##tea :Forwarding to another channel", ":ann!u@h JOIN ##tea")


def test_a_room_that_leads_to_another_one_leaves_no_dead_room() -> None:
    script = Script()
    script.connect(MODERN)
    script.do(script.session.join_channel("#tea"))
    assert RoomRemoved("#tea") in forwarded(script)
    assert list(script.session.rooms) == ["", "##tea"]
    assert "#tea leads to this room." in told(script, "##tea")
    script.do(script.session.note_closed("cut", 5))
    script.sent.clear()
    script.connect(MODERN)
    assert sent(script, "JOIN") == ["JOIN ##tea"]


def test_words_for_a_room_that_leads_elsewhere_are_not_said_there_and_not_lost() -> None:
    script = Script()
    script.connect(MODERN)
    script.do(script.session.note_closed("cut", 5))
    script.do(script.session.join_channel("#tea"))
    script.do(script.session.send_text("#tea", "only for you", 6))
    script.connect(MODERN)
    forwarded(script)
    assert script.entries("#tea")[0].state is DeliveryState.FAILED
    assert told(script, "#tea")[-1] == "#tea leads to another room."
    assert "only for you" not in " ".join(script.sent)


# Requests that would wait for ever


def test_words_whose_label_is_only_acknowledged_were_taken() -> None:
    script = Script()
    script.connect(MODERN)
    script.enter("#tea")
    script.do(script.session.send_text("#tea", "hello", 5))
    label = script.last_sent("PRIVMSG").tags["label"]
    script.hear(f"@label={label} :s ACK")
    assert script.entries("#tea")[-1].state is DeliveryState.SENT


@pytest.mark.parametrize(
    "lines",
    [
        ["@label={0} :s 301 ann bob :at lunch"],
        ["@label={0} :s BATCH +r labeled-response", "@batch=r :s 301 ann bob :at lunch", ":s BATCH -r"],
    ],
)
def test_words_that_were_answered_otherwise_than_by_their_echo_were_taken(lines: list[str]) -> None:
    script = Script()
    script.connect(MODERN)
    script.do(script.session.open_direct_messages("bob"))
    script.do(script.session.send_text("bob", "hello", 5))
    label = script.last_sent("PRIVMSG").tags["label"]
    script.hear(*[line.format(label) for line in lines])
    assert next(entry for entry in script.entries("bob") if entry.own).state is DeliveryState.SENT


def test_a_refusal_of_several_lines_without_a_label_fails_them() -> None:
    script = Script()
    offered = f"{MODERN} draft/multiline=max-bytes=4096,max-lines=24"
    script.do(script.session.note_opened(1))
    script.hear(
        f":s CAP * LS :{offered}", f":s CAP * ACK :{MODERN} draft/multiline", ":s 001 ann :Hi", ":s 422 ann :none"
    )
    script.enter("#tea")
    script.do(script.session.send_text("#tea", "one\ntwo", 5))
    script.hear(":s FAIL BATCH MULTILINE_MAX_LINES 1 :Too many lines")
    assert script.entries("#tea")[0].state is DeliveryState.FAILED


def test_a_capability_request_that_the_server_does_not_understand_keeps_nobody_out() -> None:
    script = Script()
    script.do(script.session.note_opened(1))
    script.hear(":s CAP * LS :server-time batch", ":s 410 * REQ :Invalid CAP command")
    assert script.sent[-1] == "CAP END"
