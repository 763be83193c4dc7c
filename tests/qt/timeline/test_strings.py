"""Texts of the timeline."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.timeline.strings import condensed_text
from tests.qt.timeline.scenes import entry


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("+bob +cid", "bob, cid joined"),
        ("-bob +cid", "bob left · cid joined"),
        ("+bob -bob", "bob joined and left"),
        ("-bob +bob", "bob left and came back"),
        ("+bob -bob +bob", "bob joined"),
        ("-bob +bob -bob", "bob left"),
        ("+bob -cid -bob +cid", "bob joined and left · cid left and came back"),
        ("+a +b +c +d +e +f", "a, b, c, d, 2 more joined"),
        ("+bob =bob -rob", "bob joined · bob is now rob · rob left"),
    ],
)
def test_condensed_text_says_the_net_effect_for_each_person(steps: str, said: str) -> None:
    kinds = {"+": EntryKind.JOIN, "-": EntryKind.QUIT, "=": EntryKind.NICK}
    run = [
        entry(number, "", step[1:], kind=kinds[step[0]], target="rob" if step[0] == "=" else "")
        for number, step in enumerate(steps.split(), 1)
    ]
    assert condensed_text(run) == said
