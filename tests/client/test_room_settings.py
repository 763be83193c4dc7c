"""Modes as settings, and settings as mode changes."""

from __future__ import annotations

import pytest

from desktop_chat.client.room_settings import RoomRule, RoomSettings, changes_between, letter_of, read_settings
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.modes import format_mode_changes

OURS = ISupport({"CHANMODES": "beI,k,fl,CMNPRSTUWcimnrstuz", "desktop-chat/RETENTION": "0"})
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


def test_rule_that_the_server_lacks_is_left_out() -> None:
    after = RoomSettings(frozenset({RoomRule.ACCOUNTS_ONLY, RoomRule.HIDDEN}), limit=7)
    assert format_mode_changes(changes_between(PLAIN, RoomSettings(), after)) == ("+sl", "7")
