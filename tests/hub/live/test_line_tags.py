"""The tags of a line for each view."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.line_tags import bits_for_tags, format_tags
from desktop_chat.hub.live.view_bits import ACCOUNT, OPER, TAGS, TIME

MOMENT = "2020-01-01T00:00:00.000Z"
EVERY = TIME | TAGS | ACCOUNT | OPER


@pytest.mark.parametrize(
    ("view", "tags"),
    [
        (0, ""),
        (TIME, f"time={MOMENT}"),
        (ACCOUNT, "account=ann"),
        (OPER, "draft/oper"),
        (TAGS, "msgid=1-2;bot"),
        (EVERY, f"time={MOMENT};account=ann;draft/oper;msgid=1-2;bot"),
    ],
)
def test_tags_of_each_view(view: int, tags: str) -> None:
    assert format_tags(view, MOMENT, "ann", is_operator=True, msgid="1-2", tags="bot") == tags


def test_an_author_without_an_account_has_no_account_tag() -> None:
    assert format_tags(EVERY, MOMENT, "") == f"time={MOMENT}"
    assert bits_for_tags("") == TIME | TAGS
    assert bits_for_tags("ann", is_operator=True) == EVERY


def test_an_empty_beginning_of_ids_is_kept() -> None:
    assert format_tags(TAGS, MOMENT, "", msgid="") == "msgid="
