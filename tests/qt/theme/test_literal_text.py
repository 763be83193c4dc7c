"""Foreign text is shown exactly as written in tooltips, captions, titles and notifications."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QKeySequence, Qt, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script, room_lines

MARKUP = '<b>x</b> & <5 &amp; <img src="file:///dev/zero">  \\n [*] <a href="x">y</a>'
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.lists(
    st.sampled_from(["<b>", "</b>", "<img src='x'>", "&", "&lt;", "<", ">", "[*]", "\\n", "\\", " ", "a", "\n"])
).map("".join)


def shown_tip(tip: str) -> str:
    """Return the text that QToolTip paints."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toRawText().replace("\N{PARAGRAPH SEPARATOR}", "\n")


@given(WORDS)
def test_tooltip_shows_exactly_the_letters(qapp: QApplication, text: str) -> None:
    assert shown_tip(literal_text(text, TextSink.TIP)) == text.replace("\N{PARAGRAPH SEPARATOR}", "\n")


def test_tooltip_has_a_limit(qapp: QApplication) -> None:
    assert len(shown_tip(literal_text("<b>" * 100_000, TextSink.TIP))) <= 4_000


@given(WORDS)
def test_title_shows_exactly_the_letters(qapp: QApplication, text: str) -> None:
    window = QWidget()
    window.setWindowTitle(literal_text(text, TextSink.TITLE))
    window.winId()
    assert window.windowHandle().title() == text


@given(WORDS)
def test_caption_has_no_shortcut(qapp: QApplication, text: str) -> None:
    caption = literal_text(text, TextSink.CAPTION)
    assert QKeySequence.mnemonic(caption).isEmpty()
    assert caption.replace("&&", "&") == text.replace("\t", " ")


@given(WORDS)
def test_notification_shows_exactly_the_letters(text: str) -> None:
    assert unescape(literal_text(text, TextSink.MARKUP)) == text


@pytest.fixture
def script() -> Script:
    """A room whose name, topic and people look like HTML."""
    room, bob = "#<b>tea&cake</b>[*]", "<i>Bob&Co</i>"
    lines = [
        *room_lines(room, ("Ann", bob), MARKUP),
        f":{bob}!u@h PRIVMSG Ann :{MARKUP}",
        f":{bob}!u@h JOIN {room} * :{MARKUP}",
        f":{bob}!u@h PRIVMSG {room} :Thank you",
    ]
    return Script(network="<u>Net&Work</u>", lines=lines)


@pytest.fixture
def network(qtbot: QtBot, made: Scene, script: Script) -> Network:
    return made.enter(
        script, entries=lambda network: "#<b>tea&cake</b>[*]" in network.rooms and len(network.rooms) == 3
    )


@pytest.fixture
def window(qtbot: QtBot, made: Scene, network: Network) -> ChatWindow:
    chat = ChatWindow(made.controller)
    qtbot.addWidget(chat)
    chat.resize(500, 500)
    chat.show()
    return chat


def tips(window: ChatWindow) -> list[str]:
    found = [widget.toolTip() for widget in window.findChildren(QWidget)]
    for model in (window.rooms, window.members):
        pending = [model.index(row, 0) for row in range(model.rowCount())]
        while pending:
            index: QModelIndex = pending.pop()
            found.append(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
            pending += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    return [tip for tip in found if tip]


def test_names_and_topics_are_no_markup_in_the_windows(window: ChatWindow, network: Network) -> None:
    written = set()
    for room in network.rooms.values():
        window.show_room(network, room)
        window.pane.header.topic.resize(20, 20)
        for tip in tips(window):
            assert not Qt.mightBeRichText(tip) or literal_text(shown_tip(tip), TextSink.TIP) == tip
            written.add(shown_tip(tip))
        assert window.windowHandle().title().endswith(network.display_name)
    assert {"#<b>tea&cake</b>[*]", "<i>Bob&Co</i>"} <= written
    assert any(MARKUP.split("  ")[0] in tip for tip in written)  # the topic, which did not fit


def test_names_with_ampersands_make_no_shortcuts(window: ChatWindow, network: Network) -> None:
    for room in network.rooms.values():
        window.acts.open_room_menu(network, room, QPoint())
    captions = [action.text() for menu in window.findChildren(QMenu) for action in menu.actions()]
    captions += [button.text() for button in window.findChildren(QAbstractButton)]
    assert all(QKeySequence.mnemonic(caption).isEmpty() for caption in captions)
    for menu in window.findChildren(QMenu):
        menu.close()
