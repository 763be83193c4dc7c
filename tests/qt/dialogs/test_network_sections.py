"""The sections of a network's form by themselves."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.network_options import ENCODINGS, NO_OPTIONS, NetworkOptions
from desktop_chat.qt.dialogs.network_sections import AccountSection, FormFault, NamesSection, ProxySection, choose_data


def test_proxy_fields_are_there_with_a_proxy_only(qtbot: QtBot) -> None:
    section = ProxySection()
    qtbot.addWidget(section)
    assert section.place_field.isHidden()
    choose_data(section.kind_box, "http")
    assert not section.place_field.isHidden()
    assert section.place_field.placeholderText().endswith(":8080")
    with pytest.raises(FormFault) as fault:
        section.read_connection(NO_OPTIONS)
    assert fault.value.field is section.place_field


@pytest.mark.parametrize("proxy", ["", "socks5://127.0.0.1:9050", "http://a%3Ab@[::1]:3128"])
@pytest.mark.parametrize("encoding", ["", *ENCODINGS[1:3]])
def test_connection_is_shown_and_read(qtbot: QtBot, proxy: str, encoding: str) -> None:
    section = ProxySection()
    qtbot.addWidget(section)
    options = NetworkOptions(proxy=proxy, encoding=encoding, sending="encoded" if encoding else "")
    section.show_connection(options)
    assert section.read_connection(NO_OPTIONS) == options


def test_damaged_proxy_is_shown_as_none(qtbot: QtBot) -> None:
    section = ProxySection()
    qtbot.addWidget(section)
    section.show_connection(NetworkOptions(proxy="pigeon://x"))
    assert section.kind_box.currentData() == ""


@pytest.mark.parametrize("service", ["", "nickserv", "nickserv-password-first", "authserv", "q", "x", "none"])
def test_login_is_shown_and_read(qtbot: QtBot, service: str) -> None:
    section = AccountSection()
    qtbot.addWidget(section)
    section.show_account("ann", NetworkOptions(service=service))
    assert section.account_field.text() == "ann"
    assert section.read_account(NO_OPTIONS) == NetworkOptions(service=service)


def test_names_are_shown_and_read(qtbot: QtBot) -> None:
    section = NamesSection("ann", "alee", "Ann Lee")
    qtbot.addWidget(section)
    assert section.others_field.placeholderText() == "ann_ ann__"
    assert section.realname_field.placeholderText() == "Ann Lee"
    section.nick_field.setText("tea pot")
    assert section.others_field.placeholderText() == "tea_pot_ tea_pot__"
    assert section.realname_field.placeholderText() == "tea_pot"
    options = NetworkOptions("a b", "x", "Y Z")
    section.show_names("ann_lee", options)
    assert section.nick() == "ann_lee"
    assert section.read_names(NO_OPTIONS) == options
