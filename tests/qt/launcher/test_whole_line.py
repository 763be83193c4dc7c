"""The chosen line of the log in full: as high as its text, and not higher than some lines."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.whole_line import WholeLine


def test_height_follows_text_up_to_a_limit(qtbot: QtBot) -> None:
    whole = WholeLine()
    qtbot.addWidget(whole)
    whole.resize(300, 100)
    heights = []
    for text in ("short", "word " * 30, "word " * 200, "word " * 2000):
        whole.set_text(text)
        assert whole.isVisible()
        heights.append(whole.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    whole.set_text("")
    assert not whole.isVisible()
