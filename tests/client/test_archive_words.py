"""The words of a message in the index of the archive."""

from __future__ import annotations

import pytest

from desktop_chat.client.archive_words import FILE_MARK, LINK_MARK, fts_query, has_file, index_words
from desktop_chat.irc.search_words import VERSION


def test_ascii_stands_in_the_index_as_it_is() -> None:
    assert index_words("Hello, World!") == "Hello, World!"
    assert index_words("\x02bold\x02 wor\rld") == "bold world"


def test_other_text_is_cut_into_words_as_on_the_server() -> None:
    assert index_words("Größe, 日本語 ёлки ёлки") == "grosse 日本 本語 語 елки"
    assert index_words("Größe, ёлки").split() == ["grosse", "елки"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("see https://example.org/a?b=c.pdf", [LINK_MARK]),
        ("see https://example.org/Lamp%20plan.PDF.", [LINK_MARK, FILE_MARK]),
        ("www.example.org/picture.png", [LINK_MARK, FILE_MARK]),
        ("https://example.org", [LINK_MARK]),
        ("https://[bad/x.png", [LINK_MARK]),
        ("a:// b www. mailto:", []),
    ],
)
def test_links_and_files_are_marked(text: str, marks: list[str]) -> None:
    assert [word for word in index_words(text).split() if word in (LINK_MARK, FILE_MARK)] == marks


def test_a_file_has_an_ending_of_files() -> None:
    assert has_file("here: https://example.org/v1.2/plans.tar.gz")
    assert not has_file("here: https://example.zip/about")


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("two lam", '"two" "lam"*'),
        ("two lam ", '"two" "lam"'),
        ("日本語", '"日本" "本語"*'),
        ("Straße!", '"strasse"'),
        ('a" OR b*', '"a" "or" "b"*'),
        ("...", ""),
        ("x" * 50 + " ", f'"{"x" * 40}"*'),
    ],
)
def test_query_holds_all_words(typed: str, query: str) -> None:
    assert fts_query(typed) == query


def test_query_may_hold_marks_only() -> None:
    assert fts_query("", marks=(LINK_MARK,)) == f'"{LINK_MARK}"'


def test_the_archive_has_the_words_of_the_present_rules() -> None:
    """Other rules need a migration of the archive (archive_schema) that computes the words again."""
    assert VERSION == 4
