"""The server killed three times under load; `make chaos` kills it 200 times. And the checker by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import EntryAdded
from tests.chaos.checker import check, is_in_order
from tests.chaos.kills import kill_server
from tests.chaos.talker import Talker

KEPT = [("m1", "ann says 1"), ("m2", "bob says 1"), ("m3", "ann says 2")]


def test_what_was_shown_outlives_every_kill(tmp_path: Path) -> None:
    tally = kill_server(tmp_path, [3], seed=1)
    assert tally.kills == 3
    assert tally.shown > tally.said > 0


@pytest.fixture
def ann(tmp_path: Path) -> Talker:
    """Somebody who was shown all of KEPT, in that order."""
    talker = Talker(tmp_path, "ann", "#tea")
    talker.said = 2
    talker.shown = [{"#tea": list(KEPT)}]
    for number, (msgid, text) in enumerate(KEPT):
        nick = text.split(" ", 1)[0]
        talker.take_in([EntryAdded("#tea", Entry(number, EntryKind.MESSAGE, number, nick, text, msgid))])
    return talker


def test_the_checker_is_content_with_what_is_right(ann: Talker) -> None:
    check([ann], "#tea", KEPT)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (KEPT[:2], "lost"),
        ([*KEPT, KEPT[1]], "doubled"),
        ([*KEPT, ("m4", "bob says 1")], "doubled"),
        ([KEPT[1], KEPT[0], KEPT[2]], "another order"),
        ([*KEPT, ("m4", "bob says 2")], "timeline of ann"),
        ([*KEPT, ("m4", "ann says 3")], "what ann said"),
    ],
)
def test_the_checker_finds(ann: Talker, kept: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check([ann], "#tea", kept)


def test_an_echo_that_is_nowhere_is_found(ann: Talker) -> None:
    ann.confirmed.append(("m9", "ann says 2"))
    with pytest.raises(AssertionError, match="confirmed to ann"):
        check([ann], "#tea", KEPT)


def test_order() -> None:
    assert is_in_order([], KEPT)
    assert is_in_order([KEPT[0], KEPT[2]], KEPT)
    assert not is_in_order([KEPT[2], KEPT[0]], KEPT)
