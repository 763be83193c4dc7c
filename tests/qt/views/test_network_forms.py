"""The form of a network, opened from the windows and saved, with a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.client.secret_store import PASSWORD
from desktop_chat.qt.app.start_flow import StartFlow
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.network_forms import NetworkForms
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess


@pytest.fixture
def controller(make_controller: MakeController) -> Controller:
    return make_controller("ann")


@pytest.fixture
def forms(qtbot: QtBot, controller: Controller) -> Iterator[NetworkForms]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = NetworkForms(controller, parent)
    yield made
    if made.form is not None:
        made.form.reject()


def test_new_network_is_saved_and_connected(
    qtbot: QtBot, controller: Controller, forms: NetworkForms, server_process: ServerProcess
) -> None:
    forms.open_new(None)
    assert forms.form is not None
    forms.form.address_field.setText(f"127.0.0.1/+{server_process.port}")
    forms.form.names_section.nick_field.setText("annie")
    with qtbot.waitSignal(forms.connected) as connected:
        forms.form.connect_button.click()
    [network] = connected.args
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert network.nick == "annie"
    assert forms.form is None


def test_saved_network_shows_its_secrets_and_is_changed(
    qtbot: QtBot, controller: Controller, forms: NetworkForms, server_process: ServerProcess
) -> None:
    place = ChatAddress("127.0.0.1", server_process.port)
    network = controller.join_chat(place)
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    forms.open_saved(network.network, None)
    form = forms.form
    assert form is not None
    assert form.address_field.text() == f"127.0.0.1:{server_process.port}"
    qtbot.waitUntil(form.password_field.isEnabled, timeout=MILLISECONDS)
    form.password_field.setText("sesame")
    form.label_field.setText("Desk")
    form.names_section.nick_field.setText("annie")
    form.save_button.click()
    assert network.display_name == "Desk"
    assert network.nick == "ann"
    network.disconnect_now()
    network.connect_now()
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    assert network.nick == "annie"
    with qtbot.waitSignal(controller.editor.secrets_read, timeout=MILLISECONDS) as read:
        controller.editor.read_secrets(network.network)
    assert read.args[1] == {PASSWORD: "sesame"}


def test_second_form_replaces_the_first(controller: Controller, forms: NetworkForms) -> None:
    forms.open_new(None)
    first = forms.form
    forms.open_new(None)
    assert forms.form is not None
    assert forms.form is not first
    forms.open_saved("nothing", None)
    assert forms.form is not None


def test_start_window_leads_to_a_network(qtbot: QtBot, controller: Controller, server_process: ServerProcess) -> None:
    flow = StartFlow(controller, controller.hosting, controller)
    window = flow.show_window()
    window.network_button.click()
    form = flow.network_forms.form
    assert form is not None
    form.address_field.setText(f"127.0.0.1:{server_process.port}")
    with qtbot.waitSignal(flow.arrived) as arrived:
        form.connect_button.click()
    network = arrived.args[0]
    assert not flow.is_visible
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)


def test_chat_window_opens_the_form_of_a_server(
    qtbot: QtBot, controller: Controller, server_process: ServerProcess
) -> None:
    network = controller.join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    window = ChatWindow(controller)
    qtbot.addWidget(window)
    window.show()
    window.acts.network_forms.open_saved(network.network, window)
    form = window.acts.network_forms.form
    assert form is not None
    assert form.isVisible()
    form.reject()
