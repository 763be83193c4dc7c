"""Permission to send messages, by channel modes."""

from __future__ import annotations

import pytest

from tests.hub.harness import HubHarness, commands_of, parse_lines


@pytest.mark.parametrize(
    ("mode", "line", "refused"),
    [
        ("+m", "PRIVMSG #tea :x", True), ("+M", "PRIVMSG #tea :x", True), ("+C", "PRIVMSG #tea :\x01PING 1\x01", True),
        ("+C", "PRIVMSG #tea :\x01ACTION waves\x01", False), ("+c", "PRIVMSG #tea :\x0304red", True),
        ("+c", "PRIVMSG #tea :plain", False), ("+b bob", "PRIVMSG #tea :x", True),
        ("+b ~m:bob", "PRIVMSG #tea :x", True),
        ("+be ~m:bob bob", "PRIVMSG #tea :x", False), ("+be bob ~m:bob", "PRIVMSG #tea :x", False),
        ("+b ~r:B?b", "PRIVMSG @#tea :x", True), ("+b ~a:bob", "PRIVMSG #tea :x", False),
    ],
)  # fmt: skip
def test_channel_mode_decides_who_may_speak(mode: str, line: str, refused: bool) -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, f"MODE #tea {mode}")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, line)) == (["404"] if refused else [])
    if refused:
        harness.exchange(ann, "MODE #tea +v bob")
        harness.read_lines(bob)
        assert commands_of(harness.exchange(bob, line)) == (["404"] if mode[1] in "Cc" else [])


def test_mode_t_refuses_notices() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +T")
    harness.read_lines(bob)
    assert harness.exchange(bob, "NOTICE #tea :x") == []
    assert harness.read_lines(ann) == []
    harness.exchange(bob, "PRIVMSG #tea :x")
    assert commands_of(harness.read_lines(ann)) == ["PRIVMSG"]


def test_mode_s_strips_formatting() -> None:
    harness = HubHarness()
    ann, bob = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob", "echo-message", rooms=["#tea"]),
    )
    harness.exchange(ann, "MODE #tea +S")
    harness.read_lines(bob)
    (echo,) = parse_lines(harness.exchange(bob, "PRIVMSG #tea,ann :\x02\x0304,05loud\x0f words"))[:1]
    assert echo.params == ("#tea", "loud words")
    heard = parse_lines(harness.read_lines(ann))
    assert [message.params[1] for message in heard] == ["loud words", "\x02\x0304,05loud\x0f words"]
    assert commands_of(harness.exchange(bob, "PRIVMSG #tea :\x02\x02")) == ["412"]


def test_mode_u_sends_to_moderators_only() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob, cid = (
        harness.register("bob", "echo-message", rooms=["#tea"]),
        harness.register("cid", rooms=["#tea"]),
    )
    harness.exchange(ann, "MODE #tea +U")
    for seat in (ann, bob, cid):
        harness.read_lines(seat)
    assert commands_of(harness.exchange(bob, "PRIVMSG #tea :psst")) == ["PRIVMSG"]
    assert parse_lines(harness.read_lines(ann))[0].params == ("#tea", "psst")
    assert harness.read_lines(cid) == []
    harness.exchange(ann, "MODE #tea +v bob")
    harness.exchange(bob, "PRIVMSG #tea :aloud")
    assert commands_of(harness.read_lines(cid)) == ["MODE", "PRIVMSG"]


def test_mode_n_refuses_nick_changes() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +N")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "NICK rob")) == ["447"]
    harness.exchange(ann, "MODE #tea -N+b bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "NICK rob")) == ["435"]
    harness.exchange(ann, "MODE #tea +v bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "NICK rob")) == ["NICK"]
