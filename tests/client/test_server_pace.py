"""The pace of a server: by software, by capabilities, and by the text of ERROR."""

from __future__ import annotations

import pytest

from desktop_chat.client.server_pace import (
    CAREFUL,
    Pace,
    is_flood,
    is_reconnect_refused,
    pace_of_software,
    takes_any_pace,
)
from desktop_chat.irc.message import Message


def test_long_lines_cost_more_on_an_unknown_server() -> None:
    assert CAREFUL.cost_of(40) == 2_000
    for size in range(1, 513):
        assert CAREFUL.cost_of(size) >= 1_000 * (1 + size // 90)  # UnrealIRCd
        assert CAREFUL.cost_of(size) >= 1_000 * (2 + size // 100)  # IRCnet


@pytest.mark.parametrize(
    ("reason", "flood", "too_often"),
    [
        ("Closing Link: 127.0.0.1 (Excess Flood)", True, False),
        ("Closing link: (ann@host) [RecvQ exceeded]", True, False),
        ("Closing Link: host (Max RecvQ exceeded)", True, False),
        ("Trying to reconnect too fast.", False, True),
        ("Throttled: Reconnecting too fast - Email admin@example for more information.", False, True),
        ("Closing Link: Ping timeout: 120 seconds", False, False),
        ("Server shutting down", False, False),
    ],
)
def test_error_texts_are_classified(reason: str, flood: bool, too_often: bool) -> None:
    assert is_flood(reason) is flood
    assert is_reconnect_refused(reason) is too_often


@pytest.mark.parametrize(
    ("version", "pace"),
    [
        ("solanum-1.0-dev", Pace(5_000, 1_000)),
        ("InspIRCd-3", Pace(8_000, 1_000, 250)),
        ("UnrealIRCd-6.1", Pace(8_000, 1_000, 90)),
        ("u2.10.12.19", CAREFUL),
        ("", CAREFUL),
    ],
)
def test_pace_is_chosen_by_the_beginning_of_the_version(version: str, pace: Pace) -> None:
    assert pace_of_software(version) == pace


def test_bouncers_and_our_server_take_any_pace() -> None:
    assert takes_any_pace(["batch", "znc.in/playback"])
    assert takes_any_pace(["soju.im/bouncer-networks"])
    assert takes_any_pace(["desktop-chat/resend"])
    assert not takes_any_pace(["batch", "echo-message"])


def test_registration_costs_nothing_and_each_further_room_of_a_join_costs() -> None:
    pace = Pace(5_000, 1_000, 0, 500)
    assert pace.cost_of_messages([Message("USER", ("ann", "0", "*", "Ann"))]) == 0
    assert pace.cost_of_messages([Message("JOIN", ("#a",))]) == 1_000
    assert pace.cost_of_messages([Message("JOIN", ("#a,#b,#c",))]) == 2_000
    assert pace.cost_of_messages([Message("WHO", ("#a",))]) == 2_000
    assert pace.cost_of_messages([Message("PRIVMSG", ("#a", "x")), Message("PRIVMSG", ("#a", "y"))]) == 2_000


def test_each_flood_makes_the_pace_stricter() -> None:
    paces = [CAREFUL.make_stricter(strictness) for strictness in range(5)]
    assert paces[0] == CAREFUL
    assert sorted(paces, key=lambda pace: -pace.burst) == paces
    assert sorted(paces, key=lambda pace: pace.line) == paces
