"""The emoji used last, as one text of the settings."""

from __future__ import annotations

from desktop_chat.client.recent_emoji import MOST, USUAL, note_emoji, quick_emoji, recent_emoji


def test_newest_comes_first_and_only_once() -> None:
    kept = ""
    for used in ("👍", "🎉", "👩‍🚀", "👍"):
        kept = note_emoji(kept, used)
    assert recent_emoji(kept) == ("👍", "👩‍🚀", "🎉")


def test_number_is_limited() -> None:
    kept = ""
    for number in range(MOST + 10):
        kept = note_emoji(kept, chr(0x1F600 + number))
    assert len(recent_emoji(kept)) == MOST
    assert recent_emoji(kept)[0] == chr(0x1F600 + MOST + 9)


def test_quick_ones_are_filled_up_with_usual_ones() -> None:
    assert quick_emoji("", 6) == USUAL[:6]
    assert quick_emoji("🚀 👍", 4) == ("🚀", "👍", "❤️", "😂")
    assert quick_emoji("a b c d", 3) == ("a", "b", "c")
