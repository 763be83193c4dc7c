"""What is offered for `@`, `#` and `/`."""

from __future__ import annotations

import pytest

from desktop_chat.client.listed_names import ListedNames
from desktop_chat.client.listed_room import ListedRoom
from desktop_chat.client.slash_commands import COMMANDS
from desktop_chat.qt.views.completion import Offer
from desktop_chat.qt.views.word_offers import offer_commands, offer_people, offer_rooms

NICKS = ["Bob", "Боря", "bobby"]
ROOMS = [ListedRoom("#tea", 1, "cups and\nleaves"), ListedRoom("#team", 1), ListedRoom("&local", 1)]


def titles(offer: Offer | None) -> list[str]:
    return [choice.title for choice in offer.choices] if offer is not None else []


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("@", NICKS),
        ("hello @BO", ["Bob", "bobby"]),
        ("(@бо", ["Боря"]),
        ("mail@bo", []),
        ("@bob b", []),
        ("@бОРЯ", []),
        ("@nobody", []),
    ],
)
def test_people_are_offered_behind_an_at_sign(before: str, found: list[str]) -> None:
    assert titles(offer_people(before, NICKS)) == found


def test_chosen_person_replaces_the_word_with_its_sign() -> None:
    offer = offer_people("well, @bo", NICKS)
    assert offer is not None
    assert (offer.start, offer.choices[0].text) == (6, "@Bob ")


def test_people_are_found_by_the_name_that_is_shown() -> None:
    names = {"Ann_Lee": "Ann Lee (Ann_Lee)", "x7": "Zoë (x7)"}
    offer = offer_people("@zo", names, names.__getitem__)
    assert offer is not None
    assert [(choice.text, choice.title) for choice in offer.choices] == [("@x7 ", "Zoë (x7)")]


@pytest.mark.parametrize(
    ("before", "found"),
    [("#", ["#tea", "#team"]), ("in #TEA", ["#tea", "#team"]), ("#team", []), ("C#", []), ("x/#t", []), ("##", [])],
)
def test_rooms_are_offered_behind_a_hash(before: str, found: list[str]) -> None:
    assert titles(offer_rooms(before, ROOMS)) == found


def test_rooms_of_the_list_follow_the_open_ones() -> None:
    listed = ListedNames()
    listed.add_rooms([ListedRoom("#TEA", 3), ListedRoom("#teapots", 5, "with a lid"), ListedRoom("#cake", 1)])
    offer = offer_rooms("in #tea", ROOMS, listed.find_rooms)
    assert titles(offer) == ["#tea", "#team", "#teapots"]
    assert offer is not None
    assert offer.choices[2].detail == "with a lid"


def test_room_is_offered_with_its_topic() -> None:
    offer = offer_rooms("#t", ROOMS)
    assert offer is not None
    assert (offer.choices[0].text, offer.choices[0].detail) == ("#tea ", "cups and leaves")


def test_all_commands_are_offered_with_their_help() -> None:
    offer = offer_commands("/")
    assert offer is not None
    assert titles(offer) == [f"/{command.usage}" for command in COMMANDS.values()]
    assert [choice.detail for choice in offer.choices] == [command.help for command in COMMANDS.values()]
    assert not offer.is_help


def test_short_form_that_begins_a_command_is_not_complete_yet() -> None:
    offer = offer_commands("/k")
    assert offer is not None
    assert [choice.text for choice in offer.choices[:3]] == ["/kick ", "/kickban ", "/kill "]
    help_of_j = offer_commands("/leave")
    assert help_of_j is not None
    assert help_of_j.is_help


def test_short_forms_are_offered_behind_the_names() -> None:
    offer = offer_commands("/Le")
    assert offer is not None
    assert [(choice.text, choice.detail) for choice in offer.choices] == [("/leave ", "leave this room")]


@pytest.mark.parametrize("before", ["/kick", "/kick ", "/k bob too", "/KICK bob"])
def test_complete_command_is_explained_while_its_arguments_are_typed(before: str) -> None:
    offer = offer_commands(before)
    assert offer is not None
    assert offer.is_help
    assert [(one.title, one.detail) for one in offer.choices] == [
        ("/kick NAME [REASON]", "kick somebody from this room")
    ]


@pytest.mark.parametrize("before", ["//", "//kick", "/nonsense", "/nonsense x", "a /k", "/etc/fstab", "/kick\nx"])
def test_other_texts_get_no_commands(before: str) -> None:
    assert offer_commands(before) is None


def test_picture_of_each_person_stands_before_the_name() -> None:
    offer = offer_people("@bo", NICKS)
    assert offer is not None
    assert [choice.person for choice in offer.choices] == ["Bob", "bobby"]
