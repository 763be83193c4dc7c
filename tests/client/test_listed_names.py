"""The rooms of the last list are found by the start of their names."""

from __future__ import annotations

import pytest

from desktop_chat.client import listed_names
from desktop_chat.client.listed_names import ListedNames
from desktop_chat.client.listed_room import ListedRoom
from tests.client.session_harness import SessionHarness


def names_found(names: ListedNames, start: str, most: int = 9) -> list[str]:
    return [room.name for room in names.find_rooms(start, most)]


def test_rooms_are_found_by_the_start_in_any_case_and_width() -> None:
    names = ListedNames()
    names.add_rooms([ListedRoom("#Tea", 3), ListedRoom("#coffee", 2)])
    assert names_found(names, "#t") == ["#Tea"]
    names.add_rooms([ListedRoom("#team", 1), ListedRoom("#ＴＥＡＲＳ", 1)])
    assert names_found(names, "#TEA") == ["#Tea", "#team", "#ＴＥＡＲＳ"]
    assert names_found(names, "#tea", most=2) == ["#Tea", "#team"]
    assert names_found(names, "#x") == []
    names.clear()
    assert names_found(names, "#") == []


def test_topic_and_number_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed_names, "LISTED_NAMES", 2)
    names = ListedNames()
    names.add_rooms(ListedRoom(f"#{number}", 1, "t" * 300) for number in range(5))
    assert [(room.name, len(room.topic)) for room in names.find_rooms("#", 9)] == [("#0", 80), ("#1", 80)]


def test_whole_list_replaces_the_names_and_a_search_adds_to_them() -> None:
    harness = SessionHarness()
    harness.connect()
    for words, name in (("", "#tea"), ("*art*", "#art"), ("", "#cake")):
        harness.record(harness.session.list_rooms(words, harness.now))
        harness.receive(f":s 322 ann {name} 3 :cups", ":s 323 ann :End")
        found = [room.name for room in harness.session.find_listed_rooms("#", 9)]
        assert found == {"#tea": ["#tea"], "#art": ["#art", "#tea"], "#cake": ["#cake"]}[name]
