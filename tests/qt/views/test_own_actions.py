"""The menu of the own name, with a real server: profile, account, login, and what is greyed with the reason."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.client.profiles import STATUS
from desktop_chat.qt.dialogs.device_dialog import DeviceDialog
from desktop_chat.qt.dialogs.keep_name_dialog import KeepNameDialog
from desktop_chat.qt.dialogs.login_question import LoginQuestion
from desktop_chat.qt.dialogs.profile_dialog import ProfileDialog
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess

PASSWORD = "open sesame, please"
D = TypeVar("D", bound=QDialog)


def open_window(qtbot: QtBot, controller: Controller, server: ServerProcess) -> tuple[ChatWindow, Network]:
    network = controller.join_chat(ChatAddress("127.0.0.1", server.port))
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    return window, network


def rows(window: ChatWindow) -> dict[str, QAction]:
    """Return the rows of the menu of the own name."""
    window.sidebar.name_button.click()
    menu = [one for one in window.findChildren(QMenu) if one.parent() is window][-1]
    found = {action.text(): action for action in menu.actions() if action.text()}
    menu.close()
    return found


def dialog(window: ChatWindow, kind: type[D]) -> D:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_a_profile_is_published_from_the_menu(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    window, network = open_window(qtbot, make_controller("ann"), server_process)
    rows(window)["Your profile…"].trigger()
    asked = dialog(window, ProfileDialog)
    assert asked.lacks_label.isHidden()
    asked.name_field.setText("Ann Lee")
    asked.status_field.setText("at lunch")
    asked.go_button.click()
    qtbot.waitUntil(lambda: network.nick == "Ann_Lee", timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: window.sidebar.name_button.text() == "Ann Lee", timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: network.profile_of("Ann_Lee").get(STATUS) == "at lunch", timeout=MILLISECONDS)
    rows(window)["Your profile…"].trigger()
    assert dialog(window, ProfileDialog).status_field.text() == "at lunch"


def test_a_name_is_kept_by_the_dialog_and_used_on_another_device(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    server_process.stop()
    server_process.settings = ("limits.enabled=true",)
    server_process.start()
    window, network = open_window(qtbot, make_controller("ann"), server_process)
    rows(window)["Keep your name…"].trigger()
    asked = dialog(window, KeepNameDialog)
    asked.password_field.setText("x")
    with qtbot.waitSignal(network.account.registration_refused, timeout=MILLISECONDS):
        asked.go_button.click()
    assert asked.fault_label.isVisible()
    asked.password_field.setText(PASSWORD)
    with qtbot.waitSignal(network.account.registered, timeout=MILLISECONDS):
        asked.go_button.click()
    qtbot.waitUntil(lambda: network.account.name == "ann", timeout=MILLISECONDS)
    assert not asked.isVisible()
    assert not rows(window)["Logged in as ann"].isEnabled()
    rows(window)["Add another device…"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(DeviceDialog)), timeout=MILLISECONDS)
    shown = dialog(window, DeviceDialog)
    assert len(shown.words_label.text().split()) == 5
    shown.done_button.click()

    other, second = open_window(qtbot, make_controller("tablet"), server_process)
    rows(other)["Log in…"].trigger()
    question = dialog(other, LoginQuestion)
    question.account_field.setText("ann")
    question.password_field.setText("wrong")
    with qtbot.waitSignal(second.account.login_refused, timeout=MILLISECONDS):
        question.go_button.click()
    other.toast.on_action_clicked()
    question = dialog(other, LoginQuestion)
    assert question.fault_label.text()
    question.password_field.setText(PASSWORD)
    with qtbot.waitSignal(second.account.kept, timeout=MILLISECONDS):
        question.go_button.click()
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE, timeout=MILLISECONDS)
    rows(other)["Log out"].trigger()
    qtbot.waitUntil(lambda: second.phase is Phase.ONLINE and not second.account.name, timeout=MILLISECONDS)


def test_what_the_server_lacks_is_greyed_with_the_reason(window: ChatWindow, network: Network) -> None:
    found = rows(window)
    assert not found["Keep your name (this server makes no accounts)"].isEnabled()
    assert not found["Log in (this server has no accounts)"].isEnabled()
    found["Your profile…"].trigger()
    assert "Workshop" in dialog(window, ProfileDialog).lacks_label.text()
    network.disconnect_now()
    assert not rows(window)["Keep your name (once you are connected)"].isEnabled()
