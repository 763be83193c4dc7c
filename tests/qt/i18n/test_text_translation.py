"""Texts of the core and the server are translated by their template, arguments included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.timeline.strings import notice_text
from desktop_chat.texts import QT_TRANSLATE_NOOP, hub, net


@pytest.fixture
def russian(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QTranslator]]:
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    yield installed
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_text_is_translated_with_its_arguments(russian: list[QTranslator]) -> None:
    text = net.PORT_OUT_OF_RANGE("'host:777777'", 0)
    assert translate_text(text) == "В 'host:777777' нет порта: порт — это число от 0 до 65535."


def test_argument_that_is_a_text_is_translated(russian: list[QTranslator]) -> None:
    text = QT_TRANSLATE_NOOP("TestText", "<{0}>")(net.NOT_AN_ADDRESS("x"))
    assert translate_text(text) == "<x — не адрес: пишите ИМЯ:ПОРТ, например 192.168.1.5:6697.>"


def test_reason_of_a_server_for_an_end_is_translated(russian: list[QTranslator]) -> None:
    gone = Entry(1, EntryKind.QUIT, 0, "bob", "Ping timeout: 120 seconds")
    assert notice_text(gone) == "bob уходит из чата: Нет ответа 120 с"


def test_foreign_text_stays(russian: list[QTranslator]) -> None:
    assert translate_text("'x' has no port: a port is a number from 0 to 65535.").startswith("'x' has no port")


def test_argument_is_no_template(russian: list[QTranslator]) -> None:
    assert translate_text(net.NOT_AN_ADDRESS("{0} {1} %n")).startswith("{0} {1} %n — не адрес")


@pytest.mark.parametrize(
    ("days", "shown"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (21, "21 день")],
)
def test_plural_within_a_text_is_translated(russian: list[QTranslator], days: int, shown: str) -> None:
    text = hub.BANNED_FOR(hub.TWO_UNITS(hub.DAYS(days), hub.HOURS(3)))
    assert translate_text(text) == f"Вам закрыт вход в этот чат, осталось: {shown} 3 ч."


def test_words_of_another_server_stand_behind_the_translation(russian: list[QTranslator]) -> None:
    text = text_of(parse_line(":irc.example 401 ann bob :No such nick/channel"))
    assert translate_text(text) == "Такого имени здесь нет (No such nick/channel)"


def test_words_of_another_server_are_its_own_in_english(qapp: QApplication) -> None:
    text = text_of(parse_line(":irc.example 401 ann bob :No such nick/channel"))
    assert translate_text(text) == "No such nick/channel"
