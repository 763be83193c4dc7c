"""Files of messages, from a Network to a real server and to another person."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment, split_file_text
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.phase import Phase
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.network.network import Network
from desktop_chat.server.server import ChatServer
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController
from tests.qt.network.cutting_relay import CuttingRelay
from tests.server.http_client import ask

BODY = hashlib.shake_128(b"a file").digest(2_000_000)
FILE = Attachment("notes.bin", len(BODY), "application/x-notes")


def enter(qtbot: QtBot, network: Network) -> None:
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE and "#tea" in network.rooms, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: network.rooms["#tea"].state.joined, timeout=MILLISECONDS)


def send(network: Network, path: Path, *, is_copy: bool = False) -> None:
    network.send_file(network.rooms["#tea"], PreparedFile(path, is_copy, FILE), caption="look!")


def last_own(network: Network) -> Entry:
    log = network.rooms["#tea"].log
    return next(entry for at in range(len(log) - 1, -1, -1) if (entry := log.entry_at(at)).own and entry.attachment)


def test_file_reaches_the_room(
    qtbot: QtBot, chat_server: ChatServer, make_controller: MakeController, tmp_path: Path
) -> None:
    """The connection is cut during the upload; the file goes on, and is told once."""
    path = tmp_path / "copy.bin"
    path.write_bytes(BODY)
    port = chat_server.listening[0].port
    relay = CuttingRelay(port, (1 << 60, 700_000, 700_000))
    ann = make_controller("Ann")
    try:
        network = ann.join_chat(ChatAddress("127.0.0.1", relay.port, True, "#tea", chat_server.identity.fingerprint))
        enter(qtbot, network)
        with IrcClient(port) as bob:
            bob.register("bob", "message-tags")
            bob.join("#tea")
            progress: list[int | None] = []
            network.uploader.progressed.connect(
                lambda *_: progress.append(network.uploader.sent_bytes(last_own(network)))
            )
            send(network, path, is_copy=True)
            qtbot.waitUntil(lambda: last_own(network).state is DeliveryState.SENT, timeout=MILLISECONDS)
            told = bob.until("PRIVMSG")[-1]
            caption, address = split_file_text(told.params[1])
            bob.leave()
        assert caption == "look!"
        assert told.tags["+desktop-chat/file"] == "name=notes.bin&size=2000000&type=application%2Fx-notes"
        assert ask(port, "GET", urlsplit(address).path, tls=True).body == BODY
        assert relay.connections == 4
        assert last_own(network).text == told.params[1]
        assert progress
        qtbot.waitUntil(lambda: not path.exists(), timeout=MILLISECONDS)
    finally:
        ann.close()
        relay.close()


def test_upload_is_cancelled_and_tried_again_after_a_restart(
    qtbot: QtBot, chat_server: ChatServer, make_controller: MakeController, tmp_path: Path
) -> None:
    path = tmp_path / "notes.bin"
    path.write_bytes(BODY)
    port = chat_server.listening[0].port
    place = ChatAddress("127.0.0.1", port, True, "#tea", chat_server.identity.fingerprint)
    ann = make_controller("Ann")
    network = ann.join_chat(place)
    enter(qtbot, network)
    network.disconnect_now()
    send(network, path)
    assert (last_own(network).state, last_own(network).text) == (DeliveryState.PENDING, "look!")
    ann.close()
    again = make_controller("Ann")
    again.open_last_chats()
    network = again.networks[0]
    network.uploader.cancel_upload(last_own(network))
    assert last_own(network).state is DeliveryState.FAILED
    network.retry_entry(network.rooms["#tea"], last_own(network))
    network.connect_now()
    qtbot.waitUntil(lambda: last_own(network).state is DeliveryState.SENT, timeout=MILLISECONDS)
    _, address = split_file_text(last_own(network).text)
    assert ask(port, "GET", urlsplit(address).path, tls=True).body == BODY
    assert path.exists()


def test_cancelled_upload_begins_again_at_once(
    qtbot: QtBot, chat_server: ChatServer, make_controller: MakeController, tmp_path: Path
) -> None:
    """The thread of the cancelled upload ends after the retry, and does not end the new upload."""
    path = tmp_path / "notes.bin"
    path.write_bytes(BODY)
    port = chat_server.listening[0].port
    ann = make_controller("Ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", port, True, "#tea", chat_server.identity.fingerprint))
    enter(qtbot, network)
    with qtbot.waitSignal(network.uploader.progressed, timeout=MILLISECONDS):
        send(network, path)
    network.uploader.cancel_upload(last_own(network))
    network.retry_entry(network.rooms["#tea"], last_own(network))
    qtbot.waitUntil(lambda: last_own(network).state is DeliveryState.SENT, timeout=MILLISECONDS)


def test_missing_file_fails_with_a_sentence(
    qtbot: QtBot, chat_server: ChatServer, make_controller: MakeController, tmp_path: Path
) -> None:
    ann = make_controller("Ann")
    network = ann.join_chat(
        ChatAddress("127.0.0.1", chat_server.listening[0].port, True, "#tea", chat_server.identity.fingerprint)
    )
    enter(qtbot, network)
    send(network, tmp_path / "none")
    qtbot.waitUntil(lambda: last_own(network).state is DeliveryState.FAILED, timeout=MILLISECONDS)
    log = network.rooms["#tea"].log
    assert "cannot be read" in log.entry_at(len(log) - 1).text
    short = tmp_path / "short.bin"
    short.write_bytes(b"less than announced")
    send(network, short, is_copy=True)
    qtbot.waitUntil(lambda: last_own(network).state is DeliveryState.FAILED, timeout=MILLISECONDS)
    failed = last_own(network)
    network.delete_entry(network.rooms["#tea"], failed)
    at = log.find_entry(failed.id)
    assert at is not None
    assert log.entry_at(at).kind is EntryKind.DELETED
    qtbot.waitUntil(lambda: not short.exists(), timeout=MILLISECONDS)
