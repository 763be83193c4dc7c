"""Each emoji has a group, and a place in it."""

from __future__ import annotations

import pytest

from desktop_chat.client.emoji_groups import EmojiGroup, group_of, order_in_group


@pytest.mark.parametrize(
    ("emoji", "group"),
    [
        ("😀", EmojiGroup.SMILEYS),
        ("❤️", EmojiGroup.SMILEYS),
        ("👍🏽", EmojiGroup.PEOPLE),
        ("🐈", EmojiGroup.NATURE),
        ("🍕", EmojiGroup.FOOD),
        ("🚀", EmojiGroup.TRAVEL),
        ("🎉", EmojiGroup.ACTIVITIES),
        ("💡", EmojiGroup.OBJECTS),
        ("✅", EmojiGroup.SYMBOLS),
        ("🇩🇪", EmojiGroup.FLAGS),
        ("#️⃣", EmojiGroup.SYMBOLS),
    ],
)
def test_group_of_an_emoji(emoji: str, group: EmojiGroup) -> None:
    assert group_of(emoji) is group


def test_a_character_before_all_emoji_has_a_group() -> None:
    assert group_of("!") is EmojiGroup.SYMBOLS


def test_faces_begin_the_smileys() -> None:
    assert sorted(["☠️", "👻", "🤐", "😀", "🙄"], key=order_in_group) == ["😀", "🙄", "🤐", "☠️", "👻"]
