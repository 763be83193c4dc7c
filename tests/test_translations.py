"""Every text of the windows is there in every language, whole, and with the same changing parts."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.paths import resources
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.timeline.strings import many_new
from desktop_chat.qt.views.start_window import StartWindow
from desktop_chat.texts import CodedText
from desktop_chat.texts import server as server_texts
from desktop_chat.texts.codes import MODULES

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "resources" / "translations"
FORMS = {"ru": 3, "en": 2}
"""How many plural forms a language has."""
_PARTS = re.compile(r"%n|%\d|\{\w*\}")
_COMMAND = re.compile(r"/[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a .ts file. `forms` holds the translation, or one for each plural."""

    context: str
    source: str
    kind: str  # "", unfinished, obsolete or vanished
    plural: bool
    forms: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}"


def texts_of(path: Path) -> list[Text]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            plural = message.get("numerus") == "yes"
            forms = (
                [form.text or "" for form in translation.iter("numerusform")] if plural else [translation.text or ""]
            )
            found.append(
                Text(name, message.findtext("source") or "", translation.get("type", ""), plural, tuple(forms))
            )
    return found


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of our .ts files, brought up to date with the code as `make translations` does it."""
    folder = tmp_path_factory.mktemp("words")
    for language in FORMS:
        copy = folder / f"desktop_chat_{language}.ts"
        shutil.copy(SOURCES / copy.name, copy)
        only = ["-pluralonly"] if language == "en" else []
        command = [_tool("pyside6-lupdate"), "-silent", "-locations", "none", "-extensions", "py", *only]
        subprocess.run([*command, "desktop_chat", "-ts", str(copy)], cwd=ROOT, check=True, timeout=100)
    return folder


@pytest.mark.parametrize("language", FORMS)
def test_every_text_of_the_code_is_translated(updated: Path, language: str) -> None:
    """If this fails: `make translations`, and fill in what is said to be unfinished."""
    texts = texts_of(updated / f"desktop_chat_{language}.ts")
    assert texts
    assert [str(text) for text in texts if not text.context] == [], "lupdate does not see where these belong"
    assert [str(text) for text in texts if text.kind == "unfinished"] == []
    assert [f"{text} ({text.kind})" for text in texts if text.kind] == [], "these are in the code no more"


@pytest.mark.parametrize("language", FORMS)
def test_every_translation_is_whole(language: str) -> None:
    for text in texts_of(SOURCES / f"desktop_chat_{language}.ts"):
        assert len(text.forms) == (FORMS[language] if text.plural else 1), text
        for form in text.forms:
            assert form.strip(), text
            assert form == form.strip(), text
            assert sorted(_PARTS.findall(form)) == sorted(_PARTS.findall(text.source)), text
            if text.context in ("ClientText", "SlashCommand"):
                assert sorted(_COMMAND.findall(form)) == sorted(_COMMAND.findall(text.source)), text
            assert text.source.endswith("…") == form.endswith("…") or text.source.endswith(" …"), text


def test_russian_is_russian() -> None:
    """What stays as it is in English are names, keys and bare places."""
    same = {text.source for text in texts_of(SOURCES / "desktop_chat_ru.ts") if text.forms == (text.source,)}
    letters = {source for source in same if re.search(r"[A-Za-z]", _PARTS.sub("", re.sub(r"\{\w+\}", "", source)))}
    assert letters <= {"TLS", "Ctrl+K"}


def _declared_texts() -> list[CodedText]:
    """Every text of `desktop_chat.texts`, and of the rows that declare theirs beside their code."""
    modules = [f"desktop_chat.texts.{name}" for name in ("client", *MODULES)]
    modules += [
        "desktop_chat.client.commands.command",
        "desktop_chat.client.slash_commands",
        "desktop_chat.server.setting_rows",
    ]
    values = [value for module in modules for value in vars(importlib.import_module(module)).values()]
    return [value for value in values if isinstance(value, CodedText)]


def test_every_declared_text_is_translated() -> None:
    """lupdate takes only what it can read; a declaration in another form would be missing without a word."""
    known = {(text.context, text.source): text for text in texts_of(SOURCES / "desktop_chat_ru.ts")}
    declared = {(text.context, text.template): text for text in _declared_texts()}
    assert [key for key in declared if key not in known] == []
    plural = {key for key, text in declared.items() if "%n" in text.template}
    assert {key for key in declared if known[key].plural} == plural
    english = {(text.context, text.source): text.forms for text in texts_of(SOURCES / "desktop_chat_en.ts")}
    assert {key: english[key] for key in plural} == {
        key: (declared[key].singular, declared[key].template) for key in plural
    }


@pytest.fixture
def russian(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QTranslator]]:
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    yield installed
    for one in installed:
        qapp.removeTranslator(one)
    QLocale.setDefault(before)


def test_compiled_files_are_there() -> None:
    """`make setup` makes them."""
    for language in FORMS:
        compiled = resources() / "translations" / f"desktop_chat_{language}.qm"
        assert compiled.exists()
        assert compiled.stat().st_mtime >= compiled.with_suffix(".ts").stat().st_mtime, "compile them: make setup"


def test_windows_speak_russian(russian: list[QTranslator], qtbot: QtBot) -> None:
    assert len(russian) == 3  # English plurals, ours, Qt's own
    window = StartWindow("Аня")
    qtbot.addWidget(window)
    shown = window.findChildren(type(window.host_section.host_button))
    assert "Запустить чат здесь" in [one.text() for one in shown]


def test_buttons_of_qt_speak_russian_too(russian: list[QTranslator], qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "?", "?", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Отмена"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 новое сообщение"), (3, "3 новых сообщения"), (11, "11 новых сообщений"), (22, "22 новых сообщения")],
)
def test_russian_plurals(russian: list[QTranslator], count: int, said: str) -> None:
    assert many_new(count) == said


def test_sentences_of_the_core_and_the_server_are_said_in_russian(russian: list[QTranslator]) -> None:
    with pytest.raises(AddressError) as error:
        parse_address("host:777777", 6697)
    assert translate_text(str(error.value)) == "В 'host:777777' нет порта: порт — это число от 0 до 65535."
    assert translate_text(server_texts.HOST_STOPPED) == "Владелец остановил этот чат."
    busy = server_texts.PORT_BUSY(6697, "[::]:6697")
    assert translate_text(busy).startswith("Порт 6697 занят: адрес [::]:6697 ")


def test_english_has_plurals(qapp: QApplication) -> None:
    before = QLocale()
    installed = install_translation(qapp, "")
    try:
        people = [QCoreApplication.translate("RoomHeader", "%n people here", "", count) for count in (1, 2)]
    finally:
        for one in installed:
            qapp.removeTranslator(one)
        QLocale.setDefault(before)
    assert people == ["1 person here", "2 people here"]
