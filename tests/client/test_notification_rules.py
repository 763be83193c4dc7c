"""Rules of notifications, and times of quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from desktop_chat.client.notification_rules import is_notified, is_quiet
from desktop_chat.client.preferences import QUIET_ALWAYS, Preferences

NOON = datetime(2026, 5, 4, 12, 0)


@pytest.mark.parametrize(
    ("rooms", "rule", "mention", "muted", "wanted"),
    [
        ("mentions", "", True, False, True),
        ("mentions", "", False, False, False),
        ("mentions", "all", False, False, True),
        ("mentions", "none", True, False, False),
        ("all", "", False, False, True),
        ("all", "", False, True, False),
        ("all", "mentions", False, False, False),
        ("none", "", True, False, False),
        ("none", "mentions", True, True, True),
    ],
)
def test_the_rule_of_a_room_comes_first(rooms: str, rule: str, *, mention: bool, muted: bool, wanted: bool) -> None:
    preferences = Preferences(notify_rooms=rooms)
    assert is_notified(preferences, rule, mention=mention, direct=False, muted=muted) is wanted
    assert not is_notified(replace(preferences, notify=False), rule, mention=mention, direct=False, muted=muted)


def test_quiet_has_a_term() -> None:
    until = int(NOON.timestamp() * 1000)
    assert is_quiet(Preferences(quiet_until=until + 1), NOON)
    assert not is_quiet(Preferences(quiet_until=until), NOON)
    assert is_quiet(Preferences(quiet_until=QUIET_ALWAYS), NOON)


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (0, True), (6, True), (7, False), (12, False)])
def test_quiet_each_night_spans_midnight(hour: int, quiet: bool) -> None:
    assert is_quiet(Preferences(quiet_daily=True), NOON.replace(hour=hour)) is quiet
    assert not is_quiet(Preferences(), NOON.replace(hour=hour))


def test_a_night_that_was_ended_stays_ended() -> None:
    night = NOON.replace(hour=23)
    ended = Preferences(quiet_daily=True, quiet_ended=int(night.timestamp() * 1000))
    assert not is_quiet(ended, night.replace(minute=5))
    assert not is_quiet(ended, night.replace(day=5, hour=6))
    assert is_quiet(ended, night.replace(day=5, hour=22))


def test_quiet_each_afternoon() -> None:
    preferences = Preferences(quiet_daily=True, quiet_from=13 * 60, quiet_to=14 * 60)
    assert [is_quiet(preferences, NOON.replace(hour=hour)) for hour in (12, 13, 14)] == [False, True, False]
    assert not is_quiet(replace(preferences, quiet_to=13 * 60), NOON.replace(hour=13))


def test_direct_messages_are_told_unless_they_have_a_rule() -> None:
    preferences = Preferences(notify_rooms="none")
    assert is_notified(preferences, "", mention=True, direct=True, muted=False)
    assert not is_notified(preferences, "none", mention=True, direct=True, muted=False)
