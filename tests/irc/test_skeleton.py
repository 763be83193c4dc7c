"""Which names look alike."""

from __future__ import annotations

import string

import disarm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.skeleton import _visible_skeleton, is_mixed_script, is_username, skeletons

NICK_LETTERS = string.ascii_letters + string.digits + "_-[]{}\\|^`"


def test_tables_of_confusables_are_recent() -> None:
    assert int(disarm.CONFUSABLES_VERSION.partition(".")[0]) >= 17


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("root", "rооt"), ("NickServ", "NickSеrv"), ("server", "ｓerver"), ("Имя", "имя"),
        ("Ivan", "ivan"), ("Ivan", "lvan"), ("r00t", "root"), ("modern", "rnodern"), ("сахар", "caxap"),
        ("ШКОЛА", "школа"), ("ΑΝΝΑ", "anna"), ("Straße", "strasse"), ("system", "𝐬ystem"),
    ],
)  # fmt: skip
def test_names_that_look_alike(one: str, other: str) -> None:
    assert set(skeletons(one)) & set(skeletons(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("ivan", "lvan"), ("ann", "ann2"), ("ann", "bob"), ("Анна", "Анна_2"), ("José", "Jose"), ("李明", "李朋")],
)  # fmt: skip
def test_names_that_do_not_look_alike(one: str, other: str) -> None:
    assert not set(skeletons(one)) & set(skeletons(other))


@given(st.text(alphabet=NICK_LETTERS, min_size=1, max_size=30))
def test_ascii_shortcut_gives_the_same_skeleton(name: str) -> None:
    assert skeletons(name) == tuple(dict.fromkeys((_visible_skeleton(name), _visible_skeleton(name.lower()))))


@given(st.text(min_size=1, max_size=30))
def test_every_name_has_a_skeleton(name: str) -> None:
    assert all(skeletons(name))


def test_names_in_one_word_of_several_scripts() -> None:
    assert is_mixed_script("rооt")
    assert not any(
        map(
            is_mixed_script,
            ("root", "Аня", "IT-отдел", "Ann_Аня", "naïve"),
        )
    )


def test_name_that_precis_forbids_is_no_username() -> None:
    assert is_username("Аня")
    assert not is_username("محمدx")
    assert not is_username("ann\u202e")
