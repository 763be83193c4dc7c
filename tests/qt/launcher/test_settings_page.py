"""The settings page sends complete edits and shows the answers of the server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import SettingRow
from desktop_chat.qt.launcher.settings_page import SettingsPage
from desktop_chat.qt.widgets import Switch
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from tests.qt.launcher.example_rows import settings


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.set_rows(settings())
    return made


@pytest.fixture
def wanted(page: SettingsPage) -> list[tuple[str, object]]:
    got: list[tuple[str, object]] = []
    page.change_requested.connect(lambda key, value: got.append((key, value)))
    return got


def test_every_kind_has_its_control(page: SettingsPage) -> None:
    kinds = {key: type(field.control) for key, field in page.fields.items()}
    assert kinds["server.name"] is kinds["listen.addresses"] is QLineEdit
    assert issubclass(kinds["server.welcome"], QPlainTextEdit)
    assert kinds["listen.plain"] is ElidedComboBox
    assert kinds["history.replay_on_join"] is kinds["listen.port"] is QSpinBox
    assert kinds["limits.enabled"] is Switch
    for row in settings():
        assert page.fields[row.key].current_value() == row.value


def test_a_complete_edit_is_sent_once(qtbot: QtBot, page: SettingsPage, wanted: list[tuple[str, object]]) -> None:
    name = page.fields["server.name"].control
    name.setFocus()
    QTest.keyClicks(name, "!")
    assert wanted == []
    QTest.keyClick(name, Qt.Key.Key_Return)
    page.show_accepted("server.name", "Ann's chat!")
    page.fields["server.welcome"].control.setFocus()
    assert wanted == [("server.name", "Ann's chat!")]
    QTest.keyClicks(page.fields["server.welcome"].control, "Hi. ")
    leave = QFocusEvent(QEvent.Type.FocusOut)
    QApplication.sendEvent(page.fields["server.welcome"].control, leave)
    assert wanted[1:] == [("server.welcome", "Hi. Be kind.")]


def test_switches_choices_and_lists_are_sent(page: SettingsPage, wanted: list[tuple[str, object]]) -> None:
    page.more_button.click()
    switch = page.fields["limits.enabled"].control
    assert isinstance(switch, Switch)
    switch.click()
    choice = page.fields["listen.plain"].control
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    addresses = page.fields["listen.addresses"].control
    assert isinstance(addresses, QLineEdit)
    addresses.setText("127.0.0.1:7000 ,, [::1]:7000")
    addresses.editingFinished.emit()
    assert wanted == [
        ("limits.enabled", False),
        ("listen.plain", "anyone"),
        ("listen.addresses", ("127.0.0.1:7000", "[::1]:7000")),
    ]


def test_the_port_changes_every_address(page: SettingsPage, wanted: list[tuple[str, object]]) -> None:
    field = page.fields["listen.port"]
    assert isinstance(field.control, QSpinBox)
    field.control.setValue(57833)
    assert field.control.text() == "57833"  # a port has no thousands
    field.control.setValue(7000)
    field.control.editingFinished.emit()
    assert wanted == [("listen.addresses", ("0.0.0.0:7000", "[::]:7000"))]
    page.show_refused("listen.addresses", "Port 7000 is busy.")
    assert field.error_label.text() == "Port 7000 is busy."
    page.show_accepted("listen.addresses", ("0.0.0.0:7001", "[::]:7001"))
    assert field.current_value() == 7001
    assert field.error_label.text() == ""
    assert page.notice.isVisible()


def test_different_ports_have_no_common_field(page: SettingsPage) -> None:
    rows = tuple(replace(row, value=("a:1", "b:2")) if row.key == "listen.addresses" else row for row in settings())
    page.set_rows(rows)
    assert "listen.port" not in page.fields


def test_a_refusal_is_shown_and_switches_fall_back(page: SettingsPage) -> None:
    page.more_button.click()
    switch = page.fields["limits.enabled"]
    assert isinstance(switch.control, Switch)
    switch.control.click()
    page.show_refused("limits.enabled", "Not now.")
    assert switch.current_value() is True
    assert switch.error_label.isVisible()
    page.show_refused("no.such", "Ignored.")
    page.show_accepted("no.such", 1)


def test_advanced_settings_are_hidden_unless_searched_for(page: SettingsPage) -> None:
    def shown() -> set[str]:
        return {key for key, field in page.fields.items() if field.isVisible()}

    assert "server.name" in shown()
    assert not shown() & {"limits.enabled", "listen.addresses"}
    page.more_button.click()
    assert {"limits.enabled", "listen.addresses"} <= shown()
    page.more_button.click()
    page.search_field.setText("flood")
    assert shown() == {"limits.enabled"}
    page.search_field.setText("nothing like it")
    assert page.empty.isVisible()
    page.search_field.clear()
    assert "server.name" in shown()


def test_the_wheel_changes_nothing_without_the_focus(page: SettingsPage) -> None:
    field = page.fields["history.replay_on_join"]
    page.search_field.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.control, turn)
    assert field.current_value() == 50


def test_setting_without_title_shows_its_key(page: SettingsPage) -> None:
    page.set_rows((SettingRow("future.thing", "text", "x", "", "Does something new."),))
    page.more_button.click()
    field = page.fields["future.thing"]
    assert (field.title_label.text(), field.help_label.text()) == ("future.thing", "Does something new.")
