"""Modes as settings, and settings as mode changes."""

from __future__ import annotations

import pytest

from desktop_chat.client.room_settings import (
    RoomRule,
    RoomSettings,
    changes_between,
    days_kept,
    has_terms,
    letter_of,
    read_settings,
)
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.modes import format_mode_changes

OURS = ISupport({"CHANMODES": "beI,k,fHl,CMNPRSTUWcimnrstuz", "desktop-chat/RETENTION": "0"})
LIMITED = OURS.with_tokens({"desktop-chat/RETENTION": "30"})
OTHER = ISupport({"CHANMODES": "beI,k,fl,CMRWcimnrstuz"})
SOLANUM = ISupport({"CHANMODES": "eIbq,k,flj,CFLMPQScgimnprstuz"})
PLAIN = ISupport({})


def test_modes_are_read_as_settings() -> None:
    found = read_settings(OURS, "+Cntkfl key #hall 9", "")
    assert found == RoomSettings(
        frozenset({RoomRule.NO_CTCP, RoomRule.MEMBERS_SPEAK, RoomRule.TOPIC_BY_MODERATORS}), "key", 9
    )


@pytest.mark.parametrize(("modes", "password"), [("+k *", "known"), ("+k", "known"), ("+nt", "")])
def test_hidden_key_is_the_known_one(modes: str, password: str) -> None:
    assert read_settings(OURS, modes, "known").password == password


def test_unsound_modes_are_no_settings() -> None:
    assert read_settings(OURS, "", "") == read_settings(OURS, "+l many", "") == RoomSettings()


@pytest.mark.parametrize(
    ("support", "letters"),
    [
        (OURS, ["R", "z", "M", "W"]),
        (OTHER, ["R", "z", "M", ""]),
        (SOLANUM, ["r", "S", "", ""]),
        (PLAIN, ["", "", "", ""]),
    ],
    ids=["ours", "other", "solanum", "plain"],
)
def test_rules_have_the_letters_of_the_server(support: ISupport, letters: list[str]) -> None:
    rules = (
        RoomRule.ACCOUNTS_ONLY, RoomRule.ENCRYPTED_ONLY, RoomRule.ACCOUNTS_SPEAK, RoomRule.NEWCOMERS_SEE_LATER,
    )  # fmt: skip
    assert [letter_of(support, rule) for rule in rules] == letters


def test_only_differences_are_changed() -> None:
    before = RoomSettings(frozenset({RoomRule.MEMBERS_SPEAK, RoomRule.HIDDEN}), "old", 5)
    after = RoomSettings(frozenset({RoomRule.MEMBERS_SPEAK, RoomRule.INVITED_ONLY}), "new", 0)
    assert format_mode_changes(changes_between(OURS, before, after)) == ("-s+i-k+k-l", "old", "new")
    assert changes_between(OURS, after, after) == []


@pytest.mark.parametrize(
    ("support", "modes", "days"),
    [(OURS, "+nH 7d", 7), (OURS, "+n", 0), (LIMITED, "+n", 30), (LIMITED, "+H 7d", 7), (LIMITED, "+H 90d", 30)],
)
def test_room_keeps_messages_for_the_shorter_time(support: ISupport, modes: str, days: int) -> None:
    assert days_kept(support, modes) == days


def test_term_is_read_and_changed_on_our_server_alone() -> None:
    unreal = ISupport({"CHANMODES": "beI,kLf,lH,psmntirzMQNRTOVKDdGPZSCc"})
    assert [has_terms(support) for support in (OURS, unreal, PLAIN)] == [True, False, False]
    assert read_settings(unreal, "+H 50:7d", "").keep_days == read_settings(OURS, "+H soon", "").keep_days == 0
    assert days_kept(unreal, "+H 50:7d") is None
    week = RoomSettings(keep_days=7)
    assert read_settings(OURS, "+lH 5 7d", "") == RoomSettings(limit=5, keep_days=7)
    assert format_mode_changes(changes_between(OURS, RoomSettings(), week)) == ("+H", "7d")
    assert format_mode_changes(changes_between(OURS, week, RoomSettings())) == ("-H",)
    assert changes_between(unreal, RoomSettings(), week) == []


def test_rule_that_the_server_lacks_is_left_out() -> None:
    after = RoomSettings(frozenset({RoomRule.ACCOUNTS_ONLY, RoomRule.HIDDEN}), limit=7)
    assert format_mode_changes(changes_between(PLAIN, RoomSettings(), after)) == ("+sl", "7")
