"""The keys by which servers are known: kept at the first use, and trusted again only by the person."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.net.fingerprints import KeyPin
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess


def test_another_key_is_not_trusted_until_said(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    ann.chats.known.remember_key("127.0.0.1", server_process.port, KeyPin("0" * 64))
    with qtbot.waitSignal(ann.distrusted) as heard:
        network = ann.join_chat(ChatAddress("127.0.0.1", server_process.port))
    assert heard.args is not None
    _, certificate, expected = heard.args
    assert expected == "0" * 64
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    assert not network.is_seeking
    ann.trust.trust_certificate(network, certificate)
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
