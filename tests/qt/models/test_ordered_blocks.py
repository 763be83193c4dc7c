"""A sorted collection in blocks: the order is right at any size, and no block is long."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.qt.models import ordered_blocks
from desktop_chat.qt.models.ordered_blocks import BLOCK, OrderedBlocks

Item = tuple[str, int]


def made_of(items: list[Item]) -> OrderedBlocks[Item]:
    blocks: OrderedBlocks[Item] = OrderedBlocks()
    for item in items:
        blocks.add(item)
    return blocks


@given(st.lists(st.tuples(st.text(max_size=3), st.integers()), max_size=60))
def test_items_are_in_order_in_short_blocks(items: list[Item]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordered_blocks, "BLOCK", 4)
        walked = list(made_of(items).walk_blocks())
    assert list(itertools.chain(*walked)) == sorted(items)
    assert all(1 <= len(block) <= 4 for block in walked)


@pytest.mark.parametrize("step", [1, -1])
def test_ordered_items_make_no_long_block(step: int) -> None:
    items = [("x", number) for number in range(3 * BLOCK)][::step]
    walked = list(made_of(items).walk_blocks())
    assert list(itertools.chain(*walked)) == sorted(items)
    assert max(map(len, walked)) <= BLOCK


def test_walk_leaves_out_what_is_added_meanwhile() -> None:
    blocks = made_of([("b", 1), ("d", 1)])
    walk = blocks.walk_blocks()
    blocks.add(("c", 1))
    assert list(walk) == [[("b", 1), ("d", 1)]]
