"""Terms are parts of masks."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.mask_terms import end_of_term, split_term


@pytest.mark.parametrize(
    ("mask", "parts"),
    [
        ("~t:60:ann!*@*", (60, "ann!*@*")),
        ("~time:5:~m:~a:ann", (5, "~m:~a:ann")),
        ("~t:0:ann!*@*", (0, "~t:0:ann!*@*")),
        ("~t:999999:ann!*@*", (0, "~t:999999:ann!*@*")),
        ("~t:x:ann!*@*", (0, "~t:x:ann!*@*")),
        ("~t:60:", (0, "~t:60:")),
        ("~m:~t:60:ann", (0, "~m:~t:60:ann")),
        ("ann!*@*", (0, "ann!*@*")),
    ],
)
def test_term_is_split_from_its_mask(mask: str, parts: tuple[int, str]) -> None:
    assert split_term(mask) == parts


def test_term_ends_minutes_after_it_was_set() -> None:
    assert end_of_term("~t:60:ann!*@*", 1_000) == 3_601_000
    assert end_of_term("ann!*@*", 1_000) == 0
