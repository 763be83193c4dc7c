"""The warning shows both keys, and its safe way out is the default."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.client.certificate import Certificate
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.dialogs.certificate_warning import CertificateWarning, group_fingerprint

OLD, NEW = KeyPin("0a1b" * 16), KeyPin("c3d4" * 16)


@pytest.fixture
def warning(qtbot: QtBot) -> CertificateWarning:
    shown = Certificate(
        fingerprint=NEW, verified=False, subject="ann-laptop", issuer="ann-laptop", begins=0, ends=1, version="TLSv1.3"
    )
    return CertificateWarning("192.168.1.20:6697", OLD, shown, None)


def test_warning_shows_both_fingerprints(warning: CertificateWarning) -> None:
    texts = [label.text() for label in warning.findChildren(QLabel)]
    assert group_fingerprint(OLD) in texts
    assert group_fingerprint(NEW) in texts
    assert group_fingerprint(OLD).startswith("0a1b 0a1b ")


def test_return_does_not_trust_the_new_key(qtbot: QtBot, warning: CertificateWarning) -> None:
    warning.open()
    with qtbot.assertNotEmitted(warning.trusted):
        QTest.keyClick(warning, Qt.Key.Key_Return)
    assert not warning.isVisible()


def test_new_key_is_trusted_by_a_click(qtbot: QtBot, warning: CertificateWarning) -> None:
    warning.open()
    with qtbot.waitSignal(warning.trusted):
        QTest.mouseClick(warning.go_button, Qt.MouseButton.LeftButton)


def test_buttons_too_wide_for_one_row_stand_above_each_other(warning: CertificateWarning) -> None:
    warning.go_button.setText("The key has changed: trust the new one")
    warning.open()
    for button in (warning.go_button, warning.stay_button):
        assert button.width() >= button.sizeHint().width()
    assert warning.stay_button.y() < warning.go_button.y()
    warning.close()
