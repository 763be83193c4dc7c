"""Changes of flags, key and limit."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.moderation.channel_values import change_value
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc.modes import ModeChange


def test_a_change_is_told_once() -> None:
    channel = Channel("#tea", 1, created=0)
    assert change_value(channel, "+", "i", "") == ModeChange("+", "i")
    assert change_value(channel, "+", "i", "") is None
    assert change_value(channel, "-", "i", "") == ModeChange("-", "i")
    assert change_value(channel, "+", "l", "20") == ModeChange("+", "l", "20")
    assert channel.limit == 20
    assert change_value(channel, "-", "l", "") == ModeChange("-", "l")
    assert change_value(channel, "-", "l", "") is None


def test_the_removed_key_is_told() -> None:
    channel = Channel("#tea", 1, created=0)
    assert change_value(channel, "+", "k", "milk") == ModeChange("+", "k", "milk")
    assert change_value(channel, "-", "k", "wrong") == ModeChange("-", "k", "milk")
    assert change_value(channel, "-", "k", "") is None


@pytest.mark.parametrize(("letter", "argument"), [("k", "two words"), ("k", ""), ("l", "0"), ("l", "many")])
def test_an_invalid_argument_changes_nothing(letter: str, argument: str) -> None:
    channel = Channel("#tea", 1, created=0)
    with pytest.raises(Refusal):
        change_value(channel, "+", letter, argument)
    assert (channel.key, channel.limit) == ("", 0)
