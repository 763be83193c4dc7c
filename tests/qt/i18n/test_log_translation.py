"""The log is read in the language of the windows, after its way over the control channel."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_chat.net.control import decode_line, encode_line
from desktop_chat.net.control_values import ControlReport
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.i18n.log_translation import translate_log_line
from desktop_chat.server.server_log import LogRing
from desktop_chat.server.setting_rows import find_setting
from desktop_chat.texts import CodedText, hub, log


@pytest.fixture
def russian(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def _sent(text: str, *arguments: object) -> str:
    """Return what the launcher shows of a line that the server has logged."""
    ring = LogRing()
    ring.emit(logging.makeLogRecord({"msg": text, "args": arguments, "levelno": logging.INFO}))
    report = decode_line(encode_line(ControlReport("log", ring.lines_after(0)[1])))
    assert isinstance(report, ControlReport)
    return translate_log_line(report.value[0].text)


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (log.CAME_IN("ann", "10.0.0.7"), "ann входит с адреса 10.0.0.7."),
        (
            log.TURNED_AWAY(log.SOMEBODY, "10.0.0.7", hub.WRONG_PASSWORD),
            "Кто-то с адреса 10.0.0.7: вход отклонён: Неверный пароль.",
        ),
        (
            log.SENTENCE_WITH_REASON(
                log.WAS_BANNED_FOR("eve", log.THE_HOST, hub.TWO_UNITS(hub.HOURS(1), hub.MINUTES(5))), "spam"
            ),
            "eve: вход закрыт на 1 ч 5 мин, закрыл: владелец: spam",
        ),
        (
            log.SETTING_CHANGED(str(find_setting("listen.announce").title)),
            "Настройка «Показывать этот чат в сети» изменена.",
        ),
    ],
)
def test_a_line_is_translated_with_all_its_parts(text: CodedText, shown: str) -> None:
    assert _sent("%s", text) == shown


@pytest.mark.usefixtures("russian")
def test_a_line_without_a_code_stays() -> None:
    assert _sent("%d of %d", 1, 2) == "1 of 2"
