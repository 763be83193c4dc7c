"""The form of a new room: its choices become a RoomPlan; what the server lacks is greyed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.irc.isupport import ISupport
from desktop_chat.qt.dialogs.room_form import RoomForm

OURS = ISupport({"CHANMODES": "beI,k,fHl,CMNPRSTUWcimnrstuz", "desktop-chat/RETENTION": "0"})


@pytest.fixture
def form(qtbot: QtBot) -> RoomForm:
    made = RoomForm("Workshop", OURS, lambda name: f"#{name}", None)
    made.open()
    return made


def test_a_name_is_enough(qtbot: QtBot, form: RoomForm) -> None:
    assert not form.go_button.isEnabled()
    QTest.keyClicks(form.name_field, "fair")
    with qtbot.waitSignal(form.answered) as answered:
        QTest.keyClick(form.name_field, Qt.Key.Key_Return)
    assert answered.args == [RoomPlan("#fair")]


def test_everything_is_chosen(qtbot: QtBot, form: RoomForm) -> None:
    form.name_field.setText("fair")
    form.topic_field.setText(" Lamps  and cake ")
    form.password_radio.click()
    assert form.password_field.isVisible()
    assert not form.go_button.isEnabled()
    form.password_field.setText("tulip")
    form.hidden_box.click()
    form.later_box.click()
    form.retention_box.choose_value("7")
    with qtbot.waitSignal(form.answered) as answered:
        form.go_button.click()
    assert answered.args == [RoomPlan("#fair", topic="Lamps and cake", flags="sW", password="tulip", keep_days=7)]


@pytest.mark.parametrize(("choice", "flags"), [("account_radio", "R"), ("invited_radio", "i")])
def test_who_may_enter(qtbot: QtBot, form: RoomForm, choice: str, flags: str) -> None:
    form.name_field.setText("fair")
    getattr(form, choice).click()
    with qtbot.waitSignal(form.answered) as answered:
        form.go_button.click()
    assert answered.args == [RoomPlan("#fair", flags=flags)]


@pytest.mark.parametrize(
    ("name", "password", "fault"),
    [("spring,fair", "", "The name of a room has"), ("fair", "a b", "The password of a room has")],
)
def test_faults_are_said(form: RoomForm, name: str, password: str, fault: str) -> None:
    form.name_field.setText(name)
    if password:
        form.password_radio.click()
        form.password_field.setText(password)
    form.go_button.click()
    assert form.isVisible()
    assert form.fault_label.text().startswith(fault)
    form.name_field.setText("other")
    assert not form.fault_label.isVisible()
    form.close()


def test_what_the_server_lacks_is_greyed(qtbot: QtBot) -> None:
    form = RoomForm("Plain", ISupport(), lambda name: name, None)
    assert not form.account_radio.isEnabled()
    assert "cannot limit a room" in form.lacks_label.text()
    assert "cannot limit a room" in form.account_radio.accessibleDescription()
    assert not form.later_box.isEnabled()
    assert "server decides" in form.later_box.accessibleDescription()
    assert not form.retention_box.isEnabled()
    assert "how long messages are kept" in form.retention_box.accessibleDescription()
    form.deleteLater()
