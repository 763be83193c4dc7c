"""The announcer answers once, by unicast, to near sources only, and within its limits. On loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_chat.lan import announcer, recent_queries
from desktop_chat.lan.announcer import Announcer, AnswerLimits
from desktop_chat.lan.beacon import ChatBeacon, encode_query, parse_answer
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.lan.word_query import derive_key, encode_word_query, parse_word_answer
from desktop_chat.net.fingerprints import KeyPin
from tests.lan.chats import LOOPBACK
from tests.patience import SECONDS

CHAT = ChatBeacon(KeyPin("ab" * 32), "Tea", "computer", 6697, 3)


class Asker:
    """A socket that asks an announcer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.settimeout(SECONDS)

    def ask(self, data: bytes) -> None:
        self.socket.sendto(data, ("127.0.0.1", self._port))

    def next_nonce(self) -> str:
        answer = parse_answer(self.socket.recv(2000))
        assert answer is not None
        assert answer[1] == CHAT
        return answer[0]


@pytest.fixture
def port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def asker(port: int) -> Iterator[Asker]:
    asker = Asker(port)
    yield asker
    asker.socket.close()


@pytest.fixture
def reads() -> list[int]:
    return []


@pytest.fixture
def running(port: int, reads: list[int]) -> Iterator[Announcer]:
    def read_beacon() -> ChatBeacon:
        reads.append(1)
        return CHAT

    running = Announcer(read_beacon, lambda: (LOOPBACK,), port)
    running.start()
    assert running.listening.wait(SECONDS)
    yield running
    running.stop()


def test_query_is_answered_once(running: Announcer, asker: Asker) -> None:
    for nonce in ("a" * 16, "a" * 16, "b" * 16):
        asker.ask(encode_query(nonce))
    assert [asker.next_nonce(), asker.next_nonce()] == ["a" * 16, "b" * 16]


def test_news_is_told_to_those_who_have_just_asked(port: int, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcer, "FRESH_SECONDS", 1e9)
    monkeypatch.setattr(recent_queries, "KEPT_SECONDS", 1e9)
    facts = [CHAT]
    running = Announcer(lambda: facts[0], lambda: (LOOPBACK,), port)
    running.start()
    try:
        assert running.listening.wait(SECONDS)
        asker.ask(encode_query("a" * 16))
        assert asker.next_nonce() == "a" * 16
        facts[0] = replace(CHAT, people=4)
        running.renew()
        assert parse_answer(asker.socket.recv(2000)) == ("a" * 16, facts[0])
        running.renew()  # nothing has changed: what comes next is the answer to the next query
        asker.ask(encode_query("b" * 16))
        assert parse_answer(asker.socket.recv(2000)) == ("b" * 16, facts[0])
    finally:
        running.stop()


def test_other_datagrams_are_not_answered(running: Announcer, asker: Asker) -> None:
    for data in (b"", b"x", encode_query("a" * 16)[:-1], encode_query("a" * 16) + b" ", b"\xff" * 640, b"[" * 60_000):
        asker.ask(data)
    asker.ask(encode_query("b" * 16))
    assert asker.next_nonce() == "b" * 16


def test_beacon_is_read_once_for_many_queries(running: Announcer, asker: Asker, reads: list[int]) -> None:
    for number in range(5):
        asker.ask(encode_query(f"{number:016x}"))
        assert asker.next_nonce() == f"{number:016x}"
    assert len(reads) <= 5
    assert reads


def test_nothing_is_answered_without_an_interface(port: int, asker: Asker) -> None:
    shown: list[tuple[InterfaceAddress, ...]] = [()]
    running = Announcer(lambda: CHAT, lambda: shown[0], port)
    running.start()
    assert running.listening.wait(SECONDS)
    asker.ask(encode_query("a" * 16))
    running.stop()
    asker.socket.setblocking(False)
    with pytest.raises(BlockingIOError):
        asker.socket.recv(2000)


def test_limits_of_a_second() -> None:
    limits = AnswerLimits()
    assert sum(limits.can_read(5.0) for _ in range(10_000)) == announcer.MAX_PER_SECOND
    assert limits.can_read(6.0)


def test_limits_of_a_host() -> None:
    limits = AnswerLimits()
    assert limits.can_read(5.0)
    answered = sum(limits.can_answer("10.0.0.1", f"{number}") for number in range(100))
    assert answered == announcer.MAX_ANSWERS_PER_HOST
    assert limits.can_answer("10.0.0.2", "0")
    assert not limits.can_answer("10.0.0.2", "0")
    assert limits.can_read(6.0)
    assert limits.can_answer("10.0.0.1", "later")


def test_a_flood_is_outlived(running: Announcer, asker: Asker) -> None:
    for number in range(announcer.MAX_PER_SECOND * 2):
        asker.ask(b"x" if number % 2 else encode_query(f"{number:016x}"))
    asker.socket.settimeout(0.2)
    end = 600
    while end:
        end -= 1
        asker.ask(encode_query(f"{end:015x}f"))
        try:
            while not asker.next_nonce().endswith("f"):
                pass
        except TimeoutError:
            continue
        return
    pytest.fail("it answers no more")


def test_wrong_words_get_no_answer_and_soon_no_look(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = AnswerLimits()
    for _ in range(announcer.MAX_GUESSES_PER_HOST):
        assert limits.can_guess("10.0.0.2", 5.0)
        limits.note_wrong_words("10.0.0.2")
    assert not limits.can_guess("10.0.0.2", 59.0)
    assert limits.can_guess("10.0.0.3", 59.0)
    assert limits.can_guess("10.0.0.2", 60.0)
    monkeypatch.setattr(announcer, "MAX_GUESSES", 1)
    limits.note_wrong_words("10.0.0.3")
    assert not limits.can_guess("10.0.0.4", 60.0)


def test_words_that_were_revoked_lead_nowhere(port: int, asker: Asker) -> None:
    known = ["olive-lemon-tiger-cello"]
    running = Announcer(lambda: CHAT, lambda: (LOOPBACK,), port, read_words=lambda: tuple(known))
    running.start()
    try:
        assert running.listening.wait(SECONDS)
        key = derive_key(known[0])
        asker.ask(encode_word_query("0" * 16, derive_key("owl-owl-owl-owl")))
        asker.ask(encode_word_query("1" * 16, key))
        assert parse_word_answer(asker.socket.recv(2000), key) == ("1" * 16, CHAT)
        known.clear()
        asker.ask(encode_word_query("2" * 16, key))
        asker.ask(encode_query("3" * 16))
        assert asker.next_nonce() == "3" * 16
    finally:
        running.stop()
