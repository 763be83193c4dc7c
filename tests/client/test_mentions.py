"""Who is called by a text: nicks, names and own words as words of their own."""

from __future__ import annotations

import pytest

from desktop_chat.client.mentions import (
    PEOPLE_MAX,
    WORD_MAX,
    WORDS_MAX,
    OwnNames,
    find_mentions,
    find_people,
    has_mention,
    is_mention,
    name_people,
)
from tests.client.session_harness import SessionHarness


@pytest.mark.parametrize(
    "text", ["ann: hello", "hello Ann", "hello ann!", "(ann)", "\x02ann\x02 hello", "is it ann?", "ANN", "@ann hi"]
)
def test_nick_as_a_word_is_a_mention(text: str) -> None:
    assert is_mention(text, "ann")


@pytest.mark.parametrize("text", ["channel", "ann_b", "joann", "ann@host.example", "#ann", "https://ann.example/"])
def test_nick_inside_another_word_is_no_mention(text: str) -> None:
    assert not is_mention(text, "ann")


@pytest.mark.parametrize("text", ["Ann Lee?", "hello ann lee!", "the LASER cutter", "резак сломан"])
def test_name_and_own_words_are_mentions(text: str) -> None:
    assert has_mention(text, ("Ann Lee", "laser", "Резак"))


def test_mentions_are_found_among_many_texts() -> None:
    texts = ["tea", "\x02ann\x02?", "hello Ann", "", "Lee", "ко мне, Анна", "joann"]
    for names in (("ann",), ("Анна",), ("ann lee",), (), ("tea", "мне")):
        assert find_mentions(texts, names) == [has_mention(text, names) for text in texts]
    assert find_mentions(texts[3:], ("ann",)) == [False, False, False, False]


@pytest.mark.parametrize("text", ["Ann Leeds", "lasers", "https://laser.example/", "резаки", "Joann Lee"])
def test_parts_of_words_are_no_mentions(text: str) -> None:
    assert not has_mention(text, ("Ann Lee", "laser", "Резак"))


def test_own_names_are_few_and_moderate() -> None:
    names = OwnNames()
    names.words = ["ann", "x", "  two   words ", "TWO WORDS", "y" * (WORD_MAX + 1), *(f"word {n}" for n in range(100))]
    names.gather("Ann", "Ann Lee")
    assert names.others[:3] == ("Ann Lee", "two words", "word 0")
    assert len(names.others) == WORDS_MAX


def mentioned(harness: SessionHarness, *lines: str) -> list[bool]:
    return [event.mention for event in harness.receive(*lines) if hasattr(event, "mention")]


@pytest.mark.parametrize("tags", ["", "@+x=y "])
def test_session_counts_name_and_words(tags: str) -> None:
    """Both for plain messages and for messages with tags, which take another way."""
    harness = SessionHarness("ann_lee")
    harness.connect("message-tags", nick="ann_lee")
    harness.enter_room("#tea")
    line = f"{tags}:bob!b@h PRIVMSG #tea :"
    assert mentioned(harness, f"{line}ann, the laser is free") == [True], "the name as people write it"
    assert mentioned(harness, f"{line}the laser is free") == [False]
    harness.session.set_mention_words(["laser"])
    assert mentioned(harness, f"{line}the laser is free") == [True]
    assert mentioned(harness, f"{line}lasers") == [False]
    harness.receive(":ann_lee!u@h NICK Ann")
    assert mentioned(harness, f"{line}hello ann", f"{line}hello ann_lee") == [True, False]


def test_published_name_is_a_mention_too() -> None:
    harness = SessionHarness("ann")
    harness.connect("message-tags draft/metadata-2")
    harness.enter_room("#tea")
    assert mentioned(harness, ":bob!b@h PRIVMSG #tea :Queen of Tea?") == [False]
    harness.receive(":s METADATA ann display-name * :Queen of Tea")
    assert mentioned(harness, ":bob!b@h PRIVMSG #tea :Queen of Tea?") == [True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ann_: hi (@bob)", ["ann_", "bob"]),
        ("@ann__ and @bob-", ["ann_", "bob"]),
        ("bob, see ann_: @ann_", ["bob", "ann_"]),
        ("ann_:) bob:", []),
        ("@cid ann@bob bob/@ann_ @@bob @bobby", []),
        ("@bob " * (PEOPLE_MAX + 1), ["bob"] * PEOPLE_MAX),
    ],
)
def test_known_people_are_found_behind_the_sign(text: str, found: list[str]) -> None:
    people = find_people(text, {"ann_", "bob"}.__contains__)
    assert [nick for *_, nick in people] == found
    assert all(text[start:end].removeprefix("@") == nick for start, end, nick in people)


def test_text_for_reading_has_names() -> None:
    names = {"Ann_Lee": "Ann Lee"}
    assert name_people("Ann_Lee: a", lambda nick: names.get(nick, nick)) == "Ann Lee: a"
    assert name_people("ask @Ann_Lee, not @bob", lambda nick: names.get(nick, nick)) == "ask @Ann Lee, not @bob"


def test_greeting_of_a_service_is_no_mention() -> None:
    harness = SessionHarness()
    harness.connect()
    assert mentioned(harness, ":NickServ!s@services NOTICE ann :Welcome, ann!") == [False]
    assert mentioned(harness, ":NickServ!s@services PRIVMSG ann :Welcome back") == [False]
    assert mentioned(harness, ":NickServ!s@services PRIVMSG ann :ann, please answer") == [True]
    assert mentioned(harness, ":bob!b@h PRIVMSG ann :tea?") == [True]
    harness.enter_room()
    assert mentioned(harness, ":bob!b@h NOTICE #tea :tea, ann?") == [True]
