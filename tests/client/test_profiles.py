"""Profiles: names as people write them, without anybody looking like another; and an end to what strangers send."""

from __future__ import annotations

import pytest

from desktop_chat.client import profiles as module
from desktop_chat.client.profiles import AVATAR, DISPLAY_NAME, NAME_LENGTH, PRONOUNS, STATUS, Profiles, is_written_form
from desktop_chat.irc.names import fold_name


@pytest.fixture
def profiles() -> Profiles:
    return Profiles(fold_name)


@pytest.mark.parametrize(
    ("nick", "written", "shown"),
    [
        ("Ann_Lee", "Ann Lee", "Ann Lee"),
        ("ann_lee", "Ann  Lee ", "Ann Lee"),
        ("ann", "Ann", "Ann"),
        ("Ann_Lee2", "Ann Lee", "Ann Lee (Ann_Lee2)"),
        ("mallory", "Ann Lee", "Ann Lee (mallory)"),
        ("mallory", "ann", "ann (mallory)"),
        ("ann", "", "ann"),
        ("zed", "x" * 100, "x" * (NAME_LENGTH - 1) + "… (zed)"),
        ("zed", "a\x02b", "a\u20390002\u203ab (zed)"),
        ("Анна_Ли", "Анна Ли", "Анна Ли"),
    ],
)
def test_names(profiles: Profiles, nick: str, written: str, shown: str) -> None:
    profiles.set_value(nick, DISPLAY_NAME, written)
    assert profiles.name_of(nick) == shown


def test_a_real_name_counts_if_it_becomes_the_nick(profiles: Profiles) -> None:
    profiles.note_real_name("Ann_Lee", "Ann Lee")
    profiles.note_real_name("bob", "Ann Lee")
    profiles.note_real_name("c_d", "something else")
    assert [profiles.name_of(nick) for nick in ("Ann_Lee", "bob", "c_d")] == ["Ann Lee", "bob", "c_d"]
    assert profiles.changed == {"Ann_Lee"}
    profiles.note_real_name("Ann_Lee", "other")
    assert profiles.name_of("Ann_Lee") == "Ann_Lee"
    assert is_written_form("Ann Lee", "ann_lee")
    assert not is_written_form("", "guest")


def test_values_go_with_the_person(profiles: Profiles) -> None:
    profiles.set_value("ann", STATUS, "at lunch")
    profiles.set_value("bob", PRONOUNS, "he/him")
    profiles.move_person("ann", "bob")
    assert profiles.values_of("bob") == {STATUS: "at lunch"}
    assert not profiles.is_known("ann")
    profiles.move_person("bob", "BOB")
    profiles.forget_person("bob")
    assert profiles.values_of("bob") == {}


def test_only_known_keys_are_kept_and_changes_are_told_once(profiles: Profiles) -> None:
    profiles.set_value("ann", "x-y", "z")
    assert profiles.changed == set()
    profiles.set_value("ann", STATUS, "cat")
    profiles.changed.clear()
    profiles.set_value("ann", STATUS, "cat")
    assert profiles.changed == set()
    profiles.set_value("ann", STATUS, "")
    assert profiles.values_of("ann") == {}


def test_half_an_address_of_a_picture_is_none(profiles: Profiles) -> None:
    profiles.set_value("ann", AVATAR, "https://example.org/" + "x" * 300)
    assert profiles.values_of("ann") == {}
    profiles.set_value("ann", AVATAR, "https://example.org/a.png")
    assert profiles.values_of("ann") == {AVATAR: "https://example.org/a.png"}


def test_names_of_the_last_run_count_until_the_server_tells_others(profiles: Profiles) -> None:
    profiles.set_value("bob", DISPLAY_NAME, "Bobby")
    profiles.restore_names({"ann_lee": "Ann Lee", "bob": "Bob"})
    assert profiles.changed == {"bob"}
    assert [profiles.name_of(nick) for nick in ("Ann_Lee", "bob")] == ["Ann Lee", "Bobby (bob)"]
    profiles.note_real_name("cid_lo", "Cid Lo")
    profiles.set_value("ann_lee", DISPLAY_NAME, "")
    assert profiles.written_names() == {"bob": "Bobby", "cid_lo": "Cid Lo"}


def test_the_oldest_person_is_forgotten(profiles: Profiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROFILES", 3)
    for number in range(5):
        profiles.set_value(f"n{number}", STATUS, "here")
        profiles.note_real_name(f"n_{number}", f"n {number}")
    assert [profiles.is_known(f"n{number}") for number in range(5)] == [False, False, True, True, True]
    assert profiles.name_of("n_1") == "n_1"
    assert profiles.name_of("n_4") == "n 4"
