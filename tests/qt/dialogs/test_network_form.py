"""The form of a network: what it shows, what it gives back, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.login_services import LoginService
from desktop_chat.client.network_options import NO_CERTIFICATE_FILE, NetworkOptions
from desktop_chat.client.network_setup import NetworkSetup
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS, PASSWORD, PROXY_PASSWORD
from desktop_chat.qt.dialogs.network_form import NetworkForm
from desktop_chat.qt.dialogs.network_sections import choose_data
from tests.qt.servers import make_certificate

NAMES = "ann", "alee", "Ann Lee"
OPTIONS = NetworkOptions(
    other_nicks="ann_ ann__",
    username="a",
    realname="Ann",
    service="q",
    rooms="#tea",
    certificate=NO_CERTIFICATE_FILE,
    encoding="koi8-r",
    proxy="http://ann@10.0.0.1:3128",
)
RECORD = ServerRecord(
    "k", "irc.example", 6667, False, label="Work", nick="annie", account="anna", connect=False, options=OPTIONS
)
SECRETS = {PASSWORD: "door", ACCOUNT: "sesame", PROXY_PASSWORD: "tulip", CONNECT_COMMANDS: "/away\nMODE $nick +x"}


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[NetworkForm]:
    made = NetworkForm("k", None, NAMES, None)
    made.show_secrets({})
    made.open()
    yield made
    if isValid(made):
        made.reject()


@pytest.fixture
def saved(qtbot: QtBot) -> Iterator[NetworkForm]:
    made = NetworkForm("k", RECORD, NAMES, None)
    made.open()
    yield made
    if isValid(made):
        made.reject()


def answer(qtbot: QtBot, form: NetworkForm) -> NetworkSetup:
    with qtbot.waitSignal(form.answered) as answered:
        form.connect_button.click()
    setup, connect = answered.args
    assert isinstance(setup, NetworkSetup)
    assert connect
    return setup


def test_known_network_fills_the_form(qtbot: QtBot, form: NetworkForm) -> None:
    form.known_box.setCurrentIndex(form.known_box.findText("QuakeNet"))
    form.known_box.activated.emit(form.known_box.currentIndex())
    assert form.plain_label.isVisible()
    setup = answer(qtbot, form)
    assert setup.place == ChatAddress("irc.quakenet.org", 6667, tls=False)
    assert setup.label == "QuakeNet"
    assert setup.options.login_service() is LoginService.Q
    assert setup.secrets == {}


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("irc.example", ChatAddress("irc.example", 6697)),
        ("irc.example/6667", ChatAddress("irc.example", 6667, tls=False)),
        ("irc.example:+6667", ChatAddress("irc.example", 6667)),
        ("чат.рф 7000", ChatAddress("xn--80a0bn.xn--p1ai", 7000)),
    ],
)
def test_address_is_typed_as_elsewhere(qtbot: QtBot, form: NetworkForm, typed: str, place: ChatAddress) -> None:
    form.address_field.setText(typed)
    form.address_field.textEdited.emit(typed)
    assert form.tls_switch.isChecked() == place.tls
    assert answer(qtbot, form).place == place


def test_everything_comes_back_as_it_was(qtbot: QtBot, saved: NetworkForm) -> None:
    saved.show_secrets(SECRETS)
    assert saved.password_field.text() == "door"
    assert saved.entry_section.commands_edit.toPlainText() == SECRETS[CONNECT_COMMANDS]
    setup = answer(qtbot, saved)
    assert setup.apply_to(RECORD) == RECORD
    assert setup.secrets == {}


def test_changed_secrets_are_given_back(qtbot: QtBot, saved: NetworkForm) -> None:
    saved.show_secrets(SECRETS)
    saved.account_section.password_field.setText("millet")
    saved.proxy_section.password_field.clear()
    assert answer(qtbot, saved).secrets == {ACCOUNT: "millet", PROXY_PASSWORD: ""}


def test_secrets_are_masked_and_wait_for_the_keyring(qtbot: QtBot, saved: NetworkForm) -> None:
    fields = saved.password_field, saved.account_section.password_field, saved.proxy_section.password_field
    assert all(field.echoMode() is QLineEdit.EchoMode.Password for field in fields)
    assert not any(field.isEnabled() for field in fields)
    assert answer(qtbot, saved).secrets == {}


def test_names_without_text_are_the_usual_ones(qtbot: QtBot, form: NetworkForm) -> None:
    assert form.names_section.nick_field.placeholderText() == "ann"
    form.address_field.setText("irc.example")
    form.names_section.nick_field.setText(" Ann  Lee ")
    form.names_section.others_field.setText("a, b")
    setup = answer(qtbot, form)
    assert (setup.nick, setup.options.other_nicks, setup.options.username) == ("Ann_Lee", "a b", "")


def test_wrong_address_is_told_in_a_sentence(form: NetworkForm) -> None:
    form.address_field.setText("two words here")
    form.connect_button.click()
    assert form.isVisible()
    assert form.fault_label.text().endswith(".")
    assert form.address_field.property("invalid")
    QTest.keyClicks(form.address_field, "x")
    assert form.fault_label.isHidden()


def test_wrong_proxy_is_told_in_a_sentence(form: NetworkForm) -> None:
    form.address_field.setText("irc.example")
    choose_data(form.proxy_section.kind_box, "socks5")
    form.connect_button.click()
    assert form.isVisible()
    assert form.proxy_section.place_field.property("invalid")
    form.proxy_section.place_field.setText("127.0.0.1")
    form.connect_button.click()
    assert not form.isVisible()


def test_certificate_must_have_its_key(qtbot: QtBot, form: NetworkForm, tmp_path: Path) -> None:
    form.address_field.setText("irc.example")
    section = form.account_section
    assert section.file_field.isHidden()
    choose_data(section.certificate_box, "file")
    assert section.file_field.isVisible()
    certificate, key = make_certificate(tmp_path)
    for wrong in ("", str(tmp_path), str(tmp_path / "nothing"), str(certificate)):
        section.file_field.setText(wrong)
        form.connect_button.click()
        assert form.isVisible()
        assert form.fault_label.text().endswith(".")
    both = tmp_path / "both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    section.file_field.setText(str(both))
    assert answer(qtbot, form).options.certificate == str(both)


def test_link_gives_its_room_and_its_key(qtbot: QtBot, form: NetworkForm) -> None:
    form.address_field.setText(f"ircs://irc.example/tea?fp={'ab' * 32}")
    form.entry_section.rooms_field.setText("#milk, #tea")
    setup = answer(qtbot, form)
    assert setup.options.rooms == "#milk #tea"
    assert setup.place.fingerprint == "ab" * 32
    assert setup.apply_to(None).fingerprint == "ab" * 32


def test_form_is_filled_in_by_keyboard(qtbot: QtBot, form: NetworkForm) -> None:
    form.known_box.setFocus()
    QTest.keyClick(form.known_box, Qt.Key.Key_Tab)
    assert form.address_field.hasFocus()
    QTest.keyClicks(form.address_field, "irc.example")
    with qtbot.waitSignal(form.answered) as answered:
        QTest.keyClick(form.address_field, Qt.Key.Key_Return)
    assert answered.args[1] is True


def test_each_field_has_a_name_for_screen_readers(form: NetworkForm) -> None:
    for field in form.findChildren(QLineEdit):
        assert field.accessibleName()


def test_save_alone_does_not_connect(qtbot: QtBot, saved: NetworkForm) -> None:
    with qtbot.waitSignal(saved.answered) as answered:
        saved.save_button.click()
    assert answered.args[1] is False
