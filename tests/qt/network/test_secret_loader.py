"""Secrets are looked up once before the first connection, and a typed password is kept once the server took it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from threading import Thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.person import Person
from desktop_chat.client.secret_store import ACCOUNT, PASSWORD, UseSecrets
from desktop_chat.client.session import Session
from desktop_chat.qt.network.secret_loader import SecretLoader
from tests.patience import SECONDS


class Desk:
    """A SecretLoader, and the secrets that are kept of its chat."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        ids = itertools.count(1)
        self.kept = kept
        self.asked: list[UseSecrets] = []
        self.session = Session("net", Person("ann", "ann", "Ann"), ids=lambda: next(ids), tokens=lambda: "0" * 32)
        self.parent = QObject()
        self.loader = SecretLoader(self.session, self.asked.append, self.parent)
        self.done: list[bool] = []
        self.learned: list[tuple[str, str]] = []
        self.loader.done.connect(lambda: self.done.append(True))
        self.loader.learned.connect(lambda name, secret: self.learned.append((name, secret)))

    def answer(self) -> None:
        for found in self.asked:
            found(self.kept)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk({PASSWORD: "sesame", "#tea": "milk"})


def test_secrets_are_looked_up_once_and_given_to_the_session(desk: Desk) -> None:
    desk.loader.load_secrets()
    desk.loader.load_secrets()
    assert len(desk.asked) == 1
    assert not desk.loader.known
    desk.answer()
    assert desk.loader.known
    assert desk.done == [True]
    assert desk.session.person.password == "sesame"
    desk.session.note_connecting(1)
    desk.session.note_opened(1)
    assert any(message.command == "PASS" for message in desk.session.take_outgoing(1))


def test_a_cancelled_look_up_does_not_connect(desk: Desk) -> None:
    desk.loader.load_secrets()
    desk.loader.cancel_loading()
    desk.answer()
    assert desk.loader.known
    assert desk.done == []


def test_an_answer_of_another_thread_arrives_on_the_gui_thread(qtbot: QtBot, desk: Desk) -> None:
    desk.loader.load_secrets()
    thread = Thread(target=desk.answer)
    thread.start()
    thread.join(SECONDS)
    assert not desk.loader.known
    qtbot.waitUntil(lambda: desk.done == [True])
    assert desk.session.person.password == "sesame"


def test_a_typed_password_wins_and_is_kept_once_it_was_taken(desk: Desk) -> None:
    desk.loader.give_password("typed")
    desk.loader.load_secrets()
    desk.answer()
    assert desk.session.person.password == "typed"
    assert desk.learned == []
    desk.loader.keep_proved()
    desk.loader.keep_proved()
    assert desk.learned == [(PASSWORD, "typed")]


def test_only_changed_secrets_are_learned(desk: Desk) -> None:
    desk.loader.load_secrets()
    desk.answer()
    desk.loader.keep_secret("#tea", "milk")
    assert desk.learned == []
    desk.loader.keep_secret("#tea", "honey")
    desk.loader.keep_secret("#tea", "")
    assert desk.learned == [("#tea", "honey"), ("#tea", "")]


def test_a_refused_account_makes_way_for_the_one_before(desk: Desk) -> None:
    desk.kept = {ACCOUNT: "open"}
    desk.session.give_account("ann", "")
    desk.loader.load_secrets()
    desk.answer()
    assert (desk.session.person.account, desk.session.person.account_password) == ("ann", "open")
    desk.loader.give_account("bob", "wrong")
    desk.loader.give_account("cid", "", "a b c d e")
    assert (desk.session.person.account, desk.session.person.login_code) == ("cid", "a b c d e")
    desk.loader.drop_account()
    person = desk.session.person
    assert (person.account, person.account_password, person.login_code) == ("ann", "open", "")
    assert not desk.loader.keep_account()
    desk.loader.give_account("cid", "", "a b c d e")
    assert desk.loader.keep_account()
    assert desk.learned == [(ACCOUNT, "")]
    assert (desk.session.person.account, desk.session.person.login_code) == ("cid", "")


def test_token_that_counts_once_is_not_kept(desk: Desk) -> None:
    desk.loader.load_secrets()
    desk.answer()
    desk.loader.give_token("abcde01234", once=True)
    assert desk.session.person.password == "abcde01234"
    desk.loader.keep_proved()
    assert desk.learned == []
    assert desk.session.person.password == "sesame"
