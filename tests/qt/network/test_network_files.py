"""From where, and by which key and token, the files of a chat are loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.file_address import Owner, parse_file_address
from desktop_chat.client.phase import Phase
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.qt.network.network_files import NetworkFiles, add_nodes
from tests.client.session_harness import MODERN, SessionHarness

TEXT = "https://10.0.0.5:6697/files/x/y.png"
PIN = KeyPin("ab" * 32)
TARGET = LinkTarget("10.0.0.5", 6697, pin=PIN, exact=True, certificate=Path("own.pem"), key=Path("own.key"))


class Chat:
    """A Session whose server announces these tokens."""

    def __init__(self, *tokens: str) -> None:
        self.harness = SessionHarness()
        self.asked = 0
        self.files = NetworkFiles(self.harness.session, self.target, self.note_asked)
        self.harness.connect(MODERN, f":s 005 ann {' '.join(tokens)} :are supported")

    def target(self) -> LinkTarget | None:
        return TARGET if self.harness.session.phase is Phase.ONLINE else None

    def note_asked(self) -> None:
        self.asked += 1


def test_own_file_needs_a_token_and_the_key_of_the_chat(qtbot: QtBot) -> None:
    chat = Chat("desktop-chat/FILES=1000")
    address = parse_file_address(TEXT)
    assert address is not None
    assert chat.files.owner_of(address) is Owner.OURS
    assert chat.files.own_request(TEXT, address, 5) is None
    assert chat.files.own_request(TEXT, address, 5) is None
    assert chat.asked == 1
    with qtbot.waitSignal(chat.files.ready):
        chat.files.note_token("1.abc")
    request = chat.files.own_request(TEXT, address, 5)
    assert request is not None
    assert (request.path, request.token, request.most_bytes) == ("/files/x/y.png", "1.abc", 5)
    assert request.target == replace(TARGET, certificate=None, key=None)
    assert not request.may_lead_elsewhere


def test_files_come_from_all_servers_of_a_cluster() -> None:
    chat = Chat("desktop-chat/FILES=1000", "desktop-chat/NODES=10.0.0.5:6697,b.example:6698")
    target = add_nodes(TARGET, chat.harness.session.isupport)
    assert target.elsewhere == (ListenAddress("b.example", 6698),)
    assert [str(one) for one in target.each_place()] == ["10.0.0.5:6697", "b.example:6698"]
    assert [one.pin for one in target.each_place()] == [PIN, PIN]
    assert replace(target, pin=NO_KEY).each_place() == (replace(TARGET, pin=NO_KEY),)


def test_token_goes_with_its_connection() -> None:
    chat = Chat("desktop-chat/FILES=1000")
    address = parse_file_address(TEXT)
    assert address is not None
    chat.files.note_token("1.abc")
    chat.harness.record(chat.harness.session.note_closed("cut", 2000))
    chat.files.note_phase()
    assert chat.files.own_request(TEXT, address, 5) is None
    assert chat.asked == 0


@pytest.mark.parametrize(("host", "pin"), [("10.0.0.5", PIN), ("files.example", "")])
def test_bouncer_has_another_port_for_files(host: str, pin: str) -> None:
    chat = Chat(f"soju.im/FILEHOST=https://{host}/upload")
    address = parse_file_address(f"https://{host}/a.png")
    assert address is not None
    request = chat.files.own_request("text", address, 5)
    assert request is not None
    assert (request.target.port, request.target.pin, request.target.vouched, request.token) == (443, pin, not pin, "")


def test_foreign_file_needs_a_certificate_of_an_authority() -> None:
    chat = Chat("desktop-chat/FILES=1000")
    address = parse_file_address("https://example.org/a.png")
    plain = parse_file_address("http://example.org/a.png")
    assert address is not None
    assert plain is not None
    assert chat.files.owner_of(address) is Owner.FOREIGN
    request = chat.files.foreign_request("text", address, 5)
    assert request is not None
    assert request.target == LinkTarget("example.org", 443, vouched=True)
    assert request.may_lead_elsewhere
    assert chat.files.foreign_request("text", plain, 5) is None
