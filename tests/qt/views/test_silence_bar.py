"""A person who may not speak reads why, above the messages and at the composer, and loses no word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.silence import Silence, SilenceReason
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.silence_bar import silence_text
from tests.patience import MILLISECONDS
from tests.qt.scenes import Script
from tests.qt.views.test_entry_bar import receive


def test_ban_is_said_and_the_words_stay(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    composer = window.pane.composer
    receive(network, ":Bob!b@h MODE #lobby -q+b Ann Ann!*@*")
    bar = window.pane.silence_bar
    assert bar.isVisible()
    assert bar.accessibleName() == "Bob banned you from this room. You can read, but not write."
    assert composer.edit.placeholderText() == "You cannot write here now"
    QTest.keyClicks(composer.edit, "why?")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.text() == "why?"
    faults = window.pane.writing.fault_bar
    assert faults.text_label.text() == "This message was not sent."
    assert faults.accessibleName() == f"{faults.text_label.text()} {bar.text_label.text()}"
    (send_anyway,) = faults.offers
    send_anyway.click()
    assert composer.text() == ""
    qtbot.waitUntil(lambda: b"why?" in script.heard, timeout=MILLISECONDS)
    receive(network, ":Bob!b@h MODE #lobby -b Ann!*@*")
    assert not bar.isVisible()
    assert composer.edit.placeholderText() == "Message #lobby"
    assert not faults.isVisible()


def test_each_reason_has_its_words(network: Network) -> None:
    texts = {silence_text(Silence(reason, by), network) for reason in SilenceReason for by in ("", "Bob")}
    assert len(texts) == len(SilenceReason) + 2
    assert silence_text(Silence(SilenceReason.MUTED, "Bob", 60), network).startswith("Bob muted you in this room for ")
