"""The marks of a room."""

from __future__ import annotations

import pytest

from desktop_chat.client.room_marks import NotificationRule, RoomMarks, read_rule


def test_a_mute_ends_with_its_term_and_leaves_the_other_marks() -> None:
    marks = RoomMarks(muted=True, muted_until=1_000, pinned=True, rule=NotificationRule.ALL)
    assert marks.lift_past_mute(999) is marks
    assert marks.lift_past_mute(1_000) == RoomMarks(pinned=True, rule=NotificationRule.ALL)


def test_a_mute_without_a_term_stays() -> None:
    marks = RoomMarks(muted=True)
    assert marks.lift_past_mute(1 << 60) is marks


@pytest.mark.parametrize("rule", list(NotificationRule))
def test_a_rule_is_read_as_it_was_written(rule: NotificationRule) -> None:
    assert read_rule(rule.value) is rule


def test_a_rule_of_a_newer_version_is_the_default() -> None:
    assert read_rule("loud") is NotificationRule.DEFAULT
