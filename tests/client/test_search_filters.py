"""A typed search is taken apart into words and filters, and completed."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_chat.client.search_filters import (
    SearchFilters,
    complete_filter,
    name_authors,
    parse_day,
    parse_filters,
    suggest_filters,
    unfinished_filter,
)

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("", SearchFilters()),
        ("two lamps", SearchFilters("two lamps")),
        ("two lamps ", SearchFilters("two lamps ")),
        ("FROM:@Bob lamp in:#tea", SearchFilters("lamp", ("Bob",), ("#tea",))),
        ("from:bob from:cid in:tea in:milk", SearchFilters("", ("bob", "cid"), ("tea", "milk"))),
        ("before:2026-05 x", SearchFilters("x", before=date(2026, 5, 1))),
        ("after:yesterday after:2025", SearchFilters(since=date(2026, 5, 19))),
        ("before:today before:1.4.2026", SearchFilters(before=date(2026, 4, 1))),
        ("has:link has:FILE", SearchFilters(has_link=True, has_file=True)),
        ("from: in: before: has:", SearchFilters()),
        ('from:"Ann Lee" FROM:@"Bob Stone" lamp', SearchFilters("lamp", ("Ann Lee", "Bob Stone"))),
        ('lamp from:"Ann Le', SearchFilters("lamp", ("Ann Le",))),
        ('lamp from:"" in:"', SearchFilters("lamp")),
        ('say "two words"', SearchFilters('say "two words"')),
        ("before:soon has:cheese https://a", SearchFilters("before:soon has:cheese https://a")),
    ],
)
def test_filters_are_parted_from_words(typed: str, filters: SearchFilters) -> None:
    assert parse_filters(typed, TODAY) == filters


def test_only_a_search_without_anything_is_empty() -> None:
    assert SearchFilters().is_empty
    assert not parse_filters("has:link", TODAY).is_empty


@pytest.mark.parametrize("text", ["2026-02-30", "31.4.2026", "9999-99", "26-05-01", "tomorrow"])
def test_impossible_days_are_no_days(text: str) -> None:
    assert parse_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("part", "suggested"),
    [
        ("", []),
        ("f", []),
        ("fr", ["from:"]),
        ("HAS", ["has:link", "has:file"]),
        ("from:", ["from:Bob", "from:bea", "from:Дарья", 'from:"Ann Lee"', "from:q"]),
        ("from:@B", ["from:Bob", "from:bea"]),
        ("from:le", ['from:"Ann Lee"']),
        ('from:"ann l', ['from:"Ann Lee"']),
        ('from:"Ann Lee"', []),
        ("from:д", ["from:Дарья"]),
        ("in:#t", ["in:#tea"]),
        ("in:te", ["in:#tea"]),
        ("has:f", ["has:file"]),
        ("before:to", ["before:today"]),
        ("after:2026-05-1", ["after:2026-05-13"]),
        ("after:2026-01", ["after:2026-01-01"]),
        ("has:link", []),
        ("http:", []),
    ],
)
def test_filters_are_suggested(part: str, suggested: list[str]) -> None:
    people = [("Bob", "Bob"), ("bea", "bea"), ("Дарья", ""), ("Ann_Lee", "Ann Lee"), ("q", 'A "Q"'), ('"', '"')]
    assert suggest_filters(part, people, ["#tea", "#milk"], TODAY) == suggested


def test_the_last_part_is_completed() -> None:
    assert unfinished_filter("lamp fr") == "fr"
    assert unfinished_filter("lamp ") == unfinished_filter("") == ""
    assert complete_filter("lamp fr", "from:") == "lamp from:"
    assert complete_filter("lamp from:b", "from:Bob") == "lamp from:Bob "
    assert unfinished_filter('lamp from:"Ann L') == 'from:"Ann L'
    assert unfinished_filter('lamp from:"Ann Lee" ') == ""
    assert complete_filter('lamp from:"ann l', 'from:"Ann Lee"') == 'lamp from:"Ann Lee" '
    assert complete_filter("lamp ", "has:link") == "lamp has:link "


@pytest.mark.parametrize(
    ("typed", "authors"),
    [
        ("from:bob", ("Bob_Stone", "bobby")),
        ("from:Stone", ("Bob_Stone",)),
        ("from:poole from:bobby", ("Cid", "bobby")),
        ("from:CID", ("CID",)),
        ('from:"sidney poole"', ("Cid",)),
        ("from:Bob_Stone", ("Bob_Stone",)),
        ("from:robi", ("Rob", "Roberta")),
        ("from:robin", ("Rob",)),
        ("from:eve", ("eve",)),
        ("words", ()),
    ],
)
def test_beginning_of_a_name_means_the_nicks_of_all_such_people(typed: str, authors: tuple[str, ...]) -> None:
    people = [("Bob_Stone", "Bob Stone"), ("bobby", ""), ("Cid", "Sidney Poole")]
    people += [("Rob", "Robin"), ("Roberta", "Robin Hood")] if "rob" in typed else []
    assert name_authors(parse_filters(typed, TODAY), people).authors == authors
    assert suggest_filters("from:sto", [("Bob_Stone", ""), ("Ann", "Ann")], (), TODAY) == ["from:Bob_Stone"]
