"""All emoji, by shortcode, by words in two languages, in groups and in skin tones."""

from __future__ import annotations

import emoji
import pytest

from desktop_chat.client.emoji_catalogue import TONES, emoji_catalogue
from desktop_chat.client.emoji_groups import EmojiGroup

ENGLISH = emoji_catalogue("en")


@pytest.mark.parametrize(
    ("code", "emoji"),
    [("+1", "👍"), ("thumbs_up", "👍"), ("heart", "❤️"), ("cat", "🐱"), ("cat2", "🐈")],
)
def test_shortcodes_as_people_know_them(code: str, emoji: str) -> None:
    found = ENGLISH.find_shortcode(code)
    assert found is not None
    assert found.text == emoji


def test_unknown_shortcode() -> None:
    assert ENGLISH.find_shortcode("nothing_like_that") is None


def test_every_group_has_emoji_and_each_emoji_is_there_once() -> None:
    texts = [one.text for one in ENGLISH]
    assert len(texts) == len(set(texts)) > 1_500
    assert all(ENGLISH.groups[group] for group in EmojiGroup)


def test_skin_tones() -> None:
    thumb = ENGLISH.find_emoji("👍🏿")
    assert thumb is not None
    assert thumb.text == "👍"
    assert [thumb.with_tone(tone) for tone in range(6)] == ["👍", *(f"👍{tone}" for tone in TONES)]
    rocket = ENGLISH.find_emoji("🚀")
    assert rocket is not None
    assert rocket.with_tone(3) == "🚀"


def test_tones_of_signs_that_ask_for_a_picture() -> None:
    hand = ENGLISH.find_emoji("✌")
    assert hand is not None
    assert hand.text == "✌️"
    assert hand.with_tone(1) == "✌🏻"


@pytest.mark.parametrize(
    ("query", "first"),
    [("heart", "❤️"), (":+1", "👍"), ("Thumbs DOWN", "👎"), ("shrug", "🤷"), ("flag german", "🇩🇪"), ("sta", "⭐")],
)
def test_search_finds_the_likeliest_first(query: str, first: str) -> None:
    assert ENGLISH.search(query, 5)[0].text == first


@pytest.mark.parametrize("query", ["", " ", ":", "zzzz", "heart zzzz"])
def test_search_without_a_result(query: str) -> None:
    assert ENGLISH.search(query, 5) == []


def test_search_returns_at_most_as_many_as_wanted() -> None:
    assert len(ENGLISH.search("face", 7)) == 7


def test_russian_names_beside_the_english_ones() -> None:
    russian = emoji_catalogue("ru")
    assert "🚀" in [one.text for one in russian.search("ракета", 5)]
    assert russian.search("rocket", 5)[0].name == "ракета"


def test_language_whose_names_are_not_in_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(language: str) -> None:
        raise FileNotFoundError(language)

    monkeypatch.setattr(emoji.config, "load_language", refuse)
    emoji_catalogue.cache_clear()
    found = emoji_catalogue("de").find_emoji("🚀")
    emoji_catalogue.cache_clear()
    assert found is not None
    assert found.name == "rocket"


def test_language_without_names_gets_english_ones() -> None:
    found = emoji_catalogue("eo").find_emoji("🚀")
    assert found is not None
    assert found.name == "rocket"
