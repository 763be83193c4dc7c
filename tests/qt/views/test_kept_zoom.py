"""The size of text in the timeline is there at the next start."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.views.kept_zoom import KeptZoom


def test_zoom_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    timeline = Timeline()
    qtbot.addWidget(timeline)
    kept = KeptZoom(timeline, settings)
    timeline.set_zoom(1.3)
    timeline.set_zoom(1.5)
    qtbot.waitUntil(lambda: settings.preferences.timeline_zoom == 150)
    timeline.set_zoom(1.2)
    kept.keep_zoom()
    again = Timeline()
    qtbot.addWidget(again)
    KeptZoom(again, Settings(tmp_path / "settings.json"))
    assert again.zoom == 1.2
