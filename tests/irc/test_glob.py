"""Masks with wildcards, whatever somebody thought up."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.glob import Glob, GlobRow
from tests.irc.vectors import vectors
from tests.steps import steps


@pytest.mark.parametrize("vector", vectors("mask_match"), ids=lambda vector: vector["mask"])
def test_mask_vectors(vector: dict[str, Any]) -> None:
    glob = Glob(vector["mask"])
    assert all(map(glob.matches, vector["matches"]))
    assert not any(map(glob.matches, vector["fails"]))


@given(st.lists(st.text("ab\u00df\u0416*?", max_size=8), max_size=5), st.text("ab\u00df\u0416", max_size=12))
def test_row_of_masks_matches_like_each_mask(masks: list[str], text: str) -> None:
    row = GlobRow([Glob(mask) for mask in masks])
    found = row.found_in(text)
    assert [bool(found & end) for end in row.ends] == [Glob(mask).matches(text) for mask in masks]


@given(st.text("abB*?", max_size=10), st.text("abA", max_size=12))
def test_masks_agree_with_regular_expressions(mask: str, text: str) -> None:
    pattern = "".join({"*": ".*", "?": "."}.get(letter, letter) for letter in mask.lower())
    assert Glob(mask).matches(text) is bool(re.fullmatch(pattern, text.lower()))


MASKS = [
    "*a" * 100 + "*b",
    "*" + "a" * 148 + "b*",
    "*" + "a" * 100 + "?b",
    "?*" * 100 + "b",
    "*?" * 70 + "a*b?",
    "*a?" * 60,
]


@pytest.mark.parametrize("mask", MASKS)
def test_steps_grow_with_the_text_and_not_with_the_mask(mask: str) -> None:
    glob = Glob(mask)
    short, longer, longest = (steps(partial(glob.matches, "a" * length)) for length in (150, 300, 600))
    assert longest <= 8 * 600
    assert longest - longer <= 2.2 * (longer - short) + 50
