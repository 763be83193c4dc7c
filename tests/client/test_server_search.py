"""Questions to a server: one at a time, the newest behind it; and the answers of our own hub."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import SearchAnswered
from desktop_chat.client.server_search import SearchQuestion
from desktop_chat.irc.message import parse_line
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import SessionHarness

PLAIN = "batch message-tags server-time soju.im/search"
LOBBY = "#lobby"


def asking(capabilities: str = PLAIN) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(capabilities)
    harness.enter_room("#tea", "bob")
    harness.sent.clear()
    return harness


def ask(harness: SessionHarness, number: int, words: str) -> None:
    ask_question(harness, SearchQuestion(number, words))


def ask_question(harness: SessionHarness, question: SearchQuestion) -> None:
    harness.record(harness.session.search_history(question, harness.now))


def answers(harness: SessionHarness) -> list[SearchAnswered]:
    return [event for event in harness.events if isinstance(event, SearchAnswered)]


@pytest.mark.parametrize("missing", ["batch", "message-tags", "server-time", "soju.im/search"])
def test_server_that_cannot_search_is_not_asked(missing: str) -> None:
    harness = asking(PLAIN.replace(missing, ""))
    assert not harness.session.can_search
    ask(harness, 1, "tea")
    assert harness.sent == []


def test_words_and_filters_are_asked_for() -> None:
    harness = asking()
    harness.now = 1_778_000_000_000
    ask_question(harness, SearchQuestion(1, "green te", room="#tea", author="bob", since=1_000, before=5_000))
    (line,) = harness.sent
    assert line.split(";") == [
        "SEARCH in=#tea",
        "from=bob",
        r"text=green\ste",
        "after=1970-01-01T00:00:01.000Z",
        "before=1970-01-01T00:00:04.999Z",
        "limit=50",
    ]


def test_unfinished_word_is_a_prefix_only_where_the_server_knows_prefixes() -> None:
    harness = asking(f"{PLAIN} desktop-chat/search labeled-response")
    ask(harness, 7, "green te")
    assert harness.sent == [r"@label=search7 SEARCH text=green\ste*;limit=50"]


def test_newest_messages_are_asked_for_although_only_a_beginning_is_given() -> None:
    harness = asking()
    harness.now = 1_000
    ask_question(harness, SearchQuestion(1, since=500))
    assert harness.sent == ["SEARCH after=1970-01-01T00:00:00.500Z;before=1970-01-02T00:00:01.000Z;limit=50"]


def test_one_question_is_under_way_and_the_newest_follows() -> None:
    harness = asking()
    for number, words in enumerate(("t", "te", "tea"), 1):
        ask(harness, number, words)
    assert harness.sent == ["SEARCH text=t;limit=50"]
    harness.receive(
        ":s BATCH +1 soju.im/search",
        "@batch=1;time=2026-05-01T12:00:00.000Z;msgid=m1 :bob!b@h PRIVMSG #Tea :a tray",
        "@batch=1;time=2026-05-01T12:00:01.000Z;msgid=m2 :bob!b@h PRIVMSG ann :to you",
        "@batch=1;time=2026-05-01T12:00:02.000Z;msgid=m3 :ann!a@h NOTICE cid :to another",
        "@batch=1;time=2026-05-01T12:00:03.000Z;msgid=m4 :bob!b@h JOIN #tea",
        ":s BATCH -1",
    )
    (answer,) = answers(harness)
    assert (answer.number, answer.reason) == (1, "")
    assert [(room, entry.text, entry.msgid) for room, entry in answer.found] == [
        ("#tea", "a tray", "m1"), ("bob", "to you", "m2"), ("cid", "to another", "m3"),
    ]  # fmt: skip
    assert harness.sent[1:] == ["SEARCH text=tea;limit=50"]


def test_messages_of_blocked_people_are_not_found() -> None:
    harness = asking()
    harness.record(harness.session.block_person("bob"))
    ask(harness, 1, "tea")
    harness.receive(":s BATCH +1 soju.im/search", "@batch=1;msgid=m1 :bob!b@h PRIVMSG #tea :tea", ":s BATCH -1")
    assert answers(harness) == [SearchAnswered(1, ())]


@pytest.mark.parametrize("line", [":s FAIL SEARCH INTERNAL_ERROR :no", ":s 421 ann SEARCH :no"])
def test_refusal_is_an_answer(line: str) -> None:
    harness = asking()
    ask(harness, 1, "tea")
    before = len(harness.entries("#tea")) + len(harness.entries(""))
    harness.receive(line)
    assert answers(harness) == [SearchAnswered(1, (), "no")]
    assert len(harness.entries("#tea")) + len(harness.entries("")) == before


def test_answer_with_the_label_of_another_question_is_ignored() -> None:
    harness = asking(f"{PLAIN} labeled-response")
    ask(harness, 2, "tea")
    harness.receive("@label=search1 :s BATCH +1 soju.im/search", ":s BATCH -1", "@label=search1 :s FAIL SEARCH X :no")
    assert answers(harness) == []
    harness.receive("@label=search2 :s BATCH +1 soju.im/search", ":s BATCH -1")
    assert answers(harness) == [SearchAnswered(2, ())]


def test_question_without_an_answer_is_given_up_after_a_while() -> None:
    harness = asking()
    ask(harness, 1, "tea")
    harness.now += 29_999
    ask(harness, 2, "milk")
    harness.now += 1
    ask(harness, 3, "sugar")
    assert harness.sent == ["SEARCH text=tea;limit=50", "SEARCH text=sugar;limit=50"]


def test_end_of_the_connection_answers_all_questions() -> None:
    harness = asking()
    ask(harness, 1, "tea")
    ask(harness, 2, "milk")
    harness.record(harness.session.note_closed("gone", harness.now))
    assert answers(harness) == [SearchAnswered(1, ()), SearchAnswered(2, ())]


def test_own_server_answers_what_the_client_asks() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    bob.send_texts(LOBBY, "the Straße", "東京都", "nothing")
    ann.apply_events(ann.session.open_direct_messages("bob", hub.now))
    ann.send_texts("bob", "a straight line")
    settle_clients(ann, bob)
    found: list[SearchAnswered] = []

    def search(question: SearchQuestion) -> list[str]:
        ann.session.search_history(question, hub.now)
        ann.send_lines()
        lines = hub.read_lines(ann.seat) if ann.seat is not None else []
        from_hub = [parse_line(line) for line in lines]
        found.extend(
            event for event in ann.session.receive_messages(from_hub, hub.now) if isinstance(event, SearchAnswered)
        )
        return sorted(f"{room}: {entry.text}" for room, entry in found[-1].found)

    assert search(SearchQuestion(1, "stra")) == ["#lobby: the Straße", "bob: a straight line"]
    assert search(SearchQuestion(2, "京都")) == ["#lobby: 東京都"]
    assert search(SearchQuestion(3, "stra", author="bob")) == ["#lobby: the Straße"]
    assert search(SearchQuestion(4, "stra", room="bob")) == ["bob: a straight line"]
    assert [answer.number for answer in found] == [1, 2, 3, 4]
