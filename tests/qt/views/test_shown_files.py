"""Files in the window of somebody on a real server: loaded, refused, gone, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.shown_file import find_file
from desktop_chat.irc.capabilities import TAG_FILE, TAG_PICTURE
from desktop_chat.irc.message import Message, encode_message
from desktop_chat.qt.network.file_courier import LoadState
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.timeline.file_box import FileLook
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.picture_viewer import PictureViewer
from desktop_chat.qt.views.shown_files import ShownFiles, is_stranger
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController
from tests.qt.sample_pictures import make_picture
from tests.server.http_client import ask

CAT = make_picture(600, 300)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChatServer]:
    made = ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, ["listen.addresses=127.0.0.1:0"]))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def bob(server: ChatServer) -> Iterator[IrcClient]:
    with IrcClient(server.listening[0].port, tls=True) as client:
        client.send("CAP REQ :message-tags", "CAP END")
        client.register("bob", "")
        client.join("#lobby")
        yield client
        client.leave()


@pytest.fixture
def window(server: ChatServer, bob: IrcClient, make_controller: MakeController, qtbot: QtBot) -> ChatWindow:
    controller = make_controller("Ann")
    network = controller.join_chat(ChatAddress("127.0.0.1", server.listening[0].port))
    qtbot.waitUntil(lambda: "#lobby" in network.rooms, timeout=MILLISECONDS)
    chat = ChatWindow(controller)
    qtbot.addWidget(chat)
    chat.show()
    chat.show_room(network, network.rooms["#lobby"])
    return chat


def upload(server: ChatServer, bob: IrcClient, body: bytes, name: str) -> str:
    bob.send("FILEHOST UPLOAD #lobby")
    path = bob.until("FILEHOST")[-1].params[2]
    answer = ask(
        server.listening[0].port, "POST", path, body, tls=True, Content_Disposition=f'attachment; filename="{name}"'
    )
    return f"https://127.0.0.1:{server.listening[0].port}{urlsplit(answer.headers['location']).path}"


def say(bob: IrcClient, address: str, attachment: Attachment) -> None:
    bob.send_bytes(
        encode_message(Message("PRIVMSG", ("#lobby", address), "", {TAG_FILE: format_attachment(attachment)}))
    )


def last_entry(window: ChatWindow, qtbot: QtBot, address: str) -> Entry:
    model = window.pane.timeline.model
    qtbot.waitUntil(
        lambda: bool(model.count()) and address in model.entry_at(model.count() - 1).text, timeout=MILLISECONDS
    )
    return model.entry_at(model.count() - 1)


def files_of(window: ChatWindow) -> ShownFiles:
    return window.attachment_actions.files


def look(window: ChatWindow, entry: Entry) -> FileLook:
    file = find_file(entry)
    assert file is not None
    return files_of(window).look_of(entry, file, QSize(60, 30))


def colour_in(window: ChatWindow) -> set[str]:
    image = window.pane.timeline.viewport().grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(60, 300, 7) for y in range(0, image.height(), 7)}


def test_picture_of_our_server_is_shown_opened_copied_and_gone(
    window: ChatWindow, server: ChatServer, bob: IrcClient, qtbot: QtBot
) -> None:
    address = upload(server, bob, CAT, "cat.png")
    say(bob, address, Attachment("cat.png", len(CAT), "image/png", 600, 300, "aa0000"))
    entry = last_entry(window, qtbot, address)
    qtbot.waitUntil(lambda: "#336699" in colour_in(window), timeout=MILLISECONDS)
    file = find_file(entry)
    assert file is not None
    assert files_of(window).actions_of(entry, file) == ("file-open", "file-save", "file-copy")
    # Enter opens the viewer.
    QTest.keyClick(window.pane.timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.pane.timeline, Qt.Key.Key_Return)
    viewer = window.findChild(PictureViewer)
    assert viewer is not None
    qtbot.waitUntil(lambda: not viewer.canvas.is_empty, timeout=MILLISECONDS)
    with qtbot.waitSignal(window.attachment_actions.toast_requested, timeout=MILLISECONDS):
        QTest.keyClick(viewer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().pixelColor(3, 3) == QColor("#336699")
    viewer.close()
    # An author whose picture is this file has it in place of initials.
    posted = replace(entry, tags={TAG_PICTURE: address})
    assert files_of(window).portrait_of(posted, 36) is not None
    assert files_of(window).portrait_loading(posted) is None
    strange = replace(entry, tags={TAG_PICTURE: "https://192.0.2.7/ci.png"})
    assert files_of(window).portrait_of(strange, 36) is None
    assert files_of(window).portrait_loading(strange) is not None
    # The author deletes the file. Another message with its address says so.
    bob.send(f"FILEHOST DELETE {address.split('/')[4]}")
    bob.until("FILEHOST")
    window.controller.file_loader.cache.clear()
    window.controller.file_loader.forget_files()
    qtbot.waitUntil(lambda: look(window, entry).note == "This file is gone.", timeout=MILLISECONDS)
    assert look(window, entry).actions == ()
    window.close()


def test_card_is_saved_and_programs_are_not_opened(
    window: ChatWindow, server: ChatServer, bob: IrcClient, qtbot: QtBot, tmp_path: Path
) -> None:
    address = upload(server, bob, b"%PDF-1.4", "paper.pdf")
    say(bob, address, Attachment("paper.pdf", 8, "application/pdf"))
    entry = last_entry(window, qtbot, address)
    assert look(window, entry).actions == ("file-open", "file-save")
    program = replace(entry, tags={TAG_FILE: format_attachment(Attachment("game.exe", 8))})
    assert look(window, program).actions == ("file-save",)
    window.attachment_actions.act_on(entry, "file-save")
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None, timeout=MILLISECONDS)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "paper.pdf"
    with qtbot.waitSignal(window.attachment_actions.toast_requested, timeout=MILLISECONDS) as told:
        dialog.fileSelected.emit(str(tmp_path / "saved.pdf"))
    assert told.args == ["Saved as saved.pdf."]
    assert (tmp_path / "saved.pdf").read_bytes() == b"%PDF-1.4"
    dialog.close()
    window.close()


def test_what_lies_elsewhere_waits_for_the_person(
    window: ChatWindow, server: ChatServer, bob: IrcClient, qtbot: QtBot
) -> None:
    picture = Attachment("cat.png", 9, "image/png", 600, 300)
    say(bob, "https://127.0.0.1:1/pictures/cat.png", picture)
    elsewhere = last_entry(window, qtbot, "/pictures/")
    assert look(window, elsewhere) == FileLook(note="From 127.0.0.1", actions=("file-show",))
    # An address of another computer that looks like one of our server: the server is asked, the other one is not.
    address = upload(server, bob, CAT, "cat.png")
    say(bob, f"https://192.0.2.7:6697/files/{address.partition('/files/')[2]}", picture)
    named_otherwise = last_entry(window, qtbot, "192.0.2.7")
    qtbot.waitUntil(lambda: look(window, named_otherwise).pixmap is not None, timeout=MILLISECONDS)
    say(bob, "https://192.0.2.7:6697/files/unknown/cat.png", picture)
    unknown = last_entry(window, qtbot, "unknown")
    qtbot.waitUntil(lambda: look(window, unknown).note == "From 192.0.2.7", timeout=MILLISECONDS)
    # What the person asks for and cannot be reached can be tried again.
    window.attachment_actions.act_on(elsewhere, "file-show")
    assert look(window, elsewhere).note == ""
    window.attachment_actions.act_on(elsewhere, "file-cancel")
    assert look(window, elsewhere).actions == ("file-show",)
    window.close()


def test_large_pictures_and_strangers_wait_for_the_person(
    window: ChatWindow, server: ChatServer, bob: IrcClient, qtbot: QtBot
) -> None:
    address = f"https://127.0.0.1:{server.listening[0].port}/files/x/cat.png"
    large = Attachment("cat.png", 30_000_000, "image/png", 600, 300)
    entry = Entry(1, EntryKind.MESSAGE, 0, "bob", address, tags={TAG_FILE: format_attachment(large)})
    assert look(window, entry) == FileLook(note="30.0 MB", actions=("file-show",))
    bob.send("PRIVMSG Ann :hello")
    network = window.pane.network
    assert network is not None
    qtbot.waitUntil(lambda: "bob" in network.rooms, timeout=MILLISECONDS)
    window.show_room(network, network.rooms["bob"])
    assert is_stranger(network.rooms["bob"])
    small = replace(entry, tags={TAG_FILE: format_attachment(replace(large, size=9))})
    assert look(window, small).actions == ("file-show",)
    assert look(window, replace(small, own=True)).actions == ()
    status = window.controller.file_loader.status_of(address)
    assert status is None or status.state is not LoadState.READY
    window.close()


def test_own_picture_is_seen_on_its_way_and_afterwards(window: ChatWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "own.png"
    path.write_bytes(CAT)
    network, room, model = window.pane.network, window.pane.room, window.pane.timeline.model
    assert network is not None
    assert room is not None
    own = Attachment("own.png", len(CAT), "image/png", 600, 300)
    network.send_file(room, PreparedFile(path, is_copy=False, attachment=own), caption="mine")
    entry = model.entry_at(model.count() - 1)
    height = window.pane.timeline._scene.layout_of(model.count() - 1).extent.height
    seen = look(window, entry)
    assert (seen.note, seen.actions, seen.progress) == ("Waiting to be sent", ("file-cancel",), 0.0)
    qtbot.waitUntil(lambda: look(window, entry).pixmap is not None, timeout=MILLISECONDS)

    def sent() -> Entry:
        return model.entry_at(model.count() - 1)

    qtbot.waitUntil(lambda: sent().state is DeliveryState.SENT and "https://" in sent().text, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: look(window, sent()).pixmap is not None, timeout=MILLISECONDS)
    assert window.pane.timeline._scene.layout_of(model.count() - 1).extent.height == height
    window.close()
