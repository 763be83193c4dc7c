"""The whole way through the windows, with a server that is really started: host, talk, close, come back."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress, make_link
from desktop_chat.client.events import Phase
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.dialogs.certificate_warning import CertificateWarning
from desktop_chat.qt.dialogs.guide_window import GuideWindow
from desktop_chat.qt.dialogs.link_question import LinkQuestion
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.settings.look_page import LookPage
from desktop_chat.qt.settings.profile_page import ProfilePage
from desktop_chat.qt.settings.settings_window import SettingsWindow
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.start_window import StartWindow
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.app.opened_windows import MakeWindows, chat_window, host, shown, start_window, write
from tests.qt.conftest import ServerProcess


def test_help_key_opens_the_guide_once(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    start = windows.entrance.window
    assert start is not None
    qtbot.waitUntil(start.isActiveWindow)
    QTest.keyClick(start, Qt.Key.Key_F1)
    guides = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, GuideWindow)]
    assert [guide.isVisible() for guide in guides] == [True]
    windows.show_guide()
    assert len([one for one in QApplication.topLevelWidgets() if isinstance(one, GuideWindow)]) == 1
    QTest.keyClick(guides[0], Qt.Key.Key_Escape)
    windows.show_guide()
    assert any(isinstance(one, GuideWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_one_click_hosts_and_joins(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    assert windows.entrance.window is None
    chat = chat_window(windows)
    assert chat.room is not None
    assert chat.room.name == "#lobby"
    assert windows.controller.is_hosted(windows.controller.networks[0])
    write(qtbot, windows, "hello")
    qtbot.waitUntil(lambda: shown(windows) == ["hello"])


def test_the_link_leads_a_second_person_in(qtbot: QtBot, open_windows: MakeWindows) -> None:
    ann = open_windows("ann")
    host(qtbot, ann)
    place = ann.controller.place_for_others(ann.controller.networks[0], "#lobby")
    bob = open_windows("bob", make_link(place))
    with qtbot.waitSignal(bob.settled):  # though the start window may close before it was ever painted
        pass
    qtbot.waitUntil(
        lambda: bob.chat is not None and bob.chat.room is not None and bob.chat.room.state.joined, timeout=MILLISECONDS
    )
    write(qtbot, ann, "hello bob")
    qtbot.waitUntil(lambda: shown(bob) == ["hello bob"])
    write(qtbot, bob, "hello ann")
    qtbot.waitUntil(lambda: shown(ann) == ["hello bob", "hello ann"])
    ann.hosting.stop_server("Bye")
    chat = chat_window(bob)
    qtbot.waitUntil(lambda: chat.pane.banner.isVisible())
    qtbot.waitUntil(lambda: not ann.hosting.is_active)
    own = chat_window(ann).pane.banner
    qtbot.waitUntil(lambda: own.action_button.text() == "Start the chat")
    QTest.mouseClick(own.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ann.controller.networks[0].phase is Phase.ONLINE)


def test_a_second_start_goes_straight_into_the_chat(
    qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess
) -> None:
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None and windows.chat.room is not None)
    qtbot.waitUntil(lambda: chat_window(windows).room is not windows.controller.networks[0].page)
    chat, network = chat_window(windows), windows.controller.networks[0]
    lobby = chat.room
    assert lobby is not None
    chat.acts.join_room(network, "tea")
    qtbot.waitUntil(lambda: chat.room is network.rooms.get("#tea") and network.rooms["#tea"].state.joined)
    tea = network.rooms["#tea"]
    chat.show_room(network, lobby)
    write(qtbot, windows, "kept")
    qtbot.waitUntil(lambda: shown(windows) == ["kept"])
    chat.show_room(network, tea)
    with qtbot.waitSignal(windows.finished):
        chat.close()
    windows.controller.close()
    again = open_windows("ann")
    assert again.entrance.window is None
    room = chat_window(again).room
    assert room is not None
    assert room.key == "#tea", "although the newest message is elsewhere"
    chat_window(again).show_room(again.controller.networks[0], again.controller.networks[0].rooms["#lobby"])
    assert shown(again) == ["kept"]
    qtbot.waitUntil(lambda: again.controller.networks[0].phase is Phase.ONLINE)


def test_a_join_that_fails_is_said_beside_the_field(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    start = start_window(windows)
    start.address_field.setText("127.0.0.1:1")
    QTest.mouseClick(start.join_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(start.error.text()))
    assert start.error.text() == "Nobody is listening at 127.0.0.1:1. Is the chat running?"
    assert windows.controller.networks == []
    assert windows.controller.settings.preferences.servers == ()


def test_another_key_warns_loudly(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    windows = open_windows("ann")
    place = ChatAddress("127.0.0.1", server_process.port, fingerprint=KeyPin("0" * 64))
    windows.follow_link(make_link(place))
    start = start_window(windows)
    qtbot.waitUntil(lambda: start.findChild(CertificateWarning) is not None)
    warning = start.findChild(CertificateWarning)
    assert warning is not None
    qtbot.waitUntil(lambda: "key has changed" in start.error.text())
    QTest.mouseClick(warning.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: windows.chat is not None)


def test_a_link_in_a_message_leads_to_another_server_only_when_agreed(
    qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess
) -> None:
    windows = open_windows("ann", f"ircs://127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None)
    chat = chat_window(windows)
    network = windows.controller.networks[0]
    chat.pane.timeline.link_activated.emit(f"irc://127.0.0.1:{server_process.port}/#tea")  # this server: at once
    qtbot.waitUntil(lambda: "#tea" in network.rooms)
    assert chat.findChild(LinkQuestion) is None
    record = windows.controller.settings.find_server(network.network)
    assert record is not None
    assert record.tls
    chat.pane.timeline.link_activated.emit("ircs://127.0.0.2:1/#tea")
    question = chat.findChild(LinkQuestion)
    assert question is not None
    assert question.where_label.text() == "127.0.0.2:1"
    assert windows.controller.networks == [network]
    QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: windows.entrance.window is not None and bool(start_window(windows).error.text()))
    assert windows.controller.settings.find_server(network.network) == record


def test_a_password_is_asked_for(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    server_process.stop()
    server_process.settings = ("access.password=open sesame",)
    server_process.start()
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    start = start_window(windows)
    qtbot.waitUntil(lambda: start.password_field.isVisible())
    start.password_field.setText("open sesame")
    QTest.keyClick(start.password_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: windows.chat is not None)
    assert windows.controller.networks[0].phase is Phase.ONLINE


def test_the_launcher_leads_into_the_chat(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    launcher = windows.show_launcher()
    start_window(windows).close()
    windows.hosting.start_server()
    qtbot.waitUntil(lambda: windows.hosting.is_running)
    launcher.chat_requested.emit()
    qtbot.waitUntil(lambda: windows.chat is not None and windows.chat.isVisible())
    assert launcher.chat_stop.closing == "keep"
    launcher.close()
    assert windows.hosting.is_running
    assert windows.front_window() is windows.chat


def test_settings_apply_at_once(qtbot: QtBot, qapp: QApplication, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    windows.show_settings()
    shown = start_window(windows).findChild(SettingsWindow)
    assert shown is not None
    look, profile = shown.page("look"), shown.page("profile")
    assert isinstance(look, LookPage)
    assert isinstance(profile, ProfilePage)
    look.theme_box.choose_value("dark")
    assert appearance().current.dark
    look.zoom_box.choose_value("125")
    assert appearance().zoom == 1.25
    profile.name_field.setText("Ann Example")
    profile.name_field.editingFinished.emit()
    shown.accept()
    kept = windows.controller.settings.preferences
    assert (kept.look, kept.zoom, kept.name) == ("dark", 125, "Ann Example")


def test_settings_are_reached_from_the_first_window(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    start = start_window(windows)
    QTest.mouseClick(start.name_section.settings_button, Qt.MouseButton.LeftButton)
    assert windows.settings.window is not None
    windows.settings.close()
    with qtbot.waitActive(start):
        start.activateWindow()
    QTest.keyClick(start, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert windows.settings.window is not None
    windows.settings.close()


def test_changed_keys_count_at_once(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
    qtbot.waitUntil(lambda: windows.chat is not None)
    windows.show_settings("shortcuts")
    assert windows.settings.window is not None
    windows.settings.window.context.change_shortcuts({"shortcuts": "Ctrl+G"})
    windows.settings.close()
    chat = chat_window(windows)
    with qtbot.waitActive(chat):
        chat.activateWindow()
    QTest.keyClick(chat, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert windows.settings.window is not None
    assert windows.settings.window.page("shortcuts").isVisible()
    windows.settings.close()


def test_a_second_start_follows_its_link(
    qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess
) -> None:
    windows = open_windows("ann")
    windows.raise_up("")
    assert windows.front_window() is windows.entrance.window
    windows.raise_up("ftp://example.org")
    assert start_window(windows).error.text() == "A link to a chat begins with ircs:// or irc://, not with ftp://."
    windows.raise_up(f"127.0.0.1:{server_process.port}/#tea")
    qtbot.waitUntil(lambda: windows.chat is not None and windows.chat.room is not None)
    qtbot.waitUntil(lambda: windows.controller.networks[0].phase is Phase.ONLINE)
    chat = chat_window(windows)
    qtbot.waitUntil(lambda: chat.room is not None and chat.room.state.joined)
    windows.raise_up("ircs://a b")
    assert chat.toast.isVisible()


def test_a_name_that_is_taken_is_told(qtbot: QtBot, open_windows: MakeWindows, server_process: ServerProcess) -> None:
    with IrcClient(server_process.port) as first:
        first.register("ann")
        windows = open_windows("ann", f"127.0.0.1:{server_process.port}")
        qtbot.waitUntil(lambda: windows.chat is not None)
        network = windows.controller.networks[0]
        qtbot.waitUntil(lambda: network.phase is Phase.ONLINE)
        assert network.nick != "ann"
        assert network.nick.startswith("ann")
        chat = chat_window(windows)
        where = network.display_name
        assert chat.toast.text() == f"The name ann is taken on {where}, so you are {network.nick} there."
        assert chat.toast.isVisible()
        assert [one.text() for one in chat.toast.findChildren(QPushButton) if one.isVisible()] == ["Change"]
        chat.toast.on_action_clicked()
        question = chat.findChild(TextQuestion)
        assert question is not None
        question.field.setText("anna")
        question.go_button.click()
        qtbot.waitUntil(lambda: network.nick == "anna")


def test_launcher_opens_direct_messages(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    host(qtbot, windows)
    network = windows.controller.networks[0]
    windows.show_launcher().message_requested.emit("bob")
    qtbot.waitUntil(lambda: "bob" in network.rooms)
    assert chat_window(windows).room is network.rooms["bob"]


def test_a_chat_that_cannot_start_says_why_and_leads_to_the_launcher(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = int(busy.getsockname()[1])
        (windows.hosting.data / "settings.toml").write_text(f'[listen]\naddresses = ["127.0.0.1:{port}"]\n')
        start = start_window(windows)
        QTest.mouseClick(start.host_section.host_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: f"Port {port} is busy" in start_window(windows).host_section.error_label.text())
    assert start.host_section.launcher_button.isVisible()
    assert not start.error.isVisible()  # that one is of the card where others' chats are joined
    assert not start.address_field.property("invalid")
    QTest.mouseClick(start.host_section.launcher_button, Qt.MouseButton.LeftButton)
    assert windows.launcher is not None
    assert windows.launcher.isVisible()
    windows.hosting.start_server()  # the port is free now
    qtbot.waitUntil(lambda: windows.hosting.is_running)


def test_a_busy_port_is_left_by_one_press_in_the_start_window(qtbot: QtBot, open_windows: MakeWindows) -> None:
    windows = open_windows("ann")
    with socket.create_server(("0.0.0.0", 0)) as busy:
        port = int(busy.getsockname()[1])
        (windows.hosting.data / "settings.toml").write_text(f'[listen]\naddresses = ["127.0.0.1:{port}"]\n')
        QTest.mouseClick(start_window(windows).host_section.host_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: f"Port {port} is busy" in start_window(windows).host_section.error_label.text())
        assert windows.hosting.failure is not None
        assert windows.hosting.failure.free_port is not None
        free, button = windows.hosting.failure.free_port.port, start_window(windows).host_section.port_button
        assert (button.text(), button.isVisible()) == (f"Use port {free}", True)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: windows.chat is not None and windows.chat.room is not None)
        settings = windows.hosting.data / "settings.toml"
        qtbot.waitUntil(lambda: f'["127.0.0.1:{free}"]' in settings.read_text())  # at the next start as well
        assert windows.hosting.state.listening == (f"127.0.0.1:{free}",), "it listens where it was told to"
    assert windows.launcher is None


def test_an_attempt_is_taken_back(qtbot: QtBot, open_windows: MakeWindows) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        windows = open_windows("ann", f"127.0.0.1:{silent.getsockname()[1]}")
        assert len(windows.controller.networks) == 1
        QTest.mouseClick(start_window(windows).busy.cancel_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: windows.controller.networks == [])
        assert windows.controller.settings.preferences.servers == ()


def test_first_window_names_unreadable_files(
    qtbot: QtBot, tmp_path: Path, open_windows: MakeWindows, expected_warnings: list[logging.LogRecord]
) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "settings.json").write_text('{"name": "ann", "zoom": "large"}', "utf-8")
    (tmp_path / "ann" / "known.json").write_text("[]", "utf-8")
    shown = open_windows("ann").front_window()
    assert isinstance(shown, StartWindow)
    assert "Some of your settings could not be read" in shown.host_section.error_label.text()
    assert "Some server keys could not be read" in shown.host_section.error_label.text()
    assert len(expected_warnings) == 2
